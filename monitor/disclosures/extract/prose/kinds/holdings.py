"""Coins that are held."""

from monitor.disclosures.extract.lexicon import MODALS, Deed
from monitor.disclosures.extract.periods.calendars import month
from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.coins.companies import of_others
from monitor.disclosures.extract.prose.coins.further import further
from monitor.disclosures.extract.prose.coins.respectively import respective
from monitor.disclosures.extract.prose.coins.stocks import OF_OTHERS, is_not_now, is_pledged, stock
from monitor.disclosures.extract.prose.kinds.held import of_noun, of_verb
from monitor.disclosures.extract.prose.mood.mood import mood
from monitor.disclosures.extract.prose.sentence.draft import SENTENCE, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moods import Mood
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing, is_year
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.extract.prose.who.subjects import subject
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.statement import StatementKind


def read_holdings(clause: Clause, memory: Memory) -> list[Draft]:
    """What a clause of holding states."""
    if clause.told.deed is not Deed.HOLD or clause.line.question:
        return []
    if clause.is_noun and clause.line.low(clause.at - 1) in OF_OTHERS:
        return []
    thing = (
        of_noun(clause, memory)
        if clause.is_noun
        else of_verb(clause, elided=memory.coins or clause.line.coins)
    )
    if thing is None:
        return []
    if thing.thing is Thing.NOTHING:
        return _none(clause, memory, thing)
    if (
        thing.thing is not Thing.QUANTITY
        or thing.amount is None
        or is_pledged(clause, thing)
        or is_not_now(clause, thing)
    ):
        return []
    if not clause.is_noun and not _is_told(clause):
        return []
    who = subject(clause, memory)
    if who == NOBODY or _is_of_several(clause, thing):
        return []
    draft = stock(clause, memory, thing, who, kind=StatementKind.HOLDINGS, rule="prose.held")
    more = respective(clause, thing, draft, memory) or [
        *further(clause, thing, draft),
        *of_others(clause, thing, draft),
    ]
    return [draft, *more, *_in_brackets(clause, thing, draft)]


def _is_of_several(clause: Clause, thing: Object) -> bool:
    """As in "Together they own 10,934 bitcoin: 5,048 from ...": each one's is told by itself."""
    line = clause.line
    before = line.near(clause.at - 4, clause.at)
    return bool(before & {"together", "combined", "jointly"}) and line.low(thing.last + 1) == ":"


def _in_brackets(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """As in "held nine bitcoin at the end of 2023 (2022: 141)", "(July 31, 2025: 19,287)": what was held before."""
    line, begin = clause.line, max(thing.last, clause.at) + 1
    at = line.find({"("}, begin, min(len(line.atoms) - 3, begin + 5))
    if at is None or line.low(at + 2) != ":" or draft.period_end is None:
        return []
    when, year, amount = line.atoms[at + 1].when, line.atoms[at + 1].amount, line.atoms[at + 3].amount
    if amount is None or not amount.may_be_coins:
        return []
    last = when.last if when is not None else None
    if when is None and year is not None and is_year(clause, year):
        last = draft.period_end.replace(year=int(year.value), day=min(draft.period_end.day, 28))
        last = last if draft.period_end.day == last.day else month(last.year, last.month)[1]
    if last is None or last >= draft.period_end:
        return []
    return [draft.also(amount, None, last, start=line.atoms[at + 1].start)]


def _none(clause: Clause, memory: Memory, thing: Object) -> list[Draft]:
    """As in "held no bitcoin at the end of May", of which the day must be told."""
    line = clause.line
    amount = line.atoms[thing.first].amount
    none = line.low(thing.first) in {"no", "zero", "none", "nil"} or (amount is not None and amount.sats == 0)
    denied = line.low(thing.first) == "any" and mood(clause) is Mood.NOT_DONE
    if not denied and not (none and (clause.is_noun or mood(clause) is Mood.DONE)):
        return []
    when = moment(clause, memory, point=True)
    who = subject(clause, memory)
    if who == NOBODY or when.last is None or when.sure < SENTENCE:
        return []
    words = line.atoms[clause.at].start, line.atoms[thing.last].end
    draft = Draft.told(StatementKind.HOLDINGS, who, words, "prose.held", when)
    draft.sats = draft.holdings_after_sats = 0
    return [draft]


def _is_told(clause: Clause) -> bool:
    """Whether something is held, as in "holds", "continues to hold", "claims to hold"."""
    line, at = clause.line, clause.at
    if mood(clause) in {Mood.DONE, Mood.HABIT}:
        return not _is_gathered(clause) or _is_gathered_by_now(clause)
    still = line.low(at - 1) == "to" and line.low(at - 2) in {"continues", "continue", "claims", "appears"}
    return still and line.low(at - 3) not in MODALS | {"to"}


def _is_gathered(clause: Clause) -> bool:
    return clause.line.low(clause.at) in {"accumulated", "amassed", "stockpiled", "gathered"}


def _is_gathered_by_now(clause: Clause) -> bool:
    """As in "has accumulated 19,309 BTC"; but "accumulated 300 BTC in May" is no balance."""
    line = clause.line
    until = line.near(clause.at - 3, clause.at) & {"has", "have", "had"}
    spans = any(atom.when is not None and atom.when.form in _SPANS for atom in line.atoms)
    return bool(until) and not spans


_SPANS = frozenset({Form.DAY, Form.MONTH, Form.LONGER, Form.RANGE, Form.SINCE, Form.SAME})
