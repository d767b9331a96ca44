"""Every document that others read, by the name of its JSON Schema in docs/schema."""

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
