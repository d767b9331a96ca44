"""GraphSense ActorPacks: who the actors are that TagPacks name. They hold entities, no addresses.

Vocabulary: https://github.com/graphsense/graphsense-tagpack-tool; `id`, `label`, `uri`, `categories` and `aliases`
are read (as slug, name, source, category with roles, and what lists call it), `jurisdictions`, `context` and
`lastmod` are allowed and not used.
"""

from collections.abc import Iterable, Iterator

from monitor.errors import Problem
from monitor.labels.concepts import category_of_concept
from monitor.labels.entity import DatedRole, Entity, slug_fault
from monitor.labels.form import Form
from monitor.labels.formats.yaml_text import quoted
from monitor.labels.vocabulary import Category
from monitor.labels.yaml_tree import Block, read_yaml

_HEADER = frozenset({"title", "creator", "description", "owner", "is_public", "actors"})
_ACTOR = frozenset({"id", "label", "uri", "categories", "jurisdictions", "context", "lastmod", "aliases"})


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
    """Entities as an ActorPack: slug, name, categories, source and other names."""
    yield "title: Entities of Minerflow\ncreator: Minerflow\nactors:\n"
    empty = True
    for entity in entities:
        roles = sorted(entity.categories - {entity.category})
        categories = ", ".join(category.value for category in (entity.category, *roles))
        yield f"  - id: {quoted(entity.slug)}\n    label: {quoted(entity.name)}\n"
        yield f"    uri: {quoted(entity.source)}\n    categories: [{categories}]\n"
        others = dict.fromkeys((*entity.known_as, *(former.name for former in entity.former_names)))
        if others:
            yield f"    aliases: [{', '.join(map(quoted, others))}]\n"
        empty = False
    if empty:
        yield "  []\n"


def write_entities(entities: Iterable[Entity]) -> Iterator[str]:
    """Entities as the entities file has them, as far as an ActorPack tells."""
    for entity in entities:
        yield f"{quoted(entity.slug)}:\n  name: {quoted(entity.name)}\n  category: {entity.category.value}\n"
        if entity.roles:
            yield f"  roles: [{', '.join(role.category.value for role in entity.roles)}]\n"
        if entity.known_as:
            yield f"  known_as: [{', '.join(map(quoted, entity.known_as))}]\n"
        if entity.source:
            yield f"  source: {quoted(entity.source)}\n"


def _entity(actor: Form, header: Form) -> Entity:
    actor.refuse_unknown(_ACTOR)
    slug = actor.text("id")
    fault = slug_fault(slug)
    if fault is not None:
        actor.fault(fault)
    category, *others = _categories(actor, header) or [Category.OTHER]
    return Entity(
        slug=slug,
        name=actor.text("label") or slug,
        category=category,
        roles=tuple(DatedRole(other) for other in others),
        known_as=tuple(name for name in actor.texts("aliases") if name),
        source=actor.text("uri"),
    )


def _categories(actor: Form, header: Form) -> list[Category]:
    """What the concepts of an actor mean of what we distinguish, each once, in their order."""
    found: dict[Category, None] = {}
    for name in actor.texts("categories") or header.texts("categories"):
        category = category_of_concept(name)
        if category is None:
            key = "categories" if "categories" in actor else None
            actor.remark(f"the category {name!r} is no concept of GraphSense's; passed over", key)
        elif category is not Category.OTHER:
            found[category] = None
    return list(found)
