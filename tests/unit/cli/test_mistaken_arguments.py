"""Mistaken arguments are told in one line, before anything is opened or made."""

import pytest

from monitor.cli.main import app, run
from monitor.cli.verbs import Verbs


def commands(group: Verbs = app) -> list[list[str]]:
    found: list[list[str]] = []
    for name, place in group.places.items():
        found += [[name, *words] for words in commands(place)] if isinstance(place, Verbs) else [[name]]
    return found


@pytest.mark.parametrize(
    "words",
    [
        *([*words, "--no-such-option"] for words in commands()),
        ["ledger", "--as-of", "today"],
        ["ledger", "--month", "2026-13"],
        ["confirm", "riot", "--url", "nowhere"],
        ["disclosures", "add", "--published", "7.2.2026"],
        ["disclosures", "correct", "12345678", "--btc", "many", "--why", "x"],
        ["labels", "lookup", "x", "--at", "yesterday"],
        ["extract", "/no/such/file"],
        ["extract", "/"],
    ],
    ids=" ".join,
)
def test_a_mistaken_argument_is_wrong_use(words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(words) == 2
    said = capsys.readouterr()
    assert not said.out
    assert len(said.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())
