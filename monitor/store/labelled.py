"""What issuers' labelled scripts held and did in the times that their own figures are of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.disclosures.labelled import LabelledPeriod
from monitor.store.reconcile_tables import LabelledRow


class LabelledRows:
    """Reads and writes them. They are worked out anew from coins and histories, so nothing is lost with them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, issuer: str) -> Sequence[LabelledPeriod]:
        """One issuer's, by day."""
        return (await self.all(issuer)).get(issuer, ())

    async def all(self, issuer: str | None = None) -> Mapping[str, Sequence[LabelledPeriod]]:
        """Everybody's, or one issuer's, by issuer and day."""
        query = select(LabelledRow).order_by(col(LabelledRow.first_day), col(LabelledRow.last_day))
        if issuer is not None:
            query = query.where(LabelledRow.issuer == issuer)
        found: dict[str, list[LabelledPeriod]] = defaultdict(list)
        for row in await self._session.exec(query):
            found[row.issuer].append(LabelledPeriod(**row.model_dump(exclude={"issuer"})))
        return found

    async def put(self, issuer: str, periods: Iterable[LabelledPeriod]) -> bool:
        """Put these in the place of all that is kept of an issuer; False where that changes nothing."""
        given = sorted(periods, key=lambda each: (each.first_day, each.last_day))
        if list(await self.of(issuer)) == given:
            return False
        await self._session.exec(delete(LabelledRow).where(col(LabelledRow.issuer) == issuer))
        names = LabelledPeriod.__slots__
        self._session.add_all(
            LabelledRow(issuer=issuer, **{name: getattr(each, name) for name in names}) for each in given
        )
        await self._session.flush()
        return True
