from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from monitor import rules
from monitor.bitcoin.network import Network
from monitor.config.load import load_settings
from monitor.config.sections import FollowSettings
from monitor.config.settings import Settings
from monitor.config.shipped import shipped
from monitor.errors import ConfigError
from monitor.opening import KINDS

NOWHERE = {"HOME": "/home/desk"}
NO_DURATION = 'is no duration; write it like "10s", "5m", "24h" or in seconds'
NO_API = 'is no address of an API; write it like "https://blockstream.info/api"'
NO_DATABASE = (
    'it names no database; write it like "sqlite:////var/lib/minerflow/minerflow.sqlite3" or '
    '"postgresql+psycopg://minerflow@db.example.org/minerflow"'
)
BE_A_KIND = "'bitcoind', 'blockbook', 'esplora' or 'mempool'"
BE_A_LIST = "be a list (as JSON where it is a variable)"
TWINS = """
[[sources]]
kind = "esplora"
url = "https://a.example/1"
[[sources]]
kind = "esplora"
url = "https://a.example/2"
"""


@pytest.fixture
def config(tmp_path):
    """Write a configuration file; gives its path."""

    def write(text):
        file = tmp_path / "minerflow.toml"
        file.write_text(text)
        return file

    return write


def problems(path, environ=NOWHERE):
    with pytest.raises(ConfigError) as caught:
        load_settings(path, environ, KINDS)
    return [str(problem) for problem in caught.value.problems]


def test_without_a_file_mainnet_is_followed_from_public_sources():
    settings = load_settings(None, NOWHERE)
    assert settings.network is Network.MAIN
    assert [source.name for source in settings.sources] == ["blockstream.info", "mempool.space"]
    assert settings.follow.interval == timedelta(seconds=10)
    assert settings.labels.entities == shipped("entities.yaml")
    assert settings.labels.paths == (shipped("labels"),)


def test_an_empty_file_means_the_same_as_the_shipped_one(config):
    assert load_settings(config(""), NOWHERE) == load_settings(None, NOWHERE)


def test_what_a_file_says_is_taken(config):
    settings = load_settings(
        config("""
            network = "regtest"
            [[sources]]
            kind = "esplora"
            url = "http://127.0.0.1:3000/"
            timeout = 5
            [follow]
            start = 120
            [flags]
            min_btc = 0.00000001
            [severity]
            notice_btc = 0.5
            [mqtt]
            protocol = 5
        """),
        NOWHERE,
    )
    (source,) = settings.sources
    assert (source.url, source.name) == ("http://127.0.0.1:3000", "127.0.0.1:3000")
    assert source.timeout == timedelta(seconds=5)
    assert settings.follow.start == 120
    assert (settings.flags.min_btc, settings.flags.min_sats) == (Decimal("1E-8"), 1)
    severity = settings.severity
    assert (severity.notice_sats, severity.warning_sats, severity.critical_sats) == (
        50_000_000,
        10**10,
        10**11,
    )
    assert settings.mqtt.protocol == "5"


@pytest.mark.parametrize("network", ["testnet", "signet"])
def test_each_public_network_has_public_sources(config, network):
    settings = load_settings(config(f'network = "{network}"'), NOWHERE)
    assert all(f"/{network}/api" in source.url for source in settings.sources)


@pytest.mark.parametrize(
    ("url", "limit"),
    [
        ("https://blockstream.info/api", 600),
        ("https://electrs.example.org", 600),
        ("http://8.8.8.8:3000", 600),
        ("http://127.0.0.1:3000", 0),
        ("http://192.168.1.7", 0),
        ("http://[fd00::7]:3000", 0),
        ("http://localhost:3000", 0),
        ("http://electrs:3000", 0),
        ("http://umbrel.local/api", 0),
        ("http://local.example.org", 600),
    ],
)
def test_a_source_of_ones_own_has_no_limit_by_default_and_any_other_one(url, limit):
    settings = load_settings(None, {"MINERFLOW_SOURCES": f'[{{"url": "{url}"}}]', **NOWHERE})
    assert settings.sources[0].requests_per_hour == limit


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ('[[sources]]\nurl = "http://127.0.0.1:3000"', (rules.OWN_PER_HOUR, rules.OWN_PER_HOUR)),
        ('[[sources]]\nurl = "http://127.0.0.1:3000"\nrequests_per_hour = 700', (200, 120)),
        (TWINS, (200, 120)),
        (
            '[[sources]]\nurl = "http://127.0.0.1:3000"\n[follow]\naddress_requests = 7',
            (7, rules.OWN_PER_HOUR),
        ),
        (
            '[[sources]]\nurl = "http://127.0.0.1:3000"\n[learning]\nlookups_per_hour = 0',
            (rules.OWN_PER_HOUR, 0),
        ),
    ],
)
def test_work_in_the_background_is_held_back_for_sources_that_count_and_where_it_is_said(
    config, text, requests
):
    text = text.replace("/2", '/2"\nname = "second')
    settings = load_settings(config(text), NOWHERE)
    assert (rules.history_requests(settings), rules.lookup_requests(settings)) == requests


@pytest.mark.parametrize(
    ("listen", "address"),
    [
        ("", None),
        ("127.0.0.1:9487", ("127.0.0.1", 9487)),
        ("[::1]:80", ("::1", 80)),
        ("0.0.0.0:1", ("0.0.0.0", 1)),
    ],
)
def test_metrics_listen_on_an_address_and_a_port_or_nowhere(listen, address):
    assert load_settings(None, {"MINERFLOW_METRICS__LISTEN": listen, **NOWHERE}).metrics.address == address


@pytest.mark.parametrize(
    "listen", ["9487", ":9487", "localhost:9487", "127.0.0.1", "127.0.0.1:0", "::1:80", "1.2.3.4:٣"]
)
def test_anything_else_to_listen_on_is_refused(listen):
    (problem,) = problems(None, {"MINERFLOW_METRICS__LISTEN": listen, **NOWHERE})
    assert "is no address and port; write it like" in problem


def test_settings_cannot_be_changed():
    settings = load_settings(None, NOWHERE)
    with pytest.raises(ValidationError):
        settings.network = Network.REGTEST
    with pytest.raises(ValidationError):
        settings.mqtt.port = 1


# --- precedence


def test_the_environment_beats_credentials_and_credentials_beat_the_file(config, tmp_path):
    file = config('[mqtt]\nhost = "file"\nport = 1\nusername = "file"\nclient_id = "file"')
    directory = tmp_path / "credentials"
    directory.mkdir()
    (directory / "mqtt.username").write_text("credential\n")
    (directory / "mqtt.port").write_text("2")
    (directory / "mqtt.password").write_text("hush\n")
    environ = {"CREDENTIALS_DIRECTORY": str(directory), "MINERFLOW_MQTT__PORT": "3"}
    mqtt = load_settings(file, environ).mqtt
    assert (mqtt.host, mqtt.username, mqtt.port) == ("file", "credential", 3)
    assert mqtt.password.get_secret_value() == "hush"


def test_empty_texts_set_nothing(config, tmp_path):
    (tmp_path / "mqtt.host").write_text("\n")
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path), "MINERFLOW_MQTT__PORT": ""}
    mqtt = load_settings(None, environ).mqtt
    assert (mqtt.host, mqtt.port) == ("localhost", 1883)


def test_a_list_in_a_variable_is_json():
    environ = {
        "MINERFLOW_NETWORK": "regtest",
        "MINERFLOW_SOURCES": '[{"kind": "esplora", "url": "http://127.0.0.1:1"}]',
        "MINERFLOW_LABELS__PATHS": '["shipped", "/srv/labels"]',
        "MINERFLOW_FLAGS__MIN_BTC": "0.1",
    }
    settings = load_settings(None, environ)
    assert [source.url for source in settings.sources] == ["http://127.0.0.1:1"]
    assert settings.labels.paths == (shipped("labels"), Path("/srv/labels"))
    assert settings.flags.min_sats == 10_000_000


def test_a_credential_for_a_file_is_that_file(config, tmp_path):
    directory = tmp_path / "credentials"
    directory.mkdir()
    for name in ("mqtt.tls.cert_file", "mqtt.tls.key_file"):
        (directory / name).write_text("-----BEGIN")
    tls = load_settings(
        config("[mqtt.tls]\nenabled = true"), {"CREDENTIALS_DIRECTORY": str(directory)}
    ).mqtt.tls
    assert tls.key_file == directory / "mqtt.tls.key_file"


# --- paths


def test_relative_paths_stand_against_the_folder_of_the_file(config, tmp_path, monkeypatch):
    file = config("""
        [labels]
        entities = "who.yaml"
        paths = ["mine", "/srv/labels"]
        [store]
        url = "sqlite:///state/x.sqlite3"
        [mqtt.tls]
        enabled = true
        ca_file = "ca.pem"
    """)
    (tmp_path / "ca.pem").touch()
    monkeypatch.chdir(tmp_path.parent)
    settings = load_settings(file.relative_to(tmp_path.parent), NOWHERE)
    assert settings.labels.entities == tmp_path / "who.yaml"
    assert settings.labels.paths == (tmp_path / "mine", Path("/srv/labels"))
    assert settings.store.path == tmp_path / "state/x.sqlite3"
    assert settings.store.url == f"sqlite:///{tmp_path}/state/x.sqlite3"
    assert settings.mqtt.tls.ca_file == tmp_path / "ca.pem"


def test_without_a_file_relative_paths_stand_against_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = load_settings(None, {"MINERFLOW_STORE__URL": "sqlite:///x.sqlite3"})
    assert settings.store.path == tmp_path / "x.sqlite3"


@pytest.mark.parametrize(
    ("environ", "path"),
    [
        ({"STATE_DIRECTORY": "/var/lib/minerflow:/x", "XDG_STATE_HOME": "/x"}, "/var/lib/minerflow"),
        ({"XDG_STATE_HOME": "/state", "HOME": "/x"}, "/state/minerflow"),
        ({"HOME": "/home/desk"}, "/home/desk/.local/state/minerflow"),
    ],
)
def test_the_database_lies_where_state_belongs(environ, path):
    assert load_settings(None, environ).store.path == Path(path) / "minerflow.sqlite3"


def test_without_a_home_the_database_lies_in_the_current_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_settings(None, {}).store.path == tmp_path / "minerflow.sqlite3"


# --- everything that is wrong is told, with its place


def test_all_problems_are_told_at_once(config):
    file = config("""network = "mainnet"
[follow]
intervall = "10s"
interval = "10 parsecs"
start = "top"
final_depth = 6.5
[mqtt]
port = 70000
keepalive = "1s"
embedded = "maybe"
[[sources]]
kind = "esplora"
[[sources]]
kind = "esplor"
url = "ftp://example.org"
[labels]
paths = "labels"
entities = 5
[labels.more]
[nonsense]
[store]
url = "postgres://x"
""")
    found = problems(file, {"MINERFLOW_FOLLOW__INTERVALL": "1s", "MINERFLOW_STATUS__INTERVAL": "soon"})
    assert sorted(found) == sorted(
        [
            "MINERFLOW_FOLLOW__INTERVALL: no such variable; did you mean `MINERFLOW_FOLLOW__INTERVAL`?",
            f"MINERFLOW_STATUS__INTERVAL: `status.interval`: 'soon' {NO_DURATION}",
            f"{file}:1: `network` is 'mainnet', but it should be 'main', 'testnet', 'signet' or 'regtest'",
            f"{file}:3: unknown key `follow.intervall`; did you mean `interval`?",
            f"{file}:4: `follow.interval`: '10 parsecs' {NO_DURATION}",
            f"{file}:5: `follow.start`: it is 'top', but it should be \"tip\" or the height of a block",
            f"{file}:6: `follow.final_depth` is 6.5, but it should be a whole number",
            f"{file}:8: `mqtt.port` is 70000, but it should be at most 65535",
            f"{file}:9: `mqtt.keepalive` is 1s, but it should be at least 5 seconds",
            f"{file}:10: `mqtt.embedded` is 'maybe', but it should be true or false",
            f"{file}:11: `sources[0].url` is missing",
            f"{file}:14: `sources[1].kind` is 'esplor', but it should be {BE_A_KIND}",
            f"{file}:15: `sources[1].url`: 'ftp://example.org' {NO_API}",
            f"{file}:17: `labels.paths` is 'labels', but it should {BE_A_LIST}",
            f"{file}:18: `labels.entities` is 5, but it should be a path in quotes",
            f"{file}:19: unknown key `labels.more`; [labels] knows entities, paths, index",
            f"{file}:20: unknown key `nonsense`; the file knows {', '.join(Settings.model_fields)}",
            f"{file}:22: `store.url`: {NO_DATABASE}",
        ]
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "[follow]\nfinal_depth = 8\nmax_reorg_depth = 7",
            ":1: `follow`: max_reorg_depth 7 is below final_depth 8",
        ),
        ('[episodes]\nspan = "1h"', ":1: `episodes`: span 1:00:00 is shorter than window 1 day"),
        (
            "[severity]\nnotice_btc = 101",
            ":1: `severity`: notice_btc, warning_btc and critical_btc must rise",
        ),
        ('[mqtt]\npassword = "x"', ":1: `mqtt`: password is given without username"),
        (
            '[mqtt]\nembedded = true\nusername = "x"',
            ":1: `mqtt`: the embedded broker knows neither TLS nor users",
        ),
        ('[mqtt]\nprefix = "a/#"', ':2: `mqtt.prefix`: it begins a topic: no "+"'),
        ('[mqtt]\nprefix = "/a"', ":2: `mqtt.prefix`: it begins a topic"),
        ("mqtt = 1", ":1: `mqtt` is 1, but it should be a table"),
        ("network = [1]", ":1: `network` is a list, but it should be 'main'"),
        ("network = { a = 1 }", ":1: `network` is a table, but it should be 'main'"),
        ("[mqtt]\nhost = true", ":2: `mqtt.host` is true, but it should be a text in quotes"),
        ("[mqtt]\nport = true", ":2: `mqtt.port`: it is true, but it should be a whole number"),
        (
            '[mqtt.tls]\nenabled = true\ncert_file = "x"',
            ":1: `mqtt.tls`: cert_file and key_file belong together",
        ),
        ('[mqtt.tls]\nca_file = "x"', ":1: `mqtt.tls`: certificates are given, but enabled is false"),
        ('[mqtt.tls]\nkey_password = "x"', ":1: `mqtt.tls`: key_password is given without key_file"),
        ('[mqtt.tls]\nenabled = true\nca_file = "no.pem"', ":3: `mqtt.tls.ca_file`: there is no file /"),
        ('network = "regtest"', ": no source for network regtest; add [[sources]] with kind and url"),
        (
            '[[sources]]\nkind = "esplora"\nurl = "https://u:p@a.example"',
            ":3: `sources[0].url`: leave out user, password, ? and #",
        ),
        (
            '[[sources]]\nkind = "esplora"\nurl = "https://a.example"\npush_url = "https://a.example/ws"',
            ":4: `sources[0].push_url`: 'https://a.example/ws' is no websocket; write it like \"wss://",
        ),
        (
            '[[sources]]\nurl = "https://a.example"\nrequests_per_hour = 10\nburst = 6',
            ":1: `sources[0]`: burst 6 is more than half of requests_per_hour 10",
        ),
        (
            '[[sources]]\nurl = "https://a..example"',
            ":2: `sources[0].url`: 'a..example' cannot be the name of a host",
        ),
        (TWINS, ": two sources are called a.example; give each its own name"),
        ("[labels]\npaths = [5]", ":2: `labels.paths[0]` is 5, but it should be a path in quotes"),
        ("[follow]\nfinal_depth = nan", ":2: `follow.final_depth`: Input should be a finite number"),
        (
            'network = "signet"\n[[sources]]\nkind = "esplora"\nurl = "https://mempool.space/api"',
            ": source https://mempool.space/api serves main, but network is signet",
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(config, text, what):
    file = config(text)
    (problem,) = problems(file)
    assert problem.startswith(f"{file}{what}")


def test_a_variable_that_is_no_list_is_told():
    (problem,) = problems(None, {"MINERFLOW_LABELS__PATHS": "labels"})
    assert problem.startswith(
        "MINERFLOW_LABELS__PATHS: `labels.paths` is 'labels', but it should be a list (as JSON"
    )


def test_what_is_wrong_inside_a_list_in_a_variable_names_the_variable():
    (problem,) = problems(None, {"MINERFLOW_SOURCES": '[{"kind": "esplora"}]'})
    assert problem == "MINERFLOW_SOURCES: `sources[0].url` is missing"


def test_a_variable_unlike_all_others_is_refused_by_name():
    assert problems(None, {"MINERFLOW_X": "1", "OTHER_X": "1"}) == [
        "MINERFLOW_X: no such variable; docs/configuration.md lists all keys"
    ]


def test_a_misspelt_credential_is_refused_by_name(tmp_path):
    (tmp_path / "mqtt.pasword").write_text("hush")
    assert problems(None, {"CREDENTIALS_DIRECTORY": str(tmp_path)}) == [
        "credential mqtt.pasword: no such key; did you mean `credential mqtt.password`?"
    ]


def test_credentials_that_cannot_be_read_are_told(tmp_path):
    (problem,) = problems(None, {"CREDENTIALS_DIRECTORY": str(tmp_path / "none")})
    assert problem == f"{tmp_path}/none: this credential cannot be read: No such file or directory"
    (tmp_path / "mqtt.password").write_bytes(b"\xff")
    (problem,) = problems(None, {"CREDENTIALS_DIRECTORY": str(tmp_path)})
    assert problem == f"{tmp_path}/mqtt.password: this credential is not UTF-8 text"


# --- secrets


def test_secrets_are_never_shown(config):
    file = config('[mqtt]\nusername = "desk"\npassword = "hush"')
    settings = load_settings(file, NOWHERE)
    assert "hush" not in f"{settings!r}{settings}{settings.model_dump_json()}"
    file = config("[mqtt]\npassword = 123456\n[mqtt.tls]\nkey_password = [123456]")
    told = "\n".join(problems(file))
    assert "`mqtt.password` should be a text in quotes" in told
    assert "`mqtt.tls.key_password` should be a text in quotes" in told
    assert "123456" not in told


def test_a_kind_that_pushes_has_its_websocket_below_its_address(config):
    file = config(
        '[[sources]]\nkind = "mempool"\nurl = "https://mempool.space/api"\n'
        '[[sources]]\nkind = "mempool"\nurl = "http://127.0.0.1/api/"\npush_url = "ws://127.0.0.1:8999/ws"\n'
        '[[sources]]\nkind = "esplora"\nurl = "https://blockstream.info/api"'
    )
    assert [source.push for source in load_settings(file, NOWHERE).sources] == [
        "wss://mempool.space/api/v1/ws",
        "ws://127.0.0.1:8999/ws",
        None,
    ]


def test_a_section_can_be_built_by_hand():
    assert FollowSettings(start="tip", interval=timedelta(seconds=2)).interval.total_seconds() == 2
