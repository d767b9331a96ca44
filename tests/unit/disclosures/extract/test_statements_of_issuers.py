from datetime import date
from decimal import Decimal

from monitor.disclosures.extract.found import Found
from monitor.disclosures.extract.statements import statements
from monitor.disclosures.statement import StatementKind

URL = "https://example.org/filing"
DAY = date(2026, 2, 9)


def found(kind: StatementKind = StatementKind.SALE, **fields: object) -> Found:
    told: dict[str, object] = {
        "entity": "riot",
        "period_end": DAY,
        "sats": 10**8,
        "evidence": "x",
        "start": 0,
        "rule": "r",
    }
    return Found(kind=kind, **{**told, **fields})  # type: ignore[arg-type]


def test_what_has_only_an_end_begins_on_it_and_money_is_rounded_to_cents() -> None:
    (made,), passed = statements(
        [found(proceeds_usd=Decimal("96000000.005"))], issuers={"riot"}, url=URL, published=DAY
    )
    assert (made.period_start, made.period_end, made.proceeds_usd) == (DAY, DAY, Decimal("96000000.01"))
    assert passed == []


def test_each_statement_that_cannot_be_used_says_why() -> None:
    made, passed = statements(
        [
            found(entity="Foo Corp."),
            found(entity=None),
            found(period_end=None),
            found(period_start=date(2026, 3, 1)),
            found(StatementKind.HOLDINGS, sats=None),
        ],
        issuers={"riot"}, url=URL, published=DAY,
    )  # fmt: skip
    assert made == []
    assert [each.why.split()[0] for each in passed] == ["Foo", "the", "no", "the", "a"]


def test_an_intent_without_days_is_of_the_day_it_was_published_and_nothing_comes_twice() -> None:
    wish = found(StatementKind.INTENT, period_end=None, sats=None)
    made, _ = statements([wish, wish], issuers={"riot"}, url=URL, published=DAY)
    assert [(each.kind, each.period_end) for each in made] == [(StatementKind.INTENT, DAY)]
