"""The Retry-After header (RFC 9110, section 10.2.3): seconds, or a date."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MOST = 3600.0
"""The longest wait taken from a header, in seconds: public limits count by the hour."""


def retry_after_seconds(headers: Mapping[str, str], now: datetime) -> float | None:
    """How long the source asks us to stay away, in seconds from 0 to `MOST`.

    A date is held against the answer's own Date: our clock may be wrong, and so may the source's, but what it
    means is the time between the two.

    Args:
        headers: the answer's, by lower-case name.
        now: aware time at which it came, for an answer that carries no Date.

    Returns:
        None without a header, for one that is neither a number nor a date, and for a date that has passed: it
        asks for fewer requests all the same, and does not say how long.
    """
    header = headers.get("retry-after", "").strip()
    if header.isascii() and header.isdecimal():
        return min(float(header), MOST)
    until = _moment(header)
    if until is None:
        return None
    wait = (until - (_moment(headers.get("date", "")) or now)).total_seconds()
    return min(wait, MOST) if wait > 0 else None


def _moment(date: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, OverflowError):
        return None
    # HTTP dates are GMT; the old asctime form does not say so and comes back naive.
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
