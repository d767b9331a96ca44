"""Commands whose modules are imported when they are called: most of a short command's time would be others' imports."""

import ast
from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command


class Verbs(TyperGroup):
    """A group of commands.

    Args:
        name: the word that leads to the group.
        about: what its commands are about, for the help.
        places: for each word, in the order of the help, the module of `monitor.cli` and the function in it that is the
            command ("scan:scan"), or the group that it leads to.
    """

    def __init__(self, name: str, about: str, places: "Mapping[str, str | Verbs]") -> None:
        super().__init__(
            name=name,
            help=about,
            no_args_is_help=True,
            rich_markup_mode=None,
            context_settings={"help_option_names": ["-h", "--help"]},
        )
        self.commands = _Imported(places)
        self._places = places

    @property
    def places(self) -> "Mapping[str, str | Verbs]":
        """Where each command stands, in the order of the help."""
        return self._places

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - as typer calls it
        """List the commands with the first sentence of each, whole: none of them is imported for it."""
        said = {
            name: _unopened(name, place) if isinstance(place, str) else place
            for name, place in self._places.items()
        }
        with formatter.section("Commands"):
            formatter.write_dl([(name, each.get_short_help_str(_ANY_LENGTH)) for name, each in said.items()])


_ANY_LENGTH = 1_000
"""Characters: a sentence has fewer."""


def _unopened(name: str, place: str) -> TyperCommand:
    """A command that only says what it does, as its function's own text has it."""
    module, _, function = place.partition(":")
    text = Path(__file__).with_name(f"{module}.py").read_text(encoding="utf-8")
    for each in ast.parse(text).body:
        if isinstance(each, ast.FunctionDef) and each.name == function:
            return TyperCommand(name, help=ast.get_docstring(each))
    raise LookupError(place)


class _Imported(MutableMapping[str, Any]):
    """Commands by name, each made when somebody wants more of it than the name."""

    def __init__(self, places: Mapping[str, str | Verbs]) -> None:
        self._places = dict(places)
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            place = self._places[name]
            self._made[name] = _command(name, place) if isinstance(place, str) else place
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._places.setdefault(name, "")
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._places[name]
        self._made.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _command(name: str, place: str) -> Any:
    module, _, function = place.partition(":")
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    alone.command(name)(getattr(import_module(f"monitor.cli.{module}"), function))
    return get_command(alone)
