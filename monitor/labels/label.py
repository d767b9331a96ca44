"""One claim about one script."""

from dataclasses import dataclass
from datetime import date, datetime

from monitor.labels.vocabulary import Category


@dataclass(frozen=True, slots=True)
class Label:
    """Somebody says that a script belongs to an entity. Dates are inclusive UTC days; None is open."""

    script_pubkey: bytes
    entity: str
    category: Category
    confidence: int
    """Percent."""
    source: str
    where: str
    """File and line it was read from."""
    role: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    known_since: date | None = None
    note: str | None = None

    def holds(self, at: datetime) -> bool:
        """Whether the claim is about this moment."""
        day = at.date()
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )
