"""Arguments from who got the coins: what the address is used for, and what its owner is known to do on that day."""

from collections.abc import Iterator
from datetime import UTC, date

from monitor.flows.explain.background import Background
from monitor.flows.explain.explanation import Argument, Meaning, speaks_against, speaks_for
from monitor.flows.explain.movement import Movement
from monitor.labels.entity import DatedRole
from monitor.labels.vocabulary import Category

_SHAKY = 50
"""Percent of confidence below which a label may as well be wrong."""

_DOES = {
    Category.EXCHANGE: "runs an exchange",
    Category.MARKET_MAKER: "makes markets",
    Category.OTC_DESK: "deals over the counter",
    Category.PRIME_BROKER: "trades for its customers",
    Category.CUSTODIAN: "keeps coins for others",
    Category.LENDER: "lends against bitcoin",
}
_POINTS_TO = {
    Category.EXCHANGE: (Meaning.MARKET,),
    Category.MARKET_MAKER: (Meaning.MARKET, Meaning.OTC),
    Category.OTC_DESK: (Meaning.OTC,),
    Category.PRIME_BROKER: (Meaning.MARKET, Meaning.OTC, Meaning.CUSTODY),
    Category.CUSTODIAN: (Meaning.CUSTODY,),
    Category.LENDER: (Meaning.COLLATERAL,),
}
_KEEPS = (Category.CUSTODIAN, Category.LENDER)


def from_address(moved: Movement, _: Background) -> Iterator[Argument]:
    """What the label of the address says it is used for."""
    who, use = moved.to_entity, moved.to_type
    says = f"the address is labelled as {_article(use)} of {who}"
    meanings = _POINTS_TO.get(use, ())
    yield from speaks_for(*meanings[:1], says=says, strong=use is not Category.PRIME_BROKER)
    yield from speaks_for(*meanings[1:], says=says)
    if use in _KEEPS:
        yield from speaks_against(Meaning.MARKET, Meaning.OTC, says=says, strong=True)
    if use is Category.EXCHANGE:
        yield from speaks_against(Meaning.CUSTODY, says=f"{says}, where coins are brought to be traded")


def from_roles(moved: Movement, known: Background) -> Iterator[Argument]:
    """What else the counterparty is known to do on that day, or only later, or no more."""
    entity = known.counterparty
    if entity is None:
        return
    day = moved.at.astimezone(UTC).date()
    held = entity.roles_at(day) - {moved.to_type}
    dates = {role.category: role for role in entity.roles}
    for category in (each for each in Category if each in held and each in _DOES):
        says = f"{entity.name} also {_DOES[category]}{_since(dates.get(category))}"
        yield from speaks_for(*_POINTS_TO[category], says=says)
        if category in _KEEPS:
            yield from speaks_against(Meaning.MARKET, says=says)
    for category, role in dates.items():
        if category in _DOES and category not in held and category is not moved.to_type:
            says = f"nothing on record shows that {entity.name} {_DOES[category]} on that day; {_when(role, day)}"
            yield from speaks_against(*_POINTS_TO[category], says=says)


def from_label(moved: Movement, _: Background) -> Iterator[Argument]:
    """How sure it is that the address is the counterparty's at all, and not the miner's own."""
    percent = min(flag.confidence for flag in moved.flags)
    if any(flag.conflicted for flag in moved.flags):
        yield from speaks_for(Meaning.INTERNAL, says="a label that this rests on names somebody else as well")
    if percent < _SHAKY:
        yield from speaks_for(Meaning.INTERNAL, says=f"the labels are only {percent} % sure")
    else:
        yield from speaks_against(
            Meaning.INTERNAL, says=f"the address is labelled as {moved.to_entity}'s, {percent} % sure"
        )


def _article(use: Category) -> str:
    words = {Category.OTC_DESK: "over-the-counter address"}.get(use, f"{use.value.replace('_', ' ')} address")
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def _since(role: DatedRole | None) -> str:
    return f", on record since {role.since}" if role is not None and role.since is not None else ""


def _when(role: DatedRole, day: date) -> str:
    if role.since is not None and day < role.since:
        return f"the record begins on {role.since}"
    return f"the record ends on {role.until}"
