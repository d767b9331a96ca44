"""What the ledger answers, on what companies told of 2025 and 2026 and on small cases beside it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from monitor.disclosures.ledger_breadth import Word
from monitor.disclosures.ledger_holdings import holding_after
from monitor.disclosures.ledger_whole import Account, Question, whole_ledger
from monitor.disclosures.months import Month
from monitor.labels.entity import Cadence, DisclosureHabit, Entity
from monitor.labels.vocabulary import Category
from monitor.money import btc_text
from tests.unit.disclosures.stated import AT_ONCE, flag, no_sale, sale, statement

MONTHLY = DisclosureHabit(Cadence.MONTHLY, lag_days=7)
FEBRUARY = ("2026-02-01", "2026-02-28")


def account(issuer, said=(), flags=(), deadlines=None):
    return Account(
        issuer, tuple(replace(each, issuer=issuer) for each in said), tuple(flags), deadlines or {}
    )


def ledger(*accounts, today="2026-03-10", habits=None, **asked):
    entities = {
        slug: Entity(slug, slug, Category.MINER, habits=(habit,)) for slug, habit in (habits or {}).items()
    }
    return whole_ledger(accounts, AT_ONCE, entities, Question(date.fromisoformat(today), **asked))


def cango():
    release = {"url": "https://example.com/release", "published": date(2026, 2, 9)}
    update = {"url": "https://example.com/february", "published": date(2026, 3, 4)}
    said = [
        sale("550.03", "2026-01-01", "2026-01-31", published=date(2026, 2, 4)),
        statement("production", "2026-01-01", "2026-01-31", "496.35", published=date(2026, 2, 4)),
        statement("holdings", "2026-01-31", btc="7474.6", published=date(2026, 2, 4)),
        sale("4451", "2026-02-07", "2026-02-08", proceeds_usd=Decimal(305_000_000), **release),
        statement("holdings", "2026-02-09", btc="3000", approximate=True, **release),
        statement("production", *FEBRUARY, "454.83", **update),
        statement("holdings", "2026-02-28", btc="3313.4", **update),
    ]
    return account("cango", said, [flag("a", "2451", "2026-02-07"), flag("b", "2000", "2026-02-08")])


def test_what_cango_held_after_its_sale_and_how_that_changed():
    [page] = ledger(cango()).pages
    after = holding_after(page.sales[-1].statement, page.holdings)
    assert (btc_text(after.before_sats), btc_text(after.sats)) == ("7474.6", "3000")
    assert (after.approximate, after.change_pct) == (True, Decimal("-59.9"))
    assert [btc_text(each.sats) for each in page.holdings] == ["7474.6", "3000", "3313.4"]


def test_what_the_figures_of_february_leave_unexplained():
    [page] = ledger(cango()).pages
    [left] = [each for each in page.ledger.identities if each.unexplained_sats]
    assert (left.first_day, left.last_day) == (date(2026, 2, 1), date(2026, 2, 28))
    assert btc_text(left.unexplained_sats) == "165.03"


def test_the_share_of_production_that_was_sold():
    january, february = ledger(cango()).pages[0].production
    assert (january.share_pct, january.complete) == (Decimal("110.8"), True)
    assert (february.share_pct, february.complete) == (Decimal("978.6"), False)


def test_production_without_a_word_of_sales_has_no_share():
    quiet = account("quiet", [statement("production", *FEBRUARY, "100")])
    holder = account("holder", [statement("production", *FEBRUARY, "50"), no_sale(*FEBRUARY)])
    found = ledger(quiet, holder, cango())
    assert [page.production[-1].sold_sats for page in found.pages] == [445_100_000_000, 0, None]
    february = found.production[-1]
    assert (february.issuers, february.without_sales) == (("cango", "holder"), ("quiet",))
    assert btc_text(february.produced_sats) == "504.83"
    assert not february.complete


def test_a_quarter_is_sold_of_by_its_months():
    said = [
        statement("production", "2026-01-01", "2026-03-31", "300"),
        sale("40", "2026-01-01", "2026-01-31"),
        no_sale(*FEBRUARY),
        sale("20", "2026-03-01", "2026-03-31"),
        sale("90", "2025-12-15", "2026-01-15"),
    ]
    [quarter] = ledger(account("acme", said)).pages[0].production
    assert (btc_text(quarter.sold_sats), quarter.complete) == ("60", True)


def test_what_share_of_disclosed_sales_was_seen():
    total = ledger(cango()).total
    assert btc_text(total.disclosed_sats) == "5001.03"
    assert btc_text(total.seen_sats) == "4451"
    assert total.coverage_pct == Decimal("89.0")


def test_sums_of_a_month_are_those_of_its_sales_and_flags():
    found = ledger(cango(), only_month=Month(2026, 2))
    assert (found.selected.gap_sats, found.selected.coverage_pct) == (0, Decimal(100))
    assert found.total.gap_sats > 0
    assert [str(sale.statement.period_end) for sale in found.pages[0].sales] == ["2026-02-08"]


def test_the_largest_sales_of_a_year_count_no_coin_twice():
    bitfarms = account(
        "bitfarms",
        [sale("3000", "2022-06-15", "2022-06-21"), sale("3353", "2022-06-01", "2022-06-30")],
    )
    core = account("core", [sale("7202", "2022-06-01", "2022-06-30"), sale("900", "2023-01-01")])
    found = ledger(bitfarms, core, only_year=2022)
    assert [(each.statement.issuer, btc_text(each.counted_sats)) for each in found.largest] == [
        ("core", "7202"), ("bitfarms", "3000"), ("bitfarms", "353"),
    ]  # fmt: skip


def test_a_reviewers_confirmation_is_shown_as_what_the_company_told():
    told = sale("4451", "2026-02-07", "2026-02-08", purpose="loan")
    pinned = sale("2000", "2026-02-08", only_episode="episode of b")
    alone = sale("7", "2026-01-05", only_episode="episode of c")
    flags = [flag("b", "2000", "2026-02-08"), flag("c", "7", "2026-01-05")]
    found = ledger(account("acme", [told, pinned, alone], flags))
    sales = [(each.statement.purpose, btc_text(each.counted_sats)) for each in found.largest]
    assert sales == [("loan", "4451"), (None, "7")]
    assert [btc_text(each.seen_sats) for each in found.largest] == ["2000", "7"]
    assert found.total.disclosed_sats == sum(each.counted_sats for each in found.largest)


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ([], Word.SILENT),
        ([sale("5", "2026-02-03")], Word.SELLS),
        ([sale(None, *FEBRUARY)], Word.SELLS),
        ([no_sale(*FEBRUARY)], Word.HOLDS),
        ([no_sale("2026-01-01", "2026-03-31")], Word.HOLDS),
        ([no_sale("2026-02-01", "2026-02-15")], Word.SILENT),
        ([sale("5", "2026-01-01", "2026-03-31")], Word.SELLS_WITHIN_LONGER),
        # The quarter's sale has only the days of February left.
        (
            [
                sale("5", "2026-01-01", "2026-03-31"),
                no_sale("2026-01-01", "2026-01-31"),
                no_sale("2026-03-01", "2026-03-31"),
            ],
            Word.SELLS,
        ),
        # What the quarter tells is told of January already.
        ([sale("5", "2026-01-01", "2026-03-31"), sale("5", "2026-01-09")], Word.SILENT),
        ([statement("production", *FEBRUARY, "9")], Word.NO_WORD_OF_SALES),
        ([statement("holdings", "2026-02-28", btc="9")], Word.NO_WORD_OF_SALES),
        ([statement("holdings", "2026-02-14", btc="9")], Word.SILENT),
        ([statement("intent", *FEBRUARY)], Word.SILENT),
    ],
)
def test_what_an_issuer_says_of_a_month(said, word):
    found = ledger(account("acme", said), habits={"acme": MONTHLY}, only_month=Month(2026, 2))
    assert found.breadth[0].words == {"acme": word}


def test_breadth_names_the_silent_and_when_their_habit_would_have_told():
    mara = account("mara", flags=[flag("m", "1318", "2026-02-05")])
    found = ledger(mara, cango(), habits={"hive": MONTHLY, "cango": MONTHLY}, only_month=Month(2026, 2))
    february, january, december = found.breadth
    assert [str(each.month) for each in found.breadth] == ["2026-02", "2026-01", "2025-12"]
    assert february.of(Word.SELLS) == january.of(Word.SELLS) == ("cango",)
    assert [(each.issuer, str(each.due), btc_text(each.moved_sats)) for each in february.awaited] == [
        ("hive", "2026-03-08", "0"), ("mara", "2026-05-21", "1318"),
    ]  # fmt: skip
    assert december.of(Word.SILENT) == ("cango", "hive", "mara")


def test_who_is_not_due_yet_is_not_silent_and_is_due_when_it_usually_speaks():
    told = (
        ("2025-11-30", "12-12"),
        ("2025-10-31", "11-12"),
        ("2025-09-30", "10-12"),
        ("2025-08-31", "09-12"),
    )
    late = account(
        "late",
        [
            sale(
                "5",
                f"{end[:7]}-01",
                end,
                published=date.fromisoformat(f"2025-{day}"),
                url=f"https://e.com/{end}",
            )
            for end, day in told
        ],
    )
    habits = {"late": MONTHLY, "prompt": MONTHLY}
    for today, silent, not_due in (
        ("2026-01-07", (), ("late", "prompt")),
        ("2026-01-08", ("prompt",), ("late",)),
        ("2026-01-13", ("late", "prompt"), ()),
    ):
        [december] = [
            each for each in ledger(late, today=today, habits=habits).breadth if each.month.number == 12
        ]
        assert (december.of(Word.SILENT), december.of(Word.NOT_DUE)) == (silent, not_due), today
    annual = {"yearly": DisclosureHabit(Cadence.QUARTERLY, lag_days=40)}
    [december] = [
        each for each in ledger(late, today="2026-02-27", habits=annual).breadth if each.month.number == 12
    ]
    assert [(each.issuer, str(each.due)) for each in december.awaited_as(Word.NOT_DUE)] == [
        ("yearly", "2026-03-22")
    ]


def test_as_of_a_day_only_what_was_told_and_had_moved_by_then_counts():
    before, after = (ledger(cango(), as_of=date(2026, 2, day)) for day in (8, 9))
    assert [btc_text(each.total.disclosed_sats) for each in (before, after)] == ["550.03", "5001.03"]
    assert [btc_text(each.total.indicative_sats) for each in (before, after)] == ["4451", "0"]
    assert ledger(cango(), as_of=date(2026, 1, 31)).pages == ()


def test_what_nobody_spoke_of_in_time_is_expired_on_that_day():
    deadline = {"episode of m": datetime(2026, 5, 6, tzinfo=UTC)}
    mara = account("mara", flags=[flag("m", "1318", "2026-02-05")], deadlines=deadline)
    for day, expired in (("2026-05-05", False), ("2026-05-06", True)):
        found = ledger(mara, today=day)
        [episode] = found.pages[0].open_episodes
        assert (episode.expired, btc_text(episode.sats)) == (expired, "1318")
        assert bool(found.total.expired_sats) is expired
        assert bool(found.total.indicative_sats) is not expired


def test_a_month_and_another_year_are_refused_together():
    with pytest.raises(ValueError, match="2026-02 is not in 2025"):
        Question(date(2026, 3, 1), only_month=Month(2026, 2), only_year=2025)
