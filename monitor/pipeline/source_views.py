"""What each source says of the chain, beside what we follow. A change is logged once each way."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import structlog

log = structlog.get_logger()

PATIENCE: Final = 3
"""Public explorers are many machines that do not hear of a block at once: only one that is behind for so many
looks in a row is told of."""


class Says(StrEnum):
    """How a source's view of the chain stands to ours."""

    AGREES = "agrees"
    BEHIND = "behind"
    """Its tip is a block of ours that we have passed."""
    REGRESSED = "regressed"
    """Behind, and it knew better before."""
    OTHER_BRANCH = "other branch"
    """Its tip ends a branch with no more work than ours."""
    STRANGER = "other chain"
    """Its tip does not meet our chain."""
    UNPROVEN = "unproven"
    """It served what fails its proof, and is in quarantine."""
    SILENT = "silent"
    """It gives no answer that can be used."""


_WELL: Final = {Says.AGREES}
_PASSING: Final = {Says.BEHIND, Says.REGRESSED}


@dataclass(frozen=True, slots=True)
class View:
    """The latest view of one source."""

    source: str
    says: Says
    detail: str = ""
    """For people: how far behind, where its branch forks, what it served."""
    tip_hash: str | None = None


class SourceViews:
    """The latest view of each source, and what was told of it."""

    def __init__(self) -> None:
        self._views: dict[str, View] = {}
        self._told: dict[str, Says] = {}
        self._behind: dict[str, int] = {}
        self._heights: dict[str, int] = {}

    def note(self, view: View, height: int | None = None) -> None:
        """Take note of what a source says; `height` is that of its tip where it is a block of ours."""
        if height is not None and view.says is Says.BEHIND and height < self._heights.get(view.source, -1):
            view = View(view.source, Says.REGRESSED, view.detail, view.tip_hash)
        elif height is not None and view.says is not Says.REGRESSED:
            self._heights[view.source] = height
        self._views[view.source] = view
        passing = view.says in _PASSING
        looks = self._behind[view.source] = self._behind.get(view.source, 0) + 1 if passing else 0
        if not passing or looks >= PATIENCE:
            self._tell(view)

    def _tell(self, view: View) -> None:
        before = self._told.get(view.source, Says.AGREES)
        if view.says is before or {view.says, before} <= _PASSING:
            return
        self._told[view.source] = view.says
        tell = log.info if view.says in _WELL else log.warning
        tell("source.view", source=view.source, says=view.says.value, before=before.value, detail=view.detail)

    def all(self) -> list[View]:
        """The latest view of each source that was ever asked."""
        return list(self._views.values())
