"""A real mosquitto for tests: started on a free loopback port, and gone with the test."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeVar

import aiomqtt
import pytest

from monitor.mqtt.address import BrokerAddress, TlsFiles

T = TypeVar("T")

DEADLINE_SECONDS = 60.0
"""Far more than anything takes, whatever else the machine does."""
_PROGRAMS = {
    "mosquitto": "mosquitto",
    "mosquitto_passwd": "mosquitto",
    "openssl": "openssl",
    "setpriv": "util-linux",
}


def program(name: str) -> str:
    """Where a system program is; the test fails, rather than being skipped, where it is not."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        pytest.fail(f"{name} is not installed: apt-get install {_PROGRAMS[name]}", pytrace=False)
    return found


def free_port() -> int:
    """A loopback port that nobody listens at, and that no other test, nor any connection, is given from now on.

    It stays bound to the end of this process; Linux lets a server listen there all the same, if it sets SO_REUSEADDR
    as servers do.
    """
    keeper = socket.socket()
    keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    keeper.bind(("127.0.0.1", 0))
    _KEPT.append(keeper)
    return keeper.getsockname()[1]


_KEPT: list[socket.socket] = []


@dataclass(frozen=True)
class Certificates:
    """A throw-away authority, and what it has signed; each a file NAME.pem with its key in NAME.key."""

    directory: Path
    key_password = "open sesame"

    @classmethod
    def made_in(cls, directory: Path) -> Self:
        made = cls(directory)
        made._authority("ca")
        made._authority("stranger")
        made._signed("server", "subjectAltName=DNS:localhost,IP:127.0.0.1")
        made._signed("elsewhere", "subjectAltName=DNS:broker.example")
        made._signed("client", "extendedKeyUsage=clientAuth")
        password = f"pass:{cls.key_password}"
        _run("openssl", "ec", "-aes256", "-passout", password, "-in", made.file("client.key"),
             "-out", made.file("client-locked.key"))  # fmt: skip
        return made

    def file(self, name: str) -> Path:
        return self.directory / name

    def _authority(self, name: str) -> None:
        # Python 3.13 verifies strictly: an authority must say that it may sign.
        _run("openssl", "req", "-x509", *_NEW_KEY, "-days", "2", "-subj", f"/CN={name}",
             "-addext", "keyUsage=critical,keyCertSign,cRLSign",
             "-keyout", self.file(f"{name}.key"), "-out", self.file(f"{name}.pem"))  # fmt: skip

    def _signed(self, name: str, extension: str) -> None:
        _run("openssl", "req", *_NEW_KEY, "-subj", f"/CN={name}", "-keyout", self.file(f"{name}.key"),
             "-out", self.file(f"{name}.csr"))  # fmt: skip
        self.file(f"{name}.ext").write_text(extension)
        _run("openssl", "x509", "-req", "-days", "2", "-in", self.file(f"{name}.csr"),
             "-CA", self.file("ca.pem"), "-CAkey", self.file("ca.key"), "-CAcreateserial",
             "-extfile", self.file(f"{name}.ext"), "-out", self.file(f"{name}.pem"))  # fmt: skip


_NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


def _run(name: str, *arguments: str | Path) -> None:
    subprocess.run([program(name), *arguments], check=True, capture_output=True)


class Mosquitto:
    """Debian's mosquitto with its configuration, log and persistent state in one directory.

    It keeps its port over restarts. What it holds is saved when it is stopped, not when it is killed.
    """

    def __init__(
        self,
        directory: Path,
        *,
        users: Mapping[str, str] | None = None,
        certificates: Certificates | None = None,
        server: str = "server",
        options: Sequence[str] = (),
    ) -> None:
        self.directory = directory
        self.port = free_port()
        self._users = users or {}
        self._certificates = certificates
        self._process: subprocess.Popen[bytes] | None = None
        self._options = [*self._login(), *self._tls(server), *options]

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def address(self, **changes: Any) -> BrokerAddress:
        """How to connect to it; `changes` are fields of `BrokerAddress`."""
        tls = None if self._certificates is None else TlsFiles(ca_file=self._certificates.file("ca.pem"))
        return BrokerAddress(**{"host": "localhost", "port": self.port, "tls": tls, **changes})

    def start(self) -> None:
        """Start, or start again, and wait until it listens."""
        config = self.directory / "mosquitto.conf"
        config.write_text("\n".join([*self._configuration(), *self._options, ""]))
        with self.log.open("ab") as log:
            # setpriv: the kernel ends the broker with us, however we end.
            self._process = subprocess.Popen(
                [program("setpriv"), "--pdeathsig", "KILL", program("mosquitto"), "-c", str(config)],
                stdout=log,
                stderr=log,
            )
        self._wait_until_it_listens(self._process)

    def stop(self) -> None:
        """End it in order: it says goodbye to its clients and saves."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it without a warning (kill -9)."""
        self._end(signal.SIGKILL)

    def save(self) -> None:
        """Let it write sessions and subscriptions to the disk, which it does every half an hour (mosquitto(8))."""
        database = self.directory / "mosquitto.db"
        before = database.stat().st_mtime_ns if database.exists() else 0
        self._signal(signal.SIGUSR1)
        deadline = time.monotonic() + DEADLINE_SECONDS
        while not database.exists() or database.stat().st_mtime_ns == before:
            assert time.monotonic() < deadline, "mosquitto does not save"
            time.sleep(0.005)

    def freeze(self) -> None:
        """Let it hang: the kernel still accepts connections for it, but nothing is read or answered."""
        self._signal(signal.SIGSTOP)
        assert self._process is not None
        os.waitid(os.P_PID, self._process.pid, os.WSTOPPED)  # until then it may still answer

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    @property
    def log(self) -> Path:
        return self.directory / "mosquitto.log"

    def _configuration(self) -> list[str]:
        return [
            f"listener {self.port} 127.0.0.1",
            f"allow_anonymous {'false' if self._users else 'true'}",
            # Started by root it would become another user, who may not write here.
            "user root",
            "persistence true",
            f"persistence_location {self.directory}/",
            "set_tcp_nodelay true",
            "log_type all",
        ]

    def _login(self) -> list[str]:
        if not self._users:
            return []
        file = self.directory / "passwords"
        file.touch(mode=0o600)
        for user, password in self._users.items():
            _run("mosquitto_passwd", "-b", file, user, password)
        return [f"password_file {file}"]

    def _tls(self, server: str) -> list[str]:
        if self._certificates is None:
            return []
        file = self._certificates.file
        return [
            f"cafile {file('ca.pem')}",
            f"certfile {file(f'{server}.pem')}",
            f"keyfile {file(f'{server}.key')}",
        ]

    def _wait_until_it_listens(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + DEADLINE_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.005)
            else:
                return
        pytest.fail(f"mosquitto did not start:\n{self.log.read_text()}", pytrace=False)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(DEADLINE_SECONDS)
            self._process = None


@dataclass
class Observer:
    """A subscriber that is none of ours: everything it received, in order."""

    received: list[aiomqtt.Message] = field(default_factory=list)

    def payloads(self, topic: str) -> list[bytes]:
        return [bytes(message.payload) for message in self.received if message.topic.value == topic]

    async def sees(self, topic: str, payload: bytes) -> aiomqtt.Message:
        """The first message with this payload on this topic, as soon as it is there."""

        def found() -> aiomqtt.Message | None:
            matching = (m for m in self.received if m.topic.value == topic and m.payload == payload)
            return next(matching, None)

        message = await eventually(found)
        assert message is not None
        return message


async def eventually(state: Callable[[], T]) -> T:
    """Poll until the state is truthy; the test fails at a deadline."""
    async with asyncio.timeout(DEADLINE_SECONDS):
        while not (value := state()):
            await asyncio.sleep(0.005)
    return value


@asynccontextmanager
async def observing(broker: Mosquitto, topic: str = "#", **options: Any) -> AsyncIterator[Observer]:
    """Subscribe with a client of aiomqtt; `options` are for its constructor."""
    observer = Observer()
    options = {"protocol": aiomqtt.ProtocolVersion.V5, "timeout": DEADLINE_SECONDS, **options}
    async with aiomqtt.Client("127.0.0.1", broker.port, **options) as client:
        await client.subscribe(topic, qos=1)
        task = asyncio.create_task(_collect(client, observer))
        try:
            yield observer
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def _collect(client: aiomqtt.Client, observer: Observer) -> None:
    async for message in client.messages:
        observer.received.append(message)
