"""Whose word counts where "sold" and "sold nothing" are told of the very same days.

A company restates: its later word takes the earlier one back, and its own word takes back what an article tells. Of
two words of one day, or where one is without a date, nobody can tell which is the later; then both stand, as a
contradiction.

Words about other days, such as a quarter without a sale after the release of one, take nothing back: "none" is easily
said of a part of the coins or by oversight.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from monitor.disclosures.statement import Statement, StatementKind

_OF_SALES = frozenset({StatementKind.SALE, StatementKind.NO_SALE})


def taken_back(statements: Iterable[Statement]) -> dict[str, Statement]:
    """The statements of a sale, or of none, that do not stand any more, by id, with the word that took them back."""
    told: dict[tuple[date, date], list[Statement]] = defaultdict(list)
    for each in statements:
        if each.kind in _OF_SALES and each.only is None:
            told[each.period_start, each.period_end].append(each)
    found: dict[str, Statement] = {}
    for words in told.values():
        last = max(words, key=_by_authority)
        others = (each for each in words if each.kind is not last.kind)
        found.update((each.statement_id, last) for each in others if _takes_back(last, each))
    return found


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
