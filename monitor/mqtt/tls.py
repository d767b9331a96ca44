"""The encryption of the connection, checked when it is set up and not at the first message."""

import ssl
from pathlib import Path

from monitor.errors import ConfigError, Problem
from monitor.mqtt.address import TlsFiles


def tls_context(files: TlsFiles) -> ssl.SSLContext:
    """A context that verifies the broker's certificate and host name, and shows ours if there is one.

    Raises:
        ConfigError: a file is missing or holds something else; names the key `mqtt.tls.…`.
    """
    context = _trusting(files.ca_file)
    context.sslsocket_class = _ClosedWhenItFails
    if files.cert_file is not None:
        _identify(context, files.cert_file, files)
    return context


class _ClosedWhenItFails(ssl.SSLSocket):
    """What paho lacks: it forgets a socket whose handshake fails without closing it."""

    def do_handshake(self, block: bool = False) -> None:
        try:
            super().do_handshake(block)
        except OSError:
            self.close()
            raise


def _trusting(ca_file: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except ssl.SSLError as error:
        raise _wrong("ca_file", f"{ca_file} holds no PEM certificate") from error
    except OSError as error:
        raise _wrong("ca_file", f"cannot read {ca_file}: {error.strerror}") from error


def _identify(context: ssl.SSLContext, cert_file: Path, files: TlsFiles) -> None:
    key_file = files.key_file or cert_file
    _readable("cert_file", cert_file)
    _readable("key_file", key_file)
    try:
        # Without a password OpenSSL would ask on the terminal for one; an empty one fails instead.
        context.load_cert_chain(cert_file, key_file, files.key_password or "")
    except ssl.SSLError as error:
        what = f"{cert_file} and {key_file} do not belong together, or key_password is wrong or missing"
        raise _wrong("key_file", f"{what} ({error.reason or 'no PEM'})") from error


def _readable(key: str, file: Path) -> None:
    try:
        file.read_bytes()
    except OSError as error:
        raise _wrong(key, f"cannot read {file}: {error.strerror}") from error


def _wrong(key: str, what: str) -> ConfigError:
    return ConfigError([Problem(f"mqtt.tls.{key}", what)])
