"""The `minerflow` command: its verbs, and the one place where errors become messages and exit codes."""

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

import typer

from monitor.cli.verbs import Verbs
from monitor.cli.wrong_use import told
from monitor.errors import EXIT_FAILED, EXIT_OK, EXIT_USAGE, ConfigError, MonitorError

_LABELS = {
    "lookup": "labels:lookup",
    "stats": "labels:stats",
    "lint": "label_files:check_files",
    "import": "label_import:import_labels",
    "export": "label_files:export_labels",
    "candidates": "candidates:candidates",
    "accept": "candidates:accept",
    "reject": "candidates:reject",
}
_DISCLOSURES = {
    "add": "disclosures_add:add",
    "fetch": "disclosures_fetch:fetch",
    "list": "disclosures:list_documents",
    "show": "disclosures_show:show",
    "reassign": "disclosures_reassign:reassign",
    "redate": "disclosures_redate:redate",
    "dismiss": "disclosures_dismiss:dismiss",
    "reread": "disclosures_reread:reread",
    "clocks": "disclosures_clocks:clocks",
    "pin": "overrides:pin",
    "exclude": "overrides:exclude",
    "correct": "overrides:correct",
    "undo": "overrides:undo",
    "overrides": "overrides:list_overrides",
}
_VERBS: dict[str, str | Verbs] = {
    "run": "daemon:run_daemon",
    "check": "daemon:check",
    "status": "status:status",
    "scan": "scan:scan",
    "backfill": "backfill:backfill",
    "coverage": "coverage:coverage",
    "queue": "review:queue",
    "show": "review:show",
    "ack": "review:ack",
    "note": "review:note",
    "dismiss": "review:dismiss",
    "reopen": "review:reopen",
    "confirm": "review:confirm",
    "extract": "extract:extract",
    "ledger": "ledger:ledger",
    "market": "market:market",
    "trails": "trails:trails",
    "watch": "watch:watch",
    "move": "move:move",
    "demo": "demo:demo",
    "version": "version:version",
    "disclosures": Verbs(
        "disclosures", "What companies stated: read a document, fetch, list, show.", _DISCLOSURES
    ),
    "labels": Verbs("labels", "Who owns which address: look up, count, check, import, export.", _LABELS),
}
app = Verbs(
    "minerflow",
    "Tells on-call people that a bitcoin miner's coins moved to a place where coins get sold.",
    _VERBS,
)

_SAID: Mapping[tuple[str, ...], list[str]] = {
    ("--version",): ["version"],
    ("help",): ["--help"],
}
"""What people type of a habit."""
_UNWRITTEN = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})
"""What writing to a descriptor may come to. Whoever writes a file of its own names it, or deals with it itself."""
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENAMETOOLONG})
"""What the machine has against a path, whichever command looks there."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit code.

    0 is done, 1 failed while running, 2 wrong use, 78 bad configuration (sysexits(3)), 130 interrupted by Ctrl-C.
    """
    try:
        result = app.main(
            _SAID.get(tuple(arguments), list(arguments)), standalone_mode=False, prog_name="minerflow"
        )
        sys.stdout.flush()  # while there is still somebody to deal with a reader who has gone
    except typer.Abort:
        return EXIT_FAILED
    except typer.TyperException as error:
        text = told(error)
        print(text if text.startswith("Usage:") else f"minerflow: {text}", file=sys.stderr)
        return EXIT_USAGE
    except MonitorError as error:
        return _complain(error)
    except KeyboardInterrupt:
        return 128 + 2  # as a shell reports SIGINT
    except OSError as error:
        return _of_the_machine(error)
    except SystemExit as end:
        # So typer and rich leave when the reader of our output has gone, as `| head` does.
        if not isinstance(end.__context__, BrokenPipeError):
            raise
        return _unread()
    except Exception as error:  # noqa: BLE001 - the last line of defence: a fault of ours, told without a traceback
        return _fault_of_ours(error)
    return result if isinstance(result, int) else EXIT_OK


def _unread() -> int:
    """What is left to flush has nowhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return EXIT_OK


def _of_the_machine(error: OSError) -> int:
    """What is no fault of ours: a reader who has gone, a full disk, a path that is not ours to open."""
    if isinstance(error, BrokenPipeError):
        return _unread()
    if error.filename is not None and error.errno in _REFUSED:
        what = f"{error.filename}: {error.strerror}; check the path, and who may read it"
        print(f"minerflow: {what}", file=sys.stderr)
        return EXIT_FAILED
    if error.filename is not None or error.errno not in _UNWRITTEN:
        return _fault_of_ours(error)
    _unread()
    print(f"minerflow: standard output cannot be written: {error.strerror}", file=sys.stderr)
    return EXIT_FAILED


def _complain(error: MonitorError) -> int:
    lines = [str(problem) for problem in error.problems] if isinstance(error, ConfigError) else [str(error)]
    for line in lines:
        print(f"minerflow: {line}", file=sys.stderr)
    return error.exit_code


def _fault_of_ours(error: Exception) -> int:
    print(f"minerflow: a fault of Minerflow itself: {_fault(error)}", file=sys.stderr)
    return EXIT_FAILED


def _fault(error: BaseException) -> str:
    """What went wrong and where, on one line. The first of a group stands for it."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return f"{type(error).__name__}: {error}{_place(error.__traceback__)}; please report it"


def _place(traceback: TracebackType | None) -> str:
    if traceback is None:
        return ""
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    return f" ({Path(traceback.tb_frame.f_code.co_filename).name}:{traceback.tb_lineno})"
