import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.bitcoin.network import Network
from monitor.errors import ConfigError
from monitor.labels.directory import load_label_book
from monitor.labels.vocabulary import Category

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HEADER = "address,entity,entity_type,confidence\n"


def write(directory: Path, **files: str) -> None:
    for name, text in files.items():
        stem, _, suffix = name.rpartition("_")
        (directory / f"{stem}.{suffix}").write_text(text)


def test_a_directory_is_read_in_the_order_of_its_names_and_not_deeper(tmp_path: Path) -> None:
    write(
        tmp_path,
        b_csv=HEADER + "52,b,exchange,\n",
        a_yml="tags: [{address: '51', actor: a, category: miner}]",
    )
    (tmp_path / "deeper").mkdir()
    write(tmp_path / "deeper", c_csv=HEADER + "53,c,exchange,\n")
    book, problems = load_label_book(None, [tmp_path], Network.MAIN)
    assert problems == ()
    assert list(book.entities) == ["a", "b"]
    assert book.counts.labels == 2


def test_files_and_directories_mix_and_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, a_csv=HEADER + "51,a,exchange,\n")
    (tmp_path / "z.csv").symlink_to(tmp_path / "a.csv")
    roundabout = tmp_path / ".." / tmp_path.name / "a.csv"
    book, problems = load_label_book(None, [tmp_path, tmp_path / "a.csv", roundabout], Network.MAIN)
    assert problems == ()
    assert book.counts.labels == 1


def test_entities_come_from_their_file_and_from_the_labels(tmp_path: Path) -> None:
    write(tmp_path, e_yaml="mara: {name: MARA Holdings, category: miner}")
    write(tmp_path, a_csv=HEADER + "51,mara,,\n52,desk,otc_desk,\n")
    book, _ = load_label_book(tmp_path / "e.yaml", [tmp_path / "a.csv"], Network.MAIN)
    miner, desk = book.attribute(b"\x51", NOW), book.attribute(b"\x52", NOW)
    assert miner is not None
    assert desk is not None
    assert (miner.name, miner.category) == ("MARA Holdings", Category.MINER)
    assert (desk.name, desk.category) == ("desk", Category.OTC_DESK)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbf" + HEADER.encode() + b"51,a,exchange,\r\n")
    (tmp_path / "b.yaml").write_bytes(b"\xef\xbb\xbftags: [{address: '52', actor: a}]")
    book, _ = load_label_book(None, [tmp_path], Network.MAIN)
    assert book.counts.labels == 2


def test_conflicts_and_duplicates_are_warned_of_and_kept(tmp_path: Path) -> None:
    write(
        tmp_path, a_csv=HEADER + "51,okx,exchange,30\n51,coinbase-exchange,exchange,30\n52,okx,exchange,80\n"
    )
    write(tmp_path, b_csv=HEADER + "52,okx,exchange,50\n")
    book, problems = load_label_book(None, [tmp_path], Network.MAIN)
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    assert book.counts.conflicts == 1
    assert book.counts.labels == 4
    assert [str(problem) for problem in problems] == [
        f"{first}:3: conflict over 51: coinbase-exchange (30 %) here, okx (30 %) at {first}:2",
        f"{second}:2: duplicate: 52 is labelled okx at {first}:4 already",
    ]
    assert not any(problem.fatal for problem in problems)


def test_a_contested_address_is_shown_as_address(tmp_path: Path) -> None:
    address = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
    write(tmp_path, a_csv=HEADER + f"{address},a,exchange,\n{address.upper()},b,exchange,\n")
    _, (problem,) = load_label_book(None, [tmp_path], Network.MAIN)
    assert f"conflict over {address}" in problem.what


def test_labels_of_days_apart_neither_repeat_nor_contradict_each_other(tmp_path: Path) -> None:
    text = "address,entity,entity_type,valid_from,valid_to\n"
    rows = "51,a,exchange,,2025-12-31\n51,a,exchange,2026-01-01,2026-01-31\n51,b,exchange,2026-02-01,\n"
    write(tmp_path, a_csv=text + rows)
    book, problems = load_label_book(None, [tmp_path], Network.MAIN)
    assert problems == ()
    assert book.counts.conflicts == 0


def test_every_fatal_problem_of_every_file_is_listed(tmp_path: Path) -> None:
    write(tmp_path, e_yaml="mara: {name: MARA, category: minor}")
    labels = tmp_path / "labels"
    labels.mkdir()
    write(labels, a_csv=HEADER + "x,mara,miner,\n51,nobody,,\n52,okx,exchange,80\n", b_yaml="tags: [")
    (labels / "c.csv").write_bytes(HEADER.encode() + b"51,a,exchange,\n52,\xff,exchange,\n")
    with pytest.raises(ConfigError) as caught:
        load_label_book(tmp_path / "e.yaml", [labels, tmp_path / "d.csv", tmp_path / "e.txt"], Network.MAIN)
    assert caught.value.exit_code == 78
    assert [problem.where.removeprefix(f"{tmp_path}/") for problem in caught.value.problems] == [
        "e.yaml:1",
        "e.txt",
        "labels/a.csv:2",
        "labels/a.csv:3",
        "labels/b.yaml:1",
        "labels/c.csv:3",
        "d.csv",
    ]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("missing.csv", "there is no such file or directory"),
        ("missing", "there is no such file or directory"),
        ("labels.txt", "a label file must end in .yaml, .yml, .csv or .jsonl"),
    ],
)
def test_a_path_that_cannot_be_read_is_named(tmp_path: Path, name: str, what: str) -> None:
    (tmp_path / "labels.txt").touch()
    with pytest.raises(ConfigError, match=what):
        load_label_book(None, [tmp_path / name], Network.MAIN)


def test_a_directory_in_the_place_of_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        load_label_book(tmp_path, [], Network.MAIN)


def test_what_is_no_text_is_named_with_its_line_however_long_that_is(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(HEADER.encode("utf-16"))
    (tmp_path / "b.jsonl").write_bytes(b"\n" + b" " * 3_000_000 + b"\xff")
    (tmp_path / "c.csv").write_bytes(HEADER.encode() + b"\xe2\x82")
    os.mkfifo(tmp_path / "d.csv")
    with pytest.raises(ConfigError) as caught:
        load_label_book(
            None, [tmp_path / name for name in ("a.csv", "b.jsonl", "c.csv", "d.csv")], Network.MAIN
        )
    found = sorted((Path(each.where).name, each.what) for each in caught.value.problems)
    assert found == [
        ("a.csv:1", "it is UTF-16; save it as UTF-8"),
        ("b.jsonl:2", "not UTF-8: byte 0xff"),
        ("c.csv:2", "not UTF-8: it ends within a character"),
        ("d.csv", "is no regular file"),
    ]


def test_a_missing_entities_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"e\.yaml: there is no such file"):
        load_label_book(tmp_path / "e.yaml", [], Network.MAIN)


def test_a_path_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot be read: .*File name too long"):
        load_label_book(None, [tmp_path / ("x" * 300)], Network.MAIN)


def test_a_loop_of_links_is_named(tmp_path: Path) -> None:
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    with pytest.raises(ConfigError, match=r"loop\.csv: cannot be read: "):
        load_label_book(None, [tmp_path / "loop.csv"], Network.MAIN)


def test_a_byte_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"title: x\nnote: \xe9\n")
    with pytest.raises(ConfigError, match=r"a\.yaml:2: not UTF-8: byte 0xe9"):
        load_label_book(None, [tmp_path / "a.yaml"], Network.MAIN)


def test_what_a_directory_holds_besides_labels_is_warned_of(tmp_path: Path) -> None:
    write(tmp_path, readme_md="words")
    (tmp_path / ".swap").write_text("x")
    book, problems = load_label_book(None, [tmp_path], Network.MAIN)
    assert book.counts.labels == 0
    assert [problem.what for problem in problems] == [
        "the directory holds no .yaml, .yml, .csv or .jsonl file",
        "passed over: a label file ends in .yaml, .yml, .csv or .jsonl",
    ]
    assert not any(problem.fatal for problem in problems)


def test_no_labels_at_all_are_an_empty_book() -> None:
    book, problems = load_label_book(None, [], Network.MAIN)
    assert (book.counts.labels, book.counts.entities, problems) == (0, 0, ())
