"""One claim: this script belongs to that entity."""

from dataclasses import dataclass
from datetime import date

from monitor.labels.vocabulary import Category


@dataclass(frozen=True, slots=True)
class Label:
    """A claim that a script belongs to an entity, with who says so and how sure that is.

    `valid_from` and `valid_to` say when it was true, as inclusive UTC days, None being open. `known_since` and
    `withdrawn` say when we knew: a label that was withdrawn stays in its file, so that what was told while it
    stood can still be explained.
    """

    script_pubkey: bytes
    entity: str
    """Slug of the entity."""
    category: Category
    """What this script is used for; it wins over the entity's own category."""
    confidence: int
    """Percent, 0 to 100."""
    role: str | None
    """The wallet's part, as the source calls it: reserve, coinbase_payout, cold_wallet, …"""
    source: str
    valid_from: date | None
    valid_to: date | None
    known_since: date | None
    note: str
    file: str
    line: int
    withdrawn: date | None = None
    """The day since which it is known to be wrong."""
    derived_from: tuple[str, ...] = ()
    """What it was derived from, see `monitor.labels.derivation`; empty where the source itself claims it."""
    candidate: bool = False
    """Learned from the chain, and no reviewer has accepted it yet. No file holds such a label."""

    @property
    def where(self) -> str:
        """File and line the label was read from."""
        return f"{self.file}:{self.line}"

    def at(self, script_pubkey: bytes, line: int) -> "Label":
        """The same claim on another script; faster than `replace`, for there may be millions."""
        return Label(
            script_pubkey,
            self.entity,
            self.category,
            self.confidence,
            self.role,
            self.source,
            self.valid_from,
            self.valid_to,
            self.known_since,
            self.note,
            self.file,
            line,
            self.withdrawn,
            self.derived_from,
        )

    def covers(self, day: date) -> bool:
        """Whether the claim holds on a UTC day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    def known_on(self, day: date) -> bool:
        """Whether we knew of the claim on a UTC day, and did not yet know better."""
        return (self.known_since is None or self.known_since <= day) and (
            self.withdrawn is None or day < self.withdrawn
        )

    def overlaps(self, other: "Label") -> bool:
        """Whether there is a day on which both claims hold."""
        starts = (self.valid_from or date.min, other.valid_from or date.min)
        ends = (self.valid_to or date.max, other.valid_to or date.max)
        return max(starts) <= min(ends)


def precedence(label: Label) -> tuple[object, ...]:
    """The order of claims on one script: the most confident one leads, of equals the first slug."""
    return -label.confidence, label.entity, label.category, label.role or "", label.source, label.where
