"""A statement of a tongue, with the words that it rests on."""

from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.tongues.said import Said
from monitor.disclosures.statement import StatementKind


def draft_of(
    kind: StatementKind, said: Said, places: tuple[int, int], who: str | None, when: Moment
) -> Draft:
    """A statement whose evidence is the deed, what was sold, and the time behind them."""
    start = min(said.pieces[place].start for place in places)
    end = max(said.pieces[place].end for place in places)
    if when.end is not None and end < when.end <= end + _LONGEST:
        end = when.end
    return Draft(kind, who, start, end, "", when.first, when.last, when.sure)


_LONGEST = 60
