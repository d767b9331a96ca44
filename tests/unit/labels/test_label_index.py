"""An index on disk answers what a dict in memory answers, whatever the labels."""

import io
import re
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.bitcoin.block import parse_block
from monitor.bitcoin.network import Network
from monitor.errors import LabelIndexDamaged, Problem
from monitor.flows.scan import scan_block
from monitor.labels.book import LabelBook
from monitor.labels.contradictions import contradictions
from monitor.labels.directory import load_label_book
from monitor.labels.entity import Entity
from monitor.labels.index import ScriptIndex
from monitor.labels.index_build import IndexBuilder
from monitor.labels.index_file import spool
from monitor.labels.index_format import PAGE_SIZE, UnusableIndexError
from monitor.labels.label import Label
from monitor.labels.standing import fell
from monitor.labels.vocabulary import Category
from tests.builders import script_label
from tests.unit.pipeline.scene import Scene

SAME_CRC = (b"plumless", b"buckeroo")
GROUND = b"\x00\x14on which labels rest"
ENTITIES = tuple(Entity(slug, slug.title(), Category.EXCHANGE) for slug in ("a", "b", "ü"))
SCRIPTS = st.one_of(
    st.binary(min_size=20, max_size=20).map(lambda body: b"\x00\x14" + body),
    st.binary(max_size=40),
    st.sampled_from([*SAME_CRC, GROUND]),
    st.binary(min_size=36, max_size=36),  # outpoints are looked up like scripts
)
DAYS = st.none() | st.dates(date(2009, 1, 3), date(2030, 1, 1))
LABELS = st.lists(
    st.builds(
        Label,
        script_pubkey=SCRIPTS,
        entity=st.sampled_from(["a", "b", "ü"]),
        category=st.sampled_from(Category),
        confidence=st.integers(0, 100),
        role=st.none() | st.just("reserve"),
        source=st.sampled_from(["", "https://example.org"]),
        valid_from=DAYS,
        valid_to=DAYS,
        known_since=DAYS,
        note=st.text(max_size=3),
        file=st.sampled_from(["x.csv", "y.yaml"]),
        line=st.integers(1, 2**31),
        withdrawn=DAYS,
        derived_from=st.sampled_from(
            [
                (),
                ("tx:" + "ab" * 32,),
                ("label:a/0014", "reviewer:Eve"),
                (f"label:a/{GROUND.hex()}",),
                (f"label:a/{GROUND.hex()}", f"label:b/{SAME_CRC[0].hex()}"),
            ]
        ),
    ),
    max_size=60,
)


def index_of(labels, held=1_000):
    return ScriptIndex(bytes_of(labels, Network.MAIN, ENTITIES, held))


def bytes_of(labels, network, entities, held):
    out = io.BytesIO()
    with closing(IndexBuilder(network, spool, held)) as builder:
        for label in labels:
            builder.keep([(label.script_pubkey, label, label.line)])
        builder.finish(out, entities, ())
    return out.getvalue()


@settings(max_examples=40)
@given(labels=LABELS, others=st.lists(SCRIPTS, max_size=20), held=st.sampled_from([1, 7, 1_000]))
def test_it_says_what_a_dict_says(labels, others, held):
    plain, index = LabelBook.build(ENTITIES, labels), index_of(labels, held)
    book = LabelBook.over(index, ENTITIES)
    assert {script: sorted(map(repr, claims)) for script, claims in plain.scripts.items()} == {
        script: sorted(map(repr, claims)) for script, claims in index.items()
    }
    assert (book.digest, book.counts, book.ends) == (plain.digest, plain.counts, plain.ends)
    wanted = [*plain.scripts, *others]
    assert book.hits(wanted) == plain.hits(wanted) == {script for script in wanted if script in index}
    for category in Category:
        assert sorted(book.scripts_of(category)) == sorted(plain.scripts_of(category))
    noon = datetime(2020, 1, 1, 12, tzinfo=UTC)
    for script in wanted:
        one, other = book.attribute(script, noon), plain.attribute(script, noon)
        assert (one and (one.entity, one.confidence)) == (other and (other.entity, other.confidence))
    fallen = [label for claims in plain.scripts.values() for label in claims if fell(label, plain.ends)]
    assert sum(map(told_of_fallen, index.problems)) == len(fallen)
    assert {problem.what for problem in index.problems if not told_of_fallen(problem)} == {
        problem.what for problem in contradictions(plain.scripts, Network.MAIN)
    }


def told_of_fallen(problem: Problem) -> int:
    """Of how many labels a warning says that they fell with what they were derived from."""
    if not problem.what.startswith("withdrawn"):
        return 0
    others = re.search(r"nor do (\d+) more", problem.what)
    return 1 + (int(others[1]) if others else 0)


def test_a_flipped_bit_anywhere_is_noticed_and_never_answered_by():
    long = [bytes([number]) * 500 for number in range(50)]
    scripts = [*long[:35], *SAME_CRC]
    labels = [script_label(script, "ü", Category.EXCHANGE) for script in scripts]
    wanted = [*long, *SAME_CRC]
    raw = bytes_of(labels, Network.MAIN, ENTITIES, held=1_000)
    right = {script: claims for script in wanted if (claims := ScriptIndex(raw).get(script))}
    assert len(right) == len(scripts)
    for place in range(0, len(raw), 1_009):
        damaged = bytearray(raw)
        damaged[place] ^= 1 << place % 8
        with pytest.raises((UnusableIndexError, LabelIndexDamaged)):
            look_up_all(bytes(damaged), wanted, right)


def look_up_all(raw, wanted, right):
    index = ScriptIndex(raw)
    for script in wanted:
        with suppress(LabelIndexDamaged):
            assert index.get(script) == right.get(script)
        with suppress(LabelIndexDamaged):
            assert (index.hits([script]) == {script}) is (script in right)
    index.prove()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    rows = "".join(f"{number:040x},e{number % 3},exchange\n" for number in range(300))
    (tmp_path / "a.csv").write_text(
        "address,entity,entity_type\n" + rows + "00,e0,exchange\n00,e1,exchange\n"
    )
    return tmp_path


def load(folder: Path):
    return load_label_book(
        None, [folder / "a.csv"], Network.MAIN, folder / "state/labels.index", index_from=100
    )


def test_a_large_set_becomes_an_index_that_is_opened_the_next_time(files: Path) -> None:
    book, problems = load(files)
    index = files / "state/labels.index"
    made = index.stat().st_mtime_ns
    again, same_problems = load(files)
    assert isinstance(again.scripts, ScriptIndex)
    assert index.stat().st_mtime_ns == made
    assert [problem.what[:12] for problem in problems] == ["conflict ove"]
    assert same_problems == problems
    assert (again.digest, again.counts, dict(again.entities)) == (
        book.digest,
        book.counts,
        dict(book.entities),
    )
    in_memory, _ = load_label_book(None, [files / "a.csv"], Network.MAIN)
    assert in_memory.digest == book.digest
    assert [path.name for path in index.parent.iterdir()] == ["labels.index"]


def test_it_is_made_anew_when_a_file_changes(files: Path) -> None:
    book, _ = load(files)
    with (files / "a.csv").open("a") as rows:
        rows.write("51,e9,exchange\n")
    after, _ = load(files)
    assert b"\x51" in after.scripts
    assert b"\x51" not in book.scripts


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "foreign"])
def test_a_damaged_index_is_made_anew(files: Path, damage: str) -> None:
    before, _ = load(files)
    index = files / "state/labels.index"
    raw = bytearray(index.read_bytes())
    if damage == "flipped":
        raw[len(raw) // 2] ^= 1
    content = {"cut": raw[:-9], "flipped": raw, "empty": b"", "foreign": b"x" * 500}[damage]
    index.write_bytes(content)
    after, _ = load(files)
    assert after.digest == before.digest
    assert len(list(after.scripts)) == 301


def test_damage_that_a_look_up_meets_is_told_and_mended_by_loading_again(files: Path) -> None:
    load(files)
    index = files / "state/labels.index"
    raw = bytearray(index.read_bytes())
    raw[PAGE_SIZE + 20] ^= 1
    index.write_bytes(raw)
    book, _ = load(files)
    with pytest.raises(
        LabelIndexDamaged, match=f"labels.index is damaged at byte {PAGE_SIZE}; it was removed"
    ):
        list(book.scripts)
    assert not index.exists()
    again, _ = load(files)
    assert len(list(again.scripts)) == 301
    with pytest.raises(LabelIndexDamaged):
        list(book.scripts)
    assert index.exists(), "what was made anew is not taken for the damaged one"


def test_what_is_no_index_is_refused() -> None:
    for raw in (b"", b"x" * 400):
        with pytest.raises(UnusableIndexError):
            ScriptIndex(raw)


def test_a_wrong_row_among_many_stops_it_and_leaves_nothing(files: Path) -> None:
    with (files / "a.csv").open("a") as rows:
        rows.write("zz,e9,exchange\n")
    with pytest.raises(Exception, match=r"a\.csv:304: .*base58|a\.csv:304: .*not an address"):
        load(files)
    assert not (files / "state").exists()


def test_a_block_is_scanned_alike_with_labels_in_memory_and_on_disk():
    scene = Scene()
    payment = scene.pay(7)
    mined = scene.mine(payment)
    labels = [label for claims in scene.book.scripts.values() for label in claims]
    raw = bytes_of(labels, Network.REGTEST, tuple(scene.book.entities.values()), held=10)
    book = LabelBook.over(ScriptIndex(raw), scene.book.entities.values())
    block = parse_block(mined.raw)
    for unseeded in (None, frozenset({scene.miner.script_pubkey})):
        found = scan_block(block, mined.height, book, {}, unseeded)
        plain = scan_block(block, mined.height, scene.book, {}, unseeded)
        assert (found.hits, found.created) == (plain.hits, plain.created)
        assert [hit.txid for hit in found.hits] == [payment.txid]
        assert found.created, "the change is a coin to watch"
