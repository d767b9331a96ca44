"""A text read sentence by sentence."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from monitor.disclosures.extract.atoms import Atom, atoms
from monitor.disclosures.extract.companies.names import Mention, Names
from monitor.disclosures.extract.dating.anchoring import anchor_of
from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.lexicon import Deed
from monitor.disclosures.extract.limits import Budget
from monitor.disclosures.extract.numbers.amounts import Amount, Unit, amounts
from monitor.disclosures.extract.numbers.decimal_comma import writes_decimal_comma
from monitor.disclosures.extract.periods.days import periods
from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.coins.change import read_change
from monitor.disclosures.extract.prose.coins.governed import object_of
from monitor.disclosures.extract.prose.kinds.elided import (
    asked_of,
    read_answer,
    read_elided,
    read_next,
    read_next_of,
)
from monitor.disclosures.extract.prose.kinds.headlines import without_mere_headlines
from monitor.disclosures.extract.prose.kinds.holdings import read_holdings
from monitor.disclosures.extract.prose.kinds.kept import read_kept
from monitor.disclosures.extract.prose.kinds.label import read_label
from monitor.disclosures.extract.prose.kinds.later import count_again, date_by_deal, narrow
from monitor.disclosures.extract.prose.kinds.parts import parts_of, read_of_the_whole
from monitor.disclosures.extract.prose.kinds.pledge import (
    read_managed,
    read_pledge,
    read_restricted,
    read_secured,
)
from monitor.disclosures.extract.prose.kinds.production import read_from_mining, read_production
from monitor.disclosures.extract.prose.kinds.purchase import read_purchase
from monitor.disclosures.extract.prose.kinds.receipts import add_receipts, read_brought
from monitor.disclosures.extract.prose.kinds.sale import read_sale
from monitor.disclosures.extract.prose.kinds.sellers import read_sellers
from monitor.disclosures.extract.prose.kinds.standing import read_standing
from monitor.disclosures.extract.prose.kinds.wish import read_may
from monitor.disclosures.extract.prose.not_understood import look_at, may_tell_of_sales
from monitor.disclosures.extract.prose.relevance import is_relevant
from monitor.disclosures.extract.prose.remembering import opening, remember, told_in
from monitor.disclosures.extract.prose.sentence.clauses import clauses
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line, line_of
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.verdict import Verdict
from monitor.disclosures.extract.prose.weighing.weighed import read_weighed, without_stocks
from monitor.disclosures.extract.prose.when.compared import is_compared_number
from monitor.disclosures.extract.prose.when.framing import framed
from monitor.disclosures.extract.prose.when.lead import lead_of
from monitor.disclosures.extract.prose.when.those_periods import note
from monitor.disclosures.extract.prose.when.within import date_within
from monitor.disclosures.extract.prose.who.subjects import subject, topic_of
from monitor.disclosures.extract.sentences import Sentence, sentences
from monitor.disclosures.extract.tongues.reader import Abroad
from monitor.disclosures.statement import StatementKind

_RULES: dict[Deed, Callable[[Clause, Memory], list[Draft]]] = {
    Deed.SELL: read_sale,
    Deed.CONVERT: read_sale,
    Deed.MINE: read_production,
    Deed.BUY: read_purchase,
    Deed.HOLD: read_holdings,
    Deed.PLEDGE: read_pledge,
    Deed.MOVE: read_managed,
}
_LIST_MARK = 8
"""Characters of what is no sentence, but the mark of an item."""
_BEGINNING = 24
"""Characters within which a sentence names whom it is about."""
_LONGEST_NAME = 80
_SPAN = tuple[int, int]


def read_prose(text: str, about: About, names: Names, taken: Sequence[_SPAN], budget: Budget) -> Memory:
    """Every statement of the sentences of a text, in order, some of them several times; and what is not understood.

    Args:
        text: the whole text.
        about: what is known of it.
        names: the companies in it.
        taken: places that are tables and were read as such, in order and without overlap.
        budget: how much may be read; it tells afterwards how much was not.
    """
    anchor = anchor_of(text, about, names.filer)
    memory = Memory(
        text, anchor, names.filer, names, anchor.published, filed=about.issuer is not None, topic=names.filer
    )
    memory.lead = lead_of(text, about.title, anchor)
    comma = writes_decimal_comma(text)
    abroad = Abroad.of(text)
    row = 0
    passed: Sentence | None = None
    for sentence in _without_rows(text, sentences(text), taken):
        while row < len(taken) and taken[row][1] <= sentence.start:
            row, memory.spoken = row + 1, max(memory.spoken, 1)
        in_table = row < len(taken) and taken[row][0] < sentence.end
        if abroad is not None and not in_table:
            memory.drafts.extend(abroad.read(sentence, memory, budget))
        if not is_relevant(text, sentence, memory):
            if not in_table and may_tell_of_sales(text, sentence, of_coins=memory.coins):
                line = line_of(text, atoms(text, sentence, names, anchor, decimal_comma=comma))
                memory.drafts.extend(weighed := read_weighed(line, memory, ()))
                look_at(line, memory, weighed)
            _pass_by(names.mentions(text, sentence.start, _beginning(sentence)), sentence, memory)
            passed = sentence if sentence.end - sentence.start > _LIST_MARK else passed
            continue
        if passed is not None:
            memory.frame = framed(text, passed, periods(text, anchor, *passed), memory) or memory.frame
            passed = None
        if len(memory.drafts) > _MOST or not budget.take(
            sentence.end - sentence.start, len(text) - sentence.start
        ):
            break
        if _CELLS.fullmatch(text, *sentence) or (in_table and _is_row(text, sentence, taken[row][0])):
            budget.pieces -= 1
            continue
        line = line_of(text, _without_note(atoms(text, sentence, names, anchor, decimal_comma=comma)))
        budget.pieces -= max(1, len(line.deeds))
        if line.atoms:
            _read_line(line, memory)
    memory.drafts = without_mere_headlines(memory)
    return memory


def _without_note(atoms: list[Atom]) -> list[Atom]:
    """The atoms of a sentence without a footnote's number before it: "4 Sold at market prices or paid to vendors"."""
    first = atoms[0].amount if len(atoms) > _LEAST_NOTED else None
    noted = first is not None and first.unit is Unit.NONE and first.value in _NOTES and atoms[1].capital
    return atoms[1:] if noted else atoms


_LEAST_NOTED = 4
"""Atoms of a footnote."""
_NOTES = range(1, 21)


def _without_rows(text: str, whole: Iterable[Sentence], taken: Sequence[_SPAN]) -> Iterator[Sentence]:
    """The sentences; of one in which several rows of a table stand on one line, what is before and behind them."""
    row = 0
    for sentence in whole:
        while row < len(taken) and taken[row][1] <= sentence.start:
            row += 1
        last = row
        while last < len(taken) and taken[last][1] <= sentence.end:
            last += 1
        if last - row < _ROWS_ON_A_LINE or "\n" in text[taken[row][0] : taken[last - 1][1]]:
            yield sentence
            continue
        for start, end in ((sentence.start, taken[row][0]), (taken[last - 1][1], sentence.end)):
            if text[start:end].strip():
                yield Sentence(start, end)


_ROWS_ON_A_LINE = 2


def _is_row(text: str, sentence: Sentence, begin: int) -> bool:
    """Whether a line of a table, whose row begins at a place, is no more than a label and its values.

    As in "- 180 BTC sold at an average of $67,200", what looks like a row may be the rest of a sentence.
    """
    start, end = sentence
    if _VALUES_LAST.fullmatch(text, start, end):
        return True
    if text.find(":", start, end) < 0 and not _CLAUSE_WORDS.isdisjoint(
        _WORD.findall(text[start:end].lower())
    ):
        return False
    return all(each.unit is not Unit.BTC for each in amounts(text, start, begin))


_WORD = re.compile(r"[a-z]+")
_CELLS = re.compile(r"[^|\n]*+(?:\|\s*[$(]{0,2}-?\d[\d.,]*\)?%?\s*)+")
"""A label and values in cells: a row, also of a table that nobody could read."""
_VALUES_LAST = re.compile(
    r"(?:[^\d\n|$(\u2013\u2014-]|\w-(?=\w))*+(?:\s*[$(]{0,2}\s?(?:\d[\d.,]*|[\u2013\u2014-](?!\w))(?:\s?\)|(?=\s|\Z))){2,}\s*"
)
"""A label, and two values at least behind it: no sentence ends so."""
_CLAUSE_WORDS = frozenset(
    "and was were which it its we our the had has have by while but grew rose fell climbed dropped increased decreased"
    " declined expanded reached totaled totalled".split()
)


_AMONG_MANY = re.compile(
    r"\b(?:miners|companies|firms|peers|rivals|treasuries|such\s+as|(?:un)?like|including|than|others?)\b",
    re.IGNORECASE,
)
"""Before a company that is named as one of many, or beside the one that is spoken of."""
_ENDS = (".", "!", "?", "”", '"')


def _beginning(sentence: Sentence) -> int:
    """Where the beginning of a sentence ends, with a name that begins in it."""
    return min(sentence.end, sentence.start + _BEGINNING + _LONGEST_NAME)


def _pass_by(mentions: Sequence[Mention], sentence: Sentence, memory: Memory) -> None:
    """A sentence without coins may still say whom the next one is about."""
    start, end = sentence
    if (
        mentions
        and mentions[0].start - start <= _BEGINNING
        and not _AMONG_MANY.search(memory.text, start, mentions[0].start)
    ):
        memory.topic = mentions[0].entity
        memory.topic_end = end if memory.text[start:end].rstrip().endswith(_ENDS) else 0
    memory.spoken = max(0, memory.spoken - 1)
    memory.counted = memory.asked = memory.last = None
    memory.asked_of = asked_of(memory, mentions[0].entity, sentence) if len(mentions) == 1 else None


def _read_line(line: Line, memory: Memory) -> None:
    made: list[Draft] = []
    sellers = read_sellers(line, memory)
    memory.crowd = None
    memory.as_of = _as_of(line) or memory.as_of
    labelled = sellers or read_label(line, memory)
    if labelled is not None:
        made = labelled
        remember(line, [each for each in made if each.kind is StatementKind.HOLDINGS], memory, [])
        _read_deeds(line, memory, made, since=max((draft.end for draft in made), default=line.atoms[-1].end))
    else:
        _read_deeds(line, memory, made)
        made.extend(read_kept(line, memory, made))
        made.extend(read_from_mining(line, memory, made))
        stocks = read_standing(line, memory, made)
        remember(line, stocks, memory, made)
        made.extend(stocks)
        made.extend(
            read_restricted(
                line, memory, {draft.start for draft in made if draft.kind is StatementKind.PLEDGE}
            )
        )
        made.extend(read_secured(line, memory, made))
        made.extend(read_may(line, memory, made))
        made = made or _read_beside(line, memory)
    made.extend(parts_of(line, made))
    narrow(line, memory, made)
    date_within(made)
    made = made if labelled == [] else _left_over(line, memory, made)
    memory.drafts.extend(made)
    if not made:
        spoken = framed(line.text, _place(line), told_in(line), memory) or opening(line, memory)
        if spoken is not None:
            memory.frame, memory.frame_of, memory.frame_now = spoken, None, None
    if (topic := topic_of(line)) is not None:
        memory.topic = topic
        memory.topic_end = line.atoms[-1].end if line.low(len(line.atoms) - 1) in _ENDS else 0
    note(line, memory)
    memory.last = line
    memory.counted, memory.asked, memory.asked_of = _last_counted(line), _asked(line), None
    memory.told_from = line.start if made else memory.told_from
    memory.spoken = _REMEMBERED if line.coins or made else max(0, memory.spoken - 1)


def _left_over(line: Line, memory: Memory, made: list[Draft]) -> list[Draft]:
    """What a sentence states, with what is left to weigh; what it may tell besides is kept in mind."""
    made = made or read_of_the_whole(line, memory)
    made = without_stocks(made, read_weighed(line, memory, made))
    look_at(line, memory, made)
    return made


def _read_beside(line: Line, memory: Memory) -> list[Draft]:
    """What a sentence tells that no deed of its own tells: an answer, figures, more of the sale before."""
    made = (
        read_answer(line, memory)
        or read_next_of(line, memory)
        or read_next(line, memory)
        or read_elided(line, memory)
        or read_brought(line, memory)
    )
    if made:
        return made
    date_by_deal(line, memory)
    count_again(line, memory)
    return add_receipts(line, memory)


def _asked(line: Line) -> Clause | None:
    """The sale that a sentence asks for: "How many did it sell in May?"."""
    if not line.question or not (line.coins and line.words & {"how", "much", "many", "what"}):
        return None
    return next((clause for clause in clauses(line) if clause.told.deed is Deed.SELL), None)


def _last_counted(line: Line) -> Amount | None:
    """The number of coins that "them" in the next sentence means: no other's, and not of machines counted behind it."""
    told = [at for at in line.counts if not is_compared_number(line, at)] or line.counts
    behind = line.atoms[told[-1] + 1 :] if told else []
    if any(atom.amount is not None and atom.amount.unit is Unit.OTHER for atom in behind):
        return None
    return line.atoms[told[-1]].amount if told else None


def _read_deeds(line: Line, memory: Memory, made: list[Draft], *, since: int = 0) -> None:
    """What the deeds of a sentence tell, put beside what it told already.

    Args:
        line: the sentence.
        memory: what was said before.
        made: what it told already.
        since: where to begin, in characters: behind a label and its value.
    """
    for clause in clauses(line):
        rule = _RULES.get(clause.told.deed)
        if line.atoms[clause.at].start < since:
            continue
        if rule is None:
            subject(clause, memory)  # who moves coins is spoken of from then on
            continue
        if (
            clause.told.deed is Deed.MOVE
            and (moved := object_of(clause, elided=False)) is not None
            and moved.amount
        ):
            memory.moved.add(moved.amount.sats or 0)
        changed = read_change(clause, memory)
        drafts = rule(clause, memory) if changed is None else changed
        if drafts:
            memory.judge(clause, Verdict.TOLD)
        drafts = [draft for draft in drafts if not _istold_in(draft, made)]
        made.extend(drafts)
        remember(line, drafts, memory, made[: len(made) - len(drafts)])


def _place(line: Line) -> Sentence:
    return Sentence(line.start, line.atoms[-1].end)


_REMEMBERED = 3
"""Sentences after which coins are forgotten."""


def _as_of(line: Line) -> date | None:
    """The last day that a sentence names as the end of something."""
    for at in reversed(line.whens):
        when = line.atoms[at].when
        if when is not None and when.last is not None:
            words = line.text[when.start : when.end].lower()
            if when.form is Form.END or (
                when.form is Form.LONGER and " ended" in words and "then" not in words
            ):
                return when.last
    return None


def _istold_in(draft: Draft, made: Sequence[Draft]) -> bool:
    """As in "held 499,096 bitcoins, acquired at ..." is no purchase, and what was sold is no security any more."""
    first = {StatementKind.PURCHASE: StatementKind.HOLDINGS, StatementKind.PLEDGE: StatementKind.SALE}.get(
        draft.kind
    )
    return draft.sats is not None and any(
        each.sats == draft.sats and each.kind is first for each in made[-_LATELY:]
    )


_LATELY = 20
_MOST = 2_000
"""Statements of one text, after which nobody reads on."""
