"""Prices and mining figures of a mempool backend: mempool.space, or one's own with prices switched on.

Paths and shapes: mempool/mempool, `backend/src/api/prices` and `backend/src/api/mining`, and its API documentation
(https://mempool.space/docs/api/rest). Below the base address, which ends in /api.
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Final

from pydantic import Field

from monitor.clock import Clock
from monitor.errors import SourceDataError, SourceLacks
from monitor.explorers.http import ExplorerHttp
from monitor.explorers.wire import Height, Wire, json_reader
from monitor.market.price import SLOT, Price
from monitor.market.state import Fees, Past

_MAX_PRICE: Final = 10_000
_MAX_HISTORY: Final = 1_000_000
_DAY: Final = timedelta(days=1)
_WINDOW: Final = "3m"

_Moment = Annotated[int, Field(ge=0, lt=2**33)]
"""Seconds since 1970."""
_Figure = Annotated[Decimal, Field(gt=0)]
_Sum = Annotated[Decimal, Field(ge=0, strict=False)]
"""A sum in satoshis; the backend sends it as text, since JSON's readers often lose large integers."""


class _PriceRow(Wire):
    """A price; -1 and 0 say that there is none."""

    time: _Moment
    USD: Decimal | None = None


class _History(Wire):
    prices: tuple[_PriceRow, ...]


class _RewardStats(Wire):
    startBlock: Height  # noqa: N815 - its name there
    endBlock: Height  # noqa: N815 - its name there
    totalFee: _Sum  # noqa: N815 - its name there


class _RewardRow(Wire):
    avgHeight: Height  # noqa: N815 - its name there
    timestamp: _Moment
    avgRewards: _Figure  # noqa: N815 - its name there


_read_price = json_reader(_PriceRow)
_read_history = json_reader(_History)
_read_reward_stats = json_reader(_RewardStats)
_read_rewards = json_reader(tuple[_RewardRow, ...])
_read_adjustments = json_reader(tuple[tuple[_Moment, Height, _Figure, Decimal], ...])
"""Time, height, difficulty, and by which factor it changed."""


class MempoolMarket:
    """One mempool backend, as a `PriceSource` and a `MiningRecord`."""

    def __init__(self, http: ExplorerHttp, clock: Clock) -> None:
        self._http = http
        self._clock = clock

    @property
    def name(self) -> str:
        """The provider's name in logs and alerts."""
        return self._http.name

    async def usd_at(self, moment: datetime) -> Price:
        """`GET /v1/prices` for the present, else `GET /v1/historical-price`: the nearest at or before.

        History is by the hour for the last years, by the week for the first ones.

        Raises:
            SourceLacks: it has no price for that moment, or none now.
            SourceError: see `ExplorerHttp`.
        """
        if self._clock() - moment < SLOT:
            path = "v1/prices"
            row: _PriceRow | None = await self._http.get(path, _read_price, limit=_MAX_PRICE)
        else:
            path = f"v1/historical-price?currency=USD&timestamp={int(moment.timestamp())}"
            history = await self._http.get(path, _read_history, limit=_MAX_PRICE)
            row = history.prices[0] if history.prices else None
        if row is None or row.USD is None or row.USD in {-1, 0}:
            raise SourceLacks(self.name, f"{path}: it has no price in dollars")
        return Price(row.USD, _utc(row.time), self.name)

    async def recent_fees(self, blocks: int) -> Fees:
        """`GET /v1/mining/reward-stats/:blocks`.

        Raises:
            SourceError: see `ExplorerHttp`.
        """
        path = f"v1/mining/reward-stats/{blocks}"
        stats = await self._http.get(path, _read_reward_stats, limit=_MAX_PRICE)
        counted = stats.endBlock - stats.startBlock + 1
        if counted <= 0:
            raise SourceDataError(self.name, f"{path}: it ends before it starts, at {stats.endBlock}")
        return Fees(stats.totalFee / counted, counted, self.name)

    async def past(self, moment: datetime) -> Past:
        """`GET /v1/mining/difficulty-adjustments/3m` and `GET /v1/mining/blocks/rewards/3m`.

        Raises:
            SourceLacks: it does not reach back so far, or has no block of that day.
            SourceError: see `ExplorerHttp`.
        """
        adjustments = await self._http.get(
            f"v1/mining/difficulty-adjustments/{_WINDOW}", _read_adjustments, limit=_MAX_HISTORY
        )
        rewards = await self._http.get(
            f"v1/mining/blocks/rewards/{_WINDOW}", _read_rewards, limit=_MAX_HISTORY
        )
        before = [row for row in adjustments if _utc(row[0]) <= moment]
        day = [row for row in rewards if moment - _DAY < _utc(row.timestamp) <= moment]
        if not before or not day:
            raise SourceLacks(self.name, f"it has no mining figures of {moment:%Y-%m-%d}")
        return Past(
            height=max(row.avgHeight for row in day),
            difficulty=max(before)[2],
            reward_sats=sum((row.avgRewards for row in day), Decimal(0)) / len(day),
        )


def _utc(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
