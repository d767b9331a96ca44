"""Tables with a column for each coin: of bitcoin, of others, and of all together."""

import re
from collections.abc import Sequence

from monitor.disclosures.extract.tables.header.columns import MEASURES, Column, Measure
from monitor.disclosures.extract.tables.header.words import HeaderWord
from monitor.disclosures.extract.tables.label.meaning import OTHER_COINS, plain_label

_UNITS = r"(?:units?|number|quantity|coins|#)"
_BITCOIN = re.compile(rf"(?:bitcoins?|btcs?)(?: \((?:in )?(?:btcs?|{_UNITS}|note \d+)\))?")
_DOLLARS = r"(?:us ?\$|usd|\$|us dollars?|dollars?)"
_TOGETHER = re.compile(
    r"(?:totals?|others?|other (?:digital assets?|crypto(?:currenc(?:y|ies)| assets?)?|coins|tokens)|stablecoins?"
    r"|altcoins?)"
    rf"(?: (?:in )?{_DOLLARS}| \((?:in )?{_DOLLARS}\))?"
)
_MONEY = re.compile(
    rf"(?:(?:total |aggregate )?amounts?|(?:total )?(?:carrying |fair )?value|{_DOLLARS})"
    rf"(?: (?:in )?{_DOLLARS}| \((?:in )?{_DOLLARS}\))?"
)
_ONE_OF_SEVERAL = re.compile(
    r"(?:other (?:digital assets?|crypto(?:currenc(?:y|ies)| assets?)?|coins|tokens)|"
    rf"(?:(?:total|aggregate) )?(?:amounts?|(?:carrying |fair )?value)(?: in)? {_DOLLARS}|[^\s()]+)"
    r"(?: \([^()]{1,14}\))?(?: |$)",
    re.IGNORECASE,
)
"""A coin's name, or that of a total, with what stands in brackets behind it."""
_IN_UNITS = re.compile(rf"\((?:in )?{_UNITS}\)$", re.IGNORECASE)
_COUNTS_BITCOIN = re.compile(
    r"\b(?:number|quantity|units?|no\.|#) of (?:bitcoins?|btcs?)\b|"
    rf"\b(?:bitcoins?|btcs?) \(?(?:amount|{_UNITS})\b|"
    r"(?<![a-z] )\b(?:btcs?|bitcoins?) \(?(?:usd|us\$|\$)",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    rf"(?: (?:amounts?|(?:number|quantity) of {_UNITS}|{_UNITS}|(?:fair )?value|cost|{_DOLLARS}))+$"
)
"""Names of columns that a line runs together with the coin's."""
_LONGEST = 30
"""Characters of a coin's name with its abbreviation."""


def coin_columns(heads: Sequence[str], header: Sequence[HeaderWord]) -> tuple[Column, ...]:
    """The columns of a table that has one or more for each coin; none where its header does not name several coins.

    `heads` are the cells above the first row, in reading order.
    """
    cells = [each for head in heads for each in _apart(head)]
    coins = _last_run([_is_of_bitcoin(each) for each in cells])
    if coins.count(True) != 1 or len(coins) == 1:
        return ()
    if all(is_bitcoin(each) is not False or _MONEY.fullmatch(plain_label(each)) for each in cells):
        return ()  # "Number of BTC | Amount in US$" are two columns of one coin
    measures = [MEASURES[each.word] for each in header if each.word in MEASURES]
    width, rest = divmod(len(measures), len(coins))
    if rest or not width:
        counted = any(is_bitcoin(each) and _IN_UNITS.search(each.strip()) for each in cells)
        width, measures = 1, [Measure.QUANTITY if counted else Measure.UNSAID] * len(coins)
    return tuple(
        Column(measure=each if coins[place // width] else Measure.OTHER)
        for place, each in enumerate(measures)
    )


def _apart(head: str) -> list[str]:
    """The coins that one cell names after one another, as in "BTC (units) ETH (units) Total US$"; else the cell."""
    plain = " ".join(head.split())
    names = [found[0].strip() for found in _ONE_OF_SEVERAL.finditer(plain)]
    several = len(names) > 1 and " ".join(names) == plain and None not in map(_is_of_bitcoin, names)
    return names if several else [head]


def counts_bitcoin(caption: str) -> bool:
    """Whether a table's head says that it counts bitcoin, by number: then no row of it is of another coin."""
    return _COUNTS_BITCOIN.search(caption) is not None


def _is_of_bitcoin(head: str) -> bool | None:
    """The same of a column, which may be of money for all coins."""
    return False if _MONEY.fullmatch(plain_label(head)) else is_bitcoin(head)


def is_bitcoin(head: str) -> bool | None:
    """Whether a cell names bitcoin (True), another coin or a total (False), or neither (None)."""
    plain = _MEASURED.sub("", plain_label(head))
    if len(plain) > _LONGEST:
        return None
    if _BITCOIN.fullmatch(plain):
        return True
    named = OTHER_COINS.match(plain)
    short = named is not None and len(plain.split()) <= 2  # noqa: PLR2004 - a name and its abbreviation
    return False if short or _TOGETHER.fullmatch(plain) else None


def _last_run(kinds: Sequence[bool | None]) -> list[bool]:
    """The last coins that stand side by side."""
    run: list[bool] = []
    for kind in reversed(kinds):
        if kind is not None:
            run.insert(0, kind)
        elif run:
            break
    return run
