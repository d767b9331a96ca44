"""What programs can be told."""

from collections.abc import Mapping

from monitor.alerts.gap import GapAlert
from monitor.alerts.payload import DisclosureAlert, EpisodeAlert
from monitor.alerts.shape import Payload

SCHEMAS: Mapping[str, type[Payload]] = {
    "episode": EpisodeAlert,
    "disclosure": DisclosureAlert,
    "gap": GapAlert,
}
"""By the name of its file in docs/schema."""
