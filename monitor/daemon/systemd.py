"""sd_notify(3) in the standard library: telling systemd how the daemon is.

Where nobody listens (no NOTIFY_SOCKET in the environment), everything here does nothing.
"""

import os
import socket
import time
from collections.abc import Mapping
from datetime import timedelta


class Notifier:
    """The line to systemd. A state that cannot be told is lost and stops nothing."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._address = environ.get("NOTIFY_SOCKET", "")
        self._watchdog_usec = environ.get("WATCHDOG_USEC", "")
        self._watchdog_pid = environ.get("WATCHDOG_PID", "")

    def ready(self, status: str) -> None:
        """Start-up, or a reload, is complete."""
        self._send("READY=1", f"STATUS={_one_line(status)}")

    def status(self, text: str) -> None:
        """One line for `systemctl status`."""
        self._send(f"STATUS={_one_line(text)}")

    def alive(self) -> None:
        """Keep the watchdog quiet for another of its periods."""
        self._send("WATCHDOG=1")

    def reloading(self) -> None:
        """A reload begins; `ready` ends it."""
        self._send("RELOADING=1", f"MONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}")

    def stopping(self, status: str) -> None:
        """The daemon winds down."""
        self._send("STOPPING=1", f"STATUS={_one_line(status)}")

    def extend_timeout(self, by: timedelta) -> None:
        """Start or stop takes longer: not to be given up on before this time has passed again."""
        self._send(f"EXTEND_TIMEOUT_USEC={by // timedelta(microseconds=1)}")

    def watchdog_interval(self) -> timedelta | None:
        """How often to call `alive`: half the watchdog's period, as sd_watchdog_enabled(3) advises.

        None if there is no watchdog, or it watches another process.
        """
        if self._watchdog_pid not in {"", str(os.getpid())}:
            return None
        if not self._watchdog_usec.isdecimal() or self._watchdog_usec == "0":
            return None
        return timedelta(microseconds=int(self._watchdog_usec)) / 2

    def _send(self, *assignments: str) -> None:
        if not self._address:
            return
        # A leading @ stands for the NUL of Linux's abstract namespace (unix(7)).
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
            try:
                line.sendto("\n".join(assignments).encode(), address)
            except OSError:
                return  # systemd re-executes or is gone; its watchdog decides what that means


def _one_line(text: str) -> str:
    return " ".join(text.split())
