"""What every table of the configuration has in common."""

from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """One table of the configuration: cannot be changed, and knows all its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def anchored(self, directory: Path) -> Self:
        """The same section with its relative paths resolved against `directory`."""
        anchored = ((name, value, _anchor(value, directory)) for name, value in self)
        # What is as it was is left alone, so that it is still known which keys were given.
        return self.model_copy(update={name: new for name, value, new in anchored if new is not value})


def _anchor(value: Any, directory: Path) -> Any:
    if isinstance(value, Path):
        return directory / value
    if isinstance(value, tuple):
        return tuple(_anchor(item, directory) for item in value)
    return value.anchored(directory) if isinstance(value, Section) else value
