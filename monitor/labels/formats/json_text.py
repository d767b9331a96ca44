"""JSON that says every key but once: where one stands twice, the first would be lost without a word."""

import json
from typing import Any


class DoubleKeyError(ValueError):
    """A key that an object gives twice, and not the same."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the key {key!r} is given twice")
        self.key = key


def read_json(text: str) -> Any:
    """A JSON text.

    Raises:
        json.JSONDecodeError: it is none; the error has the line.
        ValueError: a key is given twice, or it is nested too deeply.
    """
    try:
        return json.loads(text, object_pairs_hook=_once)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        for key, value in pairs:
            if found[key] != value:
                raise DoubleKeyError(key)
    return found
