"""Lets requests to one source through: few at a time, within its budget, what is urgent before what is not."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from monitor.explorers.budget import Budget
from monitor.pipeline.urgency import Urgency

PATIENCE = {Urgency.URGENT: 15.0, Urgency.BULK: 60.0}
"""Seconds that a request waits for its token; after that another source, or another time, is the better way."""


class NoTurn(Exception):
    """The budget is spent for longer than a request waits."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"its budget is spent for another {seconds:.0f} s")
        self.seconds = seconds


class Turn:
    """A request's turn; the token goes back unless it is spent."""

    def __init__(self) -> None:
        self.spent = False

    def spend(self) -> None:
        """The request leaves."""
        self.spent = True


class Turnstile:
    """One source's queue."""

    def __init__(self, budget: Budget, concurrency: int, now: Callable[[], float]) -> None:
        """At most `concurrency` requests at once, of which one place is kept free of bulk work where there are two."""
        self._budget = budget
        self._now = now
        self._places = asyncio.Semaphore(concurrency)
        self._bulk_places = asyncio.Semaphore(max(concurrency - 1, 1))

    @asynccontextmanager
    async def turn(self, urgency: Urgency) -> AsyncIterator[Turn]:
        """Wait for one's turn, and hold it for the time of the request.

        Raises:
            NoTurn: it would take too long.
        """
        turn = Turn()
        async with AsyncExitStack() as held:
            deadline = self._now() + PATIENCE[urgency]
            if urgency is Urgency.BULK:
                await self._bulk_place(held)
            await self._token(urgency, deadline)
            held.callback(self._settle, turn)
            await held.enter_async_context(self._places)
            yield turn

    async def _bulk_place(self, held: AsyncExitStack) -> None:
        try:
            async with asyncio.timeout(PATIENCE[Urgency.BULK]):
                await held.enter_async_context(self._bulk_places)
        except TimeoutError as error:
            raise NoTurn(PATIENCE[Urgency.BULK]) from error

    async def _token(self, urgency: Urgency, deadline: float) -> None:
        while wait := self._budget.wait(self._now(), urgency):
            if self._now() + wait > deadline:
                raise NoTurn(wait)
            await asyncio.sleep(wait)
        self._budget.take(self._now())

    def _settle(self, turn: Turn) -> None:
        if not turn.spent:
            self._budget.give_back()
