"""The Retry-After header (RFC 9110, section 10.2.3): seconds, or a date."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MOST = 3600.0
"""The longest wait taken from a header, in seconds: public limits count by the hour."""


def retry_after_seconds(header: str | None, now: datetime) -> float | None:
    """How long the source asks us to stay away, in seconds from 0 to `MOST`.

    Args:
        header: the header's value, None where the answer has none.
        now: aware time at which the answer came.

    Returns:
        None without a header, and for one that is neither a number nor a date.
    """
    if header is None:
        return None
    text = header.strip()
    wait = float(text) if text.isascii() and text.isdecimal() else _until(text, now)
    return None if wait is None else min(max(wait, 0.0), MOST)


def _until(date: str, now: datetime) -> float | None:
    try:
        moment = parsedate_to_datetime(date)
    except ValueError:
        return None
    # HTTP dates are GMT; the old asctime form does not say so and comes back naive.
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - now).total_seconds()
