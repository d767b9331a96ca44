"""`python -m monitor` and the `minerflow` command."""

import sys

INTERRUPTED = 128 + 2
"""As a shell reports SIGINT."""


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        # Imported here, so that Ctrl-C during the import is no traceback either.
        from monitor.cli.main import run  # noqa: PLC0415

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
