"""The entities file: companies and services by slug, with what is known of them.

```yaml
mara:
  name: MARA Holdings, Inc.
  category: miner
  former_names: [{name: Marathon Patent Group, until: 2021-02-28}]
  cik: 1507605
  forms: [8-K, 10-Q, 10-K]
  roles: [{category: lender, since: 2025-01-01}]
  disclosure: [{cadence: quarterly, lag_days: 35, since: 2025-10-01}]
  fiscal_year_end: 12-31
  lead_days: 2
```
"""

from datetime import date, timedelta

from monitor.errors import Problem
from monitor.labels.dates import day_from_text
from monitor.labels.entity import Cadence, DatedRole, DisclosureHabit, Entity, FormerName, slug_fault
from monitor.labels.form import Form
from monitor.labels.vocabulary import Category, category_from_text
from monitor.labels.yaml_tree import Block, read_yaml

ENTITY_KEYS = frozenset(
    {
        "name",
        "category",
        "roles",
        "former_names",
        "known_as",
        "cik",
        "ticker",
        "listed_on",
        "forms",
        "disclosure",
        "fiscal_year_end",
        "lead_days",
        "source",
        "note",
    }
)

USUAL_LAG_DAYS = {
    Cadence.MONTHLY: 10,
    Cadence.QUARTERLY: 50,
    Cadence.SEMIANNUAL: 80,
    Cadence.ANNUAL: 80,
    Cadence.NONE: 0,
}
"""Days after the end of a period, for a company whose own lag is not on record."""

_MAX_CIK = 9_999_999_999
_MAX_LAG_DAYS = 366
_MAX_LEAD_DAYS = 90
_LEAP_YEAR = 2024
_DAY = timedelta(days=1)


def read_entities(text: str, file: str) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """The entities of a file in the order they stand in, and what is wrong with it.

    Args:
        text: the whole file.
        file: its name, for the problems.
    """
    documents, noted = read_yaml(text, file)
    problems = list(noted)
    if problems and not documents:
        return (), noted
    if len(documents) != 1 or not isinstance(documents[0], Block):
        problems.append(Problem(f"{file}:1", "an entities file must be one mapping of slugs to entities"))
        return (), tuple(problems)
    root = Form(documents[0], file, problems)
    entities = [entity for slug in root.block.nodes if (entity := _entity(slug, root)) is not None]
    return tuple(entities), tuple(problems)


def _entity(slug: str, root: Form) -> Entity | None:
    fault = slug_fault(slug)
    if fault is not None:
        root.fault(fault, slug)
    if not isinstance(root.block.nodes[slug], Block):
        root.fault(f"{slug} must be a mapping with at least name and category", slug)
        return None
    form = next(root.forms(slug))
    form.refuse_unknown(ENTITY_KEYS)
    for key in ("name", "category"):
        if not form.text(key):
            form.fault(f"{slug} has no {key}")
    return Entity(
        slug=slug,
        name=form.text("name"),
        category=form.parsed("category", category_from_text, Category.OTHER),
        roles=tuple(_role(role) for role in form.forms("roles", bare="category")),
        former_names=tuple(_former_name(name) for name in form.forms("former_names", bare="name")),
        cik=form.parsed("cik", _cik, None),
        ticker=form.text("ticker") or None,
        listed_on=form.texts("listed_on"),
        forms=form.texts("forms"),
        habits=_habits(form),
        year_ends_in=form.parsed("fiscal_year_end", _year_end, None),
        lead_days=form.parsed("lead_days", _lead_days, None),
        source=form.text("source"),
        note=form.text("note"),
        known_as=form.texts("known_as"),
    )


def _role(form: Form) -> DatedRole:
    form.refuse_unknown({"category", "since", "until"})
    if not form.text("category"):
        form.fault("a role needs a category")
    since, until = _day(form, "since"), _day(form, "until")
    if since and until and since > until:
        form.fault(f"since {since} is after until {until}")
    return DatedRole(form.parsed("category", category_from_text, Category.OTHER), since, until)


def _former_name(form: Form) -> FormerName:
    form.refuse_unknown({"name", "until"})
    if not form.text("name"):
        form.fault("a former name needs a name")
    return FormerName(form.text("name"), _day(form, "until"))


def _habits(form: Form) -> tuple[DisclosureHabit, ...]:
    habits = tuple(_habit(habit) for habit in form.forms("disclosure", bare="cadence"))
    days = [habit.since or date.min for habit in habits]
    if sorted(set(days)) != days:
        form.fault("disclosure habits must stand oldest first, each with another since", "disclosure")
    return habits


def _habit(form: Form) -> DisclosureHabit:
    form.refuse_unknown({"cadence", "lag_days", "since"})
    if not form.text("cadence"):
        form.fault(f"a disclosure habit needs a cadence: {', '.join(Cadence)}")
    cadence = form.parsed("cadence", _cadence, Cadence.NONE)
    lag_days = form.parsed("lag_days", _lag_days, None)
    return DisclosureHabit(
        cadence=cadence,
        lag_days=USUAL_LAG_DAYS[cadence] if lag_days is None else lag_days,
        since=_day(form, "since"),
        lag_observed=lag_days is not None,
    )


def _day(form: Form, key: str) -> date | None:
    return form.parsed(key, day_from_text, None)


def _cadence(text: str) -> Cadence:
    try:
        return Cadence(text)
    except ValueError:
        raise ValueError(f"unknown cadence {text!r}; there are {', '.join(Cadence)}") from None


def _cik(text: str) -> int:
    return _whole_number(text, "cik", _MAX_CIK)


def _lag_days(text: str) -> int:
    return _whole_number(text, "lag_days", _MAX_LAG_DAYS)


def _lead_days(text: str) -> int:
    return _whole_number(text, "lead_days", _MAX_LEAD_DAYS)


def _year_end(text: str) -> int:
    """The month of a fiscal year's last day, which is the last of its month."""
    try:
        day = date.fromisoformat(f"{_LEAP_YEAR}-{text}")
    except ValueError:
        day = None
    if day is None or ((day + _DAY).day != 1 and text != "02-28"):
        raise ValueError(f"fiscal_year_end must be the last day of a month like 09-30, not {text!r}")
    return day.month


def _whole_number(text: str, key: str, most: int) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > most:
        raise ValueError(f"{key} must be a whole number up to {most}, not {text!r}")
    return int(text)
