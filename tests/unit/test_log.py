import io
import json
import logging
import warnings

import pytest
import structlog

from monitor.log import configure_logging


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def _restore_logging():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in ("httpx", "apscheduler", "amqtt", "asyncio")}
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


def events(stream):
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_is_one_line_of_json_with_a_time_in_utc():
    stream = io.StringIO()
    configure_logging("info", "json", stream, {})
    structlog.get_logger().info("block.scanned", height=935_000, miner="cango")
    (event,) = events(stream)
    assert event.pop("timestamp").endswith("Z")
    assert event == {
        "event": "block.scanned",
        "level": "info",
        "logger": __name__,
        "height": 935_000,
        "miner": "cango",
    }


@pytest.mark.parametrize(
    ("stream", "environ", "is_json"),
    [
        (io.StringIO, {}, True),
        (Terminal, {}, False),
        (Terminal, {"JOURNAL_STREAM": "8:1"}, True),
        (Terminal, {"INVOCATION_ID": "0"}, True),
    ],
)
def test_auto_is_columns_only_on_a_terminal_and_never_under_systemd(stream, environ, is_json):
    stream = stream()
    configure_logging("info", "auto", stream, environ)
    structlog.get_logger().info("tip.seen", height=1)
    assert stream.getvalue().startswith("{") is is_json


def test_columns_can_be_asked_for_without_a_terminal_and_have_no_colours_there():
    stream = io.StringIO()
    configure_logging("info", "console", stream, {})
    structlog.get_logger().info("tip.seen", height=1)
    assert "tip.seen" in stream.getvalue()
    assert "height=1" in stream.getvalue()
    assert "\x1b" not in stream.getvalue()


@pytest.mark.parametrize(("environ", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_gets_colours_unless_it_wants_none(environ, coloured):
    stream = Terminal()
    configure_logging("info", "auto", stream, environ)
    structlog.get_logger().info("tip.seen")
    assert ("\x1b" in stream.getvalue()) is coloured


def test_below_the_level_nothing_is_written():
    stream = io.StringIO()
    configure_logging("warning", "json", stream, {})
    structlog.get_logger().info("quiet")
    logging.getLogger("somebody").info("quiet")
    structlog.get_logger().warning("loud")
    assert [event["event"] for event in events(stream)] == ["loud"]


def test_libraries_write_through_the_same_processors():
    stream = io.StringIO()
    configure_logging("info", "json", stream, {})
    logging.getLogger("apscheduler.executors").error("job %s was late", "tip")
    (event,) = events(stream)
    assert event["event"] == "job tip was late"
    assert (event["logger"], event["level"]) == ("apscheduler.executors", "error")
    assert event["timestamp"].endswith("Z")


@pytest.mark.parametrize("level", ["debug", "info"])
def test_no_url_of_a_request_is_ever_logged(level):
    stream = io.StringIO()
    configure_logging(level, "json", stream, {})
    logging.getLogger("httpx").info("HTTP Request: GET https://example.org/?key=hush")
    assert stream.getvalue() == ""


def test_warnings_are_logged_too():
    stream = io.StringIO()
    configure_logging("info", "json", stream, {})
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn("soon gone", DeprecationWarning, stacklevel=1)
    (event,) = events(stream)
    assert "soon gone" in event["event"]


def raised():
    try:
        raise ValueError("the disk is full")  # noqa: TRY301 - it needs a place where it was raised
    except ValueError as error:
        return error


def test_an_exception_is_one_field_that_says_where_and_no_traceback():
    stream = io.StringIO()
    configure_logging("info", "json", stream, {})
    structlog.get_logger().error("store.failed", exc_info=raised())
    logging.getLogger("asyncio").error("never retrieved", exc_info=raised())
    try:
        raise raised()
    except ValueError:
        structlog.get_logger().exception("store.failed")
    line = raised.__code__.co_firstlineno + 2
    expected = f"ValueError: the disk is full (at unit/test_log.py:{line})"
    assert [event["exception"] for event in events(stream)] == [expected] * 3
    assert "Traceback" not in stream.getvalue()


def test_an_exception_that_was_never_raised_has_no_place():
    stream = io.StringIO()
    configure_logging("info", "json", stream, {})
    structlog.get_logger().error("odd", exc_info=OSError("no route"))
    structlog.get_logger().error("nothing", exc_info=True)
    first, second = events(stream)
    assert first["exception"] == "OSError: no route"
    assert "exception" not in second


@pytest.mark.parametrize("form", ["json", "console"])
def test_a_traceback_is_shown_at_level_debug(form):
    stream = io.StringIO()
    configure_logging("debug", form, stream, {})
    structlog.get_logger().error("store.failed", exc_info=raised())
    assert "Traceback" in stream.getvalue()


def test_standard_error_is_the_default(capsys):
    configure_logging("info", "json", environ={})
    structlog.get_logger().info("here")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert json.loads(captured.err)["event"] == "here"


def test_what_is_no_json_is_written_as_text():
    stream = io.StringIO()
    configure_logging("info", "json", stream, {})
    structlog.get_logger().info("odd", value=object, text="über")
    (event,) = events(stream)
    assert event["value"] == "<class 'object'>"
    assert "über" in stream.getvalue()
