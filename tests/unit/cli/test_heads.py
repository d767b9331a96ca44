"""What a command takes is read from its module before that is imported, and is what the whole module says."""

import json
import subprocess
import sys
from importlib import import_module

import pytest
import typer
from typer.main import get_command

from monitor.cli.heads import Head
from monitor.cli.main import app
from monitor.cli.verbs import Verbs

HEAVY = (
    "monitor.store",
    "monitor.pipeline",
    "monitor.config",
    "monitor.disclosures.extract",
    "monitor.explorers",
)
"""Rooms that no mistyped option is worth waiting for."""


def places(group=app):
    for name, place in group.places.items():
        if isinstance(place, Verbs):
            yield from ([name, *words] for words in places(place))
        else:
            yield [name, place]


PLACES = [(words[:-1], words[-1]) for words in places()]


def help_of(function) -> str:
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command("it")(function)
    command = get_command(alone)
    return command.get_help(command.make_context("it", [], resilient_parsing=True))


@pytest.mark.parametrize("place", [place for _, place in PLACES])
def test_the_head_of_a_command_takes_what_the_command_takes(place):
    module, _, function = place.partition(":")
    whole = getattr(import_module(f"monitor.cli.{module}"), function)
    head = Head(place)
    assert head.about == whole.__doc__.replace("\n    ", "\n").strip()
    assert help_of(head.command()) == help_of(whole)


def test_a_place_without_a_command_is_a_fault():
    for place in ("scan:nothing", "scan:_HEX"):
        with pytest.raises(LookupError, match=place):
            Head(place)


def test_arguments_are_checked_before_what_only_the_work_needs_is_imported():
    mistakes = [[*words, "--no-such-option"] for words, _ in PLACES]
    mistakes += [
        ["ledger", "--as-of", "today"],
        ["ledger", "--month", "2026-13"],
        ["confirm", "riot", "--url", "nowhere"],
        ["disclosures", "add", "--published", "7.2.2026"],
        ["disclosures", "correct", "12345678", "--btc", "many", "--why", "x"],
        ["labels", "lookup", "x", "--at", "yesterday"],
        ["extract", "/no/such/file"],
        ["extract", "/"],
    ]
    code = (
        "import json, sys; from monitor.cli.main import run; "
        f"codes = [run(words) for words in {mistakes!r}]; print(json.dumps([codes, sorted(sys.modules)]))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    codes, imported = json.loads(done.stdout)
    assert set(codes) == {2}
    assert not [name for name in imported if name.startswith(HEAVY)]
    assert len(done.stderr.splitlines()) == len(mistakes)
