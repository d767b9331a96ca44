"""Coins that were mined: "mined 445 BTC", "production rose to 500", "got 400 bitcoin from mining in December"."""

from collections.abc import Iterator, Sequence

from monitor.disclosures.extract.lexicon import FILLERS, GREW, Deed, Shape
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.coins.companies import of_others
from monitor.disclosures.extract.prose.coins.further import further
from monitor.disclosures.extract.prose.coins.governed import object_of
from monitor.disclosures.extract.prose.coins.respectively import respective
from monitor.disclosures.extract.prose.mood.mood import mood
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, CONTEXT, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.sentence.moods import Mood
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing, is_btc, of_amount
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.extract.prose.who.subjects import subject
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.statement import StatementKind

_WEAK = frozenset("made yielded earned earn generated generate generates generating".split())
_AVERAGES = frozenset("average averaged daily average-daily per equivalent".split())
_SAYS = GREW | frozenset(
    "was were of totaled totalled reached is to at : came amounted edged stood hit doubled decreasing"
    " increasing".split()
)
_ON_THE_WAY = _SAYS | frozenset(
    "to in during for by month-over-month from at up down about approximately roughly ~ the total , combined"
    " bitcoin btc self-mining mining operations business segment significantly sharply slightly modestly"
    " month week quarter year period time over months weeks those these this that three six nine its our a record"
    " new".split()
)
_REACH = 9


def _mined_and_sold(clause: Clause) -> Object | None:
    """As in "Iris mined and sold 154 bitcoin in July": the number behind the second verb is of both."""
    line, at = clause.line, clause.at
    sold = line.past(at + 2, _ALSO) if line.low(at + 1) == "and" else 0
    if clause.told.shape is not Shape.PAST or not sold or line.deed(sold) is not Deed.SELL:
        return None
    counted = line.past(sold + 1, FILLERS)
    amount = line.amount(counted)
    return (
        None
        if amount is None or amount.unit is not Unit.BTC
        else Object(Thing.QUANTITY, counted, counted, amount)
    )


_ALSO = frozenset("then also promptly immediately at once".split())


def read_production(clause: Clause, memory: Memory) -> list[Draft]:
    """What a clause of mining states."""
    thing = (
        _of_noun(clause, memory)
        if clause.is_noun
        else _of_number_mined(clause)
        or _mined_and_sold(clause)
        or _inverted(clause)
        or object_of(clause, elided=_may_be_bare(clause, memory))
        or _before_relative(clause)
    )
    if (
        thing is None
        or _is_other_income(clause, thing)
        or thing.thing is not Thing.QUANTITY
        or thing.amount is None
        or is_average(clause, thing)
    ):
        return []
    if not clause.is_noun and mood(clause) is not Mood.DONE:
        return []
    if (
        _is_from_before(clause, thing)
        or _is_part(clause, thing)
        or " more " in clause.line.text[thing.amount.start : thing.amount.end]
    ):
        return []
    if clause.line.low(clause.at) in _WEAK and thing.amount.unit != "btc":
        return []
    if (thing.first < clause.at or clause.line.low(clause.at) in _WEAK) and _is_nested(clause):
        return []
    if clause.line.low(clause.at) in _WEAK and _is_of_sold(clause, thing):
        return []
    who = subject(clause, memory)
    if who == NOBODY:
        return []
    when = _beside(clause, thing) or moment(clause, memory, point=False)
    line = clause.line
    if when.sure <= CONTEXT and _is_of_balance(clause):
        return []
    words = line.span(thing.first, thing.last, clause.at)
    draft = Draft.told(StatementKind.PRODUCTION, who, words, "prose.mined", when).counting(thing.amount)
    draft.stretch(when.end, 60)
    more = respective(clause, thing, draft, memory)
    return [draft, *(more or [*further(clause, thing, draft), *of_others(clause, thing, draft)])]


def _is_of_balance(clause: Clause) -> bool:
    """As in "As of June 30 we had 7,265 bitcoin, all of which was produced by us": what is held."""
    line = clause.line
    whose = any(line.low(at) == "which" for at in range(max(0, clause.at - 3), clause.at))
    days = (line.atoms[at].when for at in line.whens if at < clause.at)
    return whose and any(when is not None and when.form is Form.END for when in days)


def _is_from_before(clause: Clause, thing: Object) -> bool:
    """As in "the number of coins mined increased from 185": what it was before."""
    line = clause.line
    return line.low(thing.first - 1) == "from" and line.low(thing.first - 2) in _ON_THE_WAY


def _is_part(clause: Clause, thing: Object) -> bool:
    """As in "mined 450 BTC, of which 200 were produced at Rockdale": a part beside the whole is told with it."""
    line, at = clause.line, thing.first - 1
    at = line.back(at, {"about", "approximately", "some", "roughly", "~"})
    return (line.low(at - 1), line.low(at)) in {("of", "which"), ("of", "them"), ("of", "these")}


_TAKEN = frozenset({Deed.SELL, Deed.BUY, Deed.HOLD, Deed.CONVERT, Deed.PLEDGE})


def _may_be_bare(clause: Clause, memory: Memory) -> bool:
    """Whether a number without a unit counts coins; the one after "467 BTC Mined" is of a note."""
    before = clause.line.atoms[clause.at - 1].amount if clause.at else None
    return memory.coins or (clause.line.coins and not is_btc(before))


def _of_noun(clause: Clause, memory: Memory) -> Object | None:
    """As in "Bitcoin production was 445", "production of 500 BTC", "production rose 5% to 500 BTC"."""
    line = clause.line
    taken = any(told.deed in _TAKEN for told in line.deeds if clause.at - _REACH < told.at < clause.at)
    if line.low(clause.at - 1) == "of" and clause.at > 1 and clause.at - 2 in line.counts and not taken:
        return of_amount(clause, clause.at - 2, elided=False)  # "recorded 739 bitcoin of production"
    if line.low(clause.at - 1) in {"its", "of", "power", "energy"} and line.low(clause.at + 1) not in _SAYS:
        return None
    return _said_behind(clause, elided=memory.coins or line.coins)


def _said_behind(clause: Clause, *, elided: bool) -> Object | None:
    """As in "was 445", "rose 5% to 500 BTC", "fell from 443 to 318": the number that a verb behind a word tells."""
    line, said = clause.line, False
    for at in range(clause.at + 1, min(clause.right, clause.at + 1 + _REACH)):
        atom = line.atoms[at]
        if atom.amount is not None and atom.amount.unit is not Unit.PERCENT and line.low(at - 1) != "from":
            sold = any(told.at == at + 1 and told.deed is Deed.SELL for told in line.deeds)
            return of_amount(clause, at, elided=elided) if said and not sold else None
        if atom.low == ":" and line.atoms[at - 1].when is not None and not _is_followed_by_coins(line, at):
            return None
        said = said or atom.low in _SAYS
        if atom.is_word and atom.low not in _ON_THE_WAY:
            return None
    return None


def _is_followed_by_coins(line: Line, at: int) -> bool:
    """As in "Output of the month of June: 450 BTC", of one company alone."""
    place = at + 1 + (line.low(at + 1) in {"~", "approximately", "about"})
    alone = all(atom.entity is None for atom in line.atoms[place:])
    alone = alone and all(told.deed is not Deed.SELL for told in line.deeds)
    return place < len(line.atoms) and is_btc(line.atoms[place].amount) and alone


def _inverted(clause: Clause) -> Object | None:
    """As in "Mined in June: 450 bitcoin", "Mined in the same quarter were 1,406"."""
    line, at = clause.line, clause.at + 1
    if not clause.is_past or clause.at > _OPENING or line.low(clause.at) in _WEAK:
        return None
    while line.low(at) in {"in", "during", "for", "the"} or (at < len(line.atoms) and line.atoms[at].when):
        at += 1
    if line.low(at) not in {":", "were", "was"}:
        return None
    at += 1
    at = line.past(at, {"~", "approximately", "about", "a", "total", "of", "roughly"})
    counted = at < min(clause.right, len(line.atoms)) and line.atoms[at].amount is not None
    return of_amount(clause, at, elided=True) if counted else None


_OPENING = 1
"""Atoms within which a sentence opens with its deed."""


def _of_number_mined(clause: Clause) -> Object | None:
    """As in "the number of bitcoin mined in the quarter tumbled to 330 from 982"."""
    line, at = clause.line, clause.at - 1
    if not clause.is_past or not line.is_coin(at) or line.low(at - 1) != "of":
        return None
    return _said_behind(clause, elided=True)


def _beside(clause: Clause, thing: Object) -> Moment | None:
    """As in "compared to August 2021 production of 441 BTC", "Output of the month of June: 450 BTC"."""
    line, at = clause.line, clause.at - 1 if clause.is_noun else -1
    if thing.first - 2 > clause.at and line.low(thing.first - 1) == ":":
        at = thing.first - 2 if at < 0 or at not in line.whens else at
    when = line.atoms[at].when if at >= 0 else None
    return Moment(when.first, when.last, CLAUSE) if when is not None and when.first is not None else None


def _before_relative(clause: Clause) -> Object | None:
    """As in "the 215 bitcoin that Riot mined in May"."""
    line, at = clause.line, clause.at - 1
    while line.low(at) in {"has", "had", "it", "we", "they", "the", "company"} or (
        at > 0 and line.atoms[at].entity
    ):
        at -= 1
    counted = at > 0 and at - 1 in line.counts
    return of_amount(clause, at - 1, elided=False) if counted and line.low(at) in {"that", "which"} else None


def _is_other_income(clause: Clause, thing: Object) -> bool:
    """As in "earned 12 BTC in interest", "premiums of 3.2 BTC were earned from covered calls": nothing was mined."""
    line = clause.line
    if line.low(clause.at) not in _WEAK:
        return False
    places = range(max(clause.left, thing.first - 4), min(len(line.atoms), max(thing.last, clause.at) + 6))
    return any(line.low(at) in _INCOME for at in places)


_INCOME = frozenset(
    "premium premiums interest yield lending calls options option loans loan staking derivatives strategy".split()
)


def _is_nested(clause: Clause) -> bool:
    """As in "includes ~19 BTC mined at joint ventures": a part of what is told elsewhere."""
    before = clause.line.lows[max(0, clause.at - 30) : clause.at]
    return not _INCLUDING.isdisjoint(before)


def _is_of_sold(clause: Clause, thing: Object) -> bool:
    """As in "sold 4,000 bitcoins earned through mining": some of what was ever mined, and sold now."""
    before = (told for told in clause.line.deeds if thing.first - 4 < told.at < thing.first)
    return thing.last == clause.at - 1 and any(told.deed is Deed.SELL for told in before)


_INCLUDING = frozenset("includes include including plus inception".split())


def is_average(clause: Clause, thing: Object) -> bool:
    """Whether what is told is a rate, or coins that never were."""
    line = clause.line
    places = [*range(max(clause.left, clause.at - 3), clause.at), *range(clause.at + 1, thing.first)]
    after = [line.low(thing.last + 1), line.low(thing.last + 2)]
    if line.low(thing.last + 1) != "," and "daily" in line.lows[thing.last + 1 : thing.last + 4]:
        return True
    if "inception" in line.words and "inception" in line.lows[thing.last + 1 :]:
        return True
    if thing.last < clause.at and line.low(clause.at + 1) in {"per", "/"}:
        return True
    if any(line.low(at) in _AVERAGES for at in places):
        return True
    return after[0] in {"per", "daily", "/", "equivalent"} or after[:2] == ["a", "day"] or "average" in after


_MINING = frozenset("mining self-mining machines rigs".split())


def read_from_mining(line: Line, memory: Memory, made: Sequence[Draft]) -> list[Draft]:
    """As in "got 400 bitcoin from mining in December", "23.7 BTC earned by its mining since September 1"."""
    spoken = not _MINING.isdisjoint(line.words) and (line.counts or memory.coins)
    if not spoken and not any(_is_mined_amount(line, at) for at in line.counts):
        return []
    places = ((place, end) for place, end in _mined(line, memory) if not _is_told(line, place, made))
    return [draft for place, end in places if (draft := _made_of(line, memory, place, end)) is not None]


def _is_told(line: Line, at: int, made: Sequence[Draft]) -> bool:
    return any(each.start <= line.atoms[at].start < each.end for each in made)


def _mined(line: Line, memory: Memory) -> Iterator[tuple[int, int]]:
    """The places of numbers of coins that came from mining, and where the words end that say so."""
    for at, atom in enumerate(line.atoms):
        if _is_mined_amount(line, at):
            yield at, atom.end
        elif atom.low in _MINING and _is_source(line, at):
            behind = range(at - 1, max(-1, at - 7), -1)
            place = next((back for back in behind if _is_counted(line, back, memory)), None)
            taken = any(told.deed in _TOLD_OF and told.at < at for told in line.deeds)
            if place is None or taken or _is_of_a_balance(line, place) or _is_only_compared(line, place):
                continue
            yield place, atom.end


_TOLD_OF = frozenset({Deed.SELL, Deed.CONVERT, Deed.HOLD})


def _is_counted(line: Line, at: int, memory: Memory) -> bool:
    """Coins, also without their name as in "450 came in from mining"."""
    amount = line.atoms[at].amount
    bare = amount is not None and amount.unit is Unit.NONE and bool(amount.sats)
    return is_btc(amount) or (bare and line.low(at + 1) == "came" and (memory.coins or line.coins))


def _made_of(line: Line, memory: Memory, at: int, end: int) -> Draft | None:
    amount = line.atoms[at].amount
    assert amount is not None, "the caller has seen it"
    clause = line.clause(at, Deed.MINE, Shape.PAST)
    who = subject(clause, memory)
    if who == NOBODY or not amount.sats or is_average(clause, Object(Thing.QUANTITY, at, at, amount)):
        return None
    when = moment(clause, memory, point=False)
    draft = Draft.told(StatementKind.PRODUCTION, who, (amount.start, end), "prose.from_mining", when)
    return draft.counting(amount)


def _is_only_compared(line: Line, at: int) -> bool:
    """As in "earned 943 BTC (Q1 2023: 1,297 BTC) through mining"."""
    return line.low(at + 1) == ")" and line.low(at - 1) == ":"


def _is_of_a_balance(line: Line, at: int) -> bool:
    """As in "held 60 BTC, made up of 22.4 BTC from mining and 37.6 bought": where a part of a balance came from."""
    return any(
        line.low(back) in _MADE_UP_OF or (line.low(back) == "made" and line.low(back + 1) == "up")
        for back in range(max(0, at - 2 * _REACH), at)
    )


_MADE_UP_OF = frozenset(
    "consisting consists consisted comprised comprising comprises includes included including".split()
)


def _is_mined_amount(line: Line, at: int) -> bool:
    """As in "revenue of $7.6 million on 255.8 mined bitcoin": no verb says that they were mined."""
    amount = line.atoms[at].amount
    if amount is None or not is_btc(amount) or "mined" not in line.text[amount.start : amount.end]:
        return False
    return all(told.deed is Deed.MINE for told in line.deeds if at - _REACH < told.at < at + _REACH)


def _is_source(line: Line, at: int) -> bool:
    """As in "from mining", "from its self-mining operations", "by its mining": where coins came from."""
    place = line.back(at - 1, {"its", "our", "the", "their", "own", "bitcoin", "proprietary", "self"})
    if line.low(place) == "as" and line.low(at + 1) in {"reward", "rewards"}:
        return True
    if line.low(at) in {"machines", "rigs"}:
        return line.low(place) == "of" and line.low(place - 1) == "out"  # "450 came out of its machines"
    by = line.low(place) == "by" and line.low(place - 1) in {"earned", "generated", "produced"}
    return (line.low(place) in {"from", "through", "via"} or by) and line.low(at + 1) not in {
        "pool",
        "pools",
        "machines",
        "rigs",
        "equipment",
    }
