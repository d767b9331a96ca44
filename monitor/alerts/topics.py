"""The names of the MQTT topics. They are a contract with subscribers: they are added to, never changed."""

from dataclasses import dataclass

VERSION = "v1"
MAX_BYTES = 65535
"""A topic is at most this long in UTF-8 (MQTT 5.0, section 1.5.4)."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics under one prefix, which may have several levels ("desk/minerflow").

    Raises:
        ValueError: the prefix, or a part of a topic, is nothing that may stand in a topic name.
    """

    prefix: str = "minerflow"

    def __post_init__(self) -> None:
        for level in self.prefix.split("/"):
            _check(level)
        if self.prefix.startswith("$"):
            raise ValueError(f'"{self.prefix}" cannot begin a topic: "$" is reserved for the broker')

    @property
    def status(self) -> str:
        """The retained heartbeat, which is also the last will."""
        return self._topic("status")

    def episode(self, miner: str, episode_id: str) -> str:
        """The retained latest revision of one episode."""
        return self._topic("episodes", miner, episode_id)

    def event(self, miner: str, kind: str) -> str:
        """Revisions as they happen, not retained."""
        return self._topic("events", miner, kind)

    def gap(self, miner: str, statement_id: str) -> str:
        """The retained latest revision of what is missing of one statement."""
        return self._topic("gaps", miner, statement_id)

    def disclosure(self, miner: str, document_id: str) -> str:
        """The retained statements of one document."""
        return self._topic("disclosures", miner, document_id)

    @property
    def every_event(self) -> str:
        """The filter that receives the events of all miners."""
        return f"{self.prefix}/{VERSION}/events/#"

    @property
    def everything(self) -> str:
        """The filter that receives all we publish."""
        return f"{self.prefix}/{VERSION}/#"

    def _topic(self, *levels: str) -> str:
        for level in levels:
            _check(level)
        topic = "/".join((self.prefix, VERSION, *levels))
        if len(topic.encode()) > MAX_BYTES:
            raise ValueError(f"topic of {len(topic.encode())} bytes; MQTT allows {MAX_BYTES}")
        return topic


def _check(level: str) -> None:
    """MQTT forbids the wildcards and NUL in a topic name and advises against control characters."""
    if not level:
        raise ValueError("a level of a topic cannot be empty")
    if not level.isprintable() or set(level) & set("+#/"):
        raise ValueError(f'{level!r} cannot be a level of a topic: no "+", "#", "/" or control character')
