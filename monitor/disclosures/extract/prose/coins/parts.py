"""The parts of a sale that its sentence counts: numbers that add up to what was sold."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.disclosures.extract.lexicon import Deed
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.statement import StatementKind

_MOST_PARTS = 6
_ROUNDING = 200
"""The parts may differ from the whole by half a percent."""
_FAR = 300
"""Characters behind a sale within which its parts stand."""


def parts_of(line: Line, made: Sequence[Draft]) -> list[Draft]:
    """As in "sold 1,095 bitcoin, of which 970 to redeem notes and 125 to buy shares back": 970 and 125 as well.

    Parts that are told by where they came from are none: "943 had been in stock and 190 were fresh output".

    Args:
        line: the sentence.
        made: what it told already; a part that was told is not told again.
    """
    found: list[Draft] = []
    for whole in made:
        if whole.kind is not StatementKind.SALE or whole.sats is None:
            continue
        told = {each.sats for each in made if each.kind is StatementKind.SALE}
        for at in _adding_up(line, whole, whole.sats):
            amount = line.atoms[at].amount
            if amount is not None and amount.sats not in told:
                found.append(
                    replace(
                        whole, start=amount.start, end=amount.end, rule=f"{whole.rule}_part", sats=amount.sats,
                        approximate=amount.approximate, derived=set(), avg_price_usd=None, proceeds_usd=None,
                        proceeds_usdt=None, purpose=None, holdings_after_sats=None, share=None,
                    )
                )  # fmt: skip
    return found


def _adding_up(line: Line, whole: Draft, sats: int) -> Sequence[int]:
    """The places of numbers in a row behind a sale that are together what was sold."""
    places = list(_numbers(line, whole))
    for first in range(len(places)):
        total = 0
        for last in range(first, min(len(places), first + _MOST_PARTS)):
            amount = line.atoms[places[last]].amount
            total += (amount.sats if amount is not None else None) or 0
            if last > first and abs(total - sats) * _ROUNDING <= sats:
                found = places[first : last + 1]
                return found if any(_is_told_apart(line, at) for at in found) else ()
            if total > sats:
                break
    return ()


def _is_told_apart(line: Line, at: int) -> bool:
    """Whether a part has a purpose, or is led in as one."""
    return line.low(at + 1 + line.is_coin(at + 1)) in {"to", "for"} or line.low(at - 1) in {
        "which",
        "including",
    }


def _numbers(line: Line, whole: Draft) -> Iterator[int]:
    for at, atom in enumerate(line.atoms):
        amount = atom.amount
        if amount is None or not amount.may_be_coins or amount.per_coin:
            continue
        if (
            whole.end <= atom.start <= whole.end + _FAR
            and amount.sats != whole.sats
            and _is_of_sale(line, at)
        ):
            yield at


def _is_of_sale(line: Line, at: int) -> bool:
    """Whether no other deed stands before a number: "sold 600, after mining 400 and buying 200"."""
    last = next((told.deed for told in reversed(line.deeds) if told.at < at), Deed.SELL)
    return last in {Deed.SELL, Deed.CONVERT}
