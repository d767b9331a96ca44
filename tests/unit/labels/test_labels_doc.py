"""docs/labels.md says what the shipped files say, and its examples work."""

import re
from collections import Counter
from pathlib import Path

import pytest

from monitor.bitcoin.network import Network
from monitor.labels.book import LabelBook
from monitor.labels.directory import load_label_book
from monitor.labels.entities_file import ENTITY_KEYS, read_entities
from monitor.labels.formats.table import COLUMNS, read_table
from monitor.labels.formats.tagpack import HEADER_KEYS, TAG_KEYS, read_tagpack
from monitor.labels.intake import Intake
from monitor.labels.label import Label
from monitor.labels.vocabulary import CONFIDENCE_NAMES, Category

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "labels.md").read_text()
LARGER = 10


@pytest.fixture(scope="module")
def book() -> LabelBook:
    return load_label_book(ROOT / "config" / "entities.yaml", [ROOT / "config" / "labels"], Network.MAIN)[0]


@pytest.fixture(scope="module")
def labels(book: LabelBook) -> list[Label]:
    return [label for claims in book.scripts.values() for label in claims]


def section(heading: str) -> str:
    return PAGE.split(f"### {heading}\n")[1].split("\n#")[0]


def rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("|")][2:]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def fenced(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_table_of_categories_counts_the_shipped_labels(book: LabelBook, labels: list[Label]) -> None:
    stated = {category: tuple(map(int, counts)) for category, *counts in rows(section("By category"))}
    used = {
        category: {label.entity for label in labels if label.category is category} for category in Category
    }
    known = Counter(entity.category for entity in book.entities.values())
    counted = {
        category: (book.counts.by_category.get(category, 0), len(used[category]), known[category])
        for category in Category
    }
    everything = (len(labels), len({label.entity for label in labels}), len(book.entities))
    assert stated == counted | {"all": everything}


def test_the_text_below_it_counts_scripts_and_conflicts(book: LabelBook) -> None:
    assert f"They are {book.counts.scripts:,} scripts. Over {book.counts.conflicts} of them" in PAGE


def test_the_table_of_entities_has_every_larger_one_and_every_miner(labels: list[Label]) -> None:
    stated = rows(section("Larger entities, and every miner with a label"))
    counts = Counter(label.entity for label in labels)
    miners = {label.entity for label in labels if label.category is Category.MINER}
    assert {slug: int(count) for slug, count, *_ in stated} == {
        slug: count for slug, count in counts.items() if count >= LARGER or slug in miners
    }


def test_the_table_of_entities_states_the_span_of_confidence(labels: list[Label]) -> None:
    for slug, _, stated, *_ in rows(section("Larger entities, and every miner with a label")):
        found = {label.confidence for label in labels if label.entity == slug}
        assert stated == "\N{EN DASH}".join(map(str, sorted({min(found), max(found)}))), slug


def test_the_entities_of_which_nobody_knows_an_address_have_none(labels: list[Label]) -> None:
    labelled = {label.entity for label in labels}
    unknown = {
        "riot",
        "cleanspark",
        "cango",
        "bitdeer",
        "core-scientific",
        "hut-8",
        "iren",
        "two-prime",
        "galaxy",
    }
    assert not unknown & labelled


def test_every_column_and_key_is_documented() -> None:
    documented = set(re.findall(r"`([a-z_]+)`", PAGE)) | set(
        re.findall(r"^ *(?:- )?([a-z_]+):", PAGE, re.MULTILINE)
    )
    assert set(COLUMNS) | TAG_KEYS | HEADER_KEYS | ENTITY_KEYS <= documented


def test_every_category_and_named_confidence_is_documented() -> None:
    documented = set(re.findall(r"`([a-z_]+)`", PAGE))
    assert set(Category) | set(CONFIDENCE_NAMES) <= documented


def test_the_examples_are_read_without_a_problem() -> None:
    intake = Intake(Network.MAIN)
    (table,) = fenced("csv")
    read_table(table, "example.csv", intake)
    tagpack, entity = fenced("yaml")
    read_tagpack(tagpack, "example.yaml", intake)
    entities, problems = read_entities(entity, "entities.yaml")
    assert not intake.problems
    assert not problems
    assert (len(intake.labels), len(entities)) == (5, 1)
