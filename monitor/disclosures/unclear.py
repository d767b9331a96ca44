"""Documents of a company that speak of parting with coins in words that nobody has understood yet."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.disclosures.statement import Statement

_NO_HABIT = timedelta(days=100)
"""So long after a moment a document may be about it, where no usual time for a word is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnclearDocument:
    """A company's own document with passages about selling that no rule understood, and nobody has read."""

    digest: str
    """By which `disclosures show` knows it."""
    issuer: str
    url: str
    published: date
    """Where that is not known, the day it was fetched."""
    passages: int

    def covers(self, day: date, statements: Iterable[Statement], until: date | None) -> bool:
        """Whether it may tell what became of coins that moved on a day.

        It is about the times that it reports on; where it reports on none, about those of which its company would
        usually speak on the day of its publication.

        Args:
            day: UTC.
            statements: what the company stated in any document.
            until: the day by which it would usually have spoken of `day`; None where that is open.
        """
        told = [each for each in statements if each.url == self.url and each.days > 1]
        if told:
            return any(each.covers(day) for each in told)
        return day <= self.published <= (day + _NO_HABIT if until is None else until)


def addresses(unclear: Iterable[UnclearDocument]) -> Collection[str]:
    """Where they were found."""
    return frozenset(each.url for each in unclear)


def counted(passages: int) -> str:
    """How many passages of a document were not understood, in words."""
    if passages == 1:
        return "1 passage about selling was not understood"
    return f"{passages} passages about selling were not understood"
