"""Which sources tell of a flag's block and transaction. A page rests on two that are independent of each other."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

ONLY_SOURCE = "no second source is configured"
"""Why a flag is waived in a house that has nobody else to ask."""


class AgreementState(StrEnum):
    """What the second opinion on a flag came to; later is better settled."""

    DISPUTED = "disputed"
    """Another source tells otherwise, and none agrees."""
    AWAITED = "awaited"
    """Nobody else has told of it yet."""
    ALONE = "alone"
    """Nobody else told of it in time: it stands on one source's word and its own proof of work."""
    AGREED = "agreed"
    """At least one independent source has the same block, and the transaction in it."""


@dataclass(frozen=True, slots=True)
class Dissent:
    """What a source tells instead, as the end of a sentence that begins with its name."""

    source: str
    says: str

    def __str__(self) -> str:
        return f"{self.source} {self.says}"


@dataclass(frozen=True, slots=True)
class Agreement:
    """The word of the sources on one flag."""

    by: tuple[str, ...] = ()
    """Those that tell of it, the one that served the block first."""
    against: tuple[Dissent, ...] = ()
    """Those that tell otherwise, as of the last time they were asked."""
    since: datetime | None = None
    """When it was first asked about."""
    waived: str | None = None
    """Why nobody is asked any more although none agreed."""

    @property
    def state(self) -> AgreementState:
        """One word for it. Dissent outweighs silence, agreement outweighs dissent."""
        if len(self.by) > 1:
            return AgreementState.AGREED
        if self.against:
            return AgreementState.DISPUTED
        return AgreementState.ALONE if self.waived else AgreementState.AWAITED

    @property
    def open(self) -> bool:
        """Whether somebody is still to be asked."""
        return len(self.by) < 2 and self.waived is None  # noqa: PLR2004 - who served it, and another


def weakest(agreements: list[AgreementState]) -> AgreementState:
    """The state of several flags together: that of the least settled one; of none, `agreed`."""
    return min(agreements, key=list(AgreementState).index, default=AgreementState.AGREED)
