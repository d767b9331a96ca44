"""What came to light about an episode and decides nothing: people weigh it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.money import btc_for_people


class EvidenceKind(StrEnum):
    """What sort of finding it is."""

    SILENT_REPORT = "silent_report"
    """A report covers the time, counts coins, and names none that the miner parted with."""
    NO_QUANTITY = "no_quantity"
    """A statement about the time tells that the miner parted with coins, and not with how many."""
    REMAINDER = "remainder"
    """The miner's own balances change by more than its other figures explain."""
    NOT_UNDERSTOOD = "not_understood"
    """A document of the miner speaks of parting with coins, in words that no rule understood: people must read it."""
    LABELLED_LOSS = "labelled_loss"
    """Its labelled scripts lost more than it tells of and than reached platforms."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding, and the statements it rests on."""

    kind: EvidenceKind
    start: date
    end: date
    """First and last day (UTC) of the time that it is about."""
    statement_ids: tuple[str, ...]
    sats: int | None = None
    """Of a remainder: above zero so much left untold, below so much more is held than explained. Of a loss: it."""
    url: str | None = None
    """Of what was not understood: where the document was found, ..."""
    digest: str | None = None
    """... the digest of its bytes, ..."""
    passages: int | None = None
    """... and how many passages of it were not."""

    @property
    def text(self) -> str:
        """The finding as a clause for people."""
        when = f"{self.start} to {self.end}"
        match self.kind:
            case EvidenceKind.SILENT_REPORT:
                return f"the company's report on {when} counts coins and names none that it parted with"
            case EvidenceKind.NO_QUANTITY:
                return f"the company states that it parted with coins in {when}, and not with how many"
            case EvidenceKind.REMAINDER:
                amount = btc_for_people(abs(self.sats or 0))
                more = "leave" if (self.sats or 0) > 0 else "hold an excess of"
                tail = " unexplained" if (self.sats or 0) > 0 else ""
                return f"the company's own figures for {when} {more} {amount} BTC{tail}"
            case EvidenceKind.NOT_UNDERSTOOD:
                number = self.passages or 0
                some = "1 passage of it was" if number == 1 else f"{number} passages of it were"
                return (
                    f"the company's document of {self.start} ({self.url}) speaks of parting with coins, and {some} not "
                    "understood: somebody has to read it"
                )
            case EvidenceKind.LABELLED_LOSS:
                amount = btc_for_people(self.sats or 0)
                return (
                    f"scripts that are labelled as the company's lost {amount} BTC in {when} beyond what it tells of "
                    "and what reached platforms"
                )
