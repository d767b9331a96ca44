"""Where messages go. Topics are relative to the configured prefix; `v1` is the contract's version."""

from monitor.errors import MonitorError

VERSION = "v1"
STATUS = f"{VERSION}/status"


def episode(miner: str, episode_id: str) -> str:
    """The retained topic of an episode's latest revision."""
    return _topic("episodes", miner, episode_id)


def event(miner: str, kind: str) -> str:
    """The topic of every revision as it happens."""
    return _topic("events", miner, kind)


def disclosure(miner: str, document_id: str) -> str:
    """The retained topic of one document's statements."""
    return _topic("disclosures", miner, document_id)


def under(prefix: str, topic: str) -> str:
    """The complete topic below a prefix such as `minerflow` or `desk/minerflow`."""
    return f"{prefix}/{topic}"


def _topic(*levels: str) -> str:
    for level in levels:
        if not level or set(level) & set("+#/\0"):
            raise MonitorError(f"{level!r} cannot be a level of an MQTT topic (MQTT 5.0, section 4.7)")
    return "/".join((VERSION, *levels))
