"""Calendar months, by which companies report."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_MONTHS = 12
_TEXT = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, by UTC days.

    Raises:
        ValueError: there is no such month.
    """

    year: int
    number: int
    """1 to 12."""

    def __post_init__(self) -> None:
        date(self.year, self.number, 1)

    @classmethod
    def of(cls, day: date) -> Self:
        """The month that holds a day."""
        return cls(day.year, day.month)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """A month as people write it: "2026-02".

        Raises:
            ValueError: it is none.
        """
        found = _TEXT.fullmatch(text)
        if found is None or not 1 <= int(found[2]) <= _MONTHS or not int(found[1]):
            raise ValueError(f"{text!r} is no month; write it like 2026-02")
        return cls(int(found[1]), int(found[2]))

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.after(1).first - timedelta(days=1)

    def after(self, months: int) -> Self:
        """The month so many months later; a negative number is earlier."""
        count = self.year * _MONTHS + self.number - 1 + months
        return type(self)(count // _MONTHS, count % _MONTHS + 1)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"
