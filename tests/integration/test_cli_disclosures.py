"""Documents from the command line: added by address or file, fetched, listed, shown."""

import asyncio
import io
import json
import re
import sqlite3
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from monitor.cli.main import run
from monitor.clock import utcnow
from monitor.simulation.newswire import serve_newswire

RELEASE = """Cango Inc. (NYSE: CANG) today published its update.

During February 2026, the Company sold 550.03 bitcoin."""


@contextmanager
def newswire():
    """A newswire in a thread of its own: a command runs an event loop of its own."""
    ready, end, served = threading.Event(), asyncio.Event(), []

    async def serve():
        async with serve_newswire() as wire:
            served.append((wire, asyncio.get_running_loop()))
            ready.set()
            await end.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    ready.wait(60)
    wire, loop = served[0]
    try:
        yield wire
    finally:
        loop.call_soon_threadsafe(end.set)
        thread.join()


@dataclass
class Answer:
    code: int
    out: str
    err: str

    @property
    def document(self):
        return json.loads(self.out)


class House:
    def __init__(self, directory, wire, capsys):
        self.directory, self.wire, self.capsys = directory, wire, capsys
        (directory / "minerflow.toml").write_text(
            'network = "regtest"\n[[sources]]\nkind = "esplora"\nurl = "http://127.0.0.1:9"\n'
            f'[disclosures]\nhosts = ["{wire.url}", "sec.gov"]\n'
            f'[[feeds]]\nurl = "{wire.rss}"\nissuer = "cango"\nname = "wire"\n'
            '[labels]\npaths = []\n[store]\nurl = "sqlite:///m.sqlite3"\n'
        )

    def __call__(self, *arguments):
        config = str(self.directory / "minerflow.toml")
        code = run(["disclosures", *map(str, arguments), "-c", config])
        written = self.capsys.readouterr()
        assert "Traceback" not in written.out + written.err
        return Answer(code, written.out, written.err)


@pytest.fixture
def minerflow(tmp_path, capsys):
    with newswire() as wire:
        yield House(tmp_path, wire, capsys)


def sale(statements):
    return next(each for each in statements if each["statement"] == "sale")


def test_an_address_is_read_shown_kept_once_and_listed_with_its_origin(minerflow):
    url = minerflow.wire.publish("Cango Inc. Announces February 2026 Update", RELEASE, at=utcnow())
    add = ("add", url, "--issuer", "cango", "--published", "2026-03-05")
    preview = minerflow(*add, "--dry-run", "--json").document
    assert sale(preview["statements"])["btc"] == "550.03"
    assert preview["new"]
    assert not list(minerflow.directory.glob("m.sqlite3*")), "no database was made"
    told = minerflow(*add)
    assert (told.code, told.err) == (0, "")
    for words in ("cango: sale, 550.03 BTC, 2026-02-01 to 2026-02-28", "sold 550.03 bitcoin", "rule: prose."):
        assert words in told.out
    assert "The chain was not followed over that time, so nothing is known of 550.03 BTC of what" in told.out
    assert "taken in before" in minerflow(*add).out
    preview = minerflow(*add, "--dry-run").out
    assert "taken in before" in preview
    assert "sale, 550.03 BTC" in preview
    as_anothers = minerflow("add", url, "--issuer", "riot")
    assert as_anothers.code == 2
    assert "stands as of cango" in as_anothers.err
    (document,) = minerflow("list", "--json").document["documents"]
    assert (document["origin"], document["url"], document["published"]) == ("hand", url, "2026-03-05")
    (received,) = minerflow("list", "--received", "--json").document["received"]
    assert (received["outcome"], received["issuer"]) == ("stated", "cango")
    shown = minerflow("show", received["digest"][:10])
    for words in (url, "hand, by", "“", "550.03", "today published its update"):
        assert words in shown.out
    for name in (document["document_id"], received["digest"]):
        told = minerflow("show", name, "--json").document
        assert sale(told["statements"])["evidence"] in told["text"]
        assert told["places"][0]["filed"] == "2026-03-05"


def test_a_document_of_the_wrong_day_is_read_again_as_of_the_true_one(minerflow, tmp_path):
    file = tmp_path / "july.txt"
    file.write_text("Cango Inc. (NYSE: CANG) on its bitcoin. Last month the Company sold 250 bitcoin.")
    add = ("add", file, "--issuer", "cango", "--url", "https://example.com/july")
    assert minerflow(*add, "--published", "2025-07-03").code == 0
    refused = minerflow(*add, "--published", "2025-08-03")
    assert refused.code == 2
    [document] = minerflow("list", "--json").document["documents"]
    redate = ("redate", document["digest"][:12], "--why", "the cover says August")
    assert f"minerflow disclosures redate {document['digest'][:12]} --published 2025-08-03" in refused.err
    done = minerflow(*redate, "--published", "2025-08-03", "--json").document
    [before], [now] = done["withdrawn"], done["added"]
    assert (before["period_start"], now["period_start"]) == ("2025-06-01", "2025-07-01")
    [document] = minerflow("list", "--json").document["documents"]
    assert document["published"] == "2025-08-03"
    assert minerflow(*add, "--published", "2025-08-03").code == 0
    for day, complaint in (
        ("2025-08-03", "stands as of 2025-08-03 already"),
        ("2199-01-01", "in the future"),
    ):
        wrong = minerflow(*redate, "--published", day)
        assert wrong.code == 2
        assert complaint in wrong.err
    back = minerflow(*redate, "--published", "2025-07-03", "--json").document
    assert [each["statement_id"] for each in back["restored"]] == [before["statement_id"]]


def test_a_document_may_come_on_standard_input_and_says_where_others_find_it(minerflow, monkeypatch):
    def piped():
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(RELEASE.encode())))

    piped()
    assert "--url" in minerflow("add", "-", "--issuer", "cango").err
    piped()
    told = minerflow(
        "add", "-", "--issuer", "cango", "--published", "2026-03-05", "--url", "https://e.com/u", "--json"
    )
    assert sale(told.document["statements"])["btc"] == "550.03"


def test_a_file_is_read_and_its_public_address_kept(minerflow, tmp_path):
    (tmp_path / "update.txt").write_text(RELEASE)
    (tmp_path / "quiet.txt").write_text("A conference call is scheduled.")
    file = tmp_path / "update.txt"
    answer = minerflow(
        "add", file, "--issuer", "cango", "--published", "2026-03-05", "--url", "https://example.com/u"
    )
    assert answer.code == 0
    assert minerflow("list", "--json").document["documents"][0]["url"] == "https://example.com/u"
    silent = minerflow("add", tmp_path / "quiet.txt", "--issuer", "cango", "--json").document
    assert (silent["outcome"], silent["statements"]) == ("silent", [])
    assert len(minerflow("list", "--received", "--json").document["received"]) == 2
    assert minerflow("list").out.count("example.com") >= 1


def test_where_there_is_nothing_to_ask_fetch_has_failed(minerflow):
    config = minerflow.directory / "minerflow.toml"
    config.write_text(re.sub(r"\[\[feeds\]\](.|\n)*\[labels\]", "[labels]", config.read_text()))
    answer = minerflow("fetch")
    assert answer.code == 1
    assert "there was nothing to ask: set `contact` in [edgar]" in answer.err


def test_fetch_asks_for_nobody_by_an_entities_file_that_is_wrong_and_makes_no_database(minerflow):
    config = minerflow.directory / "minerflow.toml"
    (minerflow.directory / "e.yaml").write_text("cango: {name: Cango Inc., category: shop}\n")
    config.write_text(config.read_text().replace("paths = []", 'paths = []\nentities = "e.yaml"'))
    answer = minerflow("fetch", "--issuer", "cango")
    assert (answer.code, "e.yaml:1: " in answer.err) == (78, True)
    assert not list(minerflow.directory.glob("m.sqlite3*"))


def test_what_cannot_be_read_is_a_complaint(minerflow, tmp_path):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    answer = minerflow("add", tmp_path / "picture.png", "--issuer", "cango")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("Unreadable: ")


def test_a_document_is_believed_of_nobody_whom_it_does_not_name_and_can_be_put_right(minerflow, tmp_path):
    (tmp_path / "update.txt").write_text(RELEASE)
    (tmp_path / "both.txt").write_text(f"{RELEASE} Riot Platforms, Inc. is another company.")
    add = ("add", tmp_path / "update.txt", "--published", "2026-03-05", "--issuer")
    for more in ((), ("--dry-run",)):
        refused = minerflow(*add, "riot", *more)
        assert (refused.code, refused.out) == (2, "")
        assert "never names Riot Platforms" in refused.err
        assert "(cango)" in refused.err
    assert minerflow("add", tmp_path / "both.txt", "--published", "2026-03-05", "--issuer", "riot").code == 0
    (wrong,) = minerflow("list", "--json").document["documents"]
    moved = minerflow(
        "reassign", wrong["document_id"], "--issuer", "cango", "--why", "it says so", "--json"
    ).document
    assert [each["issuer"] for each in moved["withdrawn"]] == ["riot"]
    assert sale(moved["statements"])["issuer"] == "cango"
    shown = minerflow("show", wrong["document_id"]).out
    assert (
        shown.index("cango: sale")
        < shown.index("Excluded by ")
        < shown.index("it says so")
        < shown.index("riot: ")
    )
    (received,) = minerflow("list", "--received", "--json").document["received"]
    assert (received["issuer"], received["outcome"]) == ("cango", "stated")
    again = minerflow("reassign", received["digest"][:12], "--issuer", "cango", "--why", "again")
    assert (again.code, "already" in again.err) == (2, True)


def test_figures_by_hand_stay_as_they_were_and_can_be_shown(minerflow):
    figures = ("--statement", "sale", "--btc", "20", "--from", "2026-02-01", "--to", "2026-02-28")
    kept = minerflow(
        "add", "--issuer", "cango", *figures, "--url", "https://example.com/8-k", "--json"
    ).document
    assert kept["new"]
    shown = minerflow("show", kept["document_id"])
    for words in ("https://example.com/8-k", "figures, by", "cango: sale, 20 BTC"):
        assert words in shown.out
    (document,) = minerflow("list", "--json").document["documents"]
    assert (document["origin"], document["digest"]) == ("figures", None)


def test_fetch_asks_every_feed_now_and_tells_what_came(minerflow):
    minerflow.wire.publish("Cango Inc. Announces Update", RELEASE, at=utcnow() - timedelta(days=1))
    fetched = minerflow("fetch", "--json")
    assert fetched.code == 0
    asked = {each["channel"]: each["what"] for each in fetched.document["asked"]}
    assert asked["feed wire"] == "well"
    assert "not asked" in asked["edgar"]
    assert fetched.document["taken"][0]["outcome"] == "stated"
    assert not minerflow("fetch", "--issuer", "cango", "--json").document["taken"]
    assert minerflow("list", "--json").document["documents"][0]["origin"] == "feed"
    minerflow.wire.releases.clear()
    answer = minerflow("fetch")
    assert "holds no item at all" in answer.out
    assert not answer.err


FIGURES = (
    "add", "--issuer", "cango", "--statement", "sale", "--from", "2026-02-01", "--to", "2026-02-02",
    "--url", "https://example.com/8-k",
)  # fmt: skip
COMPLAINTS = [
    (("add", "x.html", "--btc", "3"), 2, "leave out --btc"),
    (
        ("add", "--issuer", "cango", "--url", "https://example.com"),
        2,
        "--statement, --from, --to missing",
    ),
    (("add", "nowhere.html"), 2, "No such file"),
    (("add", "/dev/zero"), 2, "it is no file"),
    (("add", "https://example.com/x"), 1, "not among the hosts"),
    (("add", "https://www.sec.gov/x"), 1, "set edgar.contact"),
    (("add", "file:///etc/passwd"), 1, "no address of the web"),
    (("add", "x", "--issuer", "cangoo"), 2, "did you mean cango"),
    (("reassign", "abcdef", "--issuer", "cango", "--why", "x"), 2, "there is no document"),
    ((*FIGURES, "--btc", "10", "--proceeds", "5", "--avg-price", "70000"), 2, "come to 700,000 USD"),
    ((*FIGURES, "--btc", "10", "--published", "2026-01-31"), 2, "before that begins"),
    ((*FIGURES, "--btc", "10", "--published", "2999-01-01"), 2, "in the future"),
    (("show", "ab"), 2, "there is no document"),
    (("fetch", "--issuer", "nobody"), 2, "there is no entity"),
]


@pytest.mark.parametrize(
    "wrong",
    [
        ["add", "-"],
        ["add", "nowhere.html"],
        ["add", "/dev/zero"],
        ["add", "x.html", "--issuer", "cangoo"],
        [*FIGURES, "--btc", "10", "--issuer", "cangoo"],
        [*FIGURES, "--btc", "10", "--published", "2999-01-01"],
    ],
)
def test_wrong_use_makes_no_database(minerflow, wrong):
    assert minerflow(*wrong).code == 2
    assert not list(minerflow.directory.glob("m.sqlite3*"))


def test_what_cannot_be_is_told_in_one_line(minerflow):
    minerflow("add", "--issuer", "cango", "--statement", "no_sale", "--from", "2026-02-01", "--to", "2026-02-02",
              "--url", "https://example.com/8-k")  # fmt: skip
    for arguments, code, complaint in COMPLAINTS:
        answer = minerflow(*arguments)
        assert (answer.code, len(answer.err.splitlines())) == (code, 1), arguments
        assert complaint in answer.err


def test_what_older_rules_read_is_shown_and_read_again_and_clocks_say_what_they_rest_on(minerflow):
    file = minerflow.directory / "update.txt"
    file.write_text(RELEASE)
    minerflow("add", file, "--issuer", "cango", "--published", "2026-03-05")
    assert minerflow("reread").out == "0 documents read again, 0 read otherwise.\n"
    with sqlite3.connect(minerflow.directory / "m.sqlite3") as database:
        database.execute("UPDATE original SET read_by = 'older'")
        database.execute("UPDATE statement SET sats = 1, statement_id = 'older' WHERE kind = 'sale'")
    database.close()
    [would] = minerflow("reread", "--dry-run", "--json").document["documents"]
    assert (len(would["added"]), [each["sats"] for each in would["withdrawn"]]) == (1, [1])
    done = minerflow("reread", "--issuer", "cango").out
    assert "new: cango sale, 550.03 BTC, 2026-02-01 to 2026-02-28" in done
    assert minerflow("reread", "--all", "--json").document["documents"][0]["added"] == []
    assert "no entity" in minerflow("reread", "--issuer", "acme").err
    [cango] = minerflow("clocks", "--issuer", "cango", "--json").document["clocks"]
    assert (cango["cadence"], cango["lag_days"], cango["lag_observations"]) == ("monthly", 7, None)
    assert "configured" in minerflow("clocks").out
