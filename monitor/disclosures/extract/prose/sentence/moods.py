"""How a deed may be told."""

from enum import StrEnum, auto


class Mood(StrEnum):
    """How a deed is told."""

    DONE = auto()
    NOT_DONE = auto()
    WISHED = auto()
    """Planned, allowed, possible, or said not to be planned."""
    HABIT = auto()
    """What is done now and then, without an event."""
    NONE = auto()
    """Thinkable only, or asked: it states nothing."""
