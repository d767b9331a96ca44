"""What a label was derived from: other labels, a transaction, a reviewer.

In a file: `label:ENTITY/ADDRESS`, `tx:TXID` or `reviewer:NAME`, several separated by `;`. A label that rests on
other labels stands only as long as every one of them does.
"""

import re

from monitor.bitcoin.address import address_for_script, script_for_address
from monitor.bitcoin.network import Network
from monitor.errors import AddressError
from monitor.labels.label import Label

LABEL = "label:"
_TRANSACTION = "tx:"
_REVIEWER = "reviewer:"
_TXID = re.compile(r"[0-9a-f]{64}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2})+")
_WANTED = "write label:ENTITY/ADDRESS, tx:TXID or reviewer:NAME, several separated by ;"

Claim = tuple[str, bytes]
"""Entity and script: what a derivation means by a label, whoever else says the same."""
Grounds = tuple[str, ...]
"""The labels among a label's derivations, in order: what it stands and falls with."""


def derivations_from_text(text: str, network: Network) -> tuple[str, ...]:
    """The derivations of a label file's cell, each in its one normal form: scripts in hex, in order, none twice.

    Raises:
        ValueError: one of them is none; the message says how to write them.
    """
    found = (_normal(part.strip(), network) for part in text.split(";") if part.strip())
    return tuple(sorted(set(found)))


def derivations_as_text(derived_from: tuple[str, ...], network: Network) -> str:
    """The same as people write it, with addresses where there are any."""
    return "; ".join(_shown(part, network) for part in derived_from)


def grounds_of(label: Label) -> Grounds:
    """The grounds that a label rests on; none where it was derived from no label."""
    return tuple(part for part in label.derived_from if part.startswith(LABEL))


def claims_of(grounds: Grounds) -> tuple[Claim, ...]:
    """The claims that grounds name."""
    return tuple(map(_claim, grounds))


def claim_of(label: Label) -> Claim:
    """What a label claims, as derivations name it."""
    return label.entity, label.script_pubkey


def _normal(part: str, network: Network) -> str:
    if part.startswith(LABEL):
        entity, _, place = part.removeprefix(LABEL).rpartition("/")
        if not entity or not place:
            raise ValueError(f"{part!r} names no label; {_WANTED}")
        return f"{LABEL}{entity}/{_script(place, network).hex()}"
    if part.startswith(_TRANSACTION):
        txid = part.removeprefix(_TRANSACTION).lower()
        if not _TXID.fullmatch(txid):
            raise ValueError(f"{part!r} names no transaction; a txid has 64 hex digits")
        return _TRANSACTION + txid
    if part.startswith(_REVIEWER) and part.removeprefix(_REVIEWER).strip():
        return _REVIEWER + part.removeprefix(_REVIEWER).strip()
    raise ValueError(f"{part!r} is no derivation; {_WANTED}")


def _script(place: str, network: Network) -> bytes:
    if _HEX.fullmatch(place):
        return bytes.fromhex(place)
    try:
        return script_for_address(place, network)
    except AddressError as error:
        raise ValueError(str(error)) from None


def _claim(part: str) -> Claim:
    entity, _, script = part.removeprefix(LABEL).rpartition("/")
    return entity, bytes.fromhex(script)


def _shown(part: str, network: Network) -> str:
    if not part.startswith(LABEL):
        return part
    entity, script = _claim(part)
    return f"{LABEL}{entity}/{address_for_script(script, network) or script.hex()}"
