"""A bar on the terminal while a long way of blocks is scanned; elsewhere the log tells of it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from monitor.config.settings import Settings
from monitor.log import configure_logging
from monitor.pipeline.progress import Stretch

OnStretch = Callable[[Stretch | None], None]


@contextmanager
def progress_bar(settings: Settings) -> Iterator[OnStretch]:
    """What to tell of each step; on a terminal it draws a bar below the log lines."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    bar = Progress(
        TextColumn("block {task.fields[height]}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.1f}/s"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        # The bar has put itself in the place of standard error, so that lines go above it.
        configure_logging(settings.log.level, settings.log.format, sys.stderr)
        yield _Drawing(bar).show


class _Drawing:
    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("", start=False, visible=False, height=0, rate=0.0)

    def show(self, stretch: Stretch | None) -> None:
        if stretch is None:
            self._bar.update(self._task, visible=False)
            return
        if not stretch.done:
            self._bar.reset(self._task)
        self._bar.update(
            self._task,
            visible=True,
            completed=stretch.done,
            total=stretch.total,
            height=stretch.first + stretch.done,
            rate=stretch.blocks_per_second,
        )
