"""Where the label book in force lies: a reload puts another one in its place, between two blocks."""

import asyncio
from collections.abc import Mapping

from monitor.labels.book import LabelBook
from monitor.labels.entity import Entity
from monitor.labels.label import Label


class LabelShelf:
    """Holds the book in force, and what was learned from the chain and lies over the label files in it.

    Whoever works on a block or changes the book holds `lock`: a block is scanned and committed with one book, and
    what was committed before another one came is looked over by whoever brought it.
    """

    def __init__(self, book: LabelBook) -> None:
        self.book = book
        self.lock = asyncio.Lock()
        self.learned: dict[str, Label] = {}
        """The labels learned from the chain that are in the book, by candidate; change them with `learn`."""

    def learn(self, labels: Mapping[str, Label | None], *, all_of_them: bool = False) -> None:
        """Lay learned labels over the book in force, by candidate; whoever calls holds the lock.

        Args:
            labels: those that are new or better supported than before, and None for those that are to be forgotten.
            all_of_them: what is not among them is forgotten.
        """
        if labels or (all_of_them and self.learned):
            merged = labels if all_of_them else {**self.learned, **labels}
            self.learned = {name: label for name, label in merged.items() if label is not None}
            self.book = self.book.with_learned(self.learned.values())

    def entity(self, slug: str) -> Entity | None:
        """The entity of a slug in the book in force."""
        return self.book.entity(slug)
