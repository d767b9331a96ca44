"""The time that a text is about by its title or its first sentences: "In October miners sold more than they made"."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from monitor.disclosures.extract.days import periods
from monitor.disclosures.extract.prose.framing import is_only_compared
from monitor.disclosures.extract.prose.memory import Lead
from monitor.disclosures.extract.sentences import sentences
from monitor.disclosures.extract.when import Anchor, Form, When

_BEGINNING = 400
"""Characters in which a text says what it is about."""
_JUST_OVER = {Form.MONTH: timedelta(days=45), Form.LONGER: timedelta(days=100)}
"""How long after a month or a quarter a text is written that is about it."""
_A_QUARTER = timedelta(days=93)


def lead_of(text: str, title: str | None, anchor: Anchor) -> Lead | None:
    """The first month or quarter, just over, that the title or the first sentences name; None where none is.

    Args:
        text: the whole text.
        title: what it is called.
        anchor: what unfinished dates are counted from.
    """
    if anchor.published is None:
        return None
    for told, words, start in _tellings(text, title, anchor):
        for when in told:
            if is_only_compared(words, start, when) or when.first is None or when.last is None:
                continue
            over = anchor.published - when.last
            short = when.last - when.first <= _A_QUARTER
            if short and timedelta() < over <= _JUST_OVER.get(when.form, timedelta()):
                return Lead(when.first, when.last, start)
    return None


def _tellings(text: str, title: str | None, anchor: Anchor) -> Iterator[tuple[Iterable[When], str, int]]:
    if title:
        yield periods(title, anchor), title, 0
    for start, end in sentences(text[:_BEGINNING]):
        yield periods(text, anchor, start, end), text, start
