"""The shipped file, the models and the documentation say the same."""

import itertools
import re
import tomllib
from pathlib import Path

import pytest
from pydantic import SecretStr

from monitor.config.disclosure_section import FeedSettings
from monitor.config.load import load_settings
from monitor.config.schema import keys_of
from monitor.config.sections import PriceSettings
from monitor.config.settings import Settings
from monitor.config.shipped import shipped
from monitor.config.source_section import SourceSettings
from monitor.config.texts import environment

ROOT = Path(__file__).parents[3]
DOCS = (ROOT / "docs/configuration.md").read_text()
TOML = shipped("minerflow.toml").read_text()

LISTS = {"sources": SourceSettings, "prices": PriceSettings, "feeds": FeedSettings}
KEYS = {".".join(key) for key in keys_of(Settings)} - LISTS.keys() | {
    f"{name}.{key}" for name, section in LISTS.items() for (key,) in keys_of(section)
}
FIRST_OF_EACH_LIST = tomllib.loads(TOML) | {name: tomllib.loads(TOML)[name][:1] for name in LISTS}


def written_keys(table, before=()):
    for name, value in table.items():
        if isinstance(value, dict):
            yield from written_keys(value, (*before, name))
        elif value and isinstance(value, list) and isinstance(value[0], dict):
            yield from written_keys(value[0], (*before, name))
        else:
            yield ".".join((*before, name)), value


def documented():
    """Key → default, from the tables of docs/configuration.md."""
    section = ""
    rows = {}
    for line in DOCS.splitlines():
        if heading := re.fullmatch(r"### `\[+([a-z.]+)\]+`.*", line):
            section = heading[1] + "."
        elif row := re.match(r"\| `([a-z_0-9]+)` \| `(.*?)` \|", line):
            rows[section + row[1]] = row[2]
    return rows


def test_the_shipped_file_has_every_key_and_no_other():
    assert {key for key, _ in written_keys(tomllib.loads(TOML))} == KEYS


def test_every_key_in_the_shipped_file_is_explained():
    later_of_a_list = re.compile(r"(\[\[(\w+)\]\]\n(?:.+\n)+\n)(?:\[\[\2\]\]\n(?:.+\n)+\n)+")
    lines = later_of_a_list.sub(r"\1", TOML).splitlines()
    assert len(lines) < len(TOML.splitlines())
    tables_of_one_comment = {"port", "password", "key_file", "warning_btc", "critical_btc"}
    for above, line in itertools.pairwise(lines):
        key = re.match(r"([a-z_]+) = ", line)
        if key and key[1] not in tables_of_one_comment:
            assert above.startswith("#"), f"{line} has no comment"


def test_the_shipped_file_holds_the_defaults(tmp_path):
    (tmp_path / "empty.toml").touch()
    home = {"HOME": "/home/desk"}
    assert load_settings(shipped("minerflow.toml"), home) == load_settings(tmp_path / "empty.toml", home)


def test_the_documentation_has_every_key_with_its_default():
    shipped_defaults = {key: repr(value) for key, value in written_keys(FIRST_OF_EACH_LIST)}
    assert {
        key: repr(tomllib.loads(f"x = {text}")["x"]) for key, text in documented().items()
    } == shipped_defaults


def test_the_shipped_file_carries_no_secret():
    for key, value in written_keys(tomllib.loads(TOML)):
        if "password" in key:
            assert value == ""


def test_every_password_is_a_secret():
    mqtt = load_settings(None, {"MINERFLOW_MQTT__PASSWORD": "x", "MINERFLOW_MQTT__USERNAME": "u"}).mqtt
    assert isinstance(mqtt.password, SecretStr)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\bMINERFLOW_[A-Z_]+[A-Z]\b", DOCS + TOML))))
def test_every_variable_that_is_written_about_exists(name):
    assert not environment({name: "x"}).problems


def test_copied_elsewhere_the_shipped_file_still_finds_the_shipped_labels(tmp_path):
    (tmp_path / "minerflow.toml").write_text(TOML)
    labels = load_settings(tmp_path / "minerflow.toml", {"HOME": "/h"}).labels
    assert labels.entities == shipped("entities.yaml")
    assert labels.paths == (shipped("labels"),)
