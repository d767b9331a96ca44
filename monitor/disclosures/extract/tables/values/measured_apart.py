"""Rows that tell one thing by several measures, one below another: "Bitcoin sold", "Bitcoin sold, fair value"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.disclosures.extract.tables.finding.table import TableRow
from monitor.disclosures.extract.tables.label.meaning import NOTHING, Meaning, plain_label

_MEASURED = re.compile(
    r"(?P<base>.*[a-z)])(?:,| -| \() ?(?:at )?"
    r"(?:(?P<money>(?:fair |market )?value|amount|proceeds|us dollars?|usd|dollars)"
    r"|(?:average |unit )?cost(?: basis)?|carrying (?:value|amount)"
    r"|(?:net )?(?:reali[sz]ed |unreali[sz]ed )?gains?.*)\)?"
)
"""A label with its measure behind it."""


_IN_COINS = re.compile(r" ?\((?:in )?(?:bitcoins?|btcs?|units)\)$")
"""Behind the label of a row that counts coins; one with the same label below it may be of their money."""


def with_measures(rows: Sequence[TableRow]) -> list[TableRow]:
    """The rows, money read as that of the coins in the row whose label, but for its measure, is the same."""
    labels = [plain_label(row.text) for row in rows]
    measured = [_MEASURED.fullmatch(label) for label in labels]
    if not any(measured) and not any(map(_IN_COINS.search, labels)):
        return list(rows)
    return list(_read(rows, measured))


def _read(rows: Sequence[TableRow], measured: Sequence[re.Match[str] | None]) -> Iterator[TableRow]:
    bases = {found["base"] for found in measured if found is not None}
    last: dict[str, TableRow] = {}
    for row, found in zip(rows, measured, strict=True):
        plain = plain_label(row.text)
        signed = any(value.currency for value in row.values)
        counted = _IN_COINS.sub("", plain)
        if not signed and (counted != plain or (found is None and plain in bases)):
            last[counted] = row
            yield replace(row, label=replace(row.label, counted=True))
            continue
        base = last.get(found["base"] if found is not None else plain if signed else "")
        if base is None:
            yield row
            continue
        of_coins = (found is None or found["money"]) and base.label.meaning not in {None, Meaning.BALANCE}
        label = replace(base.label, money=True, counted=False) if of_coins else NOTHING
        yield replace(row, label=label, of=base.start)
