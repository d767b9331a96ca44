"""Words of parting with coins, and the coins that each may be of: what `weighed` weighs."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import islice

from monitor.disclosures.extract.lexicon import BREAKS, COINS, FILLERS, IT, SELLING, WE, Deed, Shape
from monitor.disclosures.extract.not_understood import ABOUT_SALES
from monitor.disclosures.extract.numbers.amounts import COUNTED, Amount, Unit
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line, Told
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.other_numbers import is_whole_of_part
from monitor.disclosures.extract.prose.sentence.priced import may_count_coins
from monitor.disclosures.extract.prose.sentence.verdict import UNDECIDED, Verdict
from monitor.disclosures.extract.prose.weighing import hints
from monitor.disclosures.statement import StatementKind

_OF_OPTIONS = frozenset({Verdict.WARES, Verdict.OTHERS})
"""What rules make of "delivered against calls exercised by counterparties"."""
STOCKS = frozenset({StatementKind.HOLDINGS, StatementKind.PLEDGE})
_PASSED = SELLING | {Deed.MINE, Deed.HOLD, Deed.MOVE}
"""Deeds that may stand between a word of parting and its coins."""
_BEHIND, _BEFORE, _CLOSE = 11, 14, 5
"""Atoms around a word of parting in which the coins stand, and its companions."""
_LEAST_BARE = 10
"""A smaller number without a unit counts anything."""
_MOST = 12
"""Words of parting in one sentence; what has more of them is no sentence."""
_ALL_OF_THEM = ["all", "of", "them"]
_BREAKS = BREAKS | {"."}
"""Also a full stop, where the splitter of sentences took it for none: before a number."""
_ON = frozenset("they these those".split())
"""After a break these go on about the coins."""


@dataclass(frozen=True, slots=True)
class Parting:
    """A word of parting with the coins that it may be of."""

    clause: Clause
    weight: float
    """Of the word, with its companions."""
    coins: Amount | None
    """None where no number is told: of a part, or of a stock that was one number and became another."""
    place: int
    """Of the coins among the atoms; of coins that are only meant, of their pronoun; of a part, of its word."""
    changed: bool
    """Whether it is told as a change of the stock, from one number to another."""
    there: bool
    """Whether a rule takes the coins for held or pledged, as it does of any number beside "position"."""
    tail: int
    """Where it begins to tell what the money was for: words behind it are spoken of for that."""

    @property
    def line(self) -> Line:
        """Its sentence."""
        return self.clause.line

    def as_sale(self) -> Clause:
        """The clause, in a sentence of which the word of parting is a deed of selling."""
        told = self.clause.told
        deeds = [*(each for each in self.line.deeds if each.at != told.at), told]
        return replace(self.clause, line=replace(self.line, deeds=sorted(deeds, key=lambda each: each.at)))


def partings(line: Line, memory: Memory, made: Sequence[Draft]) -> Iterator[Parting]:
    """The words of parting in a sentence that no rule has decided about."""
    undecided = UNDECIDED | _OF_OPTIONS if are_exercised(line.words) else UNDECIDED
    words = (at for at, low in enumerate(line.lows) if low in hints.MAY_PART)
    open_to = (at for at in words if memory.verdicts.get(line.atoms[at].start) in undecided)
    weighty = ((at, weight) for at in open_to if (weight := _weight(line, at)))
    for at, weight in islice(weighty, _MOST):
        told = Told(at, Deed.SELL, Shape.GERUND if line.low(at).endswith("ing") else Shape.PAST)
        left, right = _bounds(line, at)
        clause = Clause(line, told, left, right, right)
        place, changed = _behind(clause) or _before(clause), False
        coins = None if place is None else line.atoms[place].amount or _meant(line, place, memory)
        if coins is None or not coins.sats or coins.per_coin:
            coins, place = None, changed_at(clause)
            changed = place is not None
            place = part_at(clause) if place is None else place
        if (
            place is not None
            and not _is_told(clause, coins, made)
            and not _is_decided(clause, place, memory, undecided)
        ):
            there = coins is not None and any(
                each.kind in STOCKS and each.sats == coins.sats for each in made
            )
            yield Parting(clause, weight, coins, place, changed, there, _tail(line, at, right))


def are_exercised(words: AbstractSet[str]) -> bool:
    """As in "delivered against calls that were exercised", "went to holders of call options"."""
    return not hints.OPTIONS.isdisjoint(words) and not hints.EXERCISED.isdisjoint(words)


def _weight(line: Line, at: int) -> float:
    """How much the word at a place tells of parting, with what stands close behind it."""
    low = line.low(at)
    if low in hints.LEAVING and not hints.SEEN.isdisjoint(line.lows[max(0, at - _BEFORE) : at]):
        return hints.LEFT
    known = hints.PARTING.get(low, ())
    behind = line.lows[at + 1 : at + 1 + _CLOSE] if known else ()
    return max((weight for weight, close in known if not close or not close.isdisjoint(behind)), default=0.0)


def _bounds(line: Line, at: int) -> tuple[int, int]:
    left = next((back + 1 for back in range(at, -1, -1) if line.low(back) in _BREAKS | {":"}), 0)
    ends = (ahead for ahead in range(at, len(line.atoms)) if line.low(ahead) in _BREAKS)
    return left, next((ahead for ahead in ends if line.low(ahead + 1) not in _ON), len(line.atoms))


def _behind(clause: Clause) -> int | None:
    """The coins that are the object of a word: "let go of 300 BTC", "trimmed its treasury by 300 coins"."""
    line, at = clause.line, clause.at
    for ahead in range(at + 1, min(clause.right, at + 1 + _BEHIND)):
        low = line.low(ahead)
        if _is_count(line, ahead):
            rest = line.low(ahead - 1) in {"to", "from"} or (
                line.low(at) == "left" and "with" in line.lows[at:ahead]
            )
            return None if rest or is_whole_of_part(line, ahead) else ahead
        if low == "them" and ahead <= at + _CLOSE:
            return ahead
        if low in {",", "(", "and", "as"} or (low == ":" and ahead > at + 1):
            return None
        if (deed := line.deed(ahead)) is not None and deed not in _PASSED:
            return None
    return None


def _before(clause: Clause) -> int | None:
    """The coins that are the subject of a word: "300 BTC left the treasury", "those were passed on"."""
    line, at = clause.line, clause.at
    lowest, back = max(clause.left, at - _BEFORE), at
    while (back := line.before_brackets(back - 1)) >= lowest:
        low = line.low(back)
        if "\n" in line.text[line.atoms[back].end : line.atoms[back + 1].start]:
            return None
        if _is_count(line, back):
            return (
                None
                if _is_of_a_whole(line, back) or is_whole_of_part(line, back) or _is_got(line, back)
                else back
            )
        if low in {"these", "those"} or line.lows[max(0, back - 2) : back + 1] == _ALL_OF_THEM:
            return back
        if low in WE or low in IT - {"its", "their", "which", "who"}:
            return None
    return None


def _meant(line: Line, at: int, memory: Memory) -> Amount | None:
    """The coins that a pronoun means: those counted last before it."""
    place = next((back for back in range(at - 1, -1, -1) if _is_count(line, back)), None)
    return memory.counted if place is None else line.atoms[place].amount


def _is_got(line: Line, at: int) -> bool:
    """As in "mined 671 BTC in July, sold $64.4 million worth": the object of another deed."""
    back = at - 1
    while line.low(back) in FILLERS and line.deed(back) is None:
        back -= 1
    return line.deed(back) in {Deed.MINE, Deed.BUY} or line.low(back) in _KEEPING


_KEEPING = frozenset("kept keeping retained retaining".split())


def _is_of_a_whole(line: Line, at: int) -> bool:
    """As in "of the 375 bitcoin mined some were ...", "left it with 375 bitcoin": not what was parted with."""
    before = {line.low(at - 1), line.low(at - 2)}
    return bool(before & {"of", "with", "against", "than", "to", "from"}) and line.low(at - 2) != "all"


def _is_count(line: Line, at: int) -> bool:
    amount = line.atoms[at].amount
    if amount is None or not may_count_coins(amount, line.atoms, at):
        return False
    return amount.unit is Unit.BTC or amount.value >= _LEAST_BARE


def _is_decided(clause: Clause, place: int, memory: Memory, undecided: AbstractSet[Verdict | None]) -> bool:
    """Whether a rule has judged a word for selling beside these, so that nothing is left to weigh."""
    first = max(clause.left, min(clause.at, place) - _CLOSE)
    last = min(clause.right - 1, max(clause.at, place) + _CLOSE)
    return any(
        told.deed in SELLING
        and first <= told.at <= last
        and memory.verdicts.get(clause.line.atoms[told.at].start) not in undecided
        for told in clause.line.deeds
    )


def _is_told(clause: Clause, coins: Amount | None, made: Sequence[Draft]) -> bool:
    """Whether the sentence states already what became of these coins."""
    begin, end = clause.line.atoms[clause.left].start, clause.line.atoms[clause.right - 1].end
    return any(
        (each.kind in ABOUT_SALES and begin <= each.start < end)
        or (each.kind is StatementKind.PURCHASE and coins is not None and each.sats == coins.sats)
        for each in made
    )


def _tail(line: Line, at: int, right: int) -> int:
    """Where the words begin that tell what the money was for: not in "went to an exchange", the parting itself."""
    words = line.text[line.start : line.atoms[right - 1].end].lower()
    parting = line.atoms[at].start - line.start
    found = hints.PURPOSE.search(words)
    if found is not None and found.start() == parting:
        found = hints.PURPOSE.search(words, parting + 1)
    if found is None:
        return right
    return next((at for at in range(right) if line.atoms[at].start >= line.start + found.start()), right)


_PART, _CHANGE = 6, 14
"""Atoms behind a word of parting in which a part stands, and the two numbers of a stock."""
_ALL = 100
"""Percent."""
_PARTS = frozenset(
    "half third quarter fifth tenth thirds quarters fifths three-quarters two-thirds most all".split()
)
_MEANT = frozenset("it them purchases".split())
_ENDS = frozenset("for in during at on , . ; to".split()) | {""}
"""Right behind a part of which nobody says again what it is of."""


def part_at(clause: Clause) -> int | None:
    """The place of a part: "let go of a tenth for $272 million", "trimmed the position by a tenth"."""
    line, at = clause.line, clause.at
    if not (line.coins or "fiat" in line.words):
        return None
    for ahead in range(at + 1, min(clause.right, at + 1 + _PART)):
        amount = line.atoms[ahead].amount
        share = amount is not None and amount.unit is Unit.PERCENT and 0 < amount.value <= _ALL
        if not share and line.low(ahead) not in _PARTS:
            continue
        stored = not hints.STORES.isdisjoint(line.lows[at + 1 : ahead]) and line.low(ahead - 2) == "by"
        return ahead if stored or _is_part_of_coins(line, ahead) else None
    return None


def _is_part_of_coins(line: Line, at: int) -> bool:
    if line.low(at + 1) != "of":
        return line.low(at + 1) in _ENDS
    words = line.lows[at + 2 : at + 2 + _PART]
    first = next((word for word in words if word in hints.STORES or word in COINS or word in _MEANT), None)
    named = first is not None and (first != "purchases" or "of" not in words)
    return named and hints.WARES.isdisjoint(words)


def changed_at(clause: Clause) -> int | None:
    """The place of what a stock became: "reduced its bitcoin holdings from 440 to 430"."""
    line, at = clause.line, clause.at
    for ahead in range(at + 1, min(clause.right - 2, at + _CHANGE)):
        if line.low(ahead) != "from":
            continue
        before, after = line.atoms[ahead + 1].amount, line.atoms[min(ahead + 3, len(line.atoms) - 1)].amount
        if before is None or after is None or line.low(ahead + 2) != "to":
            return None
        counted = {before.unit, after.unit} <= COUNTED and not before.per_coin
        named = any(line.is_coin(place) for place in range(at + 1, ahead)) or after.unit is Unit.BTC
        stored = not hints.STORES.isdisjoint(line.lows[at + 1 : ahead])
        return ahead + 3 if counted and named and stored and before.value > after.value else None
    return None
