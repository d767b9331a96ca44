"""A message on its way to the outbox."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outgoing:
    """`topic` is relative to the configured prefix and version; `payload` is JSON text."""

    topic: str
    payload: str
    retain: bool
