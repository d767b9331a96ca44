"""The four networks and the constants that tell them apart (Bitcoin Core, `src/kernel/chainparams.cpp`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Network(StrEnum):
    """A chain to follow. `TESTNET` is testnet3; `SIGNET` is the default public signet."""

    MAIN = "main"
    TESTNET = "testnet"
    SIGNET = "signet"
    REGTEST = "regtest"


@dataclass(frozen=True, slots=True)
class ChainParams:
    """What differs between networks, as far as addresses and proof of work need it."""

    network: Network
    genesis_hash: str
    """Block hash of height 0, hex in display order."""
    p2pkh_version: int
    p2sh_version: int
    bech32_hrp: str
    pow_limit: int
    """The easiest target a block of this network may have."""
    min_difficulty_blocks: bool
    """Whether a block that comes late may be as easy as the limit, within a retarget period."""
    retargets: bool
    """Whether the target follows the time that blocks took; otherwise every block is as easy as the limit."""
    segwit_height: int
    """From this height on a block that commits to witnesses has them (BIP141)."""


_PARAMS = (
    ChainParams(
        network=Network.MAIN,
        genesis_hash="000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f",
        p2pkh_version=0x00,
        p2sh_version=0x05,
        bech32_hrp="bc",
        pow_limit=2**224 - 1,
        min_difficulty_blocks=False,
        retargets=True,
        segwit_height=481_824,
    ),
    ChainParams(
        network=Network.TESTNET,
        genesis_hash="000000000933ea01ad0ee984209779baaec3ced90fa3f408719526f8d77f4943",
        p2pkh_version=0x6F,
        p2sh_version=0xC4,
        bech32_hrp="tb",
        pow_limit=2**224 - 1,
        min_difficulty_blocks=True,
        retargets=True,
        segwit_height=834_624,
    ),
    ChainParams(
        network=Network.SIGNET,
        genesis_hash="00000008819873e925422c1ff0f99f7cc9bbb232af63a077a480a3633bee1ef6",
        p2pkh_version=0x6F,
        p2sh_version=0xC4,
        bech32_hrp="tb",
        pow_limit=0x0377AE << (8 * (0x1E - 3)),
        min_difficulty_blocks=False,
        retargets=True,
        segwit_height=1,
    ),
    ChainParams(
        network=Network.REGTEST,
        genesis_hash="0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206",
        p2pkh_version=0x6F,
        p2sh_version=0xC4,
        bech32_hrp="bcrt",
        pow_limit=2**255 - 1,
        min_difficulty_blocks=True,
        retargets=False,
        segwit_height=0,
    ),
)

PARAMS: Mapping[Network, ChainParams] = MappingProxyType({params.network: params for params in _PARAMS})
