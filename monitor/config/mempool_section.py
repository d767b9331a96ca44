"""The section of the early warning."""

from datetime import timedelta

from pydantic import Field

from monitor.config.section import Section
from monitor.config.values import Duration, Whole


class MempoolSettings(Section):
    """The early warning: scripts of miners and of trails in the mempools of the sources."""

    enabled: bool = True
    interval: Duration = Field(default=timedelta(minutes=1), ge=timedelta(seconds=1), le=timedelta(hours=1))
    scripts: Whole = Field(default=3, ge=1, le=1000)
    """How many of them are asked for at one turn."""
    vanish_after: Duration = Field(
        default=timedelta(minutes=30), ge=timedelta(seconds=1), le=timedelta(days=14)
    )
    push: bool = True
    """Listen to the websockets of the sources that have one."""
