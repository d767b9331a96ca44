"""Every document that others read."""

from collections.abc import Mapping

from monitor.alerts.gap import GapAlert
from monitor.alerts.ledger import LedgerDocument
from monitor.alerts.payload import DisclosureAlert, EpisodeAlert
from monitor.alerts.shape import Payload

SCHEMAS: Mapping[str, type[Payload]] = {
    "episode": EpisodeAlert,
    "disclosure": DisclosureAlert,
    "gap": GapAlert,
    "ledger": LedgerDocument,
}
"""By the name of its file in docs/schema."""
