"""A PostgreSQL server that tests start themselves, and databases on it."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg
import pytest

from tests.broker import free_port

_START_SECONDS = 90.0
_CONFIGURATION = """
listen_addresses = '127.0.0.1'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 100
shared_buffers = 32MB
autovacuum = off
"""
_WHO_MAY = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n"


def programs() -> Path:
    """Where the server's programs are; Debian keeps them out of PATH, by version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    if initdb := shutil.which("initdb"):
        return Path(initdb).resolve().parent
    pytest.fail("PostgreSQL's server is not installed; `scripts/test-programs` installs it", pytrace=False)


class PostgresCluster:
    """A server of our own in a folder of its own, on a socket there and on a loopback port."""

    password = "letmein-6021"

    def __init__(self) -> None:
        self._bin = programs()
        self.directory = Path(tempfile.mkdtemp(prefix="minerflow-pg-"))
        # The server refuses to run as root.
        self._user = (
            pwd.getpwnam("postgres" if _exists("postgres") else "nobody") if os.getuid() == 0 else None
        )
        if self._user:
            os.chown(self.directory, self._user.pw_uid, self._user.pw_gid)
        self._data = self.directory / "data"
        self._run(
            "initdb",
            "--no-sync",
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        )
        self.port = free_port()
        with (self._data / "postgresql.conf").open("a") as file:
            file.write(f"{_CONFIGURATION}port = {self.port}\nunix_socket_directories = '{self.directory}'\n")
        (self._data / "pg_hba.conf").write_text(_WHO_MAY)
        self._count = 0
        self.start()
        with self.admin() as connection:
            connection.execute(f"CREATE ROLE minerflow LOGIN PASSWORD '{self.password}'")

    def start(self) -> None:
        self._run("pg_ctl", "--silent", "--wait", f"--log={self.directory}/log", "start")

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "--silent", "--wait", f"--mode={mode}", "stop")

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.directory)

    def admin(self, database: str = "postgres") -> psycopg.Connection:
        """As the superuser, outside transactions."""
        return psycopg.connect(
            host=str(self.directory), port=self.port, user="postgres", dbname=database, autocommit=True
        )

    def new(self, template: str = "template0", how: str = "") -> str:
        """A database that belongs to the role `minerflow`; its name."""
        self._count += 1
        name = f"test_{self._count}"
        with self.admin() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} OWNER minerflow {how}")
        return name

    def url(self, database: str) -> str:
        """Over the socket, where nobody asks for a password."""
        return f"postgresql+psycopg://minerflow@/{database}?host={self.directory}&port={self.port}"

    def tcp(self, database: str, user: str = "minerflow") -> str:
        """Over the loopback, where a password is asked for."""
        return f"postgresql+psycopg://{user}@127.0.0.1:{self.port}/{database}"

    def cut_daemons(self) -> None:
        """End every session that holds the lock of a daemon, as a network does that is away for a while."""
        with self.admin() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks "
                "WHERE locktype = 'advisory' AND objid = 2 AND granted"
            )

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._bin / program, f"--pgdata={self._data}", *arguments],
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.directory,
            user=self._user.pw_uid if self._user else None,
            group=self._user.pw_gid if self._user else None,
            extra_groups=[] if self._user else None,
            timeout=_START_SECONDS,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        )
        assert done.returncode == 0, f"{program}: {done.stderr}"


def name_of(url: str) -> str:
    """The database that a URL of `PostgresCluster` names."""
    return url.partition("?")[0].rpartition("/")[2]


def _exists(user: str) -> bool:
    return any(entry.pw_name == user for entry in pwd.getpwall())
