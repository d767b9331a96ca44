"""A TOML file with the line of every key, which tomllib does not tell."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from monitor.errors import ConfigError, Problem

KeyPath = tuple[str | int, ...]
"""Where a value stands: ("mqtt", "tls", "ca_file"), or ("sources", 0, "url") in the first [[sources]]."""

_AT = re.compile(r" \(at line (\d+), column (\d+)\)$")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """The content of a TOML file."""

    path: Path
    text: str
    values: dict[str, Any]
    """Amounts are Decimal, never float. A key with an empty text is left out: it counts as not given."""

    def where(self, key: KeyPath) -> str | None:
        """File and line of a key, or of the nearest table around it that is written down."""
        lines = key_lines(self.text)
        for length in range(len(key), 0, -1):
            if key[:length] in lines:
                return f"{self.path}:{lines[key[:length]]}"
        return None


def read_toml(path: Path) -> TomlFile:
    """Read and parse a TOML file.

    Raises:
        ConfigError: it is not there, may not be read, is not UTF-8 or not TOML; names the line and column.
    """
    text = _read_text(path)
    try:
        return TomlFile(path, text, _given(tomllib.loads(text, parse_float=Decimal)))
    except tomllib.TOMLDecodeError as error:
        place = _AT.search(str(error))
        where = f"{path}:{place[1]}:{place[2]}" if place else str(path)
        raise ConfigError([Problem(where, f"this is not TOML: {_AT.sub('', str(error))}")]) from error


def _read_text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigError([Problem(str(path), f"cannot be read: {error.strerror}")]) from error
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            [Problem(f"{path}:{line}", "this is not UTF-8 text; save the file as UTF-8")]
        ) from error


def _given(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _given(inner) for name, inner in value.items() if inner != ""}
    return [_given(item) for item in value] if isinstance(value, list) else value


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line at which each key and table of a valid TOML text begins, counted from 1."""
    lines: dict[KeyPath, int] = {}
    elements: Counter[KeyPath] = Counter()
    table: KeyPath = ()
    for number, statement in _statements(text):
        keys = tuple(_key_paths(tomllib.loads(statement)))
        if statement.lstrip().startswith("["):
            table = _placed(keys[-1], elements, is_element=statement.lstrip().startswith("[["))
            written = [table[:length] for length in range(1, len(table) + 1)]
        else:
            written = [table + key for key in keys]
        for path in written:
            lines.setdefault(path, number)
    return lines


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each table header and each assignment, which may span lines, with the number of its first line."""
    start, pending = 1, ""
    for number, line in enumerate(StringIO(text), start=1):
        if not pending:
            start = number
        pending += line
        try:
            meaning = tomllib.loads(pending)
        except tomllib.TOMLDecodeError:
            continue
        if meaning:
            yield start, pending
        pending = ""


def _key_paths(values: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for name, value in values.items():
        yield (name,)
        inner = value[0] if isinstance(value, list) and value == [{}] else value
        if isinstance(inner, dict):
            for rest in _key_paths(inner):
                yield (name, *rest)


def _placed(names: KeyPath, elements: Counter[KeyPath], *, is_element: bool) -> KeyPath:
    """The path of a table header, with the index of each array of tables it lies in."""
    placed: KeyPath = ()
    for depth, name in enumerate(names, start=1):
        placed += (name,)
        if is_element and depth == len(names):
            elements[placed] += 1
        if placed in elements:
            placed += (elements[placed] - 1,)
    return placed
