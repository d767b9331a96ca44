"""What a reviewer knows better about a statement: where its coins are, that it does not count, what is right.

An override changes no statement. It is laid over what was stated whenever that is reconciled, so that taking it
back is as if it had never been.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from monitor.disclosures.statement import Statement, StatementKind


class Act(StrEnum):
    """What an override does."""

    PIN = "pin"
    """A sale, or so much of it, is what this episode or flag shows."""
    EXCLUDE = "exclude"
    """The statement does not count: it is not about this issuer's coins, or was read wrongly."""
    CORRECT = "correct"
    """Something else is stated than was read."""


class Origin(StrEnum):
    """How an override came about."""

    REVIEW = "review"
    """A reviewer decided it."""
    MOVED = "moved"
    """The document became another company's."""
    READ_AGAIN = "read_again"
    """Newer rules do not read the statement any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What is stated instead; None leaves it as it was read."""

    kind: StatementKind | None = None
    period_start: date | None = None
    period_end: date | None = None
    sats: int | None = None
    approximate: bool | None = None
    proceeds_usd: Decimal | None = None
    avg_price_usd: Decimal | None = None
    holdings_after_sats: int | None = None

    @property
    def changes(self) -> dict[str, Any]:
        """The fields that are corrected, by name."""
        named = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {name: value for name, value in named if value is not None}

    def of(self, statement: Statement) -> Statement:
        """The statement as it should read. It keeps its id.

        Raises:
            ValueError: it cannot be so.
        """
        changes = self.changes
        if changes.get("kind") is StatementKind.NO_SALE:
            changes = {"sats": None, "proceeds_usd": None, "avg_price_usd": None} | changes
        return replace(statement, **changes, known_as=statement.statement_id, corrected=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """One decision of a reviewer about one statement."""

    number: int
    """They are applied in this order."""
    statement_id: str
    act: Act
    episode_id: str | None = None
    """Where it is pinned to, unless that is a flag."""
    flag_id: str | None = None
    sats: int | None = None
    """How much of it is pinned; None for all."""
    correction: Correction = Correction()

    @property
    def target(self) -> str | None:
        """The flag or episode that a statement is pinned to."""
        return self.flag_id or self.episode_id


def in_force(statements: Iterable[Statement], overrides: Iterable[Override]) -> list[Statement]:
    """Statements as reviewers let them stand: corrected, without the excluded, with pinned parts beside the whole.

    A pinned part has the id of its statement and speaks of one episode or flag alone; the statement itself then
    adds only what is left of it. Of several pins of a statement to one place the last counts.

    Raises:
        ValueError: a correction makes what cannot be stated.
    """
    decided: dict[str, list[Override]] = defaultdict(list)
    for override in sorted(overrides, key=lambda each: each.number):
        decided[override.statement_id].append(override)
    standing: list[Statement] = []
    for statement in statements:
        acts = decided.get(statement.statement_id, [])
        if any(each.act is Act.EXCLUDE for each in acts):
            continue
        corrected = _corrected(statement, acts)
        standing += [corrected, *_pinned(corrected, acts)]
    return standing


def _corrected(statement: Statement, acts: Iterable[Override]) -> Statement:
    for each in acts:
        if each.act is Act.CORRECT:
            statement = each.correction.of(statement)
    return statement


def _pinned(statement: Statement, acts: Sequence[Override]) -> Iterator[Statement]:
    if statement.kind is not StatementKind.SALE or statement.sats is None or statement.only is not None:
        return
    left = statement.sats
    for each in {each.target: each for each in acts if each.act is Act.PIN}.values():
        sats = min(left, statement.sats if each.sats is None else each.sats)
        if sats:
            left -= sats
            yield replace(
                statement,
                sats=sats,
                holdings_after_sats=None,
                only_episode=each.episode_id,
                only_flag=each.flag_id,
                known_as=statement.statement_id,
            )
