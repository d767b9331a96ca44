"""When a document was published, told by its address or its title where nobody says so.

Addresses of articles often have their day in them ("/2025/06/08/", "?date=2025-06-08", "20250608"), some the month
alone; titles name the month that is reported on.
"""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.periods.calendars import month

_DAY = re.compile(
    r"(?<!\d)(?P<year>20[12]\d)(?:(?P<mark>[/_.-])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>0?[1-9]|[12]\d|3[01])"
    r"|(?P<month_>0[1-9]|1[0-2])(?P<day_>0[1-9]|[12]\d|3[01]))(?!\d)"
)
_MONTH = re.compile(r"(?<!\d)(?P<year>20[12]\d)[/_-](?P<month>0[1-9]|1[0-2])(?![\d])")
_LONGEST = 2_000
"""Characters of an address that are looked at."""


def dated(about: About) -> About:
    """What is known of a document, with the day that its address tells where no other is known."""
    if about.published is not None or about.url is None:
        return about
    return replace(about, published=day_of_address(about.url))


def day_of_address(url: str) -> date | None:
    """The day in an address; None where it has none, or several."""
    days = set()
    for found in _DAY.finditer(url[:_LONGEST]):
        try:
            days.add(
                date(
                    int(found["year"]),
                    int(found["month"] or found["month_"]),
                    int(found["day"] or found["day_"]),
                )
            )
        except ValueError:
            continue
    return days.pop() if len(days) == 1 else None


def month_of_address(url: str | None) -> tuple[date, date] | None:
    """The month in an address such as "/2025/06/"; None where it has none, or several."""
    months = {(int(found["year"]), int(found["month"])) for found in _MONTH.finditer((url or "")[:_LONGEST])}
    return month(*months.pop()) if len(months) == 1 else None


def words_of_address(url: str | None) -> str | None:
    """What an article is called in its address: "riot announces march 2024 production"."""
    path = urlsplit(url[:_LONGEST]).path if url else ""
    words = [each for each in re.split(r"[/\s]+", path) if each.count("-") >= _FEWEST_DASHES]
    return " ".join(word.capitalize() for word in words[-1].split("-")) if words else None


_FEWEST_DASHES = 2
