"""Addresses by the thousand, as label lists have them: what each address needs is done to all of them at once.

Python is slow at each step and fast at long bytes and long integers. So addresses of one form are laid side by side,
and every step of their decoding is one operation on all of them. Where that does not come out well,
`script_for_address` has the last word.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from monitor.bitcoin import base58, bech32
from monitor.bitcoin.address import script_for_address
from monitor.bitcoin.network import PARAMS, Network
from monitor.bitcoin.script import p2pkh, p2sh, witness_script_pubkey
from monitor.errors import AddressError

_FEW = 16
"""Fewer are done sooner one by one."""
_HASH_SIZE = 20
_BASE58_SIZES = range(26, 36)
"""Characters of base58 addresses."""
_WITNESS_FORMS = ((0, 20), (0, 32), (1, 32))
"""Version and size of the usual programs: P2WPKH, P2WSH, P2TR."""

_Decoder = Callable[[Sequence[str]], Sequence[bytes | None] | None]
"""Scripts of addresses of one form, None for one or for all of them where something is wrong."""
_Form = tuple[str, int]
"""How an address begins, and how long it is."""


def scripts_for_addresses(addresses: Sequence[str], network: Network) -> list[bytes | None]:
    """What `script_for_address` says of many addresses, None where it raises AddressError."""
    if len(addresses) < _FEW:
        return [_script(address, network) for address in addresses]
    decoders = _decoders(network)
    start = len(next(iter(decoders))[0])
    groups: dict[_Form, list[int]] = {form: [] for form in decoders}
    others: list[int] = []
    for index, address in enumerate(addresses):
        groups.get((address[:start], len(address)), others).append(index)
    scripts: list[bytes | None] = [None] * len(addresses)
    for form, indices in groups.items():
        if indices:
            _fill(scripts, addresses, indices, decoders[form])
    short = [index for index in others if len(addresses[index]) in _BASE58_SIZES]
    _fill(scripts, addresses, short, partial(_of_base58, network))
    return [
        _script(address, network) if script is None else script
        for address, script in zip(addresses, scripts, strict=True)
    ]


def _fill(
    scripts: list[bytes | None], addresses: Sequence[str], indices: Sequence[int], decoder: _Decoder
) -> None:
    found = decoder([addresses[index] for index in indices])
    for index, script in zip(indices, found or (), strict=found is not None):
        scripts[index] = script


def _script(address: str, network: Network) -> bytes | None:
    try:
        return script_for_address(address, network)
    except AddressError:
        return None


@cache
def _decoders(network: Network) -> Mapping[_Form, _Decoder]:
    """What decodes each usual form of witness addresses."""
    hrp = PARAMS[network].bech32_hrp
    forms: dict[_Form, _Decoder] = {}
    for version, size in _WITNESS_FORMS:
        variant = bech32.Variant.BECH32M if version else bech32.Variant.BECH32
        example = bech32.encode(hrp, [version, *bech32.five_bit_groups(bytes(size))], variant)
        forms[example[: len(hrp) + 2], len(example)] = partial(_of_bech32, hrp, version, size)
    return forms


def _of_bech32(hrp: str, version: int, size: int, addresses: Sequence[str]) -> list[bytes] | None:
    programs = bech32.programs(addresses, hrp, version, size)
    start = witness_script_pubkey(version, bytes(size))[:-size]
    return None if programs is None else [start + program for program in programs]


def _of_base58(network: Network, addresses: Sequence[str]) -> list[bytes | None]:
    build = {PARAMS[network].p2pkh_version: p2pkh, PARAMS[network].p2sh_version: p2sh}
    return [
        build[payload[0]](payload[1:]) if payload and payload[0] in build else None
        for payload in base58.payloads(addresses, 1 + _HASH_SIZE)
    ]
