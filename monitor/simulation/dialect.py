"""How a kind of server answers: which paths it has, and what it says to each."""

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from monitor.simulation.answer import Answer, text
from monitor.simulation.view import View

Render = Callable[..., Answer]
"""Answers with what a view of the chain holds; gets the view, and the parts of path and query by name."""
Call = Callable[[View, bytes], Answer]
"""Answers a POST to the root; gets the view and the body."""
_QUERY = re.compile(r"\{\?([a-zA-Z_,]+)\}$")
_HASH = re.compile("[0-9a-f]{64}")


class Refusal(Exception):
    """What a request gets instead of what it asked for: a status and a sentence, in plain text by default."""

    def __init__(self, status: int, sentence: str, render: Callable[[str, int], Answer] = text) -> None:
        super().__init__(sentence)
        self.answer = render(sentence, status)


@dataclass(frozen=True, slots=True)
class Dialect:
    """One kind of server, in one of its habits."""

    base: str
    """What all its paths begin with, as in "/api"; empty for none."""
    routes: Mapping[str, Render]
    """What it answers to GET, by path below the base. A path may end like an RFC 6570 template, in
    "{?page,details}": the parts of the query that it understands."""
    raw_block: str = ""
    """The route, if any, that serves a block as it is; its part `block_hash` names the block."""
    call: Call | None = None
    """What it answers to POST."""
    name_of_call: Callable[[bytes], str] = field(default=lambda _: "/")
    """The path under which a POST is noted and can be spoilt, such as "/rpc/getblock"."""
    login: str | None = None
    """User and password, with a colon between, without which a POST is refused."""

    def refuses(self, authorization: str) -> bool:
        """Whether this Authorization header (RFC 7617) does not let a POST in."""
        if self.login is None:
            return False
        return authorization != f"Basic {base64.b64encode(self.login.encode()).decode()}"


def path_and_query(route: str) -> tuple[str, tuple[str, ...]]:
    """A route's path, and the names of what it understands in a query."""
    found = _QUERY.search(route)
    return (route[: found.start()], tuple(found[1].split(","))) if found else (route, ())


def is_number(part: str) -> bool:
    """Whether a part of a path is a decimal number."""
    return part.isascii() and part.isdigit()


def is_hash(part: str) -> bool:
    """Whether a part of a path is a txid or block hash, in whatever case."""
    return _HASH.fullmatch(part.lower()) is not None
