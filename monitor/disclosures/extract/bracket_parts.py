"""What brackets behind a number of coins sold take it apart into: "BTC sold: 376.28 (spot 190.0; on calls 186.28)"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from monitor.disclosures.extract.numbers.printed_numbers import sats_or_none
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.statement import StatementKind

_BRACKETS = re.compile(r"[ ]?(?:BTC|[Bb]itcoins?)?[ ]?\((?P<within>[^()\n$%:]{5,160})\)")
_NUMBER = re.compile(r"(?<![\w.,/-])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\w/]|[.,]\d)")
_FEWEST = 2
_LISTS = frozenset({"table.list", "prose.label"})
"""Rules that read a label and its value; sentences tell their parts by rules of their own."""


def parts_in_brackets(text: str, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The parts of sales told in lists, each a sale of the same days, where they add up to the whole."""
    for draft in drafts:
        whole = draft.sats if draft.kind is StatementKind.SALE and draft.rule in _LISTS else None
        brackets = _BRACKETS.match(text, draft.end) if whole else None
        if brackets is None:
            continue
        found = [
            (each.start(), each.end(), sats_or_none(Decimal(each[0].replace(",", ""))) or 0)
            for each in _NUMBER.finditer(text, *brackets.span("within"))
        ]
        if len(found) < _FEWEST or sum(sats for *_, sats in found) != whole:
            continue
        begin = brackets.start("within")
        for start, end, sats in found:
            begin += len(text[begin:start]) - len(text[begin:start].lstrip(" ;,"))
            yield replace(
                draft, start=begin, end=end, sats=sats, avg_price_usd=None, proceeds_usd=None, derived=set()
            )
            begin = end
