"""What a denial tells of other times: "sold none in June, but 331.4 BTC in May", "ended March 31, 2026 or 2025"."""

from dataclasses import replace

from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.coins.further import before_number
from monitor.disclosures.extract.prose.coins.in_brackets import days_back, in_parentheses
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause
from monitor.disclosures.extract.prose.sentence.lists import list_at
from monitor.disclosures.extract.prose.sentence.objects import Object
from monitor.disclosures.statement import StatementKind

_REACH = 40


def sold_after_all(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """As in "sold no bitcoin in June, but 331.4 BTC in the first quarter", "none in Q1 2025 (Q1 2024: 1,090)"."""
    line = clause.line
    sale = replace(draft, kind=StatementKind.SALE, rule="prose.sold", derived=set())
    if beside := in_parentheses(clause, thing, sale):
        return beside
    for at in range(clause.at + 1, min(len(line.atoms) - 1, clause.at + _REACH)):
        amount = line.atoms[at].amount
        if amount is None or not amount.may_be_coins:
            continue
        if before_number(clause, at) not in _AT_OTHER_TIMES or any(
            clause.at < told.at < at for told in line.deeds
        ):
            continue
        when = line.when_after(at)
        if when is not None and when.first is not None and when.last is not None:
            return [sale.also(amount, when.first, when.last, end=when.end)]
    return []


_AT_OTHER_TIMES = frozenset("but and compared versus vs against".split())


def _begins_anew(clause: Clause, at: int) -> bool:
    """As in "none was sold in 2022, and in 2023 the number was 108": a time of which something else is told."""
    line = clause.line
    return line.low(at + 1) in _SUBJECTS and "," in line.lows[at - 3 : at]


_SUBJECTS = frozenset("the it we they a our its".split())


def other_years(clause: Clause, draft: Draft) -> list[Draft]:
    """As in "during the three months ended March 31, 2026 or 2025": the same of the other years."""
    line = clause.line
    places = [at for at in range(clause.at, clause.right) if line.atoms[at].when is not None]
    run = list_at(line, places[0], lambda atom: atom.when is not None) if places else []
    own = [when for at in run if (when := line.atoms[at].when) is not None and when.last == draft.period_end]
    if not own:
        return []
    made = []
    for at in run:
        when = line.atoms[at].when
        if when is None or when.last is None or when.last == draft.period_end or _begins_anew(clause, at):
            continue
        bare = line.text[
            when.start : when.end
        ].isdigit()  # "the three and six months ended June 30, 2023 and 2022"
        whole = bare or when.form in {Form.DAY, Form.END} or when.first is None
        days = days_back(draft, when.last) if whole else (when.first, when.last)
        if days is None or days[0] is None:
            continue
        words = draft.start, max(draft.end, when.end)
        made.append(Draft(draft.kind, draft.entity, *words, draft.rule, *days, CLAUSE))
    return made
