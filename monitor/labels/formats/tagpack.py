"""GraphSense TagPack YAML, read into labels.

A file holds one TagPack or several, separated by "---". A header key that is also a tag key is the default
of every tag under it. Vocabulary: https://github.com/graphsense/graphsense-tagpack-tool; `script_pubkey`,
`role`, `valid_from`, `valid_to`, `known_since`, `withdrawn`, `derived_from` and `note` are Minerflow's own.
Tags of other currencies and of transactions, of which GraphSense's packs are full, are named and passed over.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from monitor.bitcoin.network import Network
from monitor.labels.concepts import category_of_concept
from monitor.labels.form import Form
from monitor.labels.formats.fields import texts_of
from monitor.labels.formats.yaml_text import quoted
from monitor.labels.intake import Intake
from monitor.labels.label import Label
from monitor.labels.vocabulary import Category
from monitor.labels.yaml_tree import Block, Scalar, read_yaml

_OWN_TAG_KEYS = frozenset(
    {
        "address",
        "script_pubkey",
        "label",
        "actor",
        "category",
        "confidence",
        "source",
        "lastmod",
        "role",
        "valid_from",
        "valid_to",
        "known_since",
        "withdrawn",
        "derived_from",
        "note",
        "context",
        "currency",
        "network",
        "tx_hash",
    }
)
_UNUSED_TAG_KEYS = frozenset({"abuse", "concepts", "is_cluster_definer", "tag_type"})
"""Keys of a valid TagPack that say nothing about whose a script is."""
TAG_KEYS = _OWN_TAG_KEYS | _UNUSED_TAG_KEYS
HEADER_KEYS = frozenset({"title", "creator", "created", "description", "owner", "is_public", "tags"})

_BITCOIN = "BTC"
_TIME_OF_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})[T ][\d:.,+Z -]+", re.ASCII)
"""GraphSense's `lastmod` may be a time; its day is what we keep."""


def read_tagpack(
    text: str, file: str, intake: Intake, defaults: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Read TagPack YAML into an intake; what is wrong becomes the intake's problems.

    Args:
        text: the whole file.
        file: its name, for labels and problems.
        intake: where labels and problems go.
        defaults: fields of the intake that neither tag nor header gives.
    """
    documents, problems = read_yaml(text, file)
    intake.problems.extend(problems)
    packs = [node for node in documents if not (isinstance(node, Scalar) and not node.text)]
    if not packs and not problems:
        intake.refuse(file, 1, "the file holds no TagPack; it needs the key tags")
    for pack in packs:
        if isinstance(pack, Block):
            _read_pack(Form(pack, file, intake.problems), intake, defaults)
        else:
            intake.refuse(file, pack.line, "a TagPack must be a mapping with the key tags")


def write_tagpack(labels: Iterable[Label], network: Network) -> Iterator[str]:
    """Labels as one TagPack that names every label's actor; as `label`, which it demands, stands the actor, too."""
    yield "title: Labels of Minerflow\ncreator: Minerflow\ncurrency: BTC\ntags:\n"
    empty = True
    for label in labels:
        texts = texts_of(label, network)
        texts["actor"] = texts["label"] = texts.pop("entity")
        pairs = ", ".join(f"{key}: {quoted(text)}" for key, text in texts.items() if text)
        yield f"  - {{{pairs}}}\n"
        empty = False
    if empty:
        yield "  []\n"


def _read_pack(header: Form, intake: Intake, ours: Mapping[str, str]) -> None:
    header.refuse_unknown(HEADER_KEYS | TAG_KEYS)
    if "tags" not in header:
        header.fault("the TagPack has no tags")
    defaults = _texts(header)
    passed: dict[str, list[int]] = {}
    for tag in header.forms("tags"):
        tag.refuse_unknown(TAG_KEYS)
        texts = defaults | _texts(tag)
        fault, foreign = _of_another_network(texts, intake), _foreign(texts)
        if fault is not None:
            tag.fault(fault)
        elif foreign is not None:
            passed.setdefault(foreign, []).append(tag.line)
        else:
            given = {key: text for key, text in _fields(texts, intake).items() if text}
            intake.take({**ours, **given}, tag.file, tag.line)
    for what, lines in passed.items():
        more = f", and {len(lines) - 1} more like it" if len(lines) > 1 else ""
        intake.remark(header.file, lines[0], f"passed over: it labels {what}{more}")


def _texts(form: Form) -> dict[str, str]:
    return {key: form.text(key) for key in _OWN_TAG_KEYS if key in form}


def _of_another_network(texts: Mapping[str, str], intake: Intake) -> str | None:
    network = texts.get("network", "")
    if network in {each.value for each in Network} - {intake.network}:
        return f"the network {network!r} is neither {_BITCOIN} nor {intake.network}"
    return None


def _foreign(texts: Mapping[str, str]) -> str | None:
    """What a tag labels, where that is no bitcoin address."""
    currency, network = texts.get("currency", ""), texts.get("network", "")
    if currency.upper() not in {"", _BITCOIN}:
        return f"something in the currency {currency}"
    if network.upper() not in {"", _BITCOIN} and network not in set(Network):
        return f"something on the network {network}"
    if texts.get("tx_hash") and not texts.get("address"):
        return "a transaction"
    return None


def _fields(texts: dict[str, str], intake: Intake) -> dict[str, str]:
    """TagPack's names as the intake's; beside an actor, the free-text label is worth keeping as a note."""
    actor, label = texts.pop("actor", ""), texts.pop("label", "")
    remark = label if actor and label != actor else ""
    texts["entity"] = actor or label
    texts["category"] = _category(texts.get("category", ""), texts["entity"], intake)
    texts["note"] = texts.get("note") or texts.get("context") or remark
    lastmod = texts.get("lastmod", "")
    timed = _TIME_OF_DAY.fullmatch(lastmod)
    texts["known_since"] = texts.get("known_since") or (timed[1] if timed else lastmod)
    return texts


def _category(text: str, entity: str, intake: Intake) -> str:
    """A concept as our category. One that says nothing of where coins go leaves a known entity what it is."""
    category = category_of_concept(text)
    slug = intake.slug_of(entity)
    pool = slug is not None and intake.entities[slug].category is Category.MINING_POOL
    if pool and category is Category.MINER and intake.importing:
        return ""  # GraphSense has one word for both, and what a pool pays out is nobody's sale
    if category is None or category.value == text:
        return text
    return "" if category is Category.OTHER and slug else category.value
