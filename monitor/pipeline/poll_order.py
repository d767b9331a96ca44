"""Which addresses are polled first when there are more of them than requests."""

from collections.abc import Iterable
from dataclasses import dataclass

_CALMEST = 7
"""However long a script was quiet, it waits at most eight times as long as a lively one."""


@dataclass(frozen=True, slots=True)
class Polled:
    """When a script was last polled, and how lively it is."""

    script_pubkey: bytes
    upto_height: int
    """The checkpoint of the last poll."""
    quiet: int
    """Polls in a row that found nothing new."""


def most_overdue(polled: Iterable[Polled], height: int) -> list[bytes]:
    """Scripts in the order in which to poll them with the checkpoint at a height.

    Only blocks bring confirmed transactions, so waiting is counted in blocks: each script once a block where the
    requests allow it, and lively ones up to eight times as often as quiet ones where they do not.
    """

    def waited(each: Polled) -> tuple[float, bytes]:
        blocks = max(1, height - each.upto_height)
        return -blocks / (1 + min(each.quiet, _CALMEST)), each.script_pubkey

    return [each.script_pubkey for each in sorted(polled, key=waited)]
