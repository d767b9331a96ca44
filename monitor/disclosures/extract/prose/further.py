"""Further amounts with periods of their own: "... 212 Bitcoin in January and 300 in February, against 90 in March"."""

from monitor.disclosures.extract.amounts import Unit
from monitor.disclosures.extract.prose.draft import CLAUSE, Draft
from monitor.disclosures.extract.prose.line import Clause
from monitor.disclosures.extract.prose.objects import Object, Thing
from monitor.disclosures.extract.when import Form
from monitor.disclosures.statement import StatementKind

_REACH = 40
_JOINED = frozenset("and , ( : - – — to with from versus vs against than".split())
_COMPARED = frozenset("compared against versus vs from than".split())
_SKIPPED = frozenset("approximately about ~ roughly around only just of . with to".split())


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
    stop = next((told.at for told in line.deeds if told.at > thing.last), len(line.atoms))
    for at in range(thing.last + 1, min(stop, thing.last + _REACH)):
        amount = line.atoms[at].amount
        if amount is None or amount.unit not in {Unit.BTC, Unit.NONE} or not amount.sats or amount.per_coin:
            continue
        before = _before(clause, at)
        if before not in _JOINED or (
            before in _COMPARED and amount.unit is Unit.NONE and draft.kind is not StatementKind.SALE
        ):
            continue
        when = line.when_after(at)
        if when is None or when.last is None or when.form is Form.SAME:
            continue
        stock = draft.kind is StatementKind.HOLDINGS
        if not stock and when.first is None:
            continue
        made.append(
            Draft(
                draft.kind, draft.entity, amount.start, when.end, f"{draft.rule}_and", None if stock else when.first,
                when.last, CLAUSE, sats=amount.sats, approximate=amount.approximate,
                holdings_after_sats=amount.sats if stock else None,
            )
        )  # fmt: skip
    return made


def _before(clause: Clause, at: int) -> str:
    place = at - 1
    while place > clause.at and clause.line.low(place) in _SKIPPED:
        place -= 1
    return clause.line.low(place)
