"""How many labels each entity has, from whom, how sure and how old."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from monitor.labels.book import LabelBook
from monitor.labels.entity import Cadence, DatedRole, DisclosureHabit, Entity
from monitor.labels.label import Label
from monitor.labels.vocabulary import Category

_YEAR = re.compile(r"\b20\d\d\b")
_UNDATED = "undated"
_HOST_OF_REPOSITORIES = "github.com"


@dataclass(frozen=True, slots=True)
class EntityStats:
    """The labels of one entity."""

    entity: Entity
    labels: int
    categories: tuple[Category, ...]
    """What its scripts are used for."""
    confidence: tuple[int, int]
    """The least and the most, percent."""
    sources: tuple[str, ...]
    """Repository or host, the most frequent first."""
    known_since: tuple[date, date] | None
    """The first and the last day on which one became known."""
    years: tuple[tuple[str, int], ...]
    """How many speak of which year, by their notes and days, the latest first; "undated" for those of none."""
    ended: int
    """Labels that are no longer true, or were withdrawn."""


def entity_stats(book: LabelBook, today: date) -> list[EntityStats]:
    """Every entity with labels, the one with the most first."""
    by_entity: dict[str, list[Label]] = {}
    for claims in book.scripts.values():
        for label in claims:
            by_entity.setdefault(label.entity, []).append(label)
    found = [_of(book.entities[slug], labels, today) for slug, labels in by_entity.items()]
    return sorted(found, key=lambda each: (-each.labels, each.entity.slug))


def without_labels(book: LabelBook, labelled: Iterable[EntityStats]) -> list[Entity]:
    """The entities of which nobody knows a script, by category and slug."""
    known = {each.entity.slug for each in labelled}
    order = list(Category)
    nameless = [entity for slug, entity in book.entities.items() if slug not in known]
    return sorted(nameless, key=lambda entity: (order.index(entity.category), entity.slug))


def markdown(book: LabelBook, today: date) -> str:
    """The same as tables for a page: who has labels, who has none, and what companies are known for."""
    found = entity_stats(book, today)
    lines = [
        "| entity | category | labels | confidence | sources | speaks of | known since |",
        "|---|---|---:|---|---|---|---|",
        *(_row(each) for each in found),
        "",
        "| no script is known of | category | CIK | forms |",
        "|---|---|---:|---|",
    ]
    lines += [
        f"| `{entity.slug}` | {entity.category} | {entity.cik or ''} | {', '.join(entity.forms)} |"
        for entity in without_labels(book, found)
    ]
    lines += [
        "",
        "| company | CIK | listed | forms | tells what it did | also |",
        "|---|---:|---|---|---|---|",
        *(_company(entity) for entity in sorted(book.entities.values(), key=_by_name) if _is_company(entity)),
    ]
    return "\n".join(lines) + "\n"


def _is_company(entity: Entity) -> bool:
    """Whether there is more to tell of an entity than its category."""
    return bool(entity.cik or entity.habits or entity.roles or entity.listed_on)


def _by_name(entity: Entity) -> str:
    return entity.slug


def _company(entity: Entity) -> str:
    listed = ", ".join(entity.listed_on) + (f": {entity.ticker}" if entity.ticker else "")
    return (
        f"| `{entity.slug}` | {entity.cik or ''} | {listed.removeprefix(': ')} | {', '.join(entity.forms)} "
        f"| {'; '.join(map(_habit, entity.habits))} | {', '.join(map(_role, entity.roles))} |"
    )


def _habit(habit: DisclosureHabit) -> str:
    since = f" since {habit.since}" if habit.since else ""
    if habit.cadence is Cadence.NONE:
        return f"nothing{since}"
    lag = f", within {habit.lag_days} day{'' if habit.lag_days == 1 else 's'}" if habit.lag_observed else ""
    return f"{habit.cadence}{since}{lag}"


def _role(role: DatedRole) -> str:
    since = f" since {role.since}" if role.since else ""
    until = f" until {role.until}" if role.until else ""
    return f"{role.category}{since}{until}"


def source_name(source: str) -> str:
    """The repository or host of a source; what is no address stays as it is."""
    parts = urlsplit(source)
    if not parts.hostname:
        return source or "none"
    path = parts.path.strip("/").split("/")
    if parts.hostname == _HOST_OF_REPOSITORIES and len(path) > 1:
        return "/".join(path[:2])
    return parts.hostname


def _of(entity: Entity, labels: list[Label], today: date) -> EntityStats:
    known = [label.known_since for label in labels if label.known_since]
    confidence = [label.confidence for label in labels]
    sources = Counter(source_name(label.source) for label in labels)
    years = Counter(_year(label) for label in labels)
    return EntityStats(
        entity=entity,
        labels=len(labels),
        categories=tuple(
            category for category in Category if any(label.category is category for label in labels)
        ),
        confidence=(min(confidence), max(confidence)),
        sources=tuple(sorted(sources, key=lambda name: (-sources[name], name))),
        known_since=(min(known), max(known)) if known else None,
        years=tuple(sorted(years.items(), key=lambda item: (item[0] != _UNDATED, item[0]), reverse=True)),
        ended=sum(label.withdrawn is not None or not label.covers(today) for label in labels),
    )


def _year(label: Label) -> str:
    """The latest year that a label names."""
    days = [str(day.year) for day in (label.valid_from, label.valid_to) if day]
    return max([*days, *_YEAR.findall(label.note)], default=_UNDATED)


def _row(each: EntityStats) -> str:
    low, high = each.confidence
    known = dict.fromkeys(map(str, each.known_since)) if each.known_since else ["never said"]
    ages = (
        ", ".join(f"{year} ({count})" for year, count in each.years)
        if len(each.years) > 1
        else each.years[0][0]
    )
    ended = f" ({each.ended} ended)" if each.ended else ""
    return (
        f"| `{each.entity.slug}` | {', '.join(each.categories)} | {each.labels}{ended} "
        f"| {low if low == high else f'{low} to {high}'} | {', '.join(each.sources)} | {ages} "
        f"| {' to '.join(known)} |"
    )
