"""Many addresses at once are the same scripts as one by one, whatever is among them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.bitcoin import base58
from monitor.bitcoin.address import address_for_script, script_for_address
from monitor.bitcoin.address_bulk import scripts_for_addresses
from monitor.bitcoin.network import Network
from monitor.bitcoin.script import p2pkh, p2sh, witness_script_pubkey
from monitor.errors import AddressError

HASHES = st.binary(min_size=20, max_size=20)
KEYS = st.binary(min_size=32, max_size=32)
SCRIPTS = st.one_of(
    HASHES.map(p2pkh),
    HASHES.map(p2sh),
    st.integers(0, 3).map(lambda zeros: p2pkh(bytes(zeros).ljust(20, b"z"))),
    HASHES.map(lambda program: witness_script_pubkey(0, program)),
    KEYS.map(lambda program: witness_script_pubkey(0, program)),
    KEYS.map(lambda program: witness_script_pubkey(1, program)),
    st.binary(min_size=2, max_size=40).map(lambda program: witness_script_pubkey(16, program)),
)
ADDRESSES = SCRIPTS.map(lambda script: address_for_script(script, Network.MAIN))
SPOILT = st.one_of(
    st.tuples(ADDRESSES, st.integers(0, 100), st.sampled_from("1qpzA0l\u00e9\n")).map(
        lambda given: (
            given[0][: given[1] % len(given[0])] + given[2] + given[0][given[1] % len(given[0]) + 1 :]
        )
    ),
    ADDRESSES.map(str.upper),
    ADDRESSES.map(lambda address: "1" + address),
    ADDRESSES.map(lambda address: address[:-1]),
    st.binary(min_size=18, max_size=24).map(base58.encode_check),
    HASHES.map(lambda program: address_for_script(witness_script_pubkey(0, program), Network.TESTNET)),
    st.text(max_size=70),
    st.sampled_from(["", "1" * 30, "bc1q" + "q" * 38, "bc1q" + "q" * 58, "bc1p" + "p" * 58]),
)


def one_by_one(address):
    try:
        return script_for_address(address, Network.MAIN)
    except AddressError:
        return None


@settings(max_examples=25)
@given(st.lists(ADDRESSES, min_size=20, max_size=30), st.lists(SPOILT, max_size=4), st.randoms())
def test_they_are_what_each_is_alone(addresses, spoilt, order):
    mixed = [*addresses, *spoilt]
    order.shuffle(mixed)
    assert scripts_for_addresses(mixed, Network.MAIN) == list(map(one_by_one, mixed))


@given(st.lists(HASHES, min_size=20, max_size=30), st.sampled_from(Network))
def test_they_are_read_on_every_network(programs, network):
    scripts = [witness_script_pubkey(0, program) for program in programs]
    addresses = [address_for_script(script, network) for script in scripts]
    assert scripts_for_addresses(addresses, network) == scripts
