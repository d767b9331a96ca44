"""What a command takes, known before anything is imported that only its work needs.

Half of a short command's time would be imports, and whoever mistypes an option would wait for them too. So of a
command's module at first only that is run which the command's annotations and defaults name, callbacks included; the
module as a whole is imported once the arguments are right.
"""

import ast
from collections.abc import Callable, Iterator
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any


class Head:
    """The signature of a command, and what it says of itself.

    Args:
        place: the module of `monitor.cli` and the function in it that is the command: "scan:scan".

    Raises:
        LookupError: there is no such function.
    """

    def __init__(self, place: str) -> None:
        self._module, _, self._name = place.partition(":")
        self._path = Path(__file__).with_name(f"{self._module}.py")
        self._tree = ast.parse(self._path.read_text(encoding="utf-8"))
        self._defined = {name: each for each in self._tree.body for name in _names_made(each)}
        function = self._defined.get(self._name)
        if not isinstance(function, ast.FunctionDef):
            raise LookupError(place)  # noqa: TRY004 - what is wrong is the name
        self._function = function

    @property
    def about(self) -> str | None:
        """The docstring."""
        return ast.get_docstring(self._function)

    def command(self) -> Callable[..., Any]:
        """A function with the command's signature, which imports the command when it is called."""
        namespace: dict[str, Any] = {"__name__": f"monitor.cli.{self._module}"}
        exec(compile(self._part(), self._path, "exec"), namespace)  # noqa: S102 - a part of our own module

        @wraps(namespace[self._name])
        def command(**given: Any) -> Any:
            return getattr(import_module(f"monitor.cli.{self._module}"), self._name)(**given)

        return command

    def _part(self) -> ast.Module:
        """The module without all that the signature does not name, and the command without its work."""
        function = self._function
        without_work = ast.FunctionDef(
            name=function.name,
            args=function.args,
            body=function.body[:1],  # the docstring
            decorator_list=[],
            lineno=function.lineno,
            col_offset=function.col_offset,
        )
        needed = self._needed_by(function.args)
        body = [each for each in self._tree.body if each in needed]
        return ast.Module([*body, without_work], type_ignores=[])

    def _needed_by(self, part: ast.AST) -> set[ast.stmt]:
        needed: set[ast.stmt] = set()
        parts = [part]
        while parts:
            for name in _names_read(parts.pop()):
                made = self._defined.get(name)
                if made is not None and made not in needed:
                    needed.add(made)
                    parts.append(made)
        return needed


def _names_made(statement: ast.stmt) -> Iterator[str]:
    match statement:
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            yield from (each.asname or each.name.partition(".")[0] for each in names)
        case ast.Assign(targets=targets):
            yield from (each.id for each in targets if isinstance(each, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name


def _names_read(part: ast.AST) -> Iterator[str]:
    return (each.id for each in ast.walk(part) if isinstance(each, ast.Name))
