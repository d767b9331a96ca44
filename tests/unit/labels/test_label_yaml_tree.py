import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.labels.yaml_tree import Block, Items, Scalar, read_yaml


def test_the_tree_holds_text_as_written_with_its_lines() -> None:
    documents, problems = read_yaml("a: 007\nb:\n  - 2024-01-01\n  - {c: ' x '}\n", "f.yaml")
    assert not problems
    assert documents == (
        Block(
            {
                "a": Scalar("007", 1),
                "b": Items((Scalar("2024-01-01", 3), Block({"c": Scalar("x", 4)}, 4)), 3),
            },
            1,
        ),
    )


@pytest.mark.parametrize(
    ("text", "value"), [("~", ""), ("null", ""), ("", ""), ("'null'", "null"), ('"~"', "~")]
)
def test_null_is_empty_and_quoted_null_is_text(text: str, value: str) -> None:
    documents, _ = read_yaml(f"a: {text}", "f.yaml")
    assert documents == (Block({"a": Scalar(value, 1)}, 1),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&a [*a]", "f.yaml:1: the alias *a is not read here; write the value out"),
        ("a: 1\nb: {[x]: 1}", "f.yaml:2: a key must be plain text"),
        ("a: b\n\ta: 1", "f.yaml:2: no valid YAML: found a tab character that violates indentation"),
        ("a: 1\nb: \x00", "f.yaml:2: no valid YAML: control characters are not allowed"),
        ("[" * 9 + "]" * 9, "f.yaml:1: nested more than 8 levels deep"),
        ("[" * 200_000, "f.yaml:1: nested more than 8 levels deep"),
        ("a: 1\na: 2", "f.yaml:2: 'a' is given twice"),
    ],
)
def test_what_is_not_read_here_is_said_with_its_line(text: str, expected: str) -> None:
    assert [str(problem) for problem in read_yaml(text, "f.yaml")[1]] == [expected]


def test_a_file_of_aliases_to_aliases_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    documents, problems = read_yaml("\n".join(lines), "f.yaml")
    assert documents == ()
    assert [problem.where for problem in problems] == ["f.yaml:2"]


@given(st.text(max_size=60))
def test_no_text_ends_in_anything_but_a_tree_or_a_problem(text: str) -> None:
    documents, problems = read_yaml(text, "f.yaml")
    assert isinstance(documents, tuple)
    assert all(problem.where.startswith("f.yaml:") for problem in problems)
