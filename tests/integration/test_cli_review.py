"""The commands of the on-call desk on a database that the follower made."""

import asyncio
import json
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from monitor import __version__
from monitor.alerts.ledger import LedgerDocument
from monitor.cli.main import run
from monitor.market.price import slot_of
from monitor.simulation.explorer import serve_explorer
from monitor.simulation.wallet import ScriptType
from tests.daemon import Household, Town, daemon_of, until

SALE = (
    "--statement",
    "sale",
    "--from",
    "2026-02-01",
    "--to",
    "2026-02-28",
    "--url",
    "https://example.com/8-k",
)


@pytest.fixture(scope="module")
def followed(tmp_path_factory) -> Path:
    """A folder with a configuration, and a database with one episode of 12 BTC and a later one of 3 BTC.

    Beside the latter 2 BTC went to somebody without a label.
    """
    directory = tmp_path_factory.mktemp("followed")
    town = Town()
    town.transfer(5)
    town.transfer(7, town.exchange)
    town.at += town.at - town.at.replace(year=2025)
    town.transfer(3)
    town.transfer(2, town.chain.actor("nobody", ScriptType.P2WPKH))
    asyncio.run(follow(Household(directory, town, [], "port = 9"), town))
    return directory


async def follow(house: Household, town: Town) -> None:
    async with serve_explorer(town.chain) as explorer:
        house.sources.append(explorer.url)
        async with daemon_of(house) as daemon:

            async def caught_up() -> bool:
                async with daemon.store.read() as tx:
                    tip = await tx.chain.tip()
                return tip is not None and tip.height == town.chain.tip.height

            await until(caught_up)


@dataclass
class Answer:
    code: int
    out: str
    err: str

    @property
    def document(self):
        return json.loads(self.out)


@pytest.fixture
def minerflow(followed, tmp_path, capsys):
    """Runs a command on a copy of the folder."""
    shutil.copytree(followed, tmp_path, dirs_exist_ok=True)

    def command(*arguments) -> Answer:
        code = run([*map(str, arguments), "-c", str(tmp_path / "minerflow.toml")])
        written = capsys.readouterr()
        assert "Traceback" not in written.out + written.err
        return Answer(code, written.out, written.err)

    return command


@pytest.fixture
def ids(minerflow):
    """Of the episodes, the loudest first: 12 BTC, then 3."""
    return [episode["id"] for episode in minerflow("queue", "--json").document["episodes"]]


def test_the_queue_is_what_the_follower_found(minerflow):
    large, small = minerflow("queue", "--json").document["episodes"]
    assert (large["sats"], small["sats"]) == (12 * 10**8, 3 * 10**8)
    assert {flag["to_entity"] for flag in large["flags"]} == {"two-prime", "binance"}
    assert (large["severity"], small["severity"]) == ("notice", "info")
    table = minerflow("queue").out.splitlines()
    assert table[0].split()[:3] == ["id", "severity", "standing"]
    assert table[1].startswith(large["id"])
    assert "two-prime, binance" in table[1]
    assert len(minerflow("queue", "--json", "--limit", 1).document["episodes"]) == 1
    assert minerflow("queue", "--miner", "riot").out == "Nothing waits.\n"
    assert minerflow("queue", "--standing", "confirmed").out == "There is no such episode.\n"


def test_the_queue_of_a_daemon_that_stopped_says_so_beside_its_data(minerflow, tmp_path):
    for more in ((), ("--json",)):
        answer = minerflow("queue", *more)
        assert re.fullmatch(r"minerflow: the daemon stopped \d+ seconds? ago, so nothing .*\n", answer.err)
    (tmp_path / "minerflow.toml").write_text(
        'network = "regtest"\n[[sources]]\nkind = "esplora"\nurl = "http://127.0.0.1:9"\n'
        '[labels]\npaths = []\n[store]\nurl = "sqlite:///empty.sqlite3"\n'
    )
    minerflow("disclosures", "add", "--issuer", "mara", *SALE, "--btc", "1")
    answer = minerflow("queue")
    assert answer.out == "Nothing waits.\n"
    assert "no block was ever scanned" in answer.err
    status = minerflow("status", "--json").document
    assert (status["difficulty"], status["views"]) == (None, [])


def test_what_keeps_alerts_from_coming_stands_above_what_they_do_without(minerflow, tmp_path):
    troubles = {"feed wire": "silent", "price": "no dollars", "source": "all are silent", "feed b": "silent"}
    with sqlite3.connect(tmp_path / "minerflow.sqlite3") as database:
        [(said,)] = database.execute("SELECT document FROM heartbeat").fetchall()
        told = json.dumps(json.loads(said) | {"troubles": troubles})
        database.execute("UPDATE heartbeat SET document = ?", (told,))
    shown = [line.split()[1] for line in minerflow("status").out.splitlines() if line.startswith("trouble")]
    assert shown == ["source:", "feed", "price:", "feed"]


def test_on_a_narrow_terminal_what_status_says_goes_on_beside_its_names(minerflow, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    lines = minerflow("status").out.partition("\nexplorer")[0].splitlines()
    assert max(map(len, lines)) <= 60
    assert any(line.startswith(" ") for line in lines)
    assert {line[20] for line in lines} == {" "}


def test_where_nobody_scanned_a_statement_accuses_the_chain_of_nothing(minerflow, tmp_path):
    (tmp_path / "minerflow.toml").write_text(
        'network = "regtest"\n[[sources]]\nkind = "esplora"\nurl = "http://127.0.0.1:9"\n'
        '[labels]\npaths = []\n[store]\nurl = "sqlite:///empty.sqlite3"\n'
    )
    told = minerflow("disclosures", "add", "--issuer", "mara", *SALE, "--btc", "1")
    assert "gap" not in told.out
    assert (
        "The chain was not followed over that time, so nothing is known of 1 BTC of what it states;"
        in told.out
    )
    assert minerflow("labels", "candidates").out == "No candidate is open.\n"
    for command in ("ledger", "trails"):
        for more in ((), ("--json",)):
            doubt = minerflow(command, *more).err
            assert re.fullmatch("minerflow: no block was ever scanned .* not seen or silent; see .*\n", doubt)


@pytest.mark.parametrize(
    ("first", "last", "unwatched"),
    [("2026-01-01", "2026-01-31", 5), ("2026-01-01", "2026-02-28", 0), ("2026-02-02", "2026-02-03", 0)],
)
def test_what_is_stated_of_days_before_the_first_block_is_unwatched(minerflow, first, last, unwatched):
    days = ("--statement", "sale", "--from", first, "--to", last, "--url", "https://example.com/8-k")
    answer = minerflow("disclosures", "add", "--issuer", "cleanspark", *days, "--btc", "5", "--json").document
    assert (answer["gap_sats"], answer["unwatched_sats"]) == (5 * 10**8, unwatched * 10**8)
    assert minerflow("ledger").err == ""


def test_looking_up_a_database_of_today_imports_no_more_than_that_needs(followed, tmp_path):
    shutil.copytree(followed, tmp_path, dirs_exist_ok=True)
    code = (
        "import sys; from monitor.cli.main import run; "
        f"code = run(['queue', '-c', {str(tmp_path / 'minerflow.toml')!r}]); "
        "sys.exit(code or not {'alembic', 'amqtt', 'ecdsa', 'lxml', 'starlette'}.isdisjoint(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def test_an_episode_is_shown_by_the_beginning_of_its_id(minerflow, ids):
    shown = minerflow("show", ids[0][:-2], "--json").document
    assert [episode["id"] for episode in shown["episodes"]] == [ids[0]]
    assert [line["kind"] for line in shown["history"]] == ["raised", "grown"]
    assert shown["audit"] == []
    text = minerflow("show", ids[0]).out
    assert "12 BTC moved, 0 BTC confirmed" in text
    assert "nobody yet" in text


def test_what_went_to_somebody_without_a_label_is_listed_and_stands_with_the_episode_of_its_time(
    minerflow, ids
):
    [trail] = minerflow("trails", "--json").document["trails"]
    assert (trail["miner"], trail["sats"], trail["sitting_sats"], trail["ended"]) == (
        "mara",
        2 * 10**8,
        2 * 10**8,
        [],
    )
    assert trail["txid"] in minerflow("trails", "--miner", "mara").out
    assert minerflow("trails", "--miner", "riot").out == "No trail is open.\n"
    large, small = (minerflow("show", each, "--json").document["episodes"][0]["trails"] for each in ids)
    assert (large, small) == ([], [trail])
    assert "paid to unlabelled addresses" in minerflow("show", ids[1]).out
    assert minerflow("status", "--json").document["trails"] == {
        "trails": 1,
        "parts": 1,
        "sats": 2 * 10**8,
        "let_go": 0,
    }


def test_a_reviewers_way_is_kept_with_who_when_and_why(minerflow, ids):
    steps = (
        ("ack", ids[0], "--by", "ann"),
        ("note", ids[0], "the desk is asked", "--by", "ann"),
        ("dismiss", ids[0], "--by", "bob", "--why", "an internal move [sic]"),
        ("reopen", ids[0], "--by", "bob", "-m", "it was not"),
        ("confirm", ids[0], "--by", "ann", "--url", "https://example.com/8-k", "--btc", "11.5"),
    )
    for step in steps:
        answer = minerflow(*step)
        assert (answer.code, answer.err) == (0, ""), step
    shown = minerflow("show", ids[0], "--json").document
    assert [(line["who"], line["action"]) for line in shown["audit"]][:4] == [
        ("ann", "acked"), ("ann", "noted"), ("bob", "dismissed"), ("bob", "reopened"),
    ]  # fmt: skip
    assert "an internal move [sic]" in minerflow("show", ids[0]).out
    [episode] = shown["episodes"]
    assert (episode["owner"], episode["standing"]) == ("ann", "partially_confirmed")
    assert (episode["confirmed_sats"], episode["revision"]) == (1_150_000_000, 7)
    revision = minerflow("ack", ids[1], "--json", "--by", "ann").document
    assert (revision["kind"], revision["revision"]) == ("acked", 2)


def test_what_a_decision_prints_is_what_was_told_with_the_dollars_that_the_database_knows(
    minerflow, ids, tmp_path
):
    [episode] = minerflow("show", ids[1], "--json").document["episodes"]
    slots = {slot_of(datetime.fromisoformat(flag["time"])) for flag in episode["flags"]}
    with sqlite3.connect(tmp_path / "minerflow.sqlite3") as database:
        for slot in slots:
            at = f"{slot:%Y-%m-%d %H:%M:%S.%f}"
            database.execute(
                "INSERT INTO price (slot, source, rank, usd, at) VALUES (?, 'x', 0, 66000, ?)", (at, at)
            )
    database.close()
    told = minerflow("ack", ids[1], "--json", "--by", "ann").document
    assert "(about $198,000)" in told["text"]
    assert told["text"] == minerflow("show", ids[1], "--json").document["history"][-1]["text"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("show", "nobody-1"), "there is no episode 'nobody-1'; `minerflow queue` lists them"),
        (("ack", "mara-"), "'mara-' could be mara-.*, mara-.*; write more of it"),
        (("dismiss", "mara-"), "Missing option '--why'"),
        (("note", "mara-", "  "), "an empty note says nothing"),
        (("queue", "--standing", "sold"), "'sold' is not one of"),
    ],
)
def test_what_a_reviewer_mistypes_is_refused_in_plain_words(minerflow, arguments, complaint):
    assert_refused(minerflow(*arguments), complaint)


@pytest.mark.parametrize(
    ("issuer", "arguments", "complaint"),
    [
        ("marra", ("--btc", "1"), "there is no entity 'marra'; did you mean mara"),
        ("mara", ("--btc", "0.123456789"), "0.123456789"),
        ("mara", ("--btc", "much"), "'much'"),
        ("mara", ("--statement", "holdings"), "a holdings statement needs the amount"),
        ("mara", ("--btc", "1", "--from", "7.2.2026"), "'7.2.2026' is no day; write it like"),
        ("mara", ("--btc", "1", "--proceeds", "a lot"), "'a lot' is no amount of dollars"),
        ("mara", ("--btc", "1", "--from", "2026-03-01"), r"the period ends \(2026-02-28\) before it starts"),
    ],
)
def test_what_cannot_be_a_statement_is_refused_and_not_kept(minerflow, issuer, arguments, complaint):
    assert_refused(minerflow("disclosures", "add", "--issuer", issuer, *SALE, *arguments), complaint)
    assert minerflow("disclosures", "list", "--json").document == {
        "documents": [],
        "lacking": [],
        "not_understood": [],
    }


def assert_refused(answer: Answer, complaint: str) -> None:
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("minerflow: ")
    assert re.search(complaint, answer.err), answer.err


def test_a_statement_confirms_up_to_its_amount_and_the_rest_is_a_gap(minerflow):
    add = ("disclosures", "add", "--issuer", "mara", *SALE, "--btc", "20", "--proceeds", "$1,400,000")
    done = minerflow(*add, "--json").document
    assert done["new"]
    assert [episode["confirmed_sats"] for episode in done["episodes"]] == [12 * 10**8]
    assert done["gap_sats"] == 8 * 10**8
    assert minerflow(*add).out == "Exactly this was stated before; nothing has changed.\n"
    [document] = minerflow("disclosures", "list", "--json").document["documents"]
    assert document["statements"][0]["proceeds_usd"] == "1400000.00"
    assert "https://example.com/8-k" in minerflow("disclosures", "list").out
    [issuer] = minerflow("ledger", "--json").document["issuers"]
    assert (issuer["disclosed_sats"], issuer["confirmed_sats"], issuer["gap_sats"]) == (
        20 * 10**8, 12 * 10**8, 8 * 10**8,
    )  # fmt: skip
    assert "70,000" in minerflow("ledger").out
    assert minerflow("ledger", "--issuer", "riot", "--json").document["issuers"] == []


def test_the_ledger_answers_for_a_month_a_year_and_a_day(minerflow):
    add = ("disclosures", "add", "--issuer", "mara", *SALE, "--btc", "20", "--published", "2026-03-02")
    assert minerflow(*add).code == 0
    document = minerflow("ledger", "--month", "2026-02", "--json").document
    LedgerDocument.model_validate(document)
    assert document["selected"]["coverage_pct"] == "60.0"
    assert document["breadth"][0]["sells"] == ["mara"]
    assert "riot" in [each["issuer"] for each in document["breadth"][0]["silent"]]
    assert [sale["counted_sats"] for sale in document["largest"]] == [20 * 10**8]
    assert minerflow("ledger", "--year", "2025", "--json").document["selected"]["disclosed_sats"] == 0
    before = minerflow("ledger", "--as-of", "2026-03-01", "--json").document
    assert (before["total"]["disclosed_sats"], before["total"]["indicative_sats"]) == (0, 12 * 10**8)


def test_an_empty_ledger_says_what_to_do(minerflow):
    answer = minerflow("ledger", "--issuer", "riot")
    assert answer.out.startswith("There is nothing of riot in the ledger")
    assert "minerflow disclosures add" in answer.out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--month", "February"), "'February' is no month; write it like 2026-02"),
        (("--month", "2026-13"), "'2026-13' is no month"),
        (("--month", "2026-02", "--year", "2026"), "--month and --year ask for two different things"),
        (("--as-of", "today"), "'today' is no day"),
    ],
)
def test_what_is_no_time_is_refused_by_the_ledger(minerflow, arguments, complaint):
    assert_refused(minerflow("ledger", *arguments), complaint)


@pytest.mark.parametrize(
    "arguments",
    [
        ("trails", "--miner"), ("queue", "--miner"), ("disclosures", "list", "--issuer"),
        ("disclosures", "list", "--received", "--issuer"), ("disclosures", "overrides", "--issuer"),
        ("disclosures", "fetch", "--issuer"),
    ],
)  # fmt: skip
def test_a_company_that_is_mistyped_is_no_company_without_anything(minerflow, arguments):
    assert_refused(minerflow(*arguments, "marra"), "there is no entity 'marra'; did you mean mara")
    if "fetch" not in arguments:
        assert minerflow(*arguments, "core-scientific").code == 0


def test_a_statement_is_pinned_corrected_excluded_and_all_of_it_taken_back(minerflow, ids):
    add = ("disclosures", "add", "--issuer", "mara", *SALE, "--btc", "20")
    statement = minerflow(*add, "--json").document["statement_id"]
    assert statement[:8] in minerflow("disclosures", "list").out
    txid = minerflow("show", ids[1], "--json").document["episodes"][0]["flags"][0]["txid"]
    steps = (
        ("pin", statement[:8], "--flag", txid, "--btc", "2", "--why", "asked [them]"),
        ("correct", statement, "--btc", "14", "--exact", "--to", "2026-02-27", "--why", "a typo"),
        ("exclude", statement, "--why", "of another company"),
    )
    for number, step in enumerate(steps, start=1):
        done = minerflow("disclosures", *step, "--by", "ann", "--json").document
        assert (done["number"], done["statement_id"]) == (number, statement)
    answer = minerflow("disclosures", "undo", 3, "--by", "ben", "--why", "it is theirs")
    assert (answer.code, answer.err) == (0, "")
    assert f"Decision 3 about statement {statement} is taken back." in answer.out
    assert f"{ids[0]}: confirmed, 12 BTC confirmed" in answer.out
    shown = minerflow("show", ids[1], "--json").document
    assert shown["episodes"][0]["confirmed_sats"] == 2 * 10**8
    assert [(line["who"], line["action"]) for line in shown["audit"]] == [("ann", "pin")]
    [word] = shown["statements"]
    assert (word["sats"], word["confirmed_sats"], word["reasons"]) == (
        14 * 10**8,
        2 * 10**8,
        ["reviewer_pinned"],
    )
    text = minerflow("show", ids[1]).out
    assert "pin by ann: asked [them]" in text
    assert "exclude by ann: of another company, taken back by ben" in text
    listed = minerflow("disclosures", "overrides", "--json", "--issuer", "mara").document["overrides"]
    assert [(each["act"], each["undone"] is not None) for each in listed] == [
        ("pin", False), ("correct", False), ("exclude", True),
    ]  # fmt: skip
    assert listed[1]["correction"] == {
        "period_end": "2026-02-27", "sats": "1400000000", "approximate": "False",
    }  # fmt: skip
    assert "taken back by ben: it is theirs" in minerflow("disclosures", "overrides").out
    [issuer] = minerflow("ledger", "--json").document["issuers"]
    [row] = issuer["statements"]
    assert (row["pinned"], row["corrected"], row["own_sats"]) == (True, True, 14 * 10**8)
    assert_refused(minerflow("disclosures", "undo", 3, "--why", "x"), "was taken back by ben already")
    assert_refused(minerflow("disclosures", "exclude", statement), "Missing option '--why'")
    assert minerflow("disclosures", "overrides", "--issuer", "riot").out == (
        "Nobody has decided anything about a statement.\n"
    )


def test_figures_that_do_not_add_up_are_named_in_the_queue(minerflow, ids):
    for day, btc in (("2026-01-31", "100"), ("2026-02-28", "40")):
        minerflow(
            "disclosures", "add", "--issuer", "mara", "--statement", "holdings", "--btc", btc,
            "--from", day, "--to", day, "--url", f"https://example.com/{day}",
        )  # fmt: skip
    assert "60 BTC unexplained" in minerflow("queue").out
    assert "leave 60 BTC unexplained; it decides nothing" in minerflow("show", ids[0]).out


def test_the_status_is_what_the_database_knows(minerflow):
    status = minerflow("status", "--json").document
    assert status["blocks_scanned"] == 5
    assert status["outbox"] == 6
    lines = minerflow("status").out.splitlines()
    assert lines[0].startswith("daemon  ")
    assert any(re.fullmatch(r"scanned height +114", line) for line in lines)
    assert any(re.fullmatch(r"scanned hash +[0-9a-f]{12}…", line) for line in lines)
    assert all(line[21:].strip() for line in lines), "nothing stands there without a value"


def test_check_lists_what_works_and_what_does_not(minerflow):
    answer = minerflow("check")
    assert answer.code == 1
    for line in ("ok       configuration", "ok       labels: 3 labels", "ok       database", "failed   source",
                 "failed   broker localhost:9"):  # fmt: skip
        assert line in answer.out


def test_a_filing_that_was_given_up_is_named_wherever_somebody_looks(minerflow, tmp_path):
    with sqlite3.connect(tmp_path / "minerflow.sqlite3") as database:
        row = (
            "0001213900-26-000002",
            1507605,
            "mara",
            "8-K",
            "2026-02-09",
            "",
            "given_up",
            6,
            "ex99-1.htm: 503",
        )
        database.execute(
            "INSERT INTO filing (accession, cik, issuer, form, filed, primary_document, state, tries, reason) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row,
        )  # fmt: skip
    database.close()
    told = "8-K of mara of 2026-02-09 (0001213900-26-000002): given up after 6 tries: ex99-1.htm: 503"
    assert f"warning  filing {told}; `minerflow disclosures fetch` asks" in minerflow("check").out
    assert told in minerflow("status").out
    status = minerflow("status", "--json").document
    assert (status["filings"]["given_up"], status["filings_lacking"]) == (1, [told])
    assert minerflow("disclosures", "list").err == f"Lacking: {told}\n"
    assert minerflow("disclosures", "list", "--issuer", "riot").err == ""
    [lacking] = minerflow("disclosures", "list", "--received", "--json").document["lacking"]
    assert (lacking["state"], lacking["tries"], lacking["asked_again_at"]) == ("given_up", 6, None)


def test_check_says_that_there_is_no_database_yet_and_whether_it_can_be_made(minerflow, tmp_path):
    config = tmp_path / "minerflow.toml"
    for url, said in (
        ("new/m.sqlite3", "there is none yet; `minerflow run` makes it"),
        ("minerflow.toml/m.sqlite3", f"there is none yet, and none can be made in {config}"),
    ):
        config.write_text(re.sub(r"sqlite:///[^\"]*", f"sqlite:///{url}", config.read_text()))
        assert said in minerflow("check").out


def test_coverage_shows_what_was_scanned_where_the_labels_are_another_network_s(minerflow, tmp_path):
    config = tmp_path / "minerflow.toml"
    config.write_text(config.read_text().replace('paths = ["labels.csv"]', ""))
    answer = minerflow("coverage")
    assert answer.code == 0
    assert "without gaps, since the labels cannot be read" in answer.err
    assert "the shipped labels are mainnet's" in answer.err
    assert "explorer 1" in answer.out
    document = minerflow("coverage", "--json").document
    assert (document["gaps"], document["summary"], document["ranges"][0]["present_labels"]) == (
        None,
        None,
        None,
    )


def test_what_the_ledger_names_can_be_shown(minerflow):
    minerflow("disclosures", "add", "--issuer", "mara", *SALE, "--btc", "20")
    number, name, url = minerflow("ledger").out.split("disclosures show`\n")[1].split()
    assert (number, url) == ("1", "https://example.com/8-k")
    for known_by in (name, name[:-4], name[:6]):
        assert "mara: sale, 20 BTC" in minerflow("disclosures", "show", known_by).out
    assert minerflow("ledger", "--json").document["issuers"][0]["sales"][0]["document_id"] == name
    assert_refused(minerflow("disclosures", "show", "1"), "so does `minerflow ledger` at its end")


def test_a_command_for_a_broker_that_is_not_there_fails_in_plain_words(minerflow):
    answer = minerflow("watch")
    assert (answer.code, answer.out) == (1, "")
    assert "localhost:9 is unreachable" in answer.err


def test_the_version_is_printed(capsys):
    assert run(["version"]) == 0
    assert capsys.readouterr().out == f"{__version__}\n"


def test_an_unknown_command_is_wrong_use(capsys):
    assert run(["frobnicate"]) == 2
    assert "frobnicate" in capsys.readouterr().err


def test_what_was_not_understood_stands_beside_its_episode_until_somebody_enters_what_it_says(
    minerflow, tmp_path
):
    file, url = tmp_path / "february.txt", "https://example.com/february"
    file.write_text(
        "MARA Holdings, Inc. on February 2026. MARA mined 700 bitcoin in February 2026. 340 of them made "
        "somebody happy for $24 million."
    )
    added = minerflow(
        "disclosures",
        "add",
        file,
        "--issuer",
        "mara",
        "--published",
        "2026-03-04",
        "--url",
        url,
        "--by",
        "ann",
    )
    words = "340 of them made somebody happy for $24 million."
    assert "1 passage about selling was not understood" in added.out
    assert words in added.out
    [unclear] = minerflow("disclosures", "list", "--json").document["not_understood"]
    assert (unclear["issuer"], unclear["url"], unclear["passages"]) == ("mara", url, 1)
    read_it = f"minerflow disclosures show {unclear['digest'][:12]}"
    assert read_it in minerflow("disclosures", "list").out
    shown = minerflow("disclosures", "show", unclear["digest"], "--json").document
    assert [each["text"] for each in shown["not_understood"]] == [words]
    episode = next(
        each["id"]
        for each in minerflow("queue", "--json").document["episodes"]
        if "2026" in each["opened_at"]
    )
    assert read_it in minerflow("show", episode).out
    assert minerflow("status", "--json").document["documents_to_read"] == {"mara": 1}
    assert "to read" in minerflow("status").out
    assert unclear["digest"][:12] in minerflow("ledger").out
    figures = ("--statement", "sale", "--btc", "340", "--from", "2026-02-01", "--to", "2026-02-28")
    minerflow("disclosures", "add", "--issuer", "mara", *figures, "--url", url, "--by", "ann")
    assert minerflow("disclosures", "list", "--json").document["not_understood"] == []
    assert minerflow("status", "--json").document["documents_to_read"] == {}
    assert read_it not in minerflow("show", episode).out


def test_what_show_proposes_to_enter_is_a_whole_command_and_confirms_nothing(minerflow, tmp_path, ids):
    file = tmp_path / "its update & more.txt"
    file.write_text(
        "MARA Holdings, Inc. in February 2026. MARA mined 700 bitcoin in February 2026. 340 of them made "
        "somebody happy for $24 million."
    )
    minerflow("disclosures", "add", file, "--issuer", "mara", "--published", "2026-03-04", "--by", "ann")
    shown = minerflow("show", ids[0]).out
    program, *proposed = shlex.split(re.search(r"^  minerflow .*", shown, re.MULTILINE)[0])
    assert (program, proposed[:2]) == ("minerflow", ["disclosures", "add"])
    assert file.as_uri() in proposed
    done = minerflow(*proposed)
    assert (done.code, done.err) == (0, "")
    [episode] = minerflow("show", ids[0], "--json").document["episodes"]
    assert (episode["standing"], episode["confirmed_sats"]) == ("indicative", 0)


def test_who_read_a_passage_that_tells_nothing_dismisses_it_and_is_not_asked_again(minerflow, tmp_path):
    file, url = tmp_path / "february.txt", "https://example.com/february"
    words = (
        "340 of them made somebody happy for $24 million.",
        "Another 120 of them made somebody happy for $8 million.",
    )
    file.write_text(
        f"MARA Holdings, Inc. in February 2026. MARA mined 700 bitcoin in February 2026. {' '.join(words)}"
    )
    source = ("--issuer", "mara", "--published", "2026-03-04", "--url", url, "--by", "ann")
    minerflow("disclosures", "add", file, *source)
    [unclear] = minerflow("disclosures", "list", "--json").document["not_understood"]
    digest = unclear["digest"][:12]
    dismiss = ("disclosures", "dismiss", digest, "--by", "ben", "--why", "they went to its own vault")

    one = minerflow(*dismiss, "--passage", "2", "--json").document
    assert [each["text"] for each in one["dismissed"]] == [words[1]]
    assert [each["text"] for each in one["to_read"]] == [words[0]]
    [unclear] = minerflow("disclosures", "list", "--json").document["not_understood"]
    assert unclear["passages"] == 1
    for number, complaint in (("2", "is dismissed already"), ("3", "has passages 1 to 2, and no 3")):
        wrong = minerflow(*dismiss, "--passage", number)
        assert wrong.code == 2
        assert complaint in wrong.err
    shown = minerflow("disclosures", "show", digest).out
    assert shown.index(words[0]) < shown.index("dismissed as telling nothing") < shown.index(words[1])

    assert minerflow(*dismiss).code == 0
    assert minerflow("disclosures", "list", "--json").document["not_understood"] == []
    assert minerflow("status", "--json").document["documents_to_read"] == {}
    assert f"minerflow disclosures show {digest}" not in minerflow("queue").out
    shown = minerflow("disclosures", "show", digest, "--json").document
    assert [each["dismissed"] for each in shown["not_understood"]] == [True, True]
    minerflow("disclosures", "reread", "--all")
    assert minerflow("disclosures", "list", "--json").document["not_understood"] == []

    again = minerflow(*dismiss, "--undo").out
    assert "2 passages are to be read again" in again
    assert minerflow("status", "--json").document["documents_to_read"] == {"mara": 1}
    wrong = minerflow(*dismiss, "--undo")
    assert (wrong.code, "is not dismissed" in wrong.err) == (2, True)
