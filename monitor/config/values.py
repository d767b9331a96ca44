"""The kinds of values a configuration holds, in the way people write them."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator

from monitor.money import sats_from_btc

_DURATION = re.compile(r"(\d+(?:\.\d+)?) *(s|m|h|d)?", re.ASCII)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def parse_duration(value: object) -> timedelta:
    """A duration from "10s", "5m", "24h", "2d" or a number of seconds.

    Raises:
        ValueError: it is none of these, or longer than a timedelta can hold.
    """
    if isinstance(value, timedelta):
        return value
    match = None if isinstance(value, bool) else _DURATION.fullmatch(str(value))
    if match is None:
        raise ValueError(f'{value!r} is no duration; write it like "10s", "5m", "24h" or in seconds')
    number, unit = match.groups()
    try:
        return timedelta(seconds=float(number) * _SECONDS[unit or "s"])
    except OverflowError:
        raise ValueError(f"{value!r} is longer than any duration can be") from None


def duration_text(value: timedelta) -> str:
    """A duration as one writes it: "10s", "5m", in the largest unit of which it is a whole number."""
    seconds = value.total_seconds()
    unit, size = next(
        (unit, size)
        for unit, size in reversed(_SECONDS.items())
        if (seconds and seconds % size == 0) or size == 1
    )
    return f"{seconds / size:g}{unit}"


def parse_btc(value: object) -> Decimal:
    """An amount of BTC from a number or a text, exact to the satoshi.

    Raises:
        ValueError: it is no amount, negative, finer than a satoshi, or more than can exist.
    """
    if isinstance(value, bool):
        raise ValueError(f"{value!r} is no amount of BTC; write it like 1318 or 653.773")  # noqa: TRY004 - pydantic
    text = str(value)
    sats_from_btc(text)
    return Decimal(text.replace(",", ""))


def parse_api_url(url: str) -> str:
    """The base address of an API, without a slash at its end.

    Raises:
        ValueError: it is none, or carries what would be printed in logs.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f'{url!r} is no address of an API; write it like "https://blockstream.info/api"')
    if not _resolvable(parts.hostname):
        raise ValueError(f"{parts.hostname!r} cannot be the name of a host")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("leave out user, password, ? and #; it would be printed in logs")
    return url.rstrip("/")


def _resolvable(host: str) -> bool:
    """Whether the name can be asked for at all: labels of 1 to 63 characters."""
    try:
        return bool(host.encode("idna"))
    except UnicodeError:
        return False


def refuse_bool(value: object) -> object:
    """Pydantic reads `true` as the number 1, which nobody who writes it means."""
    if isinstance(value, bool):
        raise ValueError(f"it is {str(value).lower()}, but it should be a whole number")  # noqa: TRY004 - pydantic
    return value


Duration = Annotated[timedelta, BeforeValidator(parse_duration)]
Btc = Annotated[Decimal, BeforeValidator(parse_btc)]
Whole = Annotated[int, BeforeValidator(refuse_bool)]
ApiUrl = Annotated[str, AfterValidator(parse_api_url)]


def host_of(data: dict[str, Any]) -> str:
    """What a section with a `url` is called by default: the host of it, with its port."""
    url: str = data["url"]
    return urlsplit(url).netloc
