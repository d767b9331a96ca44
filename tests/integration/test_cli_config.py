"""A wrong configuration: every problem with its place, exit code 78, and nothing is started."""

import re

import pytest

from monitor.cli.main import run
from tests.daemon import Household, Town, command

RIGHT = 'network = "regtest"\n[[sources]]\nkind = "esplora"\nurl = "http://127.0.0.1:9/api"\n'


@pytest.mark.parametrize(
    ("text", "complaints"),
    [
        (f"{RIGHT}[follow]\nintervall = 5\n", [r"minerflow\.toml:6: .*intervall.*interval"]),
        (f"{RIGHT}[mqtt]\nport = 'many'\n", [r"minerflow\.toml:6: .*mqtt\.port.*many"]),
        (f"{RIGHT}[mqtt\n", [r"minerflow\.toml:5:6: this is not TOML"]),
        (
            f"{RIGHT}[follow]\ninterval = 0.1\nstart = 'top'\n",
            [r"toml:6: .*interval", r"toml:7: .*start.*top"],
        ),
        (
            f'{RIGHT}[feeds]\nurl = "https://example.com/rss"\n',
            [r"`feeds` is a table, .*write `\[\[feeds\]\]`"],
        ),
        (
            f'{RIGHT}[labels]\npaths = ["nowhere.csv"]\n',
            [r"toml:6: `labels\.paths\[0\]`: there is no .*nowhere\.csv"],
        ),
        (
            f'{RIGHT}[labels]\nentities = "nobody.yaml"\npaths = []\n[mqtt.tls]\nenabled = true\nca_file = "ca.pem"\n',
            [r"toml:10: .*ca\.pem", r"toml:6: `labels\.entities`: there is no file .*nobody\.yaml"],
        ),
        (
            f'{RIGHT}[mqtt.tls]\nenabled = true\nca_file = "ca.pem"\n',
            [r"toml:7: .*there is no file .*ca\.pem"],
        ),
        (f'{RIGHT}[store]\nurl = "postgresql://db"\n', [r"toml:6: .*names no database on a server"]),
    ],
    ids=["typo", "type", "syntax", "two", "table", "labels", "entities", "certificate", "database"],
)
@pytest.mark.parametrize("verb", ["run", "check"])
def test_each_problem_is_named_with_its_place(tmp_path, capsys, verb, text, complaints):
    path = tmp_path / "minerflow.toml"
    path.write_text(text)
    assert run([verb, "-c", str(path)]) == 78
    written = capsys.readouterr()
    lines = written.err.splitlines()
    assert written.out == ""
    assert len(lines) == len(complaints), lines
    for line, complaint in zip(lines, complaints, strict=True):
        assert line.startswith("minerflow: ")
        assert re.search(complaint, line), line
    assert list(tmp_path.iterdir()) == [path], "no database was made"


def test_a_check_goes_on_where_labels_are_wrong(tmp_path, capsys):
    (tmp_path / "own.csv").write_text("address,entity,entity_type\nnothing,riot,miner\nno,mara,miner\n")
    path = tmp_path / "minerflow.toml"
    path.write_text(f'{RIGHT}[labels]\npaths = ["own.csv"]\n[mqtt]\nport = 9\n')
    assert run(["check", "-c", str(path)]) == 78
    said = capsys.readouterr().out
    for what in (
        "failed   .*own\\.csv:2: ",
        "failed   .*own\\.csv:3: ",
        "failed   source ",
        "failed   broker ",
    ):
        assert re.search(what, said), what


async def test_a_missing_file_and_bad_labels_stop_the_program(tmp_path):
    async with command(tmp_path, "run", "-c", tmp_path / "nowhere.toml") as daemon:
        assert await daemon.ended() == 78
        assert re.fullmatch(r"minerflow: .*nowhere\.toml: .*\n", daemon.stderr)
    house = Household(tmp_path, Town(), ["http://127.0.0.1:9/api"], "")
    labels = tmp_path / "labels.csv"
    labels.write_text(labels.read_text().replace("bcrt1q", "bcrt1p"))
    async with command(tmp_path, "run", "-c", house.config) as daemon:
        assert await daemon.ended() == 78
        assert re.findall(r"labels\.csv:(\d+): .*checksum", daemon.stderr) == ["2", "3"]
