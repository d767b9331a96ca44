"""What somebody typed wrongly, in words: the option, the value that was given, and what it should be."""

import typer
from pydantic import ValidationError

_SHOULD_BE = {
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
}


def told(error: typer.TyperException) -> str:
    """The message for whoever typed it; of a group without a verb, its help."""
    cause = error.__cause__
    if isinstance(error, typer.BadParameter) and isinstance(cause, ValidationError):
        details = cause.errors()[0]
        if should := _SHOULD_BE.get(details["type"]):
            error.message = (
                f"it is {details['input']}, and should be {should.format_map(details.get('ctx', {}))}"
            )
    return error.format_message().replace("Value error, ", "")
