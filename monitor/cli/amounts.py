"""Amounts and dates as people type them."""

from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

import typer

from monitor.money import plain_decimal, sats_from_btc


def sats_argument(option: str, text: str) -> int:
    """Satoshis from BTC as typed.

    Raises:
        typer.BadParameter: it is no amount; the message says why.
    """
    try:
        return sats_from_btc(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from error


def usd_argument(option: str, text: str) -> Decimal:
    """Dollars as typed: "305000000", "305,000,000" or "$68500.12".

    Raises:
        typer.BadParameter: it is no amount.
    """
    amount = plain_decimal(text.removeprefix("$"))
    if amount is None:
        raise typer.BadParameter(
            f"{text!r} is no amount of dollars; write it like 305000000", param_hint=option
        )
    return amount


def day_argument(option: str, text: str) -> date:
    """A day as typed, YYYY-MM-DD.

    Raises:
        typer.BadParameter: it is no day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it like 2026-02-07", param_hint=option) from None


def url_argument(option: str, text: str, *, of_a_file: bool = False) -> str:
    """The address of a document as typed: whoever reads the alert must be able to open it.

    Args:
        option: for the message.
        text: what was typed.
        of_a_file: whether it may be that of a file, as a document has that was handed in without another.

    Raises:
        typer.BadParameter: it is no http or https address.
    """
    parts = urlsplit(text)
    if of_a_file and parts.scheme == "file" and parts.path.startswith("/") and not parts.netloc:
        return text
    if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or ""):
        raise typer.BadParameter(
            f"{text!r} is no address of a document; write it like https://…", param_hint=option
        )
    return text
