"""The bitcoin-book of DefiLlama-Adapters: JavaScript that exports arrays of addresses, by the key of a service.

Nothing is run. String literals inside brackets are taken, under the name before the bracket: a key, or a variable
that is exported by its name.
"""

import re
from dataclasses import dataclass, field
from typing import TextIO

from monitor.labels.formats.defaults import Defaults
from monitor.labels.intake import Intake
from monitor.labels.vocabulary import Category

_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<exports>(?:module\.exports\s*=|export\s+default)\s*(?=[\[{]))
      | ['"]?(?P<key>[A-Za-z_$][\w$-]*)['"]?\s*:\s*(?=\[)
      | ['"]?(?P<fetched>[A-Za-z_$][\w$-]*)['"]?\s*:\s*(?:async\b|\(|[A-Za-z_$])
      | (?P<quote>['"`])(?P<text>(?:\\.|(?!(?P=quote)).)*)(?P=quote)
      | (?P<variable>[A-Za-z_$][\w$]*)\s*=\s*(?=\[)
      | (?P<spread>\.\.\.\s*[\w$.]+)
      | (?P<word>[A-Za-z_$][\w$]*)\s*(?=[,}\n])
      | (?P<mark>[\[\]{}\n])""",
    re.VERBOSE | re.DOTALL,
)
_RESERVE = {
    "role": "reserve",
    "confidence": "80",
    "source": "https://github.com/DefiLlama/DefiLlama-Adapters",
}
"""A list of reserves; docs/labels.md has the rule."""


@dataclass(slots=True)
class _Array:
    """An array of a file: what stands before it, and the strings in it with their lines."""

    name: str
    line: int
    variable: bool
    strings: list[tuple[str, int]] = field(default_factory=list)
    nested: bool = False
    """It holds arrays, as no list of addresses does."""


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """What is exported and stands in another place."""

    name: str
    line: int


def read_defillama(stream: TextIO, file: str, intake: Intake, defaults: Defaults) -> None:
    """Read arrays of addresses. An array without a name, as in a file of its own, needs a default entity."""
    arrays, exported = _parts(stream.read())
    names = {each.name for each in exported}
    for array in arrays:
        if array.variable and array.name not in names and array.name not in defaults.aliases:
            what = f"passed over: the array {array.name} is not exported by its name"
            intake.remark(file, array.line, what)
        elif array.nested:
            intake.remark(file, array.line, "passed over: an array of arrays is no list of addresses")
        else:
            _take(array, file, intake, defaults)
    here = {array.name for array in arrays}
    for each in exported:
        if each.name not in here:
            intake.remark(
                file, each.line, f"passed over: {each.name} is no list here; it comes from elsewhere"
            )


def _take(array: _Array, file: str, intake: Intake, defaults: Defaults) -> None:
    entity: dict[str, str] = {}
    if "entity" not in defaults.fields:
        if not array.name:
            what = f"the list of {len(array.strings)} addresses has no name; say whose they are with --entity"
            intake.refuse(file, array.line, what)
            return
        entity = defaults.entity(array.name, Category.EXCHANGE.value, intake)
        if (
            "category" in entity
            and "category" not in defaults.fields
            and entity["entity"] not in intake.entities
        ):
            what = (
                f"{array.name} is not known, and taken for an exchange; --alias or --category say otherwise"
            )
            intake.remark(file, array.line, what)
    for address, line in array.strings:
        intake.take(
            defaults.filled({**_RESERVE, **defaults.fields, **entity, "address": address}), file, line
        )


def _parts(text: str) -> tuple[list[_Array], list[_Elsewhere]]:
    """The arrays of a file that hold strings, and what it exports by name without an array behind it."""
    reading = _Reading()
    line = 1
    for token in _TOKEN.finditer(text):
        reading.token(token, line)
        line += token[0].count("\n")
    return [array for array in reading.arrays if array.strings or array.nested], reading.exported


class _Reading:
    """What is known while a file is read token by token."""

    def __init__(self) -> None:
        self.arrays: list[_Array] = []
        self.exported: list[_Elsewhere] = []
        self._exports: int | None = None
        """How many braces are open within what is exported; None outside of it."""
        self._depth = 0
        self._name, self._variable = "", False

    def token(self, token: re.Match[str], line: int) -> None:
        """Take the next token."""
        kind, text = token.lastgroup, token[0]
        if text == "[":
            self._open(line)
        elif text == "]":
            self._depth = max(0, self._depth - 1)
        elif text in {"{", "}"}:
            self._brace(1 if text == "{" else -1)
        elif self._depth:
            self._inside(token, line)
        elif kind in {"key", "variable"}:
            self._name, self._variable = token[kind], kind == "variable"
        elif kind == "exports":
            self._exports = 0
        elif kind in {"fetched", "word", "spread"} and self._exports == 1:
            self.exported.append(_Elsewhere(token[kind], line))

    def _brace(self, step: int) -> None:
        if self._exports is not None:
            self._exports += step
            if self._exports <= 0:
                self._exports = None

    def _open(self, line: int) -> None:
        if self._depth:
            self.arrays[-1].nested = True
        else:
            self.arrays.append(_Array(self._name, line, self._variable))
        self._depth += 1
        self._name, self._variable = "", False

    def _inside(self, token: re.Match[str], line: int) -> None:
        if token["text"] is not None:
            self.arrays[-1].strings.append((token["text"], line))
        elif token.lastgroup == "spread":
            self.exported.append(_Elsewhere(token[0], line))
