"""The same fact in many turns of phrase is the same statement: whatever the verb, the order and the words for days."""

from datetime import date
from itertools import product

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About, Found
from monitor.money import SATS_PER_BTC

_NAMES = {"Deepmine Holdings": "deepmine", "Coldrack Mining": "coldrack"}
_PUBLISHED = date(2025, 7, 7)
_MAY = date(2025, 5, 1), date(2025, 5, 31)
_JUNE = date(2025, 6, 1), date(2025, 6, 30)
_QUARTER = date(2025, 4, 1), date(2025, 6, 30)
_HALF = date(2025, 1, 1), date(2025, 6, 30)


def _sales(text: str, *, published: date | None = _PUBLISHED, issuer: str | None = None) -> list[Found]:
    about = About(issuer=issuer, names=_NAMES, published=published)
    return [each for each in extract(text, about) if each.kind == "sale"]


def _told(text: str, **known: object) -> set[tuple[int | None, date | None, date | None]]:
    return {
        (each.sats and each.sats // SATS_PER_BTC, each.period_start, each.period_end)
        for each in _sales(text, **known)
    }


_VERBS = (
    "sold",
    "liquidated",
    "offloaded",
    "disposed of",
    "monetized",
    "unloaded",
    "divested",
    "parted with",
)
_COUNTED = ("132 bitcoin", "132 BTC", "a total of 132 bitcoins", "132 of its coins", "approximately 132 BTC")
_WHEN = (
    "in June",
    "during June 2025",
    "last month",
    "in the month of June",
    "at the end of June",
    "in early June",
)


@pytest.mark.parametrize(("verb", "counted", "when"), list(product(_VERBS, _COUNTED[:3], _WHEN[:3])))
def test_verbs_amounts_and_months_go_together_in_any_order(verb, counted, when):
    ordered = (
        f"Deepmine {verb} {counted} {when}.",
        f"{when[0].upper()}{when[1:]}, Deepmine {verb} {counted}.",
        f"Deepmine, which {verb} {counted} {when}, runs three sites.",
        f"Having {verb} {counted} {when}, Deepmine went on mining bitcoin.",
    )
    assert [_told(text) for text in ordered] == [{(132, *_JUNE)}] * len(ordered)


@pytest.mark.parametrize(
    "text",
    [
        *(f"Deepmine sold {counted} {when}." for counted, when in product(_COUNTED[3:], _WHEN)),
        "Deepmine's June bitcoin sales came to 132 BTC.",
        "Deepmine's bitcoin sales in June totaled 132.",
        "Deepmine mined 450 BTC last month. Sales stood at 132 BTC.",
        "Deepmine's bitcoin sales rose 12% in June to 132 BTC.",
        "Deepmine disclosed 132 BTC in sales for June.",
        "Deepmine recorded 132 BTC of sales in June.",
        "The number of bitcoin sold by Deepmine in June was 132.",
        "Deepmine produced 450 bitcoin in June, of which 132 were sold.",
        "Deepmine sold 132 of the 450 bitcoin that it mined in June.",
        "Deepmine announced on Thursday that it sold 132 of the bitcoin it mined in June.",
        "Deepmine sold part of its June output, 132 BTC.",
        "Deepmine sold bitcoin in June (132 BTC).",
        "Deepmine sold bitcoin in June - 132 BTC in total - to fund operations.",
        "Deepmine mined 450 BTC in June. It liquidated roughly 29% of that output, or 132 BTC.",
        "Deepmine kept 318 of the 450 BTC it mined in June and sold the other 132.",
        "Deepmine opted in June to sell 132 BTC.",
        "Deepmine went on to sell 132 BTC in June.",
        "Deepmine had to sell 132 BTC in June.",
        "Deepmine is instead selling the 132 BTC it mined in June, it said.",
        "June was a busy month for Deepmine. It mined 450 BTC and sold 132 BTC.",
        "## June 2025\nDeepmine mined 450 BTC and sold 132 BTC.",
        "<p>In June Deepmine sold <strong>132 BTC</strong> to fund growth.</p>",
        "Deepmine sold 132 confiscated BTC in June.",
    ],
)
def test_a_sale_is_found_however_it_is_told(text):
    assert _told(text) == {(132, *_JUNE)}


@pytest.mark.parametrize(
    "text",
    [
        "Deepmine mined 450 BTC in June and sold the lot.",
        "Deepmine mined, and sold, 450 BTC in June.",
        "Deepmine mined 450 BTC in June, and all were sold.",
        "Deepmine sold its full June output, 450 BTC.",
        "Deepmine sold everything it mined in June, 450 BTC.",
        "Deepmine sold its entire June production of 450 BTC.",
    ],
)
def test_all_of_it_is_what_was_counted(text):
    assert _told(text) == {(450, *_JUNE)}


@pytest.mark.parametrize(
    "text",
    [
        "Deepmine sold 300 BTC in May and another 132 in June.",
        "Deepmine sold 132 BTC in June, down from 300 in May.",
        "Deepmine sold 132 BTC in June versus 300 a month earlier.",
        "Deepmine sold 132 BTC in June, following 300 in May.",
        "Deepmine sold bitcoin in both months: 300 in May, 132 in June.",
        "Deepmine sold 300 BTC ($30 million) in May and 132 BTC ($14 million) in June.",
        "In May and June, Deepmine sold 300 and 132 BTC, respectively.",
    ],
)
def test_each_number_of_a_list_has_its_own_month(text):
    assert _told(text) == {(300, *_MAY), (132, *_JUNE)}


def test_what_is_the_sum_of_its_parts_is_of_all_their_days():
    both = _MAY[0], _JUNE[1]
    assert _told("Deepmine sold 432 BTC over two months: 300 BTC in May and 132 BTC in June.") == {
        (432, *both),
        (300, *_MAY),
        (132, *_JUNE),
    }
    parts = "Deepmine sold 432 BTC late last year: 300 in November, then 132 in December."
    assert (432, date(2024, 11, 1), date(2024, 12, 31)) in _told(parts)


def test_parts_of_a_longer_period_are_told_beside_it():
    told = {(432, *_QUARTER), (132, *_JUNE)}
    assert _told("Deepmine sold 432 BTC in the second quarter, including 132 in June.") == told
    assert _told("Deepmine sold 432 BTC in Q2, 132 of them in June.") == told


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("in the three months through June", _QUARTER),
        ("in the three months to the end of June", _QUARTER),
        ("in the quarter that ended June 30", _QUARTER),
        ("in the June quarter", _QUARTER),
        ("in the second quarter", _QUARTER),
        ("in the six months to June", _HALF),
        ("in the first half of the year", _HALF),
        ("since the start of the year", (date(2025, 1, 1), _PUBLISHED)),
        ("so far in July", (date(2025, 7, 1), _PUBLISHED)),
        ("in November last year", (date(2024, 11, 1), date(2024, 11, 30))),
        ("between 2019 and 2024", (date(2019, 1, 1), date(2024, 12, 31))),
        ("between July 1, 2025, and July 4, 2025", (date(2025, 7, 1), date(2025, 7, 4))),
        ("over the past three months", _QUARTER),
    ],
)
def test_periods_are_told_in_many_ways(when, days):
    assert _told(f"Deepmine has sold 432 BTC {when}.") == {(432, *days)}


def test_the_days_of_a_sale_may_be_told_by_the_next_sentence():
    text = (
        "Deepmine executed its biggest sale this week, liquidating 1,513 BTC. "
        "The sale, conducted between June 4 and June 25, paid debt."
    )
    assert _told(text) == {(1513, date(2025, 6, 4), date(2025, 6, 25))}


def test_a_number_told_roughly_first_is_the_finer_one_told_later():
    text = "Deepmine got rid of over 7,000 bitcoin in June. It raised $150 million after selling 7,202 BTC."
    assert _told(text) == {(7202, *_JUNE)}


def test_two_companies_have_their_own_number_each():
    text = "Deepmine and Coldrack, which sold 422 and 365 BTC in June, respectively, mine in Texas."
    assert {(each.entity, each.sats) for each in _sales(text)} == {
        ("deepmine", 422 * SATS_PER_BTC),
        ("coldrack", 365 * SATS_PER_BTC),
    }


@pytest.mark.parametrize(
    "text",
    [
        "It is not true that Deepmine sold 132 BTC in June.",
        "There is no evidence that Deepmine sold 132 BTC in June.",
        "Had Deepmine sold 132 BTC in June, it would have earned $14 million.",
        "Sales of 132 BTC would be needed, Deepmine said.",
        "The number of BTC that Deepmine had available for sale was 132.",
        "Reports that Deepmine sold 132 BTC are false.",
        "Someone sold 1,500 BTC in June.",
    ],
)
def test_what_is_denied_or_only_thinkable_is_no_sale(text):
    assert _sales(text) == []


def test_a_reason_that_is_denied_does_not_deny_the_sale():
    text = "Deepmine sold 132 BTC in June. It did not dump bitcoin because it lost faith in the asset."
    kinds = {each.kind for each in extract(text, About(names=_NAMES, published=_PUBLISHED))}
    assert "no_sale" not in kinds


@pytest.mark.parametrize(
    ("text", "dollars"),
    [
        ("Deepmine's bitcoin sales in June brought in $14 million.", 14_000_000),
        ("Deepmine generated $14 million in June by selling bitcoin.", 14_000_000),
        ("Deepmine earned $14 million from bitcoin sales in June.", 14_000_000),
        ("Deepmine sold $14 million BTC in June.", 14_000_000),
        ("The report had $14 million of bitcoin sold in June.", 14_000_000),
        ("Proceeds from sales of bitcoin, shown among operating flows, amounted to $14.2 million in June.", 14_200_000),
    ],
)  # fmt: skip
def test_of_some_sales_only_the_money_is_told(text, dollars):
    assert [(each.proceeds_usd, each.period_start, each.period_end) for each in _sales(text)] == [
        (dollars, *_JUNE)
    ]


def test_a_share_of_what_was_mined_gives_the_quantity():
    text = "Deepmine sold about half of the bitcoin it mined in June, generating $24 million. It mined 450 BTC in June."
    [sale] = _sales(text)
    assert (sale.sats, sale.proceeds_usd, sale.derived) == (225 * SATS_PER_BTC, 24_000_000, {"sats"})


_CASH_FLOWS = (
    "Investing activities used $503,698 for the nine months ended June 30, 2025. "
    "This was offset in part by cash proceeds received from the sale of bitcoin of $42,803."
)


def test_reports_of_cash_flows_print_thousands():
    [sale] = _sales(_CASH_FLOWS, issuer="deepmine", published=date(2025, 8, 7))
    assert (sale.proceeds_usd, sale.period_start, sale.period_end) == (
        42_803_000,
        date(2024, 10, 1),
        date(2025, 6, 30),
    )
    assert _sales(_CASH_FLOWS, published=date(2025, 8, 7)) == []  # an article writes out its dollars
    millions = _CASH_FLOWS + " The facility was raised to $350 million."
    assert _sales(millions, issuer="deepmine", published=date(2025, 8, 7)) == []


def test_options_settled_in_coins_are_a_sale():
    text = (
        "Covered calls that were settled through physical delivery of bitcoin resulted in cash proceeds of $5,175 "
        "during the three months ended June 30, 2025, shown in the Statements of Cash Flows."
    )
    [sale] = _sales(text, issuer="deepmine", published=date(2025, 8, 7))
    assert (sale.sats, sale.proceeds_usd, sale.period_end) == (None, 5_175_000, date(2025, 6, 30))


@pytest.mark.parametrize(
    "text",
    [
        "Deepmine sold 397 BTC in June and Coldrack 578 BTC.",
        "Deepmine sold 397 BTC in June, Coldrack 578.",
        "June sales: Deepmine 397 BTC, Coldrack 578 BTC.",
        "Deepmine (397 BTC) and Coldrack (578 BTC) sold bitcoin in June.",
    ],
)
def test_a_sentence_may_go_on_to_other_companies(text):
    told = {(each.entity, each.sats and each.sats // SATS_PER_BTC, each.period_end) for each in _sales(text)}
    assert told == {("deepmine", 397, _JUNE[1]), ("coldrack", 578, _JUNE[1])}


@pytest.mark.parametrize(
    "text",
    [
        "The 132 BTC that Deepmine sold in June fetched $14 million.",
        "June saw Deepmine sell 132 BTC.",
        "Deepmine brought 132 BTC to market in June.",
        "Deepmine sold $100 million in stock and 132 BTC in June.",
        "Sales by Deepmine in June: 132 BTC.",
        "Unlike Coldrack, Deepmine sold in June, 132 BTC in all.",
        "Deepmine sold for the first time since January 2024: 132 BTC in June.",
        "Deepmine ended June with 19,273 BTC after mining 450 BTC and selling 132 BTC.",
        "Deepmine's June: 450 BTC mined, 132 BTC sold, 19,273 BTC held.",
    ],
)
def test_a_sale_is_found_in_less_common_orders(text):
    assert _told(text) == {(132, *_JUNE)}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Deepmine vendeu 50 BTC na semana passada.", (date(2025, 6, 30), date(2025, 7, 6))),
        ("Il mese scorso Deepmine ha venduto 50 bitcoin.", _JUNE),
        (
            "In 2024 Deepmine sold 40 BTC in June and 50 BTC in December.",
            (date(2024, 12, 1), date(2024, 12, 31)),
        ),
    ],
)
def test_periods_of_other_languages_and_of_the_year_a_sentence_begins_with(text, days):
    assert (50, *days) in _told(text)


def test_the_quarters_of_an_issuers_own_documents_are_those_of_its_fiscal_year():
    text = "In the first quarter of 2025 the Company sold 50 BTC."
    about = {"names": {"CleanSpark": "cleanspark"}, "published": date(2025, 2, 6)}
    [own] = (each for each in extract(text, About(issuer="cleanspark", **about)) if each.kind == "sale")
    assert (own.period_start, own.period_end) == (date(2024, 10, 1), date(2024, 12, 31))
    text = "In its second quarter ended March 31, 2025, CleanSpark sold 50 BTC."
    assert {each.period_start for each in extract(text, About(**about)) if each.kind == "sale"} == {
        date(2025, 1, 1)
    }


def test_ends_of_lines_that_are_written_out_are_ends_of_lines():
    text = r'{"text": "Metrics\nMay 2025\nJune 2025\nBitcoin Mined\n450\n460\nBitcoin Sold\n300\n132\n"}'
    sales = _sales(text, issuer="deepmine")
    assert {(each.sats, each.period_end) for each in sales} == {
        (300 * SATS_PER_BTC, _MAY[1]),
        (132 * SATS_PER_BTC, _JUNE[1]),
    }
    assert all(each.evidence in text for each in sales)
