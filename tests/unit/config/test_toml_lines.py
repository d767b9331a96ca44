import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.toml_file import key_lines, read_toml
from monitor.errors import ConfigError

TEXT = '''# a comment
plain = 1
dotted.key = """
[not.a.table]
x = 1
"""
[table]   # with a comment
"quoted key" = [
  1,
  2,
]
after = "# no comment"
inline = { inner = true }
[table.sub]
deep = 1
[[list]]
name = "first"
[list.sub]
below = 1
[[list]]
name = "second"
[[list.nested]]
leaf = 1
'''


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("plain",), 2),
        (("dotted", "key"), 3),
        (("table",), 7),
        (("table", "quoted key"), 8),
        (("table", "after"), 12),
        (("table", "inline", "inner"), 13),
        (("table", "sub"), 14),
        (("table", "sub", "deep"), 15),
        (("list",), 16),
        (("list", 0, "name"), 17),
        (("list", 0, "sub", "below"), 19),
        (("list", 1), 20),
        (("list", 1, "name"), 21),
        (("list", 1, "nested", 0, "leaf"), 23),
    ],
)
def test_every_key_is_found_at_its_line(key, line):
    assert key_lines(TEXT)[key] == line


def test_a_text_inside_a_text_is_no_key():
    assert ("not",) not in key_lines(TEXT)
    assert ("dotted", "x") not in key_lines(TEXT)


@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=8),
    st.sampled_from(['"text"', '"""\n\n[x]\n"""', "[\n1,\n2\n]", "{ a = 1 }", "'# no'"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_lines_survive_whatever_stands_between(gaps, value, newline):
    text = ""
    starts = []
    for number, gap in enumerate(gaps):
        text += "# comment\n" * gap
        starts.append(text.count("\n") + 1)
        text += f"key{number} = {value}\n"
    text = text.replace("\n", newline)
    assert set(tomllib.loads(text)) == {f"key{number}" for number in range(len(gaps))}
    assert [key_lines(text)[(f"key{number}",)] for number in range(len(gaps))] == starts


def test_a_key_that_is_not_written_is_placed_at_its_table(tmp_path):
    file = tmp_path / "x.toml"
    file.write_text("[mqtt]\nport = 1\n")
    toml = read_toml(file)
    assert toml.where(("mqtt", "host")) == f"{file}:1"
    assert toml.where(("follow", "start")) is None


def test_empty_texts_count_as_not_given(tmp_path):
    file = tmp_path / "x.toml"
    file.write_text('a = ""\nb = [{ c = "", d = 1.10 }]\n')
    assert str(read_toml(file).values) == "{'b': [{'d': Decimal('1.10')}]}"


@pytest.mark.parametrize(
    ("content", "where", "what"),
    [
        (b"a = 1\nb = = 2\n", ":2:5", "this is not TOML: Invalid value"),
        (b'a = "unfinished', "", "this is not TOML: "),
        (b"a = 1\nb = 'caf\xe9'\n", ":2", "not UTF-8"),
        (b"a = 1\na = 2\n", ":2:", "this is not TOML: Cannot overwrite"),
    ],
)
def test_what_is_no_toml_is_refused_at_its_line(tmp_path, content, where, what):
    file = tmp_path / "x.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        read_toml(file)
    assert str(caught.value).startswith(f"{file}{where}")
    assert what in str(caught.value)


def test_a_file_that_cannot_be_read_says_why(tmp_path):
    for path, reason in ((tmp_path / "none.toml", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(ConfigError, match=f"{path}: cannot be read: {reason}"):
            read_toml(path)
