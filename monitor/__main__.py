"""`python -m monitor` and the `minerflow` command."""

import os
import sys

INTERRUPTED = 128 + 2
"""As a shell reports SIGINT."""


def _open_what_was_closed() -> None:
    """Give closed standard streams nowhere to go: the next file that is opened would be in their place."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
            setattr(sys, name, open(number, mode))  # noqa: PTH123, SIM115 - a descriptor, for as long as we run


def main() -> None:
    """Run the command line and exit with its code."""
    _open_what_was_closed()
    try:
        # Imported here, so that Ctrl-C during the import is no traceback either.
        from monitor.cli.main import run  # noqa: PLC0415

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
