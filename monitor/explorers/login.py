"""How we say to a source who asks, as its section of the configuration has it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from monitor.config.source_section import SourceSettings
from monitor.errors import SourceDataError, SourceUnavailable


def login_of(section: SourceSettings) -> Callable[[], tuple[str, str]] | None:
    """What gives user and password for each request; None where the section names none.

    A cookie file is read every time: Bitcoin Core writes a new one at each start.
    """
    if section.cookie_file:
        return partial(read_cookie, section.name, section.cookie_file)
    if section.username is None:
        return None
    password = section.password.get_secret_value() if section.password else ""
    return lambda: (section.username or "", password)


def read_cookie(source: str, path: Path) -> tuple[str, str]:
    """User and password from a file that Bitcoin Core wrote (-rpccookiefile): both in a line, with a colon between.

    Raises:
        SourceUnavailable: the file cannot be read, mostly for the node not running.
        SourceDataError: it holds something else.
    """
    try:
        text = path.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError as error:
        raise SourceDataError(source, f"cookie_file {path} is no text") from error
    except OSError as error:
        what = f"cookie_file {path} cannot be read: {error.strerror}; is the node running?"
        raise SourceUnavailable(source, what) from error
    user, colon, password = text.partition(":")
    if not colon:
        raise SourceDataError(source, f"cookie_file {path} holds no user and password with a colon between")
    return user, password
