from dataclasses import replace

import pytest

from monitor.bitcoin.hashes import internal
from monitor.bitcoin.header import parse_header
from monitor.bitcoin.network import PARAMS, Network
from monitor.bitcoin.proof import check_header

MERKLE_ROOT = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"
"""All four networks begin with the same transaction."""

# time, bits, nonce: Bitcoin Core, src/kernel/chainparams.cpp
GENESIS = {
    Network.MAIN: (1231006505, 0x1D00FFFF, 2083236893),
    Network.TESTNET: (1296688602, 0x1D00FFFF, 414098458),
    Network.SIGNET: (1598918400, 0x1E0377AE, 52613770),
    Network.REGTEST: (1296688602, 0x207FFFFF, 2),
}


def genesis_header(network: Network) -> bytes:
    numbers = b"".join(number.to_bytes(4, "little") for number in GENESIS[network])
    return (1).to_bytes(4, "little") + bytes(32) + internal(MERKLE_ROOT) + numbers


@pytest.mark.parametrize("network", Network)
def test_the_genesis_header_hashes_to_the_genesis_hash_and_meets_the_networks_limit(network):
    params = PARAMS[network]
    header = parse_header(genesis_header(network))
    assert header.block_hash == params.genesis_hash
    assert header.merkle_root == MERKLE_ROOT
    check_header(header, params, params.genesis_hash)


def test_every_network_has_its_parameters():
    assert {params.network for params in PARAMS.values()} == set(Network)


def test_parameters_do_not_change():
    with pytest.raises(TypeError):
        PARAMS[Network.MAIN] = replace(PARAMS[Network.MAIN], bech32_hrp="xx")
