"""Addresses and the locking scripts they stand for.

Base58Check for P2PKH and P2SH, Bech32 for witness version 0 (BIP173), Bech32m for versions 1 to 16 (BIP350).
Testnet and signet share every prefix, and regtest shares their base58 ones: such an address is good on each.
"""

from collections.abc import Callable

from monitor.bitcoin import base58, bech32
from monitor.bitcoin.bech32 import Variant
from monitor.bitcoin.network import PARAMS, ChainParams, Network
from monitor.bitcoin.script import (
    P2PKH_END,
    P2PKH_START,
    P2SH_END,
    P2SH_START,
    p2pkh,
    p2sh,
    witness_program,
    witness_script_pubkey,
)
from monitor.errors import AddressError

_HASH_SIZE = 20
_V0_SIZES = (20, 32)
_PROGRAM_SIZES = range(2, 41)
_MAX_VERSION = 16
_MAX_LENGTH = 90
"""No address is longer; longer text is not even decoded."""
_SEGWIT_STARTS = tuple({params.bech32_hrp + "1" for params in PARAMS.values()})
_OTHER_CHAINS = {0x30: "Litecoin", 0x41: "TRON", 0x1E: "Dogecoin"}
"""Base58 versions of chains whose addresses are taken for bitcoin's in public lists."""


def script_for_address(address: str, network: Network) -> bytes:
    """The locking script an address stands for.

    Args:
        address: text as people write it; Bech32 may be in upper case.
        network: the network the address must belong to.

    Raises:
        AddressError: the message begins with the address and says why it is none of this network.
    """
    try:
        return _script(address, PARAMS[network])
    except AddressError as error:
        shown = address if len(address) <= _MAX_LENGTH else address[:_MAX_LENGTH] + "…"
        raise AddressError(f"{shown!r}: {error}") from None


def _script(address: str, params: ChainParams) -> bytes:
    if len(address) > _MAX_LENGTH:
        raise AddressError(f"not an address: longer than {_MAX_LENGTH} characters")
    if not address:
        raise AddressError("not an address: empty")
    if address.lower().startswith(_SEGWIT_STARTS):
        return _segwit_script(address, params)
    return _base58_script(address, params)


def _base58_script(address: str, params: ChainParams) -> bytes:
    payload = base58.decode_check(address)
    version, program = payload[0], payload[1:]
    if version not in (params.p2pkh_version, params.p2sh_version):
        if version in _OTHER_CHAINS:
            raise AddressError(f"an address of {_OTHER_CHAINS[version]}, not of bitcoin")
        raise _of_another_network(params, lambda known: version in (known.p2pkh_version, known.p2sh_version))
    if len(program) != _HASH_SIZE:
        raise AddressError(f"bad length: {len(program)} bytes of hash instead of {_HASH_SIZE}")
    return p2pkh(program) if version == params.p2pkh_version else p2sh(program)


def _segwit_script(address: str, params: ChainParams) -> bytes:
    hrp, values, variant = bech32.decode(address)
    if hrp != params.bech32_hrp:
        raise _of_another_network(params, lambda known: hrp == known.bech32_hrp)
    if not values:
        raise AddressError("bad length: nothing after the prefix")
    version, program = values[0], bech32.bytes_from_groups(values[1:])
    _require_program(version, len(program))
    if (variant is Variant.BECH32M) is not (version > 0):
        raise AddressError(
            f"wrong variant: witness version {version} is written in {_variant(version).name.lower()}, "
            f"and this is {variant.name.lower()}"
        )
    return witness_script_pubkey(version, program)


def _require_program(version: int, size: int) -> None:
    if version > _MAX_VERSION:
        raise AddressError(f"not an address: there is no witness version {version}")
    if size not in _PROGRAM_SIZES:
        raise AddressError(f"bad length: a witness program of {size} bytes instead of 2 to 40")
    if version == 0 and size not in _V0_SIZES:
        raise AddressError(f"bad length: a witness program of {size} bytes instead of 20 or 32 for version 0")


def _variant(version: int) -> Variant:
    return Variant.BECH32M if version else Variant.BECH32


def _of_another_network(params: ChainParams, belongs: Callable[[ChainParams], bool]) -> AddressError:
    owners = [known.network for known in PARAMS.values() if belongs(known)]
    if not owners:
        return AddressError("not an address: its prefix is of no bitcoin network")
    return AddressError(f"an address of {' or '.join(owners)}, not of {params.network}")


def address_for_script(script_pubkey: bytes, network: Network) -> str | None:
    """The address of a locking script, in lower case where it is Bech32.

    Returns:
        None where no address form exists: P2PK, bare multisig, OP_RETURN, anything not standard.
    """
    params = PARAMS[network]
    if _is_p2pkh(script_pubkey):
        return base58.encode_check(bytes((params.p2pkh_version,)) + script_pubkey[3:23])
    if _is_p2sh(script_pubkey):
        return base58.encode_check(bytes((params.p2sh_version,)) + script_pubkey[2:22])
    witness = witness_program(script_pubkey)
    if witness is None:
        return None
    version, program = witness
    if version == 0 and len(program) not in _V0_SIZES:
        return None
    return bech32.encode(params.bech32_hrp, [version, *bech32.five_bit_groups(program)], _variant(version))


def _is_p2pkh(script: bytes) -> bool:
    return len(script) == 25 and script.startswith(P2PKH_START) and script.endswith(P2PKH_END)  # noqa: PLR2004 - its form


def _is_p2sh(script: bytes) -> bool:
    return len(script) == 23 and script.startswith(P2SH_START) and script.endswith(P2SH_END)  # noqa: PLR2004 - its form
