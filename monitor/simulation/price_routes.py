"""Servers that say what a bitcoin cost: mempool's price paths, and Coinbase Exchange.

The shapes are those of mempool/mempool, `backend/src/api`, and of Coinbase's API reference.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from monitor.simulation.answer import Answer, as_json
from monitor.simulation.dialect import Dialect, Refusal, Render
from monitor.simulation.view import View

_HOUR = 3600
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class PriceHistory:
    """Dollars for a bitcoin at some moments; in between it goes straight, and after the last it stays."""

    points: Sequence[tuple[datetime, Decimal]]

    def usd(self, at: datetime) -> Decimal | None:
        """The price at a moment; None before the first."""
        behind = bisect_right(self.points, at, key=lambda point: point[0])
        if not behind:
            return None
        earlier = self.points[behind - 1]
        if behind == len(self.points):
            return earlier[1]
        later = self.points[behind]
        part = Decimal((at - earlier[0]) / (later[0] - earlier[0]))
        return (earlier[1] + (later[1] - earlier[1]) * part).quantize(_CENT)


def _utc(month: int, day: int, hour: int = 0) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


EARLY_2026 = PriceHistory(
    (
        # Hashrate Index Roundup of 12 January 2026 gives both.
        (_utc(1, 5), Decimal(93_812)),
        (_utc(1, 12), Decimal(91_132)),
        # Riot: 1,080 BTC of January for 96 million dollars.
        (_utc(1, 14), Decimal(88_889)),
        # Bhutan: 100.82 BTC at 8.31 million dollars, and five days later 184.03 BTC at 14.09 million.
        (_utc(1, 30), Decimal(82_424)),
        (_utc(2, 4), Decimal(76_563)),
        # MARA: 1,318 BTC in ten hours were 86.9 million dollars.
        (_utc(2, 4, 20), Decimal(65_933)),
        (_utc(2, 5, 8), Decimal(65_933)),
        # Cango: 4,451 BTC for about 305 million dollars.
        (_utc(2, 7), Decimal(68_523)),
        (_utc(2, 9), Decimal(68_523)),
    )
)
"""What reported amounts in dollars and in bitcoin imply. Their hours are made up, and so is all between them."""


def with_prices(
    dialect: Dialect, history: PriceHistory, clock: Callable[[], datetime] | None = None
) -> Dialect:
    """The same kind of server with mempool's price paths; by default its present is the time of its tip."""

    def prices(view: View) -> Answer:
        """-1 says that there is none."""
        now = clock() if clock else view.tip.time
        usd = history.usd(now)
        return as_json({"time": int(now.timestamp()), "USD": float(usd) if usd is not None else -1})

    def historical(view: View, timestamp: str = "", currency: str = "") -> Answer:  # noqa: ARG001 - only dollars
        """By the hour; an empty list where nothing is known."""
        seconds = int(timestamp) // _HOUR * _HOUR if timestamp.isdecimal() else view.tip.header.time
        usd = history.usd(datetime.fromtimestamp(seconds, UTC))
        rows = [] if usd is None else [{"time": seconds, "USD": float(usd)}]
        return as_json({"prices": rows, "exchangeRates": {}})

    routes: Mapping[str, Render] = {
        "/v1/prices": prices,
        "/v1/historical-price{?currency,timestamp}": historical,
    }
    return replace(dialect, routes={**routes, **dialect.routes})


def coinbase_exchange(history: PriceHistory) -> Dialect:
    """Coinbase Exchange; its present is the time of the tip."""

    def ticker(view: View) -> Answer:
        usd = history.usd(view.tip.time)
        return as_json({"price": f"{usd}", "time": f"{view.tip.time:%Y-%m-%dT%H:%M:%S.000000Z}"})

    def candles(view: View, granularity: str = "", start: str = "", end: str = "") -> Answer:  # noqa: ARG001
        """The latest first: begin, low, high, open, close, volume."""
        if granularity not in {"60", "300", "900", "3600", "21600", "86400"}:
            raise Refusal(400, '{"message":"Unsupported granularity"}')
        step = timedelta(seconds=int(granularity))
        begin, until = datetime.fromisoformat(start), datetime.fromisoformat(end)
        rows = []
        while begin <= until:
            usd = history.usd(begin)
            if usd is not None:
                rows.append([int(begin.timestamp()), *[float(usd)] * 4, 1.5])
            begin += step
        return as_json(rows[::-1])

    return Dialect(
        "", {"/products/BTC-USD/ticker": ticker, "/products/BTC-USD/candles{?granularity,start,end}": candles}
    )
