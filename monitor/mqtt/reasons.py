"""Why the broker did not take us, in words that tell an operator what to change."""

import socket
import ssl

import aiomqtt
from paho.mqtt.reasoncodes import ReasonCode

from monitor.errors import BrokerError
from monitor.mqtt.address import BrokerAddress
from monitor.mqtt.wire import HungUp

_UNSUPPORTED_PROTOCOL = 0x84
_BAD_USER = 0x86
_NOT_AUTHORIZED = 0x87


class NoAnswer(BrokerError):
    """A broker is there, but does not answer a CONNECT of this protocol version."""


def connect_error(error: aiomqtt.MqttError, address: BrokerAddress, *, reached: bool) -> BrokerError:
    """What went wrong with a connect; `reached`: the network and TLS were not it."""
    match error:
        case HungUp():
            return _hung_up(str(error), address)
        case aiomqtt.MqttCodeError(rc=ReasonCode() as code):
            return _refused(code, address)
    if reached:
        seconds = address.timeout.total_seconds()
        return NoAnswer(f"{address} accepts connections, but did not answer MQTT within {seconds:g} s")
    # aiomqtt raises "from None"; the cause is still there.
    return BrokerError(_network(error.__context__, address))


def _refused(code: ReasonCode, address: BrokerAddress) -> BrokerError:
    said = f"{address} refused the connection: {code.getName().lower()}"
    if code.value == _UNSUPPORTED_PROTOCOL:
        return NoAnswer(said)
    if code.value in {_BAD_USER, _NOT_AUTHORIZED}:
        return BrokerError(f"{said}; check mqtt.username and mqtt.password")
    return BrokerError(said)


def _hung_up(last_words: str, address: BrokerAddress) -> BrokerError:
    # With TLS 1.3 the broker's verdict on our certificate comes after a handshake that looked well to us.
    if "CERTIFICATE_REQUIRED" in last_words:
        return BrokerError(
            f"{address} asks for a client certificate; set mqtt.tls.cert_file and mqtt.tls.key_file"
        )
    if "ALERT" in last_words:
        return BrokerError(f"{address} does not accept our client certificate: {last_words}")
    return NoAnswer(f"{address} hung up instead of answering MQTT")


def _network(cause: BaseException | None, address: BrokerAddress) -> str:
    match cause:
        case ssl.SSLCertVerificationError():
            return f"TLS verification of {address} failed: {cause.verify_message}"
        case ssl.SSLError():
            return f"TLS with {address} failed: {cause.reason or cause}; is this its TLS port?"
        case ConnectionResetError():
            return f"{address} hung up at the TLS handshake; is this its TLS port?"
        case socket.gaierror():
            return f"{address} is unreachable: no such host name"
        case TimeoutError():
            return f"{address} is unreachable: no answer within {address.timeout.total_seconds():g} s"
        case _:
            return f"{address} is unreachable: {getattr(cause, 'strerror', None) or cause}"
