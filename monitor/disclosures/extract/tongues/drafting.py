"""A statement of a tongue, with the words that it rests on."""

from monitor.disclosures.extract.numbers.amounts import Amount
from monitor.disclosures.extract.prose.money.terms import Terms
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.tongues.said import Said
from monitor.disclosures.statement import StatementKind


def draft_of(
    kind: tuple[StatementKind, str],
    said: Said,
    places: tuple[int, int],
    who: str | None,
    when: Moment,
    *,
    amount: Amount | None = None,
) -> Draft:
    """A statement whose evidence is the deed, what was sold, and the time behind them.

    Args:
        kind: of the statement, and its rule.
        said: the sentence.
        places: those of the deed and of what was sold.
        who: whose it is.
        when: its period.
        amount: how many coins.
    """
    start = min(said.pieces[place].start for place in places)
    end = max(said.pieces[place].end for place in places)
    if when.end is not None and end < when.end <= end + _LONGEST:
        end = when.end
    draft = Draft(kind[0], who, start, end, kind[1], when.first, when.last, when.sure)
    if amount is not None:
        draft.sats, draft.approximate = amount.sats, amount.approximate
    return draft


def pay(draft: Draft, money: Terms) -> Draft:
    """The statement with what the coins brought."""
    draft.avg_price_usd, draft.proceeds_usd = money.price, money.proceeds
    draft.proceeds_usdt = money.proceeds_usdt
    draft.end = max(draft.end, money.end or 0)
    return draft


_LONGEST = 60
