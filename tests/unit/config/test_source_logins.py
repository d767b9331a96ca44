"""Logins of sources: from the file, from credentials, from the environment, and never shown."""

import pytest

from monitor.config.load import load_settings
from monitor.errors import ConfigError
from monitor.opening import KINDS

NODE = """
network = "regtest"
[[sources]]
kind = "bitcoind"
name = "my-node"
url = "http://127.0.0.1:8332"
username = "desk"
password = "from the file"
[[sources]]
url = "http://127.0.0.1:3000"
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "minerflow.toml"
    path.write_text(NODE)
    return path


def source(file, environ):
    return load_settings(file, {"HOME": "/h", **environ}, KINDS).sources[0]


def credentials(tmp_path, **files):
    folder = tmp_path / "credentials"
    folder.mkdir()
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text)
    return {"CREDENTIALS_DIRECTORY": str(folder)}


def test_the_environment_is_stronger_than_a_credential_and_that_than_the_file(file, tmp_path):
    assert source(file, {}).password.get_secret_value() == "from the file"
    environ = credentials(tmp_path, **{"sources__my-node__password": "from systemd\n"})
    assert source(file, environ).password.get_secret_value() == "from systemd"
    environ["MINERFLOW_SOURCES__MY_NODE__PASSWORD"] = "from outside"
    assert source(file, environ).password.get_secret_value() == "from outside"


def test_a_source_without_a_name_is_called_by_its_host(file):
    variables = {
        "MINERFLOW_SOURCES__127_0_0_1_3000__USERNAME": "u",
        "MINERFLOW_SOURCES__127_0_0_1_3000__PASSWORD": "p",
    }
    other = load_settings(file, {"HOME": "/h", **variables}, KINDS).sources[1]
    assert (other.username, other.password.get_secret_value()) == ("u", "p")


def test_a_cookie_file_as_a_credential_is_that_file(file, tmp_path):
    file.write_text(NODE.replace('username = "desk"', "").replace('password = "from the file"', ""))
    environ = credentials(tmp_path, **{"sources__my-node__cookie_file": "__cookie__:x"})
    assert source(file, environ).cookie_file == tmp_path / "credentials/sources.my-node.cookie_file"


@pytest.mark.parametrize(
    ("replaced", "by", "what"),
    [
        ('username = "desk"', "", "password is given without username"),
        ('password = "from the file"', 'cookie_file = "c"', "one of them is enough"),
        ('username = "desk"', 'username = "a:b"', "holds no colon"),
        ('kind = "bitcoind"', 'kind = "bitcoin"', "'bitcoind', 'blockbook', 'esplora' or 'mempool'"),
    ],
)
def test_what_does_not_fit_is_said_without_the_password(file, replaced, by, what):
    file.write_text(NODE.replace(replaced, by))
    with pytest.raises(ConfigError, match=what) as caught:
        source(file, {})
    assert "from the file" not in str(caught.value)
    assert str(file) in str(caught.value)


def test_a_login_for_nobody_is_a_problem(file):
    with pytest.raises(ConfigError, match=r"no source has this name; there are: my-node, 127\.0\.0\.1:3000"):
        source(file, {"MINERFLOW_SOURCES__MINE__PASSWORD": "x"})


@pytest.mark.parametrize(
    ("url", "operator"),
    [
        ("https://blockstream.info/api", "blockstream.info"),
        ("https://node3.fra.mempool.space/api", "mempool.space"),
        ("https://explorer.example.co.uk/api", "example.co.uk"),
        ("http://10.0.0.7:3000", "10.0.0.7:3000"),
        ("http://[2001:db8::1]:3000", "[2001:db8::1]:3000"),
        ("http://electrs:3000", "electrs:3000"),
        ("http://electrs.desk.lan:3000", "electrs.desk.lan:3000"),
    ],
)
def test_the_operator_is_who_the_host_belongs_to(file, url, operator):
    file.write_text(f'[[sources]]\nurl = "{url}"')
    assert source(file, {}).operator == operator
