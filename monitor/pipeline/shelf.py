"""Where the label book in force lies: a reload puts another one in its place, between two blocks."""

import asyncio

from monitor.labels.book import LabelBook


class LabelShelf:
    """Holds the book in force.

    Whoever works on a block or changes the book holds `lock`: a block is scanned and committed with one book, and
    what was committed before another one came is looked over by whoever brought it.
    """

    def __init__(self, book: LabelBook) -> None:
        self.book = book
        self.lock = asyncio.Lock()
