"""One source's place among several: when it is tried again after it was left, and for how long it is quarantined."""

from dataclasses import dataclass

RETURN_FIRST = 300.0
"""Seconds after which a source that was left is tried again, ahead of the one that took over; then twice that."""
RETURN_MOST = 3600.0
STEADY = 3600.0
"""Seconds of service after which it is forgotten that a source was left before."""
QUARANTINE_FIRST = 3600.0
QUARANTINE_MOST = 86_400.0


@dataclass(slots=True, eq=False)
class Seat:
    """Times are seconds of one monotonic clock, passed in."""

    position: int
    """In the configuration's order."""
    name: str
    due_at: float = 0.0
    """When it may be tried again, ahead of a later one that serves."""
    serving_since: float = 0.0
    absences: int = 0
    """How often it was left without steady service between."""
    quarantined_until: float = 0.0
    offences: int = 0
    reason: str | None = None
    """Why it is in quarantine."""

    def serve(self, now: float) -> None:
        """It serves from now on."""
        self.serving_since = now

    def leave(self, now: float) -> None:
        """It does not do; it is tried again after a while, and after a longer one if it still does not.

        Who was left a short while ago is not left anew.
        """
        if now < self.due_at:
            return
        if now - self.serving_since >= STEADY:
            self.absences = 0
        self.absences += 1
        self.due_at = now + min(RETURN_FIRST * 2.0 ** min(self.absences - 1, 32), RETURN_MOST)

    def quarantine(self, now: float, reason: str) -> bool:
        """It served what fails its proof. Whether that sends it into quarantine: it may be there already.

        An hour, twice that for every further offence, a day at most. A day without one makes the next a first one.
        """
        if now > self.quarantined_until + QUARANTINE_MOST:
            self.offences = 0
        self.offences += 1
        if self.reason is not None:
            return False
        self.quarantined_until = now + min(
            QUARANTINE_FIRST * 2.0 ** min(self.offences - 1, 32), QUARANTINE_MOST
        )
        self.reason = reason
        return True

    def release(self, now: float) -> bool:
        """End a quarantine whose time is over. Whether it did."""
        if self.reason is None or now < self.quarantined_until:
            return False
        self.reason = None
        return True
