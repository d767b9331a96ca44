"""What pydantic found wrong, in the words of the person who wrote the configuration."""

from datetime import timedelta
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from monitor.config.schema import is_secret, names_in
from monitor.config.settings import Settings
from monitor.config.toml_file import KeyPath
from monitor.config.values import duration_text

_SHOULD_BE = {
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "string_type": "a text in quotes",
    "path_type": "a path in quotes",
    "model_type": "a table",
    "tuple_type": "a list (as JSON where it is a variable)",
    "string_too_short": "at least {min_length} character long",
    "string_too_long": "at most {max_length} characters long",
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
    "literal_error": "{expected}",
    "enum": "{expected}",
}
_CONSEQUENCES = {"default_factory_not_called"}
"""Errors that only follow from another one."""


def explain(error: ValidationError) -> list[tuple[KeyPath, str]]:
    """Each thing wrong: the key it is about, and what is wrong with it. Secrets are not shown."""
    return [
        (details["loc"], _sentence(details))
        for details in error.errors()
        if details["type"] not in _CONSEQUENCES
    ]


def _sentence(details: ErrorDetails) -> str:
    key = dotted(details["loc"])
    match details["type"]:
        case "extra_forbidden":
            return _unknown(details["loc"])
        case "missing":
            return f"`{key}` is missing"
        case "value_error":
            reason = str(details["ctx"]["error"])
            return f"`{key}`: {reason}" if key else reason
        case "tuple_type" if len(details["loc"]) == 1 and isinstance(details["input"], dict):
            return f"`{key}` is a table, but it should be a list of tables; write `[[{key}]]`"
        case kind if kind in _SHOULD_BE:
            return f"`{key}` {_but(details)}should be {_SHOULD_BE[kind].format_map(details.get('ctx', {}))}"
        case _:
            return f"`{key}`: {details['msg']}"


def _unknown(key: KeyPath) -> str:
    name, known = str(key[-1]), names_in(Settings, key[:-1])
    close = get_close_matches(name, known, n=1)
    table = f"[{dotted(key[:-1])}]" if len(key) > 1 else "the file"
    advice = f"did you mean `{close[0]}`?" if close else f"{table} knows {', '.join(known)}"
    return f"unknown key `{dotted(key)}`; {advice}"


def _but(details: ErrorDetails) -> str:
    value: Any = details["input"]
    if is_secret(Settings, details["loc"]):
        return ""
    if isinstance(value, dict):
        return "is a table, but it "
    return "is a list, but it " if isinstance(value, list) else f"is {_as_written(value)}, but it "


def _as_written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, timedelta):
        return duration_text(value)
    return repr(value) if isinstance(value, str) else str(value)


def dotted(key: KeyPath) -> str:
    """A key as one reads it in messages: `mqtt.port`, `sources[0].url`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in key)
    return text.removeprefix(".")
