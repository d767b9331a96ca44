"""How much of a text is read, however long it is: together with its linear rules this bounds the time it takes."""

from dataclasses import dataclass

MOST_TEXT = 1_500_000
"""Characters of a text that are looked at; a filing of 5 MB of HTML has fewer."""
MOST_READ = 400_000
"""Characters of the sentences that speak of coins, and as many of the lines of tables near such words. What stands
behind is passed by."""
MOST_DEEDS = 60
"""Words for deeds that are looked at in one sentence: no sentence that means something has so many."""
MOST_PIECES = 8_000
"""Such words in a whole text, and as many lines of tables; the densest filing of 200 KB has 400."""


@dataclass(slots=True)
class Budget:
    """What may still be read of a text, in characters and in pieces, and from where on nothing was."""

    left: int
    pieces: int = MOST_PIECES
    """Words for deeds, or lines of tables."""
    unread: int = 0
    """Characters of the text from the first place that was passed by for this."""

    def take(self, size: int, rest: int, *, pieces: int = 0) -> bool:
        """Whether so many characters more may be read; where not, `rest` of the text is unread."""
        if self.left <= 0 or self.pieces <= 0:
            self.unread = max(self.unread, rest)
            return False
        self.left -= size
        self.pieces -= pieces
        return True
