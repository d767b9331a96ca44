"""What the architecture promises, held to the code."""

import ast
import re
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "monitor").rglob("*.py"))
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "manager", "handler", "handlers", "common", "misc"}

A_PATH = re.compile(r"`((?:monitor|config|tests|docs|systemd|scripts|benchmarks|\.ci)/[\w./-]*)`")
A_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)[^)]*\)")


def name(path):
    return str(path.relative_to(ROOT))


def test_the_import_contracts_hold(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    status = lint_imports(no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_file_can_be_read_in_one_go():
    lengths = {name(path): len(path.read_text().splitlines()) for path in SOURCES}
    assert not {path: length for path, length in lengths.items() if length > LONGEST_FILE}


def test_no_function_needs_scrolling():
    lengths = {
        f"{name(path)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in SOURCES
        if "migrations" not in path.parts  # what Alembic lists there has no other order than the tables'
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert not {function: length for function, length in lengths.items() if length > LONGEST_FUNCTION}


def test_every_module_is_named_for_what_it_holds():
    assert not [name(path) for path in SOURCES if {path.stem, path.parent.name} & SAYS_NOTHING]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_path_in_the_documentation_exists(document):
    text = document.read_text()
    gone = [path for path in A_PATH.findall(text) if not (ROOT / path).exists()]
    gone += [link for link in A_LINK.findall(text) if not (document.parent / link).exists()]
    assert not gone
