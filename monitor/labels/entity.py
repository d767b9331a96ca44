"""Companies and services, with the roles they play and the habit in which they disclose."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.labels.vocabulary import Category


class Cadence(StrEnum):
    """How often an issuer tells what it did with its coins."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DisclosureHabit:
    """An issuer's own reporting clock."""

    cadence: Cadence
    lag_days: int
    """Days from the end of a period to the disclosure, with some room."""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """Something an entity is, beside its main category, and when."""

    category: Category
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A company or service. `slug` is its name in label files, topics and commands."""

    slug: str
    name: str
    category: Category
    former_names: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    cik: int | None = None
    ticker: str | None = None
    forms: tuple[str, ...] = ()
    disclosure: DisclosureHabit | None = None
    note: str | None = None

    def may_be(self, category: Category) -> bool:
        """Whether this is its category or one of its roles at any time."""
        return category is self.category or any(role.category is category for role in self.roles)
