"""GraphSense TagPack YAML, read into labels.

A file holds one TagPack or several, separated by "---". A header key that is also a tag key is the default
of every tag under it. Vocabulary: https://github.com/graphsense/graphsense-tagpack-tool; `script_pubkey`,
`role`, `valid_from`, `valid_to`, `known_since`, `withdrawn`, `derived_from` and `note` are Minerflow's own.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from monitor.bitcoin.network import Network
from monitor.labels.form import Form
from monitor.labels.formats.fields import texts_of
from monitor.labels.formats.yaml_text import quoted
from monitor.labels.intake import Intake
from monitor.labels.label import Label
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
    }
)
_UNUSED_TAG_KEYS = frozenset({"abuse", "concepts", "is_cluster_definer", "tag_type"})
"""Keys of a valid TagPack that say nothing about whose a script is."""
TAG_KEYS = _OWN_TAG_KEYS | _UNUSED_TAG_KEYS
HEADER_KEYS = frozenset({"title", "creator", "description", "owner", "is_public", "tags"})

_BITCOIN = "BTC"


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
    for tag in header.forms("tags"):
        tag.refuse_unknown(TAG_KEYS)
        texts = defaults | _texts(tag)
        fault = _foreign(texts, intake)
        if fault is not None:
            tag.fault(fault)
        else:
            given = {key: text for key, text in _fields(texts).items() if text}
            intake.take({**ours, **given}, tag.file, tag.line)


def _texts(form: Form) -> dict[str, str]:
    return {key: form.text(key) for key in _OWN_TAG_KEYS if key in form}


def _foreign(texts: dict[str, str], intake: Intake) -> str | None:
    currency, network = texts.get("currency", ""), texts.get("network", "")
    if currency not in {"", _BITCOIN}:
        return f"the currency {currency!r} is not {_BITCOIN}"
    if network not in {"", _BITCOIN, intake.network}:
        return f"the network {network!r} is neither {_BITCOIN} nor {intake.network}"
    return None


def _fields(texts: dict[str, str]) -> dict[str, str]:
    """TagPack's names as the intake's; beside an actor, the free-text label is worth keeping as a note."""
    actor, label = texts.pop("actor", ""), texts.pop("label", "")
    remark = label if actor and label != actor else ""
    texts["entity"] = actor or label
    texts["note"] = texts.get("note") or texts.get("context") or remark
    texts["known_since"] = texts.get("known_since") or texts.get("lastmod", "")
    return texts
