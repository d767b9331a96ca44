"""Whose word counts where "sold" and "sold nothing" are told of the very same days.

A company restates: its later word takes the earlier one back, and its own word takes back what an article tells. Of
two words of one day, or where one is without a date, nobody can tell which is the later; then both stand, as a
contradiction.

"None" takes a sale back only where its document is about that time: what stands beside newer figures for comparison may
be a part, or a dash.

Words about other days, such as a quarter without a sale after the release of one, take nothing back: "none" is easily
said of a part of the coins or by oversight.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from monitor.disclosures.statement import Statement, StatementKind

_OF_SALES = frozenset({StatementKind.SALE, StatementKind.NO_SALE})
_REPORTED = _OF_SALES | {StatementKind.PRODUCTION}


def taken_back(statements: Iterable[Statement]) -> dict[str, Statement]:
    """The statements of a sale, or of none, that do not stand any more, by id, with the word that took them back."""
    known = list(statements)
    told: dict[tuple[date, date], list[Statement]] = defaultdict(list)
    for each in known:
        if each.kind in _OF_SALES and each.only is None:
            told[each.period_start, each.last_day].append(each)
    found: dict[str, Statement] = {}
    for words in told.values():
        if len({each.kind for each in words}) == 1:
            continue
        last = max((each for each in words if not _compares(each, known)), key=_by_authority)
        others = (each for each in words if each.kind is not last.kind)
        found.update((each.statement_id, last) for each in others if _takes_back(last, each))
    return found


def _compares(denial: Statement, statements: Iterable[Statement]) -> bool:
    """Whether "none" stands beside newer figures of what was sold or mined, for comparison."""
    if denial.kind is not StatementKind.NO_SALE:
        return False
    beside = (each for each in statements if each.url == denial.url and each.kind in _REPORTED)
    return any(each.period_end > denial.period_end for each in beside)


def _takes_back(word: Statement, other: Statement) -> bool:
    if word.hearsay is not other.hearsay:
        return other.hearsay
    return word.published is not None and other.published is not None and word.published > other.published


def standing(statements: Iterable[Statement]) -> list[Statement]:
    """The statements without those that were taken back, and without what a reviewer pinned of these."""
    known = list(statements)
    gone = taken_back(known)
    return [each for each in known if each.statement_id not in gone]


def authority(statement: Statement) -> tuple[bool, date]:
    """How much a word weighs against another about the same days: the company's own before others', then the later."""
    return not statement.hearsay, statement.published or date.min


def _by_authority(statement: Statement) -> tuple[tuple[bool, date], bool, str]:
    return authority(statement), statement.kind is StatementKind.SALE, statement.statement_id
