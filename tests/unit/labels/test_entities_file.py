from datetime import date

import pytest

from monitor.labels.entities_file import read_entities
from monitor.labels.entity import Cadence, DatedRole, DisclosureHabit, Entity, FormerName
from monitor.labels.vocabulary import Category

FULL = """\
mara:
  name: MARA Holdings, Inc.
  category: miner
  roles: [{category: lender, since: 2025-10-01, until: 2026-03-31}, custodian]
  former_names: [{name: Marathon Digital Holdings, until: 2024-08-31}, Marathon Patent Group]
  cik: 1507605
  ticker: MARA
  listed_on: [Nasdaq]
  forms: [8-K, 10-Q, 10-K]
  disclosure:
    - {cadence: monthly, lag_days: 2}
    - {cadence: quarterly, since: 2025-10-01}
  fiscal_year_end: 09-30
  lead_days: 3
  source: https://example.org
  note: Of Nevada.
"""


def test_an_entity_is_read_with_everything_that_is_known() -> None:
    entities, problems = read_entities(FULL, "entities.yaml")
    assert not problems
    assert entities == (
        Entity(
            slug="mara",
            name="MARA Holdings, Inc.",
            category=Category.MINER,
            roles=(
                DatedRole(Category.LENDER, date(2025, 10, 1), date(2026, 3, 31)),
                DatedRole(Category.CUSTODIAN),
            ),
            former_names=(
                FormerName("Marathon Digital Holdings", date(2024, 8, 31)),
                FormerName("Marathon Patent Group"),
            ),
            cik=1507605,
            ticker="MARA",
            listed_on=("Nasdaq",),
            forms=("8-K", "10-Q", "10-K"),
            habits=(
                DisclosureHabit(Cadence.MONTHLY, 2),
                DisclosureHabit(Cadence.QUARTERLY, 50, date(2025, 10, 1), lag_observed=False),
            ),
            year_ends_in=9,
            lead_days=3,
            source="https://example.org",
            note="Of Nevada.",
        ),
    )


def test_name_and_category_are_enough() -> None:
    entities, problems = read_entities(
        "a: {name: A, category: lender}\nb: {name: B, category: etf}", "e.yaml"
    )
    assert not problems
    assert [(entity.slug, entity.category) for entity in entities] == [("a", "lender"), ("b", "etf")]
    assert (entities[0].cik, entities[0].ticker, entities[0].disclosure) == (None, None, None)


@pytest.mark.parametrize("disclosure", ["monthly", "{cadence: monthly}", "[monthly]", "[{cadence: monthly}]"])
def test_a_single_habit_may_be_written_short(disclosure: str) -> None:
    entities, problems = read_entities(f"a: {{name: A, category: miner, disclosure: {disclosure}}}", "e.yaml")
    assert not problems
    assert entities[0].habits == (DisclosureHabit(Cadence.MONTHLY, 10, lag_observed=False),)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("cik: 15O7605", "cik must be a whole number up to 9999999999, not '15O7605'"),
        ("cik: 12345678901", "cik must be a whole number"),
        ("cik: -1", "cik must be a whole number"),
        ("tickers: A", "unknown key 'tickers'; known are category, cik,"),
        ("roles: [{category: lendor}]", "unknown category 'lendor'"),
        ("roles: [{since: 2025-01-01}]", "a role needs a category"),
        ("roles: [{category: lender, from: 2025-01-01}]", "unknown key 'from'"),
        ("roles: [{category: lender, since: 2026-01-01, until: 2025-01-01}]", "is after until"),
        ("roles: [[lender]]", "roles must hold mappings, not a list"),
        ("former_names: [{until: 2025-01-01}]", "a former name needs a name"),
        ("former_names: [{name: X, until: 2025}]", "'2025' is no date; write it YYYY-MM-DD"),
        ("fiscal_year_end: 09-31", "the last day of a month like 09-30, not '09-31'"),
        ("fiscal_year_end: 09-29", "the last day of a month"),
        ("fiscal_year_end: September", "the last day of a month"),
        ("lead_days: 91", "lead_days must be a whole number up to 90"),
        ("disclosure: [weekly]", "unknown cadence 'weekly'; there are monthly, quarterly"),
        ("disclosure: {lag_days: 3}", "a disclosure habit needs a cadence"),
        ("disclosure: {cadence: monthly, lag_days: 4000}", "lag_days must be a whole number up to 366"),
        ("disclosure: {cadence: monthly, lag_days: 3.5}", "lag_days must be a whole number"),
        ("disclosure: [{cadence: monthly, since: 2025-01-01}, quarterly]", "oldest first"),
        ("disclosure: [monthly, quarterly]", "oldest first"),
        ("forms: [8-K, {a: b}]", "forms must hold plain values, not a mapping"),
        ("name: {a: b}", "name must be a plain value, not a mapping"),
    ],
)
def test_what_is_wrong_with_an_entity_is_said_with_its_line(line: str, what: str) -> None:
    name = "" if line.startswith("name") else "  name: A\n"
    _, problems = read_entities(f"a:\n  category: miner\n{name}  {line}\n", "e.yaml")
    where = f"e.yaml:{3 if not name else 4}"
    assert any(problem.where == where and what in problem.what for problem in problems)
    assert all(problem.fatal for problem in problems)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: {category: miner}", "e.yaml:1: a has no name"),
        ("a: {name: A}", "e.yaml:1: a has no category"),
        ("a: miner", "e.yaml:1: a must be a mapping with at least name and category"),
        ("x/y: {name: A, category: miner}", "no MQTT topic can carry"),
        ("", "e.yaml:1: an entities file must be one mapping of slugs to entities"),
        ("[a]", "e.yaml:1: an entities file must be one mapping of slugs to entities"),
        ("a: {}\n---\nb: {}", "e.yaml:1: an entities file must be one mapping of slugs to entities"),
        ("a: {name: A, category: miner}\na: {name: A, category: miner}", "e.yaml:2: 'a' is given twice"),
        ("a: [", "e.yaml:1: no valid YAML"),
    ],
)
def test_a_file_that_is_no_list_of_entities_is_refused(text: str, expected: str) -> None:
    _, problems = read_entities(text, "e.yaml")
    assert any(expected in str(problem) for problem in problems)
