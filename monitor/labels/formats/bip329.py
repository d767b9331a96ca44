"""Wallet labels as JSON lines (BIP-329): `{"type": "addr", "ref": "bc1q…", "label": "kraken [exchange/reserve] 80"}`.

A label of ours is written as entity, category with role, and confidence in percent; sources and dates have no place
there. A label in other words is a note on an address of an entity that the importer has to name.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.network import Network
from monitor.labels.formats.defaults import Defaults
from monitor.labels.formats.jsonl import documents
from monitor.labels.intake import Intake
from monitor.labels.label import Label

_OURS = re.compile(
    r"(?P<entity>[^\[\]]+) \[(?P<category>[a-z_]+)(?:/(?P<role>[^\[\]]+))?\] (?P<confidence>\d{1,3})"
)
_OTHER_TYPES = {
    "tx": "a transaction",
    "input": "an input",
    "output": "an output; give the address that it pays",
    "pubkey": "a public key; give its addresses",
    "xpub": "an extended public key; give its addresses",
}
_TYPES = ", ".join(("addr", *_OTHER_TYPES))


def read_bip329(stream: TextIO, file: str, intake: Intake, defaults: Defaults) -> None:
    """Read the address labels of a wallet; labels of other things are named and passed over."""
    for line, document in documents(stream, file, intake):
        kind, ref, label = (document.get(key) for key in ("type", "ref", "label"))
        if not isinstance(kind, str) or not isinstance(ref, str) or not isinstance(label, str | None):
            intake.refuse(file, line, "type, ref and label must be text (BIP-329)")
        elif kind in _OTHER_TYPES:
            intake.remark(file, line, f"passed over: it labels {_OTHER_TYPES[kind]}")
        elif kind != "addr":
            intake.remark(file, line, f"passed over: {kind!r} is no type of BIP-329; there are {_TYPES}")
        elif not label and "entity" not in defaults.fields:
            intake.remark(file, line, f"passed over: {ref} has no label")
        else:
            fields = _fields(ref, label or "", defaults)
            if "entity" in fields:
                intake.take(fields, file, line)
            else:
                intake.refuse(
                    file, line, f"{label!r} names no entity; say whose the addresses are with --entity"
                )


def write_bip329(labels: Iterable[Label], network: Network) -> Iterator[str]:
    """The labels that have an address; entity, category, role and confidence."""
    for label in labels:
        address = address_for_script(label.script_pubkey, network)
        if address is not None:
            role = f"/{label.role}" if label.role else ""
            text = f"{label.entity} [{label.category.value}{role}] {label.confidence}"
            yield json.dumps({"type": "addr", "ref": address, "label": text}, ensure_ascii=False) + "\n"


def _fields(ref: str, label: str, defaults: Defaults) -> dict[str, str]:
    ours = _OURS.fullmatch(label)
    if ours is None:
        return defaults.filled({"address": ref, "note": label})
    found = {key: text or "" for key, text in ours.groupdict().items()}
    found["confidence"] = f"{int(found['confidence']) / 100:.2f}"
    return defaults.filled({"address": ref, **found})
