"""Amounts and dates as people type them."""

from datetime import date
from decimal import Decimal, InvalidOperation

import typer

from monitor.money import sats_from_btc


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
    try:
        amount = Decimal(text.removeprefix("$").replace(",", ""))
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
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
