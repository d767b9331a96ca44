"""Filling the flags of an issuer from told amounts, by days and preference, with what rounding allows."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from monitor.disclosures.quiet import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A flag that a statement may be about.

    Raises:
        ValueError: a time without time zone, or nothing that moved.
    """

    flag_id: str
    episode_id: str
    at: datetime
    """Block time."""
    sats: int
    venue_rank: int
    """Lower is the likelier place of a sale: 0 a place of trade, 1 a custodian, 2 a lender."""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(f"{self.flag_id}: the block time {self.at} has no time zone")
        if self.sats <= 0:
            raise ValueError(f"{self.flag_id}: a flag of {self.sats} sats moves nothing")


@dataclass(slots=True)
class Vessel:
    """A candidate while it is being filled."""

    candidate: Candidate
    days: Span
    """The day of its block, and the last day on which its coins may have been sold."""
    preference: int
    """Its place in the order in which a statement prefers candidates."""
    left_sats: int

    @property
    def untouched(self) -> bool:
        """Whether nothing has been filled in yet."""
        return self.left_sats == self.candidate.sats


@dataclass(frozen=True, slots=True)
class Filled:
    """So much went into a vessel."""

    vessel: Vessel
    sats: int
    exact: bool
    """The vessel held just what was told, as far as rounding lets anybody know."""
    partly: bool
    """Room was left in it."""


class Rack:
    """All vessels of one issuer, found by day."""

    def __init__(self, candidates: Iterable[Candidate], lead: timedelta) -> None:
        ordered = sorted(_distinct(candidates), key=lambda flag: (flag.venue_rank, flag.at, flag.flag_id))
        vessels = [
            Vessel(flag, sold_between(flag.at, lead), number, flag.sats)
            for number, flag in enumerate(ordered)
        ]
        self.vessels: Sequence[Vessel] = vessels
        self._by_day = sorted(vessels, key=_first_day)
        self._longest = max((each.days[1] - each.days[0] for each in vessels), default=0)

    def within(self, spans: Sequence[Span]) -> list[Vessel]:
        """The vessels with room left whose coins may have been sold in one of these spans, in order of preference."""
        start = bisect_left(self._by_day, spans[0][0] - self._longest, key=_first_day)
        end = bisect_right(self._by_day, spans[-1][1], key=_first_day)
        found = [each for each in self._by_day[start:end] if each.left_sats and overlaps(each.days, spans)]
        return sorted(found, key=_preference)

    def of(self, fits: Callable[[Candidate], bool]) -> list[Vessel]:
        """The vessels with room left whose candidates fit, in order of preference."""
        return [each for each in self.vessels if each.left_sats and fits(each.candidate)]


def fill(sats: int, slack: int, vessels: Sequence[Vessel]) -> list[Filled]:
    """Pour an amount into vessels, in the order given but for one that holds just as much, which goes first.

    Rounding lets the last vessel be filled up where only so little is missing, and leaves a rest behind that is
    no more than it. It never lets more than the one vessel be filled beyond the amount.

    Args:
        sats: the amount.
        slack: how far the true one may be above or below.
        vessels: with room left.
    """
    alike = [each for each in vessels if each.untouched and abs(each.left_sats - sats) <= slack]
    if alike:
        best = min(alike, key=lambda each: (abs(each.left_sats - sats), each.preference))
        return [_pour(best, best.left_sats, exact=True)]
    made: list[Filled] = []
    for vessel in vessels:
        if sats <= 0:
            break
        room = vessel.left_sats
        if room <= sats or (slack < sats and room <= sats + slack):
            made.append(_pour(vessel, room))
        elif slack < sats:
            made.append(_pour(vessel, sats))
        else:
            continue
        sats -= made[-1].sats
    return made


def sold_between(at: datetime, lead: timedelta) -> Span:
    """The days on which coins that moved at a moment may have been sold: coins move before they are sold."""
    moved = at.astimezone(UTC)
    return moved.toordinal(), (moved + lead).toordinal()


def overlaps(days: Span, spans: Iterable[Span]) -> bool:
    """Whether days have one in common with any of the spans."""
    return any(start <= days[1] and days[0] <= end for start, end in spans)


def _pour(vessel: Vessel, sats: int, *, exact: bool = False) -> Filled:
    vessel.left_sats -= sats
    return Filled(vessel, sats, exact, partly=vessel.left_sats > 0)


def _distinct(candidates: Iterable[Candidate]) -> Iterable[Candidate]:
    known: dict[str, Candidate] = {}
    for candidate in candidates:
        if known.setdefault(candidate.flag_id, candidate) != candidate:
            raise ValueError(f"two different candidates are called {candidate.flag_id}")
    return known.values()


def _first_day(vessel: Vessel) -> int:
    return vessel.days[0]


def _preference(vessel: Vessel) -> int:
    return vessel.preference
