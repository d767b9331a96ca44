"""The time that a text is about by its title or its first sentences: "In October miners sold more than they made"."""

import re
from datetime import date, timedelta

from monitor.disclosures.extract.periods.days import periods
from monitor.disclosures.extract.periods.when import Anchor, Form, When
from monitor.disclosures.extract.prose.sentence.memory import Lead
from monitor.disclosures.extract.prose.when.framing import is_only_compared
from monitor.disclosures.extract.sentences import sentences

_BEGINNING = 400
"""Characters in which a text says what it is about."""
_JUST_OVER = {Form.MONTH: timedelta(days=45), Form.LONGER: timedelta(days=100)}
"""How long after a month or a quarter a text is written that is about it."""
_A_QUARTER = timedelta(days=93)

_OF_ORIGIN = re.compile(
    r"\b(?:issued|placed|signed|launched|founded|formed|listed|adopted|opened|bought|acquired|borrowed|raised|due|maturing"
    r"|hacked|stolen|seized|announced|agreed|completed|filed|before|after|ahead\s+of)\s+(?:back\s+)?(?:in|on|during|the|its|of|\s)*\Z",
    re.IGNORECASE,
)
"""As in "the debt issued in May", "ahead of the April halving": when something else happened."""
_LOOK_BACK = 40


_TELLS = re.compile(
    r"\b(?:miners|mined|made|produced|production|output|sold|sales?|sell(?:s|ing|ers)?|disposals?|disposed|unloaded|parted"
    r"|profits?|revenues?|updates?|report(?:s|ed)?|figures|numbers|results)\b",
    re.IGNORECASE,
)
"""What a text about sellers begins with, and not one about a price, a site or a law."""


def lead_of(text: str, title: str | None, anchor: Anchor) -> Lead | None:
    """The first month or quarter, just over, that the title or the first sentences name; None where none is.

    Args:
        text: the whole text.
        title: what it is called.
        anchor: what unfinished dates are counted from.
    """
    if anchor.published is None:
        return None
    if title:
        for when in periods(title, anchor):
            if _is_just_over(title, 0, when, anchor.published):
                return _lead(when, 0)
    for start, end in sentences(text[:_BEGINNING]):
        if _TELLS.search(text, start, end) is None:
            continue
        for when in periods(text, anchor, start, end):
            if _is_just_over(text, start, when, anchor.published):
                return _lead(when, end)
    return None


def _lead(when: When, end: int) -> Lead | None:
    return None if when.first is None or when.last is None else Lead(when.first, when.last, end)


def _is_just_over(text: str, start: int, when: When, published: date) -> bool:
    if when.first is None or when.last is None or when.last - when.first > _A_QUARTER:
        return False
    if not timedelta() < published - when.last <= _JUST_OVER.get(when.form, timedelta()):
        return False
    of_origin = _OF_ORIGIN.search(text, max(start, when.start - _LOOK_BACK), when.start)
    return of_origin is None and not is_only_compared(text, start, when)
