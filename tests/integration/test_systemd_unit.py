"""The unit as systemd itself judges it; no running systemd is needed for that."""

import itertools
import shutil
import subprocess
from pathlib import Path

import pytest

from monitor.config.schema import keys_of
from monitor.config.settings import Settings
from monitor.errors import EXIT_CONFIG

UNIT = Path(__file__).parents[2] / "systemd/minerflow.service"
PROGRAM = "/opt/minerflow/bin/minerflow"

with_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here; it comes with systemd"
)


@pytest.fixture
def unit(tmp_path):
    """The unit with a program that exists on every machine, since systemd looks for it."""
    copy = tmp_path / UNIT.name
    copy.write_text(UNIT.read_text().replace(PROGRAM, "/bin/true"))
    return copy


def analyze(*arguments):
    return subprocess.run(
        ["systemd-analyze", *arguments], capture_output=True, text=True, timeout=250, check=False
    )


def directives():
    """(name, value) of every line that says something."""
    lines = [line for line in UNIT.read_text().splitlines() if line and line[0] not in "#["]
    return [tuple(line.split("=", maxsplit=1)) for line in lines]


@with_systemd
def test_systemd_understands_every_line(unit):
    verdict = analyze("verify", str(unit))
    complaints = [line for line in verdict.stderr.splitlines() if str(unit) in line or unit.name in line]
    assert verdict.returncode == 0
    assert not complaints, "\n".join(complaints)


@with_systemd
def test_systemd_rates_the_exposure_at_1_5_or_less(unit):
    verdict = analyze("security", "--offline=yes", "--threshold=15", str(unit))
    assert verdict.returncode == 0, verdict.stdout[-300:]


@with_systemd
def test_the_rating_notices_when_the_hardening_goes(unit):
    unit.write_text(unit.read_text().replace("SystemCallFilter=", "# "))
    assert analyze("security", "--offline=yes", "--threshold=15", str(unit)).returncode != 0


def test_a_wrong_configuration_is_not_started_again():
    assert ("RestartPreventExitStatus", str(EXIT_CONFIG)) in directives()


def test_every_credential_is_a_key_and_may_be_missing():
    keys = {".".join(key) for key in keys_of(Settings)}
    loaded = [value.split(":")[0] for name, value in directives() if name == "LoadCredential"]
    stand_ins = {value for name, value in directives() if name == "SetCredential"}
    assert "mqtt.password" in loaded
    assert set(loaded) <= keys
    # An empty value is refused by systemd 252, hence the line feed.
    assert stand_ins == {rf"{key}:\n" for key in loaded}


def test_every_directive_has_its_reason_above_it():
    plain = ("Description=", "WantedBy=")
    bare = [
        line
        for above, line in itertools.pairwise(UNIT.read_text().splitlines())
        if line and line[0] not in "#[" and not line.startswith(plain) and (not above or above[0] == "[")
    ]
    assert not bare
