"""Small answers kept for conditional requests (RFC 9110, section 13): a source that still has the same says only so."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from monitor.explorers.question import Question

MOST_ANSWERS = 64
MOST_BYTES = 65_536
"""Of one answer. Blocks are longer, never change, and are asked for once."""
_MOST_VALIDATOR = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, and what its source calls this version of it."""

    body: bytes
    conditions: Mapping[str, str]
    """Request headers that ask for it only if it has changed."""


class KeptAnswers:
    """The latest small answers of one source by path, at most 4 MB in all."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, Kept] = OrderedDict()

    def get(self, question: Question) -> Kept | None:
        """What was kept of this question."""
        return self._answers.get(question.path) if question.method == "GET" else None

    def keep(self, question: Question, body: bytes, headers: Mapping[str, str]) -> None:
        """Remember an answer that could be read, if it is small and its headers name its version."""
        if question.method != "GET":
            return
        conditions = _conditions(headers)
        self._answers.pop(question.path, None)
        if conditions and len(body) <= MOST_BYTES:
            self._answers[question.path] = Kept(body, conditions)
            if len(self._answers) > MOST_ANSWERS:
                self._answers.popitem(last=False)


def _conditions(headers: Mapping[str, str]) -> dict[str, str]:
    found = {"If-None-Match": headers.get("etag"), "If-Modified-Since": headers.get("last-modified")}
    return {name: text for name, text in found.items() if text and _is_plain(text)}


def _is_plain(text: str) -> bool:
    return len(text) <= _MOST_VALIDATOR and text.isascii() and text.isprintable()
