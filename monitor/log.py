"""Structured logs on one road: ours through structlog, those of libraries through the same processors.

A line of JSON per event where a machine reads, columns where a person does. Times are UTC. An exception is
one field of its event: what it says and where it was raised. Its traceback is shown at level debug only.
"""

import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

Level = Literal["debug", "info", "warning", "error"]
Format = Literal["auto", "json", "console"]

_LIBRARIES = {
    # INFO would print every URL, and a URL may hold a key.
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    # Every header of a request, logins too.
    "hpack": logging.WARNING,
    # A line for every run, and a warning for every one left out because the last one, as a long catch-up,
    # is still at it.
    "apscheduler": logging.ERROR,
    # What is wrong with a PDF is told by the error that refuses it.
    "pypdf": logging.CRITICAL,
    # The embedded broker tells of every packet.
    "amqtt": logging.WARNING,
    "transitions": logging.WARNING,
    "uvicorn.access": logging.WARNING,
    # How each migration is run.
    "alembic": logging.WARNING,
    "aiosqlite": logging.WARNING,
    # An error for a read that a stop has cancelled; true errors are raised as well.
    "sqlalchemy.pool": logging.CRITICAL,
    "asyncio": logging.WARNING,
}


def configure_logging(
    level: Level = "info",
    format: Format = "auto",  # noqa: A002 - the name of the setting
    stream: TextIO | None = None,
    environ: Mapping[str, str] = os.environ,
) -> None:
    """Send all logs to `stream` (standard error by default) at `level` and above.

    With format "auto" that is columns on a terminal and JSON elsewhere. Under systemd, which says so by
    JOURNAL_STREAM or INVOCATION_ID (systemd.exec(5)), it is always JSON.
    """
    stream = stream or sys.stderr
    as_json = format == "json" or (format == "auto" and not _is_for_people(stream, environ))
    threshold = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[*_common(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    rendering = _json() if as_json else _columns(colors=stream.isatty() and "NO_COLOR" not in environ)
    handler.setFormatter(
        _formatter(rendering if threshold == logging.DEBUG else [_exception_as_field, *rendering])
    )
    logging.basicConfig(handlers=[handler], level=threshold, force=True)
    logging.captureWarnings(capture=True)
    for name, least in _LIBRARIES.items():
        logging.getLogger(name).setLevel(max(least, threshold))


def _is_for_people(stream: TextIO, environ: Mapping[str, str]) -> bool:
    return stream.isatty() and not {"JOURNAL_STREAM", "INVOCATION_ID"} & environ.keys()


def _common() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _json() -> list[Processor]:
    return [
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(default=str, ensure_ascii=False),
    ]


def _columns(*, colors: bool) -> list[Processor]:
    return [structlog.dev.ConsoleRenderer(colors=colors, exception_formatter=structlog.dev.plain_traceback)]


def _formatter(rendering: list[Processor]) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_common(),
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering],
    )


def _exception_as_field(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    raised = event.pop("exc_info", None)
    if raised is True:
        raised = sys.exc_info()
    error = raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        event["exception"] = f"{type(error).__name__}: {error}{_raised_at(error.__traceback__)}"
    return event


def _raised_at(traceback: TracebackType | None) -> str:
    if traceback is None:
        return ""
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    path = Path(traceback.tb_frame.f_code.co_filename)
    return f" (at {path.parent.name}/{path.name}:{traceback.tb_lineno})"
