"""What went wrong with one request: as which error it is told, and what it means for the next ones."""

from http import HTTPStatus

from monitor.errors import SourceDataError, SourceError, SourceLacks, SourceUnavailable
from monitor.explorers.breaker import FAILING, REFUSED, UNREACHABLE, Backoff
from monitor.explorers.question import Question

# mempool.space bans clients that go on asking when told not to.
_REFUSING = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.FORBIDDEN})


class Failed(Exception):
    """A request without a usable answer."""

    def __init__(
        self,
        error: SourceError,
        kind: str,
        *,
        backoff: Backoff | None = None,
        retry_after: float | None = None,
        answered: bool = False,
    ) -> None:
        """Put together what is known.

        Args:
            error: how it is told.
            kind: how it is counted.
            backoff: how to stay away; None where the source is none the worse for it.
            retry_after: how long it wants to be left alone, in seconds.
            answered: the source is well; it only has no such thing, or no use for the question.
        """
        super().__init__(str(error))
        self.error = error
        self.kind = kind
        self.backoff = backoff
        self.retry_after = retry_after
        self.answered = answered

    @property
    def refused(self) -> bool:
        """Whether the source wants fewer requests."""
        return self.backoff is REFUSED

    def saying(self, reason: str) -> "Failed":
        """The same with what the source says of it."""
        error = self.error
        what = f"{error.what} {reason}"
        told = (
            SourceUnavailable(error.source, what, retry_after=self.retry_after)
            if isinstance(error, SourceUnavailable)
            else type(error)(error.source, what)
        )
        return Failed(
            told, self.kind, backoff=self.backoff, retry_after=self.retry_after, answered=self.answered
        )


def transport_fault(source: str, question: Question, kind: str, what: str) -> Failed:
    """No whole answer came: `timeout` or `connection`."""
    error = SourceUnavailable(source, f"{question.subject}: {what}")
    return Failed(error, kind, backoff=UNREACHABLE)


def data_fault(source: str, question: Question, what: str) -> Failed:
    """An answer came, and cannot be used."""
    return Failed(SourceDataError(source, f"{question.subject}: {what}"), "data", answered=True)


def fault_of_status(source: str, question: Question, status: int, retry_after: float | None) -> Failed:
    """An answer whose status says that it is none."""
    what = f"{question.subject}: {status}"
    if status in question.lacking:
        # Some sources say 5xx both when they lack a block and when their node is down: no proof of health.
        well = status < HTTPStatus.INTERNAL_SERVER_ERROR
        return Failed(SourceLacks(source, what), "lacks", answered=well)
    if status in _REFUSING:
        error = SourceUnavailable(source, what, retry_after=retry_after)
        return Failed(error, "refused", backoff=REFUSED, retry_after=retry_after)
    # 501 is how a mempool backend calls a request malformed: waiting does not help.
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.NOT_IMPLEMENTED:
        error = SourceUnavailable(source, what, retry_after=retry_after)
        return Failed(error, "failing", backoff=FAILING, retry_after=retry_after)
    if status == HTTPStatus.UNAUTHORIZED:
        what += ", it wants another user or password:"
    return Failed(SourceDataError(source, what), "data", answered=True)
