"""How far a told quantity may be from the true one.

Companies round. "Approximately 1,080", "more than 1,000" and "nearly 500" are as good as their word allows: half
a coin or one percent, whichever is more, but never more than half of it. A plain number is good to its last
digit, and decimals are often just cut off: 550 stands for anything from 549.5 to 550.5, 7,474.6 also for
7,474.67. What is told to more than two decimals is exact.
"""

from monitor.money import SATS_PER_BTC

_LOOSE_SATS = SATS_PER_BTC // 2
_LOOSE_SHARE = 100
_DIGITS = (
    (SATS_PER_BTC, SATS_PER_BTC // 2),
    (SATS_PER_BTC // 10, SATS_PER_BTC // 10),
    (SATS_PER_BTC // 100, SATS_PER_BTC // 100),
)
"""The last digit that is told, and what it is good to."""


def slack_of(sats: int, *, approximate: bool) -> int:
    """Satoshis by which the true quantity may lie above or below the told one.

    Args:
        sats: what is told.
        approximate: whether it is told as an approximation.
    """
    if not sats:
        return 0
    if approximate:
        return min(max(_LOOSE_SATS, sats // _LOOSE_SHARE), sats // 2)
    good_to = next((good_to for digit, good_to in _DIGITS if sats % digit == 0), 0)
    return min(good_to, sats // _LOOSE_SHARE)
