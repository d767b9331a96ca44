"""A second amount with a period of its own: "... 212 Bitcoin in January and 300 in February"."""

from monitor.disclosures.extract.amounts import Unit
from monitor.disclosures.extract.prose.draft import CLAUSE, Draft
from monitor.disclosures.extract.prose.line import Clause
from monitor.disclosures.extract.prose.objects import Object, Thing


def further(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """What a clause tells beyond its first amount.

    Args:
        clause: of the deed.
        thing: the object that is told already.
        draft: what it gave; the further ones are of the same kind and company.
    """
    line, made = clause.line, []
    if thing.thing is not Thing.QUANTITY or thing.first < clause.at:
        return []
    for at in range(thing.last + 1, clause.right - 1):
        amount = line.atoms[at].amount
        if amount is None or line.low(at - 1) not in {"and", ","} or amount.unit not in {Unit.BTC, Unit.NONE}:
            continue
        when = line.atoms[at + 1].when
        if when is None or when.first is None or when.last is None or not amount.sats:
            continue
        made.append(
            Draft(
                draft.kind, draft.entity, amount.start, when.end, f"{draft.rule}_and", when.first, when.last, CLAUSE,
                sats=amount.sats, approximate=amount.approximate,
            )
        )  # fmt: skip
    return made
