import random
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.labels.book import LabelBook, conflicts_among
from monitor.labels.entity import Entity
from monitor.labels.label import Label
from monitor.labels.vocabulary import Category

NOON = datetime(2026, 2, 7, 12, tzinfo=UTC)
Build = Callable[..., Label]
Entities = tuple[Entity, ...]


def test_a_labelled_script_belongs_to_its_entity(label: Build, entities: Entities) -> None:
    claim = label(b"\x51", confidence=85)
    attribution = LabelBook.build(entities, [claim]).attribute(b"\x51", NOON)
    assert attribution is not None
    assert (attribution.entity, attribution.name, attribution.confidence) == ("kraken", "Kraken", 85)
    assert attribution.claims == (claim,)
    assert not attribution.conflicted


def test_an_unlabelled_script_belongs_to_nobody(label: Build, entities: Entities) -> None:
    book = LabelBook.build(entities, [label(b"\x51")])
    assert book.attribute(b"\x52", NOON) is None
    assert b"\x52" not in book.scripts


def test_the_labels_category_wins_over_its_entitys(label: Build, entities: Entities) -> None:
    book = LabelBook.build(entities, [label(b"\x51", category=Category.CUSTODIAN)])
    attribution = book.attribute(b"\x51", NOON)
    assert attribution is not None
    assert attribution.category is Category.CUSTODIAN
    assert book.scripts_of(Category.CUSTODIAN) == (b"\x51",)
    assert book.scripts_of(Category.EXCHANGE) == ()


@pytest.mark.parametrize(
    ("at", "found"),
    [
        (datetime(2026, 2, 6, 23, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 2, 7, tzinfo=UTC), True),
        (datetime(2026, 2, 9, 23, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 2, 10, tzinfo=UTC), False),
        (datetime(2026, 2, 10, 1, tzinfo=timezone(timedelta(hours=8))), True),
    ],
)
def test_a_label_holds_on_its_utc_days_both_ends_included(
    label: Build, entities: Entities, at: datetime, found: bool
) -> None:
    claim = label(b"\x51", valid_from=date(2026, 2, 7), valid_to=date(2026, 2, 9))
    assert (LabelBook.build(entities, [claim]).attribute(b"\x51", at) is not None) is found


def test_the_most_confident_of_conflicting_claims_leads_and_all_are_kept(
    label: Build, entities: Entities
) -> None:
    weak, strong = label(entity="kraken", confidence=30), label(entity="okx", confidence=50)
    attribution = LabelBook.build(entities, [weak, strong]).attribute(b"\x51", NOON)
    assert attribution is not None
    assert attribution.entity == "okx"
    assert attribution.conflicted
    assert attribution.claims == (strong, weak)


def test_equal_claims_are_led_by_the_first_slug(label: Build, entities: Entities) -> None:
    claims = [label(entity="okx"), label(entity="kraken")]
    attribution = LabelBook.build(entities, claims).attribute(b"\x51", NOON)
    assert attribution is not None
    assert attribution.entity == "kraken"


def test_a_script_that_changed_hands_is_no_conflict(label: Build, entities: Entities) -> None:
    before = label(entity="okx", confidence=90, valid_to=date(2026, 1, 31))
    after = label(entity="kraken", confidence=50, valid_from=date(2026, 2, 1))
    book = LabelBook.build(entities, [before, after])
    attribution = book.attribute(b"\x51", NOON)
    assert attribution is not None
    assert attribution.entity == "kraken"
    assert not attribution.conflicted
    assert book.counts.conflicts == 0


def test_two_claims_for_one_entity_are_no_conflict(label: Build, entities: Entities) -> None:
    book = LabelBook.build(entities, [label(confidence=50), label(confidence=80, line=3)])
    attribution = book.attribute(b"\x51", NOON)
    assert attribution is not None
    assert (attribution.confidence, attribution.conflicted, len(attribution.claims)) == (80, False, 2)


def test_a_list_full_of_repeats_stays_cheap(label: Build) -> None:
    claims = [label(line=line) for line in range(20_000)] + [label(entity="okx")]
    assert len(conflicts_among(claims)) == 1


def test_the_counts_tell_how_large_the_book_is(label: Build, entities: Entities) -> None:
    labels = [
        label(b"\x51", entity="kraken"),
        label(b"\x51", entity="okx"),
        label(b"\x52", entity="mara", category=Category.MINER),
    ]
    counts = LabelBook.build(entities, labels).counts
    assert (counts.labels, counts.scripts, counts.entities, counts.conflicts) == (3, 2, 3, 1)
    assert dict(counts.by_category) == {Category.MINER: 1, Category.EXCHANGE: 2}


def test_an_entity_is_found_by_its_slug_with_or_without_labels(entities: Entities) -> None:
    book = LabelBook.build(entities, [])
    assert book.entity("mara") == entities[0]
    assert book.entity("nobody") is None


def test_a_label_of_an_unknown_entity_is_refused(label: Build, entities: Entities) -> None:
    with pytest.raises(ValueError, match="unknown entities: bybit"):
        LabelBook.build(entities, [label(entity="bybit")])


def test_a_book_cannot_be_changed(entities: Entities) -> None:
    book = LabelBook.build(entities, [])
    with pytest.raises(FrozenInstanceError):
        book.digest = ""  # type: ignore[misc] - the point of the test
    with pytest.raises(TypeError):
        book.entities["x"] = entities[0]  # type: ignore[index] - the point of the test


@given(st.integers(0, 2**32))
def test_the_digest_is_that_of_the_content_and_not_of_its_order(seed: int) -> None:
    entities = [Entity(slug, slug.title(), Category.EXCHANGE) for slug in ("a", "b", "c")]
    labels = [
        Label(bytes([n % 5]), "abc"[n % 3], Category.EXCHANGE, 50 + n, None, "", None, None, None, "", "f", n)
        for n in range(12)
    ]
    shuffler = random.Random(seed)
    shuffled = [replace(each, file="g", line=1) for each in labels]
    shuffler.shuffle(shuffled)
    assert LabelBook.build(entities[::-1], shuffled).digest == LabelBook.build(entities, labels).digest


@pytest.mark.parametrize(
    "change",
    [
        {"entity": "okx"},
        {"category": Category.CUSTODIAN},
        {"confidence": 81},
        {"role": "reserve"},
        {"source": "elsewhere"},
        {"valid_from": date(2026, 1, 1)},
        {"valid_to": date(2026, 1, 1)},
        {"known_since": date(2026, 1, 1)},
        {"note": "x"},
        {"script_pubkey": b"\x52"},
    ],
)
def test_whatever_a_label_says_is_in_the_digest(
    label: Build, entities: Entities, change: dict[str, object]
) -> None:
    plain, changed = label(), replace(label(), **change)  # type: ignore[arg-type] - one field of any type
    assert LabelBook.build(entities, [plain]).digest != LabelBook.build(entities, [changed]).digest


def test_a_renamed_entity_is_another_label_set(entities: Entities) -> None:
    renamed = (replace(entities[0], name="MARA"), *entities[1:])
    assert LabelBook.build(renamed, []).digest != LabelBook.build(entities, []).digest
