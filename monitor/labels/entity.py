"""Companies and services: what they are, were called, and how they are known to disclose."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.labels.vocabulary import Category

_MAX_SLUG = 64
_NOT_IN_SLUG = re.compile(r"[/+#\x00-\x1f\x7f]")
"""Slugs stand in MQTT topics, where these separate levels or match others (MQTT 5, 4.7)."""


class Cadence(StrEnum):
    """How often a company discloses what it did with its coins."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DisclosureHabit:
    """How a company discloses, from one day until its next habit begins."""

    cadence: Cadence
    lag_days: int
    """Days from the end of a period until its disclosure is usually out, at the slow end of what was seen."""
    since: date | None = None
    """First day that this habit covers; None where nobody knows an earlier habit."""
    lag_observed: bool = True
    """False where no lag is on record and `lag_days` is the common default of the cadence."""


@dataclass(frozen=True, slots=True)
class DatedRole:
    """What an entity does besides its category. Dates are inclusive UTC days; None is unknown or still so."""

    category: Category
    since: date | None = None
    """The first day on which evidence shows the role, not necessarily its beginning."""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name an entity had, and the last day it had it, where that is known."""

    name: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A company or service. The slug is its key everywhere; names and tickers move."""

    slug: str
    name: str
    category: Category
    roles: tuple[DatedRole, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    cik: int | None = None
    """SEC Central Index Key; the one identifier that survives renames."""
    ticker: str | None = None
    listed_on: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    """SEC forms it files, such as 8-K or 6-K."""
    habits: tuple[DisclosureHabit, ...] = ()
    """Disclosure habits, oldest first."""
    year_ends_in: int | None = None
    """The month with which the fiscal year ends, 1 to 12; None where nobody has written it down."""
    lead_days: int | None = None
    """How long before they are sold its coins usually move; None where the common lead is taken."""
    source: str = ""
    note: str = ""
    known_as: tuple[str, ...] = ()
    """What label lists call it, beside its names; of these only what is written in another script than Latin names it
    in documents, too."""

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, its former names, and its ticker where it has one."""
        return (
            self.name,
            *(former.name for former in self.former_names),
            *((self.ticker,) if self.ticker else ()),
        )

    @property
    def categories(self) -> frozenset[Category]:
        """Everything the entity is or was: its category and all its roles, whatever their dates."""
        return frozenset({self.category, *(role.category for role in self.roles)})

    @property
    def disclosure(self) -> DisclosureHabit | None:
        """The latest known disclosure habit, or None where nobody knows any."""
        return self.habits[-1] if self.habits else None

    def disclosure_at(self, day: date) -> DisclosureHabit | None:
        """The disclosure habit that covers a day, or None where nobody knows any."""
        begun = [habit for habit in self.habits if habit.since is None or habit.since <= day]
        return begun[-1] if begun else None

    def roles_at(self, day: date) -> frozenset[Category]:
        """The category and the roles known to hold on a day."""
        return frozenset(
            {self.category, *(role.category for role in self.roles if _covers(role.since, role.until, day))}
        )


def _covers(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)


def slug_fault(slug: str) -> str | None:
    """Why a text cannot be an entity's slug, or None if it can."""
    if not slug:
        return "no entity is given"
    if len(slug) > _MAX_SLUG:
        return f"the entity {slug[:_MAX_SLUG]!r}… is longer than {_MAX_SLUG} characters"
    if _NOT_IN_SLUG.search(slug):
        return f"the entity {slug!r} holds one of / + # or a control character, which no MQTT topic can carry"
    return None
