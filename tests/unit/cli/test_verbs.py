"""Every word of the command line leads to a command that says what it does, and imports no more than it needs."""

import subprocess
import sys

import pytest

from monitor.cli.main import app, run


def test_every_word_leads_to_a_command_with_its_help():
    groups = {"": app, **{name: app.commands[name] for name in ("labels", "disclosures")}}
    for name, group in groups.items():
        for word, command in group.commands.items():
            assert command.name == word, name
            assert command.help, word


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["stauts"], "No such command 'stauts'. Did you mean 'status'"),
        (["labels", "lokup"], "No such command 'lokup'. Did you mean 'lookup'?"),
        (["labels"], "lookup      Show every label of an address"),
    ],
)
def test_a_wrong_word_is_told_with_the_right_one(words, what, capsys):
    assert run(words) == 2
    assert what in capsys.readouterr().err


@pytest.mark.parametrize("words", [(), ("labels",), ("disclosures",)])
def test_the_list_of_commands_says_of_each_what_its_own_help_says(words, capsys):
    assert run([*words, "--help"]) == 0
    listed = " ".join(capsys.readouterr().out.partition("Commands:\n")[2].split())
    group = app.commands[words[0]] if words else app
    for word, command in group.commands.items():
        first, _, listed = listed.removeprefix(f"{word} ").partition(". ")
        assert first.rstrip(".") == " ".join(command.help.split()).partition(". ")[0].rstrip(".")
    assert not listed


def test_help_is_given_however_it_is_asked_for(capsys):
    given = []
    for words in (["--help"], ["-h"], ["help"]):
        assert run(words) == 0
        given.append(capsys.readouterr().out)
    assert given[0] == given[1] == given[2]
    assert run(["labels", "lint", "-h"]) == 0
    assert "--format" in capsys.readouterr().out


FOREIGN = ("monitor.store.store", "monitor.disclosures.extract.extract", "monitor.simulation.chain")


@pytest.mark.parametrize(
    "words", ["--help", "disclosures --help", "version", "labels lint --help", "watch --help"]
)
def test_a_command_imports_no_other_ones_rooms(words):
    code = (
        "import sys; from monitor.cli.main import run; "
        f"code = run({words.split()!r}); sys.exit(code or any(name in sys.modules for name in {FOREIGN!r}))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
