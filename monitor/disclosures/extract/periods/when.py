"""A period as a text names it, and what unfinished dates are counted from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Form(StrEnum):
    """What kind of words a period was told in."""

    DAY = "day"
    RANGE = "range"
    """From one day to another."""
    MONTH = "month"
    LONGER = "longer"
    """A quarter, a half or whole year, or so many months."""
    END = "end"
    """Only an end: "as of June 30", "at the end of 2025"."""
    SINCE = "since"
    """Up to the day of the document."""
    SAME = "same"
    """As in "the same month": whatever the text spoke of last; only who reads the sentence can complete it."""


SPANS = frozenset({Form.MONTH, Form.LONGER})
"""Of weeks and more, both of whose ends are told."""
PERIODS = SPANS | {Form.RANGE}
"""The same from one day to another: what something can have been done in."""
DATED = PERIODS | {Form.DAY}
"""The same of a single day."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What unfinished dates are counted from."""

    published: date | None = None
    """The day of the document."""
    focus: tuple[date, date] | None = None
    """The period that it reports on, as far as known."""
    fiscal_year_end: int = 12
    """The last month of the issuer's fiscal year."""

    own: bool = False
    """The document is the issuer's own, whose quarters are those of its fiscal year."""
    horizon: date | None = None
    """Where nobody knows the day of the document: a day that it was hardly written before."""

    month: tuple[date, date] | None = None
    """Of a text of unknown day the only month that its beginning names: "last month" is that one."""
    near: date | None = None
    """Where only the month of the document is known: its last day, from which "last month" is counted."""

    @property
    def written(self) -> date | None:
        """The day of the document, or else about that day."""
        return self.published or self.near

    @property
    def latest(self) -> date | None:
        """Nothing that is told as past is later than this."""
        return self.published or self.horizon or (self.focus[1] if self.focus else None)


@dataclass(frozen=True, slots=True)
class When:
    """A period in a text. Both days are None where it cannot be completed."""

    first: date | None
    """None where only an end is told."""
    last: date | None
    form: Form
    start: int
    """Where the words begin, in characters."""
    end: int
    """Where they end, exclusive."""

    @property
    def days(self) -> tuple[date, date] | None:
        """Both days; None where one is not told."""
        return None if self.first is None or self.last is None else (self.first, self.last)
