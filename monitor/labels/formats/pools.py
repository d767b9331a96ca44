"""Lists of mining pools: pools-v2.json of mempool/mining-pools (and of bitcoin-data), and the older pools.json.

Their tags say nothing of scripts and are not read. Both hold addresses of test networks, which are passed over.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from monitor.bitcoin.address import address_for_script, script_for_address
from monitor.bitcoin.network import Network
from monitor.errors import AddressError
from monitor.labels.entity import Entity
from monitor.labels.formats.defaults import Defaults
from monitor.labels.formats.json_text import DoubleKeyError, read_json
from monitor.labels.formats.lines import lines_of_strings
from monitor.labels.intake import Intake
from monitor.labels.label import Label
from monitor.labels.vocabulary import Category

_SOURCE = "https://github.com/mempool/mining-pools"
_PAYOUT = {"role": "coinbase_payout", "confidence": "75", "source": _SOURCE}
"""A payout in one pool list; docs/labels.md has the rule."""
_PAYS_MINERS = frozenset({"ocean"})
"""Pools whose coinbase pays the miners themselves: an address of it says nothing of the pool."""


def read_pools_v2(stream: TextIO, file: str, intake: Intake, defaults: Defaults) -> None:
    """Read `[{"id": 1, "name": "…", "addresses": ["…"], "tags": ["…"], "link": "…"}, …]`."""
    text = stream.read()
    document = _json(text, file, intake)
    if document is None:
        return
    if not isinstance(document, list):
        intake.refuse(file, 1, "pools-v2.json holds a list of pools; is this the older pools.json?")
        return
    lines = lines_of_strings(text)
    for number, pool in enumerate(document, 1):
        if not isinstance(pool, dict) or not isinstance(pool.get("name"), str):
            intake.refuse(file, 1, f"pool {number} is no object with a name")
            continue
        addresses = pool.get("addresses", [])
        if not isinstance(addresses, list):
            intake.refuse(file, lines.get(pool["name"], 1), f"{pool['name']}: addresses must be a list")
            continue
        for address in addresses:
            _take(address, pool["name"], (file, lines.get(str(address), 1)), intake, defaults)


def read_pools_v1(stream: TextIO, file: str, intake: Intake, defaults: Defaults) -> None:
    """Read `{"coinbase_tags": {…}, "payout_addresses": {"1…": {"name": "…", "link": "…"}}}`."""
    text = stream.read()
    document = _json(text, file, intake)
    if document is None:
        return
    payouts = document.get("payout_addresses") if isinstance(document, dict) else None
    if not isinstance(payouts, dict):
        intake.refuse(file, 1, "pools.json holds an object with payout_addresses")
        return
    lines = lines_of_strings(text)
    for address, pool in payouts.items():
        name = pool.get("name") if isinstance(pool, dict) else None
        if isinstance(name, str):
            _take(address, name, (file, lines.get(address, 1)), intake, defaults)
        else:
            intake.refuse(file, lines.get(address, 1), f"{address!r} names no pool")


def write_pools_v2(
    labels: Iterable[Label], entities: Mapping[str, Entity], network: Network
) -> Iterator[str]:
    """The payouts of mining pools as pools-v2.json: names and addresses, since it has no place for more."""
    pools: dict[str, list[str]] = {}
    for label in labels:
        address = address_for_script(label.script_pubkey, network)
        if label.category is Category.MINING_POOL and address is not None:
            pools.setdefault(label.entity, []).append(address)
    documents = [
        {"id": number, "name": entities[slug].name, "addresses": addresses, "tags": [], "link": ""}
        for number, (slug, addresses) in enumerate(sorted(pools.items()), 1)
    ]
    yield json.dumps(documents, ensure_ascii=False, indent=2) + "\n"


def write_pools_v1(
    labels: Iterable[Label], entities: Mapping[str, Entity], network: Network
) -> Iterator[str]:
    """The same as the older pools.json, in which an address has but one pool: the first one named."""
    payouts: dict[str, dict[str, str]] = {}
    for label in labels:
        address = address_for_script(label.script_pubkey, network)
        if label.category is Category.MINING_POOL and address is not None:
            payouts.setdefault(address, {"name": entities[label.entity].name, "link": ""})
    document = {"coinbase_tags": {}, "payout_addresses": payouts}
    yield json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _json(text: str, file: str, intake: Intake) -> Any:
    try:
        document = read_json(text)
    except DoubleKeyError as error:
        intake.refuse(file, _last_line_of(error.key, text), f"no valid JSON: {error}")
        return None
    except ValueError as error:
        line, what = (error.lineno, error.msg) if isinstance(error, json.JSONDecodeError) else (1, str(error))
        intake.refuse(file, line, f"no valid JSON: {what}")
        return None
    if document is None:
        intake.refuse(file, 1, "the file holds nothing")
    return document


def _last_line_of(key: str, text: str) -> int:
    """The line on which a string stands for the last time."""
    return text.count("\n", 0, max(0, text.rfind(json.dumps(key, ensure_ascii=False)))) + 1


def _take(address: object, name: str, where: tuple[str, int], intake: Intake, defaults: Defaults) -> None:
    if not isinstance(address, str):
        intake.refuse(*where, f"{name}: an address must be text")
        return
    entity = defaults.entity(name, Category.MINING_POOL.value, intake)
    other = elsewhere(address, intake.network)
    if entity["entity"] in _PAYS_MINERS:
        what = f"passed over: {name} pays miners from the coinbase, so {address} is not its own"
        intake.remark(*where, what)
    elif other is not None:
        intake.remark(*where, f"passed over: {address} of {name} belongs to {other}")
    else:
        intake.take(defaults.filled({**_PAYOUT, **defaults.fields, **entity, "address": address}), *where)


def elsewhere(address: str, network: Network) -> Network | None:
    """Another network that an address belongs to, where it is none of this one."""
    found = [other for other in Network if _belongs(address, other)]
    return found[0] if found and network not in found else None


def _belongs(address: str, network: Network) -> bool:
    try:
        script_for_address(address, network)
    except AddressError:
        return False
    return True
