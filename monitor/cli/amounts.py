"""Amounts, days and addresses as people type them: parsers of options, each of which says what is wrong."""

from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

import typer

from monitor.money import plain_decimal, sats_from_btc


def typed_btc(text: str) -> int:
    """Satoshis from BTC.

    Raises:
        typer.BadParameter: it is no amount; the message says why.
    """
    try:
        return sats_from_btc(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def typed_usd(text: str) -> Decimal:
    """Dollars: "305000000", "305,000,000" or "$68500.12".

    Raises:
        typer.BadParameter: it is no amount.
    """
    amount = plain_decimal(text.removeprefix("$"))
    if amount is None:
        raise typer.BadParameter(f"{text!r} is no amount of dollars; write it like 305000000")
    return amount


def typed_day(text: str) -> date:
    """A day, YYYY-MM-DD.

    Raises:
        typer.BadParameter: it is no day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it like 2026-02-07") from None


def typed_address(text: str) -> str:
    """The address of a document: whoever reads the alert must be able to open it.

    Raises:
        typer.BadParameter: it is no http or https address.
    """
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or ""):
        raise typer.BadParameter(f"{text!r} is no address of a document; write it like https://…")
    return text


def typed_place(text: str) -> str:
    """The address of a document, or of a file of this machine: such a one has what was handed in without another.

    Raises:
        typer.BadParameter: it is neither.
    """
    parts = urlsplit(text)
    if parts.scheme == "file" and parts.path.startswith("/") and not parts.netloc:
        return text
    return typed_address(text)
