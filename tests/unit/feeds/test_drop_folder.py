"""The drop folder, with everything that can lie in it."""

import os
from datetime import date

import pytest

from monitor.errors import DocumentRefused, Rule, SourceUnavailable
from monitor.feeds import drop_folder
from monitor.feeds.drop_folder import DropFolder


def listed(folder):
    return [each.name for each in folder.iterdir()]


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "drop"
    path.mkdir()
    return path


@pytest.fixture
def box(path, clock):
    return DropFolder(path, clock)


def settled(box, clock):
    box.look()
    clock.now += 61
    return list(box.look())


def test_a_file_is_complete_when_it_has_not_changed_for_a_while(box, path, clock):
    file = path / "cango--2026-02-09.html"
    file.write_text("half")
    assert not box.look()
    clock.now += 4
    file.write_text("half and more")
    assert not box.look()
    clock.now += 4
    assert not box.look()
    clock.now += 2
    assert box.look() == ["cango--2026-02-09.html"]


def test_unfinished_names_and_our_own_folders_are_passed_over(box, path, clock):
    for name in (".cango.html.Xy12", "a.html.part", "b.tmp", "c.html~", "d.crdownload", ".hidden"):
        (path / name).write_text("x")
    (path / "taken").mkdir()
    (path / "refused").mkdir()
    (path / "e.html").write_text("x")
    assert settled(box, clock) == ["e.html"]


@pytest.mark.parametrize(
    ("name", "issuer", "published"),
    [
        ("cango--2026-02-09.html", "cango", date(2026, 2, 9)),
        ("hut-8--2026-02-09--january.update.pdf", "hut-8", date(2026, 2, 9)),
        ("core-scientific--january.html", "core-scientific", None),
        ("release.html", None, None),
        ("Cango--2026-02-09.html", None, None),
        ("--2026-02-09.html", None, None),
    ],
)
def test_a_name_tells_whose_it_is_and_of_which_day(box, path, name, issuer, published):
    (path / name).write_text("x")
    dropped = box.read(name)
    assert (dropped.issuer, dropped.published, dropped.url) == (issuer, published, None)


def test_a_text_beside_it_tells_more_and_goes_where_it_goes(box, path, clock):
    (path / "x.pdf").write_bytes(b"%PDF-1.7")
    (path / "x.pdf.toml").write_text(
        'issuer = "cango"\npublished = 2026-02-09\nurl = "https://example.com/x"\n'
    )
    assert settled(box, clock) == ["x.pdf"]
    dropped = box.read("x.pdf")
    assert (dropped.issuer, dropped.published) == ("cango", date(2026, 2, 9))
    assert dropped.url == "https://example.com/x"
    box.take("x.pdf")
    assert sorted(listed(path / "taken")) == ["x.pdf", "x.pdf.toml"]
    assert not box.look()


@pytest.mark.parametrize(
    "said",
    [
        "issuer = ",
        "issuer = 3",
        'published = "soon"',
        'url = "file:///etc/passwd"',
        "strange = 1",
        "\0",
        "x" * 20_000,
    ],
)
def test_a_text_beside_it_that_cannot_be_is_a_refusal(box, path, said):
    (path / "x.html").write_text("x")
    (path / "x.html.toml").write_text(said)
    with pytest.raises(DocumentRefused, match=r"x\.html\.toml"):
        box.read("x.html")


def test_a_day_that_is_none_is_a_refusal(box, path):
    (path / "cango--2026-02-30.html").write_text("x")
    with pytest.raises(DocumentRefused, match="2026-02-30, which is no day"):
        box.read("cango--2026-02-30.html")


def test_links_pipes_folders_empty_and_huge_files_are_refused_and_laid_aside(
    box, path, clock, monkeypatch, tmp_path
):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (path / "link.html").symlink_to(secret)
    (path / "dangling.html").symlink_to(tmp_path / "nothing")
    os.mkfifo(path / "pipe.html")
    (path / "folder.html").mkdir()
    (path / "empty.html").touch()
    (path / "alone.html.toml").write_text("")
    monkeypatch.setattr(drop_folder, "LONGEST_DOCUMENT", 10)
    (path / "huge.html").write_text("x" * 11)
    names = settled(box, clock)
    assert len(names) == 7
    rules = {}
    for name in names:
        with pytest.raises(DocumentRefused) as refused:
            box.read(name)
        rules[name] = refused.value.rule
        box.refuse(name, refused.value.what)
    assert rules.pop("huge.html") is rules.pop("empty.html") is Rule.SIZE
    assert rules.pop("alone.html.toml") is Rule.SIZE  # nothing is in it
    assert set(rules.values()) == {Rule.FILE}
    assert "link" in (path / "refused" / "link.html.why").read_text()
    assert (path / "refused" / "link.html").is_symlink()
    assert secret.read_text() == "secret"
    assert not settled(box, clock)


@pytest.mark.parametrize(
    "name",
    [
        "a\nb.html",
        "\x1b[31m.html",
        b"\xff\xfe.html".decode("utf-8", "surrogateescape"),
        "-rf.html",
        "x" * 255,
        "ü" * 120,
    ],
)
def test_hostile_names_are_moved_under_plain_ones(box, path, clock, name):
    (path / name).write_text("x")
    assert settled(box, clock) == [name]
    box.read(name)
    box.refuse(name, "no \ud800 reason")
    kept = sorted(listed(path / "refused"))
    assert len(kept) == 2
    assert all(each.isprintable() and len(each.encode()) <= 190 for each in kept)
    assert box.place_of(name).startswith(f"{path.as_uri()}/taken/")


def test_nothing_is_overwritten(box, path, clock):
    for _ in range(3):
        (path / "x.html").write_text("x")
        assert settled(box, clock) == ["x.html"]
        box.take("x.html")
    assert sorted(listed(path / "taken")) == ["x-2.html", "x-3.html", "x.html"]


def test_a_file_that_was_replaced_since_it_was_read_stays_for_its_own_turn(box, path, clock):
    (path / "x.html").write_text("first")
    assert settled(box, clock) == ["x.html"]
    assert box.read("x.html").raw == b"first"
    (path / "y").write_text("second one")
    (path / "y").rename(path / "x.html")
    box.take("x.html")
    assert (path / "x.html").read_text() == "second one"
    assert settled(box, clock) == ["x.html"]


def test_a_file_that_was_taken_away_is_no_fault(box, path, clock):
    (path / "x.html").write_text("x")
    assert settled(box, clock) == ["x.html"]
    (path / "x.html").unlink()
    with pytest.raises(DocumentRefused, match="cannot be opened"):
        box.read("x.html")
    box.refuse("x.html", "gone")
    assert not (path / "refused" / "x.html.why").exists()


def test_a_link_in_place_of_our_folder_leads_nowhere(box, path, clock, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (path / "taken").symlink_to(tmp_path / "elsewhere")
    (path / "x.html").write_text("x")
    settled(box, clock)
    with pytest.raises(SourceUnavailable):
        box.take("x.html")
    assert not listed(tmp_path / "elsewhere")


def test_a_folder_that_is_not_there_is_told_with_what_to_do(tmp_path, clock):
    with pytest.raises(SourceUnavailable, match="make it"):
        DropFolder(tmp_path / "gone", clock).look()
