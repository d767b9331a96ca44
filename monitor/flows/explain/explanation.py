"""An explanation, the arguments about it, and the one rule by which they make a word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Meaning(StrEnum):
    """What a transfer to a platform can be. None of them is believed before the company has told."""

    MARKET = "market"
    """Parted with at a place of trade."""
    OTC = "otc"
    """Parted with directly, to one buyer, off the order books."""
    COLLATERAL = "collateral"
    """Pledged, or lent."""
    CUSTODY = "custody"
    """Kept or managed by somebody else, still the miner's."""
    INTERNAL = "internal"
    """The miner's own wallet: the label errs."""


class Weight(StrEnum):
    """How an explanation stands beside the others, the strongest first."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


@dataclass(frozen=True, slots=True)
class Argument:
    """One thing that speaks for or against a meaning, as a clause for people."""

    about: Meaning
    favours: bool
    says: str
    strong: bool = False
    """It would be enough by itself, if nothing strong stood against it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One meaning, its weight, and why."""

    meaning: Meaning
    weight: Weight
    favouring: tuple[str, ...]
    """What speaks for it, the strongest first."""
    opposing: tuple[str, ...]
    """What speaks against it."""


def speaks_for(*about: Meaning, says: str, strong: bool = False) -> tuple[Argument, ...]:
    """The same reason in favour of some meanings."""
    return tuple(Argument(each, True, says, strong) for each in about)


def speaks_against(*about: Meaning, says: str, strong: bool = False) -> tuple[Argument, ...]:
    """The same reason against some meanings."""
    return tuple(Argument(each, False, says, strong) for each in about)


def weighed(arguments: Iterable[Argument]) -> tuple[Explanation, ...]:
    """Every meaning with its arguments, the strongest explanation first."""
    known = list(arguments)
    rows = [(each, [argument for argument in known if argument.about is each]) for each in Meaning]
    rows.sort(key=lambda row: _rank(row[1]))
    return tuple(
        Explanation(meaning, _weight(said), _clauses(said, favours=True), _clauses(said, favours=False))
        for meaning, said in rows
    )


def _weight(said: Sequence[Argument]) -> Weight:
    """The word for it.

    Likely: something strong speaks for it and nothing strong against it, or at least two things speak for it and
    nothing against it. Unlikely: nothing speaks for it, or something strong against it and nothing strong for it.
    Everything else is possible.
    """
    favouring, opposing = _sides(said)
    strong, denied = any(each.strong for each in favouring), any(each.strong for each in opposing)
    if not favouring or (denied and not strong):
        return Weight.UNLIKELY
    if (strong and not denied) or (len(favouring) > 1 and not opposing):
        return Weight.LIKELY
    return Weight.POSSIBLE


def _rank(said: Sequence[Argument]) -> tuple[int, int, int]:
    favouring, opposing = _sides(said)
    strong = sum(each.strong for each in favouring) - sum(each.strong for each in opposing)
    return list(Weight).index(_weight(said)), -strong, len(opposing) - len(favouring)


def _sides(said: Sequence[Argument]) -> tuple[list[Argument], list[Argument]]:
    return [each for each in said if each.favours], [each for each in said if not each.favours]


def _clauses(said: Sequence[Argument], *, favours: bool) -> tuple[str, ...]:
    side = [each for each in said if each.favours is favours]
    return tuple(dict.fromkeys(each.says for each in sorted(side, key=lambda each: not each.strong)))
