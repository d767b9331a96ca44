"""A statement while it is being put together from several sentences."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Self

from monitor.disclosures.extract.found import Found
from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.statement import StatementKind

CLAUSE, SENTENCE, CONTEXT, GUESS = 3, 2, 1, 0
"""How sure a period is: told beside the deed, in its sentence, by what was said before, or by the document's date."""


@dataclass(slots=True)
class Draft:
    """Fields as those of `Found`."""

    kind: StatementKind
    entity: str | None
    start: int
    end: int
    rule: str
    period_start: date | None = None
    period_end: date | None = None
    sure: int = GUESS
    """Of the period."""
    sats: int | None = None
    approximate: bool = False
    avg_price_usd: Decimal | None = None
    proceeds_usd: Decimal | None = None
    proceeds_usdt: Decimal | None = None
    scale: int = 1
    """What the sums of its sentence are counted in: dollars, or thousands of them."""
    holdings_after_sats: int | None = None
    purpose: str | None = None
    derived: set[str] = field(default_factory=set)
    share: Decimal | None = None
    """Percent of what was mined in the period."""
    vague: bool = False
    """The words of its period tell it roughly only: "late last year"."""

    narrows: bool = False
    """Says when all of a sale was that is told of a longer time: "all of these were sold in May"."""

    besides: bool = False
    """Told as one more: "it had sold 134 in June, too"."""

    table: bool = False
    """Read from a table, whose rows are statements of their own."""

    @classmethod
    def told(
        cls, kind: StatementKind, entity: str | None, words: tuple[int, int], rule: str, when: Moment
    ) -> Self:
        """What words tell of a time; of what there was at one point in time only the last day counts."""
        first = None if kind in _POINTS else when.first
        return cls(kind, entity, *words, rule, first, when.last, when.sure)

    @property
    def days(self) -> tuple[date | None, date | None]:
        """Its first and last day."""
        return self.period_start, self.period_end

    def dollars(self, amount: Amount) -> Decimal:
        """A sum of its sentence in whole dollars."""
        return amount.value * self.scale

    def counting(self, amount: Amount) -> Self:
        """With a number: of coins, or of dollars that they brought."""
        if amount.unit is Unit.USD:
            self.proceeds_usd = self.dollars(amount)
            return self
        self.sats, self.approximate = amount.sats, amount.approximate
        self.holdings_after_sats = amount.sats if self.kind is StatementKind.HOLDINGS else None
        return self

    def also(
        self, amount: Amount, first: date | None, last: date | None, *, start: int | None = None, end: int = 0
    ) -> Self:
        """Another number of the same deed and company, with days of its own.

        Args:
            amount: of coins, or of dollars that they brought.
            first: of its days; of what is held only the last counts.
            last: the last of them.
            start: where its words begin, if not with the number.
            end: where they end, if behind the number.
        """
        made = type(self)(
            self.kind,
            self.entity,
            amount.start if start is None else start,
            max(amount.end, end),
            f"{self.rule}_and",
            None if self.kind is StatementKind.HOLDINGS else first,
            last,
            CLAUSE,
        )
        made.scale = self.scale
        return made.counting(amount)

    def none(self, start: int, end: int, first: date | None, last: date | None) -> Self:
        """That none were sold in other days than those of a sale."""
        rule = "prose.not_sold_and"
        return type(self)(StatementKind.NO_SALE, self.entity, start, end, rule, first, last, CLAUSE)

    def nothing(self) -> Self:
        """The denial of it: "(2023: $0)", "6,185, 3,425 and nil"."""
        self.kind, self.rule = StatementKind.NO_SALE, "prose.not_sold_and"
        self.sats = self.proceeds_usd = None
        return self

    def stretch(self, end: int | None, far: int) -> None:
        """Let its words go on to an end that is not too far behind them."""
        if end is not None and self.end < end < self.end + far:
            self.end = end

    @classmethod
    def of(cls, found: Found) -> Self:
        """A statement that is finished but may still be added to."""
        return cls(
            **{name: getattr(found, name) for name in _ALIKE},
            end=found.end,
            sure=CLAUSE if found.period_end is not None else GUESS,
            derived=set(found.derived),
            table=True,
        )

    def found(self, text: str) -> Found:
        """The finished statement."""
        return Found(
            **{name: getattr(self, name) for name in _ALIKE},
            derived=frozenset(self.derived),
            evidence=text[self.start : self.end],
        )


_POINTS = frozenset({StatementKind.HOLDINGS, StatementKind.PLEDGE})
_ALIKE = (
    "kind", "entity", "start", "rule", "period_start", "period_end", "sats", "approximate", "avg_price_usd",
    "proceeds_usd", "proceeds_usdt", "holdings_after_sats", "purpose",
)  # fmt: skip
"""Fields that a draft and the finished statement have in common."""
