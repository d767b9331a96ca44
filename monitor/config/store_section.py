"""The section of the database: a file of SQLite, or a database on a PostgreSQL server."""

import re
from pathlib import Path
from typing import Self
from urllib.parse import parse_qs, urlsplit

from pydantic import SecretStr, field_validator

from monitor.config.section import Section

_SQLITE = "sqlite:///"
_SERVER = re.compile(r"postgresql(\+psycopg)?://")
_LIKE_A_FILE = f'"{_SQLITE}/var/lib/minerflow/minerflow.sqlite3"'
_LIKE_A_SERVER = '"postgresql+psycopg://minerflow@db.example.org/minerflow"'


class StoreSettings(Section):
    """The database."""

    url: str
    password: SecretStr | None = None
    """Of the user at the server."""
    directory: Path | None = None
    """For what this machine keeps for itself; by default the folder of the file."""

    @field_validator("url")
    @classmethod
    def _names_a_database(cls, url: str) -> str:
        if _SERVER.match(url):
            _require_server(url)
            return url
        path = url.removeprefix(_SQLITE)
        if path in {url, "", ":memory:"} or "?" in path:
            raise ValueError(f"it names no database; write it like {_LIKE_A_FILE} or {_LIKE_A_SERVER}")
        return url

    @property
    def on_server(self) -> bool:
        """Whether it is a database on a server, which several machines may share."""
        return _SERVER.match(self.url) is not None

    @property
    def path(self) -> Path:
        """The database file, where it is one."""
        return Path(self.url.removeprefix(_SQLITE))

    @property
    def shown(self) -> str:
        """How messages call it."""
        return self.url.partition("?")[0] if self.on_server else str(self.path)

    @property
    def secret(self) -> str | None:
        """The password as text."""
        return self.password.get_secret_value() if self.password else None

    @property
    def folder(self) -> Path:
        """Where what this machine keeps for itself lies: the index of the labels, when EDGAR was asked."""
        return self.directory or (Path() if self.on_server else self.path.parent)

    @property
    def file_name(self) -> str:
        """What the names of such files begin with."""
        return "minerflow" if self.on_server else self.path.name

    def anchored(self, directory: Path) -> Self:
        """The same database with relative paths resolved against `directory`."""
        update: dict[str, object] = {}
        if self.directory is not None:
            update["directory"] = directory / self.directory
        if not self.on_server:
            update["url"] = f"{_SQLITE}{directory / self.path}"
        return self.model_copy(update=update)

    def at_home(self, home: Path) -> Self:
        """The same database; where that is on a server and no folder was named, with `home` for what is our own."""
        if self.directory is not None or not self.on_server:
            return self
        return self.model_copy(update={"directory": home})


def _require_server(url: str) -> None:
    try:
        parts = urlsplit(url)
        names_one = parts.port != 0 and re.fullmatch(r"/[^/]+", parts.path) is not None
        tells = parts.password is not None or "password" in parse_qs(parts.query, keep_blank_values=True)
    except ValueError:
        names_one = tells = False
    if tells:
        raise ValueError(
            "it holds a password, which does not belong into a configuration; give that as credential "
            "store.password, as MINERFLOW_STORE__PASSWORD or in ~/.pgpass"
        )
    if not names_one:
        raise ValueError(f"it names no database on a server; write it like {_LIKE_A_SERVER}")
