"""The headline of a text, whose sale is told again below it: more exactly, and with its days and its seller's name."""

from collections.abc import Sequence
from datetime import date

from monitor.disclosures.extract.numbers.coin_costs import is_thinkable
from monitor.disclosures.extract.prose.sentence.draft import CONTEXT, Draft
from monitor.disclosures.extract.same_fact import is_vague
from monitor.disclosures.statement import StatementKind
from monitor.money import SATS_PER_BTC

_ENDS = (".", ";", ",", "|")
_LEAST, _MOST = 12, 180
"""Characters of a headline."""


def end_of_headline(text: str) -> int:
    """Where the headline of a text ends, in characters; 0 where its first line is a sentence, a row or all of it."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    line = text[start : min(end, start + _MOST + 1)].rstrip(" *#_\t\r") if end > 0 else ""
    return 0 if not _LEAST <= len(line) <= _MOST or line.endswith(_ENDS) else start + len(line)


def is_told_below(headline: Draft, others: Sequence[Draft], end: int) -> bool:
    """As in "Sells over 2,000 coins in May" above "The miner sold 2,598 bitcoins during the month".

    Args:
        headline: a statement.
        others: all of its text.
        end: where the headline ends, in characters.
    """
    if headline.start >= end or headline.kind is not StatementKind.SALE or headline.table:
        return False
    return any(
        each.start >= end
        and each.kind is StatementKind.SALE
        and not is_vague(each)
        and _may_be_of_those_days(headline, each)
        and _tells_the_same(headline, each)
        for each in others
    )


def _tells_the_same(headline: Draft, told: Draft) -> bool:
    own = headline.entity is None or headline.entity == told.entity
    if headline.sats and told.sats:
        near = abs(headline.sats - told.sats) * 100 <= told.sats
        more = own and headline.approximate and headline.sats <= told.sats <= headline.sats * _AT_MOST_MORE
        return near or more
    if headline.proceeds_usd and told.proceeds_usd and not headline.sats:
        return abs(headline.proceeds_usd - told.proceeds_usd) * 50 <= told.proceeds_usd
    if headline.proceeds_usd and told.sats:
        price = headline.proceeds_usd * SATS_PER_BTC / told.sats
        return own and is_thinkable(price)
    return own and is_vague(headline)


_AT_MOST_MORE = 1.5
"""How many times what a headline tells as "over 2,000" it may have been."""


def _may_be_of_those_days(headline: Draft, told: Draft) -> bool:
    """Whether what is told below may be what a headline tells: not the sale of an earlier year."""
    if headline.period_end is None or told.period_end is None:
        return True
    if headline.sure > CONTEXT and headline.period_start is not None:
        begun: date = told.period_start or told.period_end
        return begun <= headline.period_end and told.period_end >= headline.period_start
    return abs((headline.period_end - told.period_end).days) <= _NEWS


_NEWS = 100
"""Days within which a sale makes a headline."""
