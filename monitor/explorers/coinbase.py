"""Prices of Coinbase Exchange, from its public market data: no key, history from 2015 on.

https://docs.cdp.coinbase.com/api-reference/exchange-api/rest-api/products/get-product-candles
https://docs.cdp.coinbase.com/api-reference/exchange-api/rest-api/products/get-product-ticker
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Final

from pydantic import AwareDatetime, Field

from monitor.clock import Clock
from monitor.errors import SourceLacks
from monitor.explorers.http import ExplorerHttp
from monitor.explorers.wire import Wire, json_reader
from monitor.market.price import SLOT, Price

_MAX_TICKER: Final = 10_000
_MAX_CANDLES: Final = 100_000
_CANDLE_SECONDS: Final = 300
_REACH: Final = timedelta(hours=1)
"""So far back a candle is looked for: none is published where nobody traded."""

_Moment = Annotated[int, Field(ge=0, lt=2**33)]


class _Ticker(Wire):
    price: Annotated[Decimal, Field(strict=False)]
    time: Annotated[AwareDatetime, Field(strict=False)]


_read_ticker = json_reader(_Ticker)
_read_candles = json_reader(tuple[tuple[_Moment, Decimal, Decimal, Decimal, Decimal, Decimal], ...])
"""Beginning in seconds since 1970, low, high, open, close, volume; latest first."""


class Coinbase:
    """Coinbase Exchange, as a `PriceSource`."""

    def __init__(self, http: ExplorerHttp, clock: Clock) -> None:
        self._http = http
        self._clock = clock

    @property
    def name(self) -> str:
        """The provider's name in logs and alerts."""
        return self._http.name

    async def usd_at(self, moment: datetime) -> Price:
        """The last trade for the present, else what the five minutes around the moment opened with.

        Raises:
            SourceLacks: nobody traded in the hour before.
            SourceError: see `ExplorerHttp`.
        """
        if self._clock() - moment < SLOT:
            ticker = await self._http.get("products/BTC-USD/ticker", _read_ticker, limit=_MAX_TICKER)
            return Price(ticker.price, ticker.time.astimezone(UTC), self.name)
        path = (
            f"products/BTC-USD/candles?granularity={_CANDLE_SECONDS}"
            f"&start={_iso(moment - _REACH)}&end={_iso(moment)}"
        )
        candles = await self._http.get(path, _read_candles, limit=_MAX_CANDLES)
        begun = [candle for candle in candles if candle[0] <= moment.timestamp()]
        if not begun:
            raise SourceLacks(self.name, f"{path}: nobody traded in that hour")
        start, _low, _high, opened, _close, _volume = max(begun)
        return Price(opened, datetime.fromtimestamp(start, UTC), self.name)


def _iso(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
