import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.errors import ConfigError, PublishError
from monitor.mqtt.address import BrokerAddress, Protocol, TlsFiles
from monitor.mqtt.publisher import MqttPublisher
from monitor.mqtt.subscriber import subscribe
from monitor.pipeline.ports import Message
from tests.broker import Certificates, Mosquitto

STATUS = Message("minerflow/v1/status", b"{}", retain=True)
EVENT = Message("minerflow/v1/events/mara/raised", b"{}", retain=False)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory):
    return Certificates.made_in(tmp_path_factory.mktemp("certificates"))


def publisher_to(address: BrokerAddress) -> MqttPublisher:
    now = datetime(2026, 2, 6, tzinfo=UTC)
    return MqttPublisher(address, will=STATUS, greeting=lambda: STATUS, clock=lambda: now)


async def sent_to(broker: Mosquitto, **changes) -> MqttPublisher:
    """A publisher that has sent one message, and has taken leave."""
    publisher = publisher_to(broker.address(timeout=timedelta(seconds=3), **changes))
    try:
        await publisher.publish(EVENT)
        return publisher
    finally:
        await publisher.close()


@pytest.mark.parametrize("protocol", Protocol)
async def test_the_right_user_and_password_are_let_in(tmp_path, protocol):
    with Mosquitto(tmp_path, users={"desk": "correct horse"}) as broker:
        await sent_to(broker, username="desk", password="correct horse", protocol=protocol)


@pytest.mark.parametrize("protocol", Protocol)
@pytest.mark.parametrize("login", [{"username": "desk", "password": "wrong"}, {}])
async def test_a_wrong_password_or_none_is_refused_with_the_keys_to_check(tmp_path, protocol, login):
    with (
        Mosquitto(tmp_path, users={"desk": "correct horse"}) as broker,
        pytest.raises(
            PublishError, match=r"refused the connection: not auth.*check mqtt\.username and mqtt\.password"
        ),
    ):
        await sent_to(broker, protocol=protocol, **login)


def test_no_password_is_shown_when_an_address_is_printed():
    address = BrokerAddress(
        host="broker", port=1883, username="desk", password="hush", tls=TlsFiles(key_password="hush")
    )
    assert "hush" not in repr(address)
    assert str(address) == "broker:1883"


@pytest.mark.parametrize("protocol", Protocol)
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
async def test_tls_with_a_known_authority_and_the_right_name_works(tmp_path, certificates, protocol, host):
    with Mosquitto(tmp_path, certificates=certificates) as broker:
        await sent_to(broker, host=host, protocol=protocol)


async def test_a_broker_signed_by_an_unknown_authority_is_not_trusted(tmp_path, certificates):
    with (
        Mosquitto(tmp_path, certificates=certificates) as broker,
        pytest.raises(PublishError, match=r"TLS verification of .* failed: .*certificate"),
    ):
        await sent_to(broker, tls=TlsFiles(ca_file=certificates.file("stranger.pem")))


async def test_a_broker_is_not_trusted_by_the_systems_authorities_alone(tmp_path, certificates):
    with (
        Mosquitto(tmp_path, certificates=certificates) as broker,
        pytest.raises(PublishError, match=r"TLS verification of .* failed"),
    ):
        await sent_to(broker, tls=TlsFiles())


async def test_a_certificate_for_another_host_is_not_trusted(tmp_path, certificates):
    with (
        Mosquitto(tmp_path, certificates=certificates, server="elsewhere") as broker,
        pytest.raises(PublishError, match=r"TLS verification of localhost:.* failed: Hostname mismatch"),
    ):
        await sent_to(broker)


@pytest.mark.parametrize(
    "key", [{"key_file": "client.key"}, {"key_file": "client-locked.key", "key_password": True}]
)
async def test_a_client_certificate_is_shown_to_a_broker_that_asks_for_one(tmp_path, certificates, key):
    tls = TlsFiles(
        ca_file=certificates.file("ca.pem"),
        cert_file=certificates.file("client.pem"),
        key_file=certificates.file(key["key_file"]),
        key_password=certificates.key_password if "key_password" in key else None,
    )
    options = ["require_certificate true", "use_identity_as_username true"]
    with Mosquitto(tmp_path, certificates=certificates, options=options) as broker:
        await sent_to(broker, tls=tls)
        assert "u'client'" in broker.log.read_text()


@pytest.mark.parametrize("tls_version", ["tlsv1.2", "tlsv1.3"])
async def test_a_missing_client_certificate_is_named(tmp_path, certificates, tls_version):
    options = ["require_certificate true", f"tls_version {tls_version}"]
    with (
        Mosquitto(tmp_path, certificates=certificates, options=options) as broker,
        pytest.raises(PublishError, match=r"asks for a client certificate; set mqtt\.tls\.cert_file"),
    ):
        await sent_to(broker)


async def test_a_client_certificate_of_a_stranger_is_not_accepted(tmp_path, certificates):
    tls = TlsFiles(
        ca_file=certificates.file("ca.pem"),
        cert_file=certificates.file("stranger.pem"),
        key_file=certificates.file("stranger.key"),
    )
    with (
        Mosquitto(tmp_path, certificates=certificates, options=["require_certificate true"]) as broker,
        pytest.raises(PublishError, match="does not accept our client certificate"),
    ):
        await sent_to(broker, tls=tls)


async def test_tls_to_a_port_without_it_fails_and_plain_to_a_port_with_it_too(tmp_path, certificates):
    with Mosquitto(tmp_path) as plain, pytest.raises(PublishError, match="is this its TLS port"):
        await sent_to(plain, tls=TlsFiles(ca_file=certificates.file("ca.pem")))
    with (
        Mosquitto(tmp_path, certificates=certificates) as encrypted,
        pytest.raises(PublishError, match="hung up instead of answering MQTT"),
    ):
        await sent_to(encrypted, tls=None)


@pytest.mark.parametrize(
    ("files", "key", "what"),
    [
        ({"ca_file": "nowhere.pem"}, "ca_file", "No such file"),
        ({"ca_file": "client.key"}, "ca_file", "no PEM certificate"),
        ({"cert_file": "nowhere.pem"}, "cert_file", "No such file"),
        ({"cert_file": "client.pem", "key_file": "nowhere.key"}, "key_file", "No such file"),
        ({"cert_file": "client.pem", "key_file": "server.key"}, "key_file", "do not belong together"),
        (
            {"cert_file": "client.pem", "key_file": "client-locked.key"},
            "key_file",
            "key_password is wrong or missing",
        ),
        ({"cert_file": "client.pem"}, "key_file", "do not belong together"),
    ],
)
def test_a_missing_or_wrong_tls_file_is_named_with_its_key_before_anything_connects(
    certificates, files, key, what
):
    tls = TlsFiles(**{name: certificates.file(file) for name, file in files.items()})
    with pytest.raises(ConfigError) as caught:
        publisher_to(BrokerAddress(host="localhost", port=8883, tls=tls))
    (problem,) = caught.value.problems
    assert problem.where == f"mqtt.tls.{key}"
    assert what in problem.what


async def test_the_acl_in_the_documentation_lets_us_write_and_the_desk_only_read(tmp_path):
    text = (Path(__file__).parents[2] / "docs" / "mqtt.md").read_text()
    acl = tmp_path / "acl"
    acl.write_text(re.findall(r"```acl\n(.*?)```", text, re.DOTALL)[0])
    users = {"minerflow": "one", "desk": "two"}
    with Mosquitto(tmp_path, users=users, options=[f"acl_file {acl}"]) as broker:
        as_desk = broker.address(username="desk", password="two")
        as_minerflow = broker.address(username="minerflow", password="one")
        async with subscribe(as_desk, "minerflow/v1/#") as messages:
            publisher = publisher_to(as_minerflow)
            await publisher.publish(EVENT)
            assert {(await anext(messages)).topic for _ in range(2)} == {STATUS.topic, EVENT.topic}
            with pytest.raises(PublishError, match="refused the message on elsewhere"):
                await publisher.publish(Message("elsewhere", b"{}", retain=False))
            await publisher.close()
        with pytest.raises(PublishError, match=f"refused the message on {STATUS.topic}"):
            await publisher_to(as_desk).publish(EVENT)
