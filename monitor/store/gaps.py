"""Every revision of every coverage gap."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.disclosures.gaps import Gap, GapKind
from monitor.store.reconcile_tables import GapRow


class GapRows:
    """Reads and writes gaps."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def latest(self, issuer: str) -> Mapping[str, Gap]:
        """The latest revision of each gap of an issuer, by statement, the closed ones too."""
        rows = await self._session.exec(
            select(GapRow).where(GapRow.issuer == issuer).order_by(col(GapRow.revision))
        )
        return {row.statement_id: _gap(row) for row in rows}

    async def add(self, issuer: str, gap: Gap, *, cause: str, at: datetime, payload: str) -> None:
        """Keep a revision."""
        self._session.add(
            GapRow(
                statement_id=gap.statement_id,
                revision=gap.revision,
                issuer=issuer,
                kind=gap.kind.value,
                told_sats=gap.told_sats,
                seen_sats=gap.seen_sats,
                on_its_way_sats=gap.on_its_way_sats,
                cause=cause,
                at=at,
                payload=payload,
            )
        )
        await self._session.flush()

    async def revision_count(self) -> int:
        """How many revisions were ever made."""
        return (await self._session.exec(select(func.count()).select_from(GapRow))).one()


def _gap(row: GapRow) -> Gap:
    return Gap(
        row.statement_id,
        row.revision,
        GapKind(row.kind),
        row.told_sats,
        row.seen_sats,
        row.on_its_way_sats,
    )
