"""A start may take long: reading labels, making their index, migrating a large database. Systemd hears that it goes on.

From a thread, since all of that holds up the event loop; and not for ever, since a start can hang as well.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from monitor.daemon.systemd import Notifier

_EVERY = timedelta(seconds=20)
_BY = timedelta(minutes=2)
"""So long after each word the next must have come."""
_LONGEST = timedelta(hours=2)
"""What goes on for longer hangs, and systemd shall begin anew."""


@contextmanager
def start_under_way(
    notifier: Notifier, *, every: timedelta = _EVERY, longest: timedelta = _LONGEST
) -> Iterator[threading.Event]:
    """Have systemd wait while a start goes on (EXTEND_TIMEOUT_USEC, sd_notify(3)).

    A daemon that stood by is watched already; its watchdog is kept quiet as well.

    Args:
        notifier: the line to systemd.
        every: how often it hears so.
        longest: after so long it hears no more.

    Yields:
        What ends it, before the block does.
    """
    ended = threading.Event()

    def tell() -> None:
        for _ in range(longest // every):
            if ended.wait(every.total_seconds()):
                return
            notifier.extend_timeout(_BY)
            notifier.alive()

    notifier.extend_timeout(_BY)
    notifier.alive()
    telling = threading.Thread(target=tell, name="start", daemon=True)
    telling.start()
    try:
        yield ended
    finally:
        ended.set()
        telling.join()
