"""Settings that come as texts under a name: environment variables and systemd credentials."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self

from monitor.config.logins import LoginText, is_login, login_texts
from monitor.config.schema import is_list, keys_of
from monitor.config.settings import Settings
from monitor.config.toml_file import KeyPath
from monitor.errors import ConfigError, Problem

PREFIX = "MINERFLOW_"
_NESTED = "__"


@dataclass(frozen=True, slots=True)
class Texts:
    """Named texts, each of which sets one key."""

    texts: Mapping[tuple[str, ...], str]
    names: Mapping[tuple[str, ...], str]
    """How each key is called where it comes from."""
    problems: tuple[Problem, ...]
    """The names that set nothing."""
    logins: tuple[LoginText, ...] = ()
    """Those that are about one source."""

    @classmethod
    def read(cls, given: Mapping[str, str], names: Mapping[tuple[str, ...], str], kind: str) -> Self:
        """Sort out what is given, by name. An empty text counts as not given."""
        keys = {name: key for key, name in names.items()}
        texts = {keys[name]: text for name, text in given.items() if text and name in keys}
        strange = sorted(name for name in given if name not in keys and not is_login(name))
        problems = tuple(Problem(name, _no_such(kind, name, keys)) for name in strange)
        return cls(texts, names, problems, login_texts(given))

    @property
    def values(self) -> dict[str, Any]:
        """The texts as nested tables. A list is written as JSON."""
        tables: dict[str, Any] = {}
        for key, text in self.texts.items():
            table = tables
            for name in key[:-1]:
                table = table.setdefault(name, {})
            table[key[-1]] = _from_json(text) if is_list(Settings, key) else text
        return tables

    def where(self, key: KeyPath) -> str | None:
        """The name that set this key, or the list it stands in."""
        return next((self.names[given] for given in self.texts if key[: len(given)] == given), None)


def environment(environ: Mapping[str, str]) -> Texts:
    """The variables that begin with MINERFLOW_: `mqtt.tls.ca_file` is MINERFLOW_MQTT__TLS__CA_FILE."""
    names = {key: PREFIX + _NESTED.join(key).upper() for key in keys_of(Settings)}
    given = {name: text for name, text in environ.items() if name.startswith(PREFIX)}
    return Texts.read(given, names, "variable")


def credentials(environ: Mapping[str, str]) -> Texts:
    """What systemd put into $CREDENTIALS_DIRECTORY: the file `mqtt.password` there sets that key.

    For a key that names a file, such as `mqtt.tls.key_file`, the credential is that file.

    Raises:
        ConfigError: a credential cannot be read, or is no UTF-8 text.
    """
    names = {key: f"credential {'.'.join(key)}" for key in keys_of(Settings)}
    directory = environ.get("CREDENTIALS_DIRECTORY")
    given = dict(_credential_files(Path(directory))) if directory else {}
    return Texts.read(given, names, "key")


def _credential_files(directory: Path) -> Iterator[tuple[str, str]]:
    try:
        for path in sorted(directory.iterdir()):
            text = path.read_text(encoding="utf-8").strip()
            yield f"credential {path.name}", str(path) if text and path.name.endswith("_file") else text
    except OSError as error:
        where = str(error.filename or directory)
        raise ConfigError([Problem(where, f"this credential cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise ConfigError([Problem(str(path), "this credential is not UTF-8 text")]) from error


def _from_json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text  # the model says that it should be a list


def _no_such(kind: str, name: str, known: Mapping[str, object]) -> str:
    bare = {key.removeprefix(PREFIX): key for key in known}  # what all have in common is no likeness
    close = get_close_matches(name.removeprefix(PREFIX), bare, n=1, cutoff=0.75)
    return f"no such {kind}" + (
        f"; did you mean `{bare[close[0]]}`?" if close else "; docs/configuration.md lists all keys"
    )
