"""What is mistyped, or cannot be written, is told in one line that names the option, the value or the file."""

import asyncio
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from monitor.cli.issuers import require_known
from monitor.cli.main import run
from monitor.errors import EXIT_USAGE, UsageError
from monitor.pipeline.review import ReviewDesk

BY = "say who decides; the audit trail keeps it"
WHY = "say how you know; the audit trail keeps it"
STATED = ["disclosures", "add", "--issuer", "riot", "--url", "https://example.com/8-k"]
SETTINGS = """network = "regtest"
[[sources]]
kind = "esplora"
url = "http://127.0.0.1:9"
[labels]
paths = []
[store]
url = "sqlite:///{}"
"""
SALE = ["--statement", "sale", "--from", "2026-02-01", "--to", "2026-02-28", "--btc", "12"]


@pytest.mark.parametrize(
    ("arguments", "option", "what"),
    [
        (["ack", "riot", "--by", ""], "--by", BY),
        (["ack", "riot", "--why", " "], "--why", WHY),
        (["note", "riot", "seen", "--by", " "], "--by", BY),
        (["dismiss", "riot", "--why", ""], "--why", WHY),
        (["reopen", "riot", "--why", ""], "--why", WHY),
        (["confirm", "riot", "--url", "https://example.com", "--why", ""], "--why", WHY),
        ([*STATED, "--by", ""], "--by", BY),
        ([*STATED, "--why", ""], "--why", WHY),
        (["disclosures", "exclude", "12345678", "--why", ""], "--why", WHY),
        (["disclosures", "reassign", "12345678", "--issuer", "riot", "--why", ""], "--why", WHY),
        (["labels", "accept", "12345678", "--why", ""], "--why", WHY),
        (["labels", "reject", "12345678", "--why", "x", "--by", ""], "--by", BY),
    ],
)
def test_nobody_decides_without_a_name_or_a_word(arguments, option, what, capsys):
    assert run(arguments) == 2
    assert capsys.readouterr().err == f"minerflow: Invalid value for {option}: {what}\n"


@pytest.mark.parametrize(("who", "why", "what"), [(" ", "seen", "nobody is named"), ("al", "", "no reason")])
def test_a_decision_without_a_name_or_a_word_is_refused_whoever_asks_for_it(who, why, what):
    nowhere: Any = None
    desk = ReviewDesk(nowhere, nowhere, nowhere, nowhere)
    with pytest.raises(UsageError, match=what):
        asyncio.run(desk.confirm("riot", url="https://example.com", sats=None, who=who, why=why))
    desk = ReviewDesk(nowhere, nowhere, lambda: nowhere, nowhere)
    with pytest.raises(UsageError, match=what):
        asyncio.run(desk.decide("ack", "riot", who=who, why=why))


def test_an_import_that_cannot_be_written_says_so_and_tells_of_no_success(tmp_path, capsys):
    pools, blocked = tmp_path / "pools.json", tmp_path / "blocked"
    pools.write_text('[{"name": "Foundry USA", "addresses": ["12KKDt4Mj7N5UAkQMN7LtPZMayenXHa8KL"]}]')
    blocked.write_text("a file where a folder should be")
    own = blocked / "own.csv"
    assert run(["labels", "import", "--format", "pools-v2", str(pools), "--into", str(own)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"minerflow: {own}: cannot be written: Not a directory\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_that_cannot_be_written_is_no_fault_of_ours(unbuffered):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "monitor", "version"],
            stdout=full,
            stderr=subprocess.PIPE,
            env={"PYTHONUNBUFFERED": unbuffered},
            check=False,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr == "minerflow: standard output cannot be written: No space left on device\n"


@pytest.mark.parametrize("closed", [">&-", "<&-", "<&- >&- 2>&-"])
def test_a_closed_standard_stream_is_no_fault_and_no_other_file_takes_its_place(closed, tmp_path):
    (tmp_path / "minerflow.toml").write_text(SETTINGS.format("m.sqlite3"))
    command = shlex.join(
        [sys.executable, "-m", "monitor", *STATED, *SALE, "-c", str(tmp_path / "minerflow.toml")]
    )
    done = subprocess.run(f"{command} {closed}", shell=True, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert run(["disclosures", "list", "-c", str(tmp_path / "minerflow.toml")]) == 0


def test_a_path_that_the_machine_refuses_is_named_and_no_fault_of_ours(tmp_path, capsys):
    name = f"{'long' * 100}.sqlite3"
    config = tmp_path / "minerflow.toml"
    config.write_text(SETTINGS.format(name))
    assert run(["queue", "-c", str(config)]) == 1
    said = f"minerflow: {tmp_path / name}: File name too long; check the path, and who may read it\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["backfill", "--from", "x"], "'--from': it is x, and should be a whole number"),
        (["queue", "--limit", "0"], "'--limit': it is 0, and should be at least 1"),
        (["ledger", "--year", "1999"], "'--year': it is 1999, and should be at least 2009"),
        (["demo", "--seconds", "long"], "'--seconds': it is long, and should be a number"),
        (["ledger", "--as-of", "2999-01-01"], "'--as-of': 2999-01-01 lies in the future; today is "),
    ],
)
def test_an_option_that_cannot_be_is_named_with_the_value_that_was_given(arguments, what, capsys):
    assert run(arguments) == 2
    assert capsys.readouterr().err.startswith(f"minerflow: Invalid value for {what}")


def test_the_version_is_printed_by_option_and_by_word(capsys):
    assert [run(["--version"]), run(["version"])] == [0, 0]
    by_option, by_word = capsys.readouterr().out.splitlines()
    assert by_option == by_word


def test_a_company_that_is_not_there_is_looked_for_in_the_file_that_is_configured(tmp_path):
    own = tmp_path / "own.yaml"
    with pytest.raises(UsageError, match=f"there is no entity 'nobody'; see {own}$"):
        require_known("nobody", {"riot": None}, own)


def test_a_database_that_is_a_folder_is_told_as_that(tmp_path, capsys):
    (tmp_path / "db.sqlite3").mkdir()
    config = tmp_path / "minerflow.toml"
    config.write_text('[store]\nurl = "sqlite:///db.sqlite3"\n')
    assert run(["queue", "-c", str(config)]) == 1
    said = capsys.readouterr().err
    assert f"{tmp_path}/db.sqlite3: cannot be opened for writing: Is a directory; check the path" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "MISSING"],
        ["scan", "MISSING"],
        ["labels", "lint", "--format", "csv", "MISSING"],
        ["labels", "import", "MISSING", "--format", "csv", "--into", "labels.csv"],
        ["disclosures", "add", "MISSING", "--issuer", "riot"],
    ],
)
def test_a_file_that_is_not_there_is_wrong_use_for_every_command(arguments, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "minerflow.toml").write_text(
        '[[sources]]\nkind = "esplora"\nurl = "http://127.0.0.1:9"\n[store]\nurl = "sqlite:///m.sqlite3"\n'
    )
    more = ["-c", "minerflow.toml"] if arguments[0] == "disclosures" else []
    missing = str(tmp_path / "missing.txt")
    assert run([each.replace("MISSING", missing) for each in [*arguments, *more]]) == EXIT_USAGE
    assert missing in capsys.readouterr().err
