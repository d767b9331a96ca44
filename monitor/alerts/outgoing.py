"""A message on its way to the outbox."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outgoing:
    """`topic` is complete, prefix included; `payload` is JSON text."""

    topic: str
    payload: str
    retain: bool
