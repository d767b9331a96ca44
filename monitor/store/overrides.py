"""What reviewers decided about statements, with who and why, and what of it was taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.disclosures.override import Act, Correction, Origin, Override
from monitor.disclosures.statement import StatementKind
from monitor.store.reconcile_tables import OverrideRow


@dataclass(frozen=True, slots=True)
class Undone:
    """That an override was taken back."""

    at: datetime
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class OverrideEntry:
    """An override, and who decided it when and why."""

    override: Override
    issuer: str
    at: datetime
    who: str
    why: str
    undone: Undone | None = None
    origin: Origin = Origin.REVIEW


class OverrideRows:
    """Reads and writes overrides."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, entry: OverrideEntry) -> int:
        """Keep an override, and the number it gets; that of the entry does not matter."""
        override = entry.override
        row = OverrideRow(
            issuer=entry.issuer,
            statement_id=override.statement_id,
            act=override.act.value,
            episode_id=override.episode_id,
            flag_id=override.flag_id,
            sats=override.sats,
            correction={name: str(value) for name, value in override.correction.changes.items()},
            at=entry.at,
            who=entry.who,
            why=entry.why,
            origin=entry.origin.value,
        )
        self._session.add(row)
        await self._session.flush()
        assert row.number is not None
        return row.number

    async def get(self, number: int) -> OverrideEntry | None:
        """The override of this number."""
        row = await self._session.get(OverrideRow, number)
        return _entry(row) if row else None

    async def undo(self, number: int, undone: Undone) -> None:
        """Note that an override was taken back."""
        row = await self._session.get(OverrideRow, number)
        assert row is not None, "who takes it back has read it"
        row.undone_at, row.undone_by, row.undone_why = undone.at, undone.who, undone.why
        self._session.add(row)
        await self._session.flush()

    async def changes(self) -> int:
        """How many were made and taken back: two numbers that are the same mean that nothing was decided between."""
        query = select(func.count() + func.count(col(OverrideRow.undone_at))).select_from(OverrideRow)
        return (await self._session.exec(query)).one()

    async def entries(self, issuer: str | None = None) -> Sequence[OverrideEntry]:
        """Every override, those taken back too, oldest first; of one issuer or of all."""
        query = select(OverrideRow).order_by(col(OverrideRow.number))
        if issuer is not None:
            query = query.where(OverrideRow.issuer == issuer)
        return [_entry(row) for row in await self._session.exec(query)]

    async def in_force(self, issuer: str | None = None) -> Sequence[Override]:
        """The overrides that nobody took back, oldest first; of one issuer or of all."""
        return [each.override for each in await self.entries(issuer) if each.undone is None]


def _entry(row: OverrideRow) -> OverrideEntry:
    assert row.number is not None
    override = Override(
        number=row.number,
        statement_id=row.statement_id,
        act=Act(row.act),
        episode_id=row.episode_id,
        flag_id=row.flag_id,
        sats=row.sats,
        correction=_correction(row.correction),
    )
    undone = (
        Undone(row.undone_at, row.undone_by or "", row.undone_why or "")
        if row.undone_at is not None
        else None
    )
    return OverrideEntry(override, row.issuer, row.at, row.who, row.why, undone, Origin(row.origin))


_READERS = {
    "kind": StatementKind,
    "period_start": date.fromisoformat,
    "period_end": date.fromisoformat,
    "sats": int,
    "approximate": "True".__eq__,
    "proceeds_usd": Decimal,
    "avg_price_usd": Decimal,
    "holdings_after_sats": int,
}


def _correction(stored: dict[str, Any]) -> Correction:
    return Correction(**{name: _READERS[name](text) for name, text in stored.items()})  # type: ignore[operator]
