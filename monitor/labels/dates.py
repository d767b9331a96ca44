"""Dates as label files write them."""

import re
from datetime import date
from functools import lru_cache

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@lru_cache(maxsize=4096)
def day_from_text(text: str) -> date:
    """A day written YYYY-MM-DD.

    Raises:
        ValueError: the text is no such day.
    """
    try:
        if _ISO_DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no date: {error}") from None
    raise ValueError(f"{text!r} is no date; write it YYYY-MM-DD")
