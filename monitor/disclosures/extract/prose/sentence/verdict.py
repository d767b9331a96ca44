"""What the rules made of a word for selling: so what they did not understand is told from what they refused."""

from enum import StrEnum, auto


class Verdict(StrEnum):
    """Why a word for selling needs nobody's eye any more."""

    TOLD = auto()
    """It tells a statement, or more of one that was told before."""
    WARES = auto()
    """Something else than coins was sold."""
    NO_MONEY = auto()
    """Coins were exchanged for something else than money, as far as the text says."""
    OTHERS = auto()
    """A crowd sold, a customer, or somebody else who is no company."""
    TOGETHER = auto()
    """Several companies did together: how much of it is whose, nobody says."""
    DENIED = auto()
    PLANNED = auto()
    """Planned, allowed or possible; or done now and then, without an event."""
    DOUBTED = auto()
    """Asked, supposed, a rumour, or of a condition."""
    GENERAL = auto()
    """It tells of sales in general, and of no event, as far as the rules see."""


UNDECIDED = frozenset({None, Verdict.GENERAL, Verdict.NO_MONEY})
"""With these an event may be told all the same: nothing was decided."""
