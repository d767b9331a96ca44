"""Files are known again by their state, and read only where that cannot be believed."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.labels.sources import Readings, pack_sources, unchanged, unpack_sources


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "a.csv"
    found.write_bytes(b"one")
    return found


def noted(file: Path):
    readings = Readings()
    with readings.open(file) as stream:
        stream.read(1)
    return readings.of([file])


def believed(sources):
    """As they are noted when the file was old, here with another content, so that it shows who reads it."""
    return tuple(replace(source, settled=True, sha256="") for source in sources)


def test_a_file_that_was_old_when_it_was_read_is_known_by_its_state(file: Path) -> None:
    sources = believed(noted(file))
    assert unchanged(sources, [file]) == sources


def test_one_that_changed_just_before_is_read_again(file: Path) -> None:
    (source,) = noted(file)
    assert not source.settled
    assert unchanged([replace(source, sha256="")], [file]) is None
    assert unchanged([source], [file]) == (source,)


def test_all_of_its_content_counts_whatever_the_reader_took(file: Path) -> None:
    (source,) = noted(file)
    file.write_bytes(b"onf")
    assert noted(file)[0].sha256 != source.sha256


def test_another_content_of_the_same_size_and_times_is_found_by_the_change_time(file: Path) -> None:
    sources, before = believed(noted(file)), file.stat()
    file.write_bytes(b"two")
    while file.stat().st_ctime_ns == before.st_ctime_ns:
        file.touch()
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert unchanged(sources, [file]) is None


def test_the_same_content_in_another_file_is_noted_with_its_new_state(file: Path) -> None:
    sources = noted(file)
    copy = file.with_name("b.csv")
    copy.write_bytes(file.read_bytes())
    copy.replace(file)
    found = unchanged(sources, [file])
    assert found is not None
    assert (found[0].sha256, found[0].state.inode) == (sources[0].sha256, file.stat().st_ino)
    assert found != sources


@pytest.mark.parametrize("others", [[], ["a.csv", "a.csv"], ["b.csv"]])
def test_other_files_are_another_thing(file: Path, others: list[str]) -> None:
    assert unchanged(noted(file), [file.with_name(name) for name in others]) is None


def test_a_file_changed_while_it_was_read_is_never_believed(file: Path) -> None:
    os.utime(file, (0, 0))
    readings = Readings()
    with readings.open(file) as stream:
        stream.read()
        file.write_bytes(b"three")
    assert not readings.of([file])[0].settled


def test_what_is_written_down_is_read_again_unless_it_is_damaged_or_meant_for_another_network(
    file: Path,
) -> None:
    sources = noted(file)
    raw = pack_sources(sources, "main")
    assert unpack_sources(raw, "main") == sources
    assert unpack_sources(raw, "regtest") is None
    assert unpack_sources(raw[:-1], "main") is None
    assert unpack_sources(b"", "main") is None
