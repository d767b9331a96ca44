"""Read the configuration from all its places, or say everything that is wrong with it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from pydantic import ValidationError
from pydantic_settings import InitSettingsSource

from monitor.config.disclosure_section import feed_problems
from monitor.config.logins import with_logins
from monitor.config.problems import explain
from monitor.config.sections import LabelSettings, TlsSettings
from monitor.config.settings import Settings
from monitor.config.shipped import shipped
from monitor.config.texts import credentials, environment
from monitor.config.toml_file import KeyPath, read_toml
from monitor.errors import ConfigError, Problem


class Layer(Protocol):
    """One place that settings come from."""

    @property
    def values(self) -> dict[str, Any]:
        """What it sets, as nested tables."""

    def where(self, key: KeyPath) -> str | None:
        """Where in it the value of this key stands; None if it does not set it."""


def load_settings(
    path: Path | None, environ: Mapping[str, str], kinds: Collection[str] = (), *, labels_needed: bool = False
) -> Settings:
    """The settings of a TOML file, overridden by systemd credentials, overridden by the environment.

    Relative paths stand against the folder of the file, or the current one if none is given.

    Args:
        path: the file; None is the one that comes with Minerflow.
        environ: the environment, as in `os.environ`.
        kinds: what the kind of a source may be; whatever it is by default.
        labels_needed: whether it is wrong, too, where files of labels and entities are not there.

    Raises:
        ConfigError: with everything that is wrong: where it stands, what it is, what would be right.
    """
    file = read_toml((path or shipped("minerflow.toml")).absolute())
    texts = environment(environ), credentials(environ)
    layers: tuple[Layer, ...] = (*texts, file)
    values, problems = with_logins(
        [layer.values for layer in layers], [login for layer in texts for login in layer.logins]
    )
    problems += [problem for layer in texts for problem in layer.problems]
    try:
        settings = _validated(values, environ).anchored(file.path.parent if path else Path.cwd())
        settings = settings.model_copy(update={"store": settings.store.at_home(state_directory(environ))})
    except ValidationError as error:
        found = explain(error)
    else:
        found = [
            *_missing_files(settings.mqtt.tls),
            *(_missing_labels(settings.labels) if labels_needed else ()),
            *feed_problems(settings.feeds, settings.disclosures.hosts),
        ]
    found += _strange_kinds(values, kinds) if kinds else ()
    problems += [Problem(_where(key, layers) or str(file.path), what) for key, what in found]
    if problems:
        raise ConfigError(problems)
    return settings


def _validated(values: Sequence[dict[str, Any]], environ: Mapping[str, str]) -> Settings:
    surroundings = {"store": {"url": f"sqlite:///{state_directory(environ) / 'minerflow.sqlite3'}"}}
    sources = tuple(InitSettingsSource(Settings, each) for each in (*values, surroundings))
    return Settings(_build_sources=(sources, {}))


def state_directory(environ: Mapping[str, str]) -> Path:
    """Where the database lies unless the configuration says otherwise.

    systemd's `StateDirectory=` (systemd.exec(5)), else `$XDG_STATE_HOME/minerflow`, whose default is
    `~/.local/state` (XDG base directory specification); without a home, the current directory.
    """
    if given := environ.get("STATE_DIRECTORY"):
        return Path(given.split(":")[0])
    if given := environ.get("XDG_STATE_HOME"):
        return Path(given) / "minerflow"
    home = environ.get("HOME")
    return Path(home) / ".local/state/minerflow" if home else Path.cwd()


def _where(key: KeyPath, layers: Sequence[Layer]) -> str | None:
    places = (layer.where(key) for layer in layers)
    return next((place for place in places if place), None)


def _strange_kinds(
    values: Sequence[Mapping[str, Any]], kinds: Collection[str]
) -> Iterator[tuple[KeyPath, str]]:
    listed: list[Any] = next(
        (layer["sources"] for layer in values if isinstance(layer.get("sources"), list)), []
    )
    names = [repr(kind) for kind in sorted(kinds)]
    known = f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
    for place, source in enumerate(listed):
        kind = source.get("kind") if isinstance(source, dict) else None
        if isinstance(kind, str) and kind not in kinds:
            key = f"sources[{place}].kind"
            yield ("sources", place, "kind"), f"`{key}` is {kind!r}, but it should be {known}"


def _missing_files(tls: TlsSettings) -> Iterator[tuple[KeyPath, str]]:
    for name in ("ca_file", "cert_file", "key_file"):
        path = getattr(tls, name)
        if path is not None and not path.is_file():
            yield ("mqtt", "tls", name), f"`mqtt.tls.{name}`: there is no file {path}"


def _missing_labels(labels: LabelSettings) -> Iterator[tuple[KeyPath, str]]:
    if not labels.entities.exists():
        yield ("labels", "entities"), f"`labels.entities`: there is no file {labels.entities}"
    for place, path in enumerate(labels.paths):
        if not path.exists():
            yield ("labels", "paths", place), f"`labels.paths[{place}]`: there is no file or folder {path}"
