"""GraphSense ActorPacks: who the actors are that TagPacks name. They hold entities, no addresses.

Vocabulary: https://github.com/graphsense/graphsense-tagpack-tool; `id`, `label`, `uri`, `categories` and `context` are
read, `jurisdictions`, `aliases` and the rest are allowed and not used.
"""

from collections.abc import Iterable, Iterator, Mapping

from monitor.errors import Problem
from monitor.labels.entity import DatedRole, Entity, slug_fault
from monitor.labels.form import Form
from monitor.labels.formats.yaml_text import quoted
from monitor.labels.vocabulary import Category
from monitor.labels.yaml_tree import Block, read_yaml

_HEADER = frozenset({"title", "creator", "description", "owner", "is_public", "actors"})
_ACTOR = frozenset({"id", "label", "uri", "categories", "jurisdictions", "context", "lastmod", "aliases"})

_CONCEPTS: Mapping[str, Category] = {
    "miner": Category.MINER,
    "mining": Category.MINER,
    "mining_pool": Category.MINING_POOL,
    "mining_service": Category.MINING_POOL,
    "exchange": Category.EXCHANGE,
    "vasp": Category.EXCHANGE,
    "custody": Category.CUSTODIAN,
    "custodian": Category.CUSTODIAN,
    "hosted_wallet": Category.CUSTODIAN,
    "prime_broker": Category.PRIME_BROKER,
    "otc": Category.OTC_DESK,
    "otc_desk": Category.OTC_DESK,
    "market_maker": Category.MARKET_MAKER,
    "lender": Category.LENDER,
    "defi_lending": Category.LENDER,
    "etf": Category.ETF,
}
"""INTERPOL's and GraphSense's concepts that say what we distinguish; all others are `other`."""


def read_actorpack(text: str, file: str) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """The actors of an ActorPack as entities, and what is wrong with it."""
    documents, noted = read_yaml(text, file)
    problems = list(noted)
    found: dict[str, Entity] = {}
    for document in documents:
        if not isinstance(document, Block):
            problems.append(
                Problem(f"{file}:{document.line}", "an ActorPack is a mapping with the key actors")
            )
            continue
        header = Form(document, file, problems)
        header.refuse_unknown(_HEADER | _ACTOR)
        if "actors" not in header:
            header.fault("the ActorPack has no actors")
        for actor in header.forms("actors"):
            entity = _entity(actor, header)
            if entity.slug in found:
                actor.fault(f"the actor {entity.slug} stands twice", "id")
            found.setdefault(entity.slug, entity)
    return tuple(found.values()), tuple(problems)


def write_actorpack(entities: Iterable[Entity]) -> Iterator[str]:
    """Entities as an ActorPack: slug, name, categories and source."""
    yield "title: Entities of Minerflow\ncreator: Minerflow\nactors:\n"
    empty = True
    for entity in entities:
        categories = ", ".join(sorted(category.value for category in entity.categories))
        yield f"  - id: {quoted(entity.slug)}\n    label: {quoted(entity.name)}\n"
        yield f"    uri: {quoted(entity.source)}\n    categories: [{categories}]\n"
        empty = False
    if empty:
        yield "  []\n"


def write_entities(entities: Iterable[Entity]) -> Iterator[str]:
    """Entities as the entities file has them, as far as an ActorPack tells."""
    for entity in entities:
        yield f"{quoted(entity.slug)}:\n  name: {quoted(entity.name)}\n  category: {entity.category.value}\n"
        if entity.roles:
            yield f"  roles: [{', '.join(role.category.value for role in entity.roles)}]\n"
        if entity.source:
            yield f"  source: {quoted(entity.source)}\n"


def _entity(actor: Form, header: Form) -> Entity:
    actor.refuse_unknown(_ACTOR)
    slug = actor.text("id")
    fault = slug_fault(slug)
    if fault is not None:
        actor.fault(fault)
    named = actor.texts("categories") or header.texts("categories")
    known = list(dict.fromkeys(_CONCEPTS[name] for name in named if name in _CONCEPTS))
    category, *others = known or [Category.OTHER]
    return Entity(
        slug=slug,
        name=actor.text("label") or slug,
        category=category,
        roles=tuple(DatedRole(other) for other in others),
        source=actor.text("uri"),
    )
