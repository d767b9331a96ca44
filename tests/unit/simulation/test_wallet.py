from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.bitcoin.address import script_for_address
from monitor.bitcoin.network import Network
from monitor.bitcoin.script import is_pubkey, p2tr, pushes
from monitor.bitcoin.senders import derive_sender
from monitor.simulation.curve import P, compressed, lift_x, tagged_hash, taproot_output, x_only
from monitor.simulation.script_text import script_type
from monitor.simulation.wallet import ScriptType, make_actor

UNDERIVABLE = {ScriptType.P2PK, ScriptType.P2TR, ScriptType.P2TR_SCRIPT}
ESPLORA_TYPES = {
    ScriptType.P2PK: "p2pk",
    ScriptType.P2PKH: "p2pkh",
    ScriptType.P2SH: "p2sh",
    ScriptType.P2SH_P2WPKH: "p2sh",
    ScriptType.P2SH_P2WSH: "p2sh",
    ScriptType.P2WPKH: "v0_p2wpkh",
    ScriptType.P2WSH: "v0_p2wsh",
    ScriptType.P2TR: "v1_p2tr",
    ScriptType.P2TR_SCRIPT: "v1_p2tr",
}
seeds = st.binary(max_size=16)
outpoints = st.binary(min_size=36, max_size=36)


def is_der_signature(signature: bytes) -> bool:
    """Strict DER by BIP66, and a sighash type of ALL behind it."""
    r_size = signature[3]
    s_size = signature[5 + r_size]
    numbers = signature[4 : 4 + r_size], signature[6 + r_size : 6 + r_size + s_size]
    return (
        signature[0] == 0x30
        and signature[1] == len(signature) - 3
        and len(signature) == r_size + s_size + 7
        and signature[2] == signature[4 + r_size] == 0x02
        and all(number[0] < 0x80 and (number[0] or number[1] >= 0x80) for number in numbers)
        and signature[-1] == 1
    )


@pytest.mark.parametrize("kind", sorted(set(ScriptType) - UNDERIVABLE))
@settings(deadline=None)
@given(seed=seeds, outpoint=outpoints)
def test_what_an_input_reveals_hashes_to_the_script_it_spends(kind, seed, outpoint):
    actor = make_actor(seed, "miner", kind)
    unlocking = actor.unlock(outpoint)
    assert derive_sender(unlocking.script_sig, unlocking.witness) == actor.script_pubkey


@pytest.mark.parametrize("kind", sorted(UNDERIVABLE))
@settings(deadline=None)
@given(seed=seeds, outpoint=outpoints)
def test_what_reveals_no_hash_is_never_derived(kind, seed, outpoint):
    unlocking = make_actor(seed, "miner", kind).unlock(outpoint)
    assert derive_sender(unlocking.script_sig, unlocking.witness) is None


@settings(deadline=None)
@given(seed=seeds, outpoint=outpoints)
def test_a_taproot_script_and_its_control_block_commit_to_the_output(seed, outpoint):
    actor = make_actor(seed, "miner", ScriptType.P2TR_SCRIPT)
    signature, leaf_script, control_block = actor.unlock(outpoint).witness
    leaf = tagged_hash("TapLeaf", bytes((control_block[0] & 0xFE, len(leaf_script))) + leaf_script)
    root = tagged_hash("TapBranch", b"".join(sorted((leaf, control_block[33:]))))
    internal = lift_x(int.from_bytes(control_block[1:33], "big"))
    assert internal is not None
    output = taproot_output(internal, root)
    assert p2tr(x_only(output)) == actor.script_pubkey
    assert control_block[0] & 1 == output[1] & 1
    assert len(signature) == 64


@settings(deadline=None)
@given(seed=seeds, outpoint=outpoints)
def test_a_taproot_key_spend_shows_one_signature_of_64_bytes(seed, outpoint):
    unlocking = make_actor(seed, "miner", ScriptType.P2TR).unlock(outpoint)
    assert unlocking.script_sig == b""
    assert [len(item) for item in unlocking.witness] == [64]


@settings(deadline=None)
@given(seed=seeds, outpoint=outpoints)
def test_signatures_are_strict_der_and_keys_are_points_of_the_curve(seed, outpoint):
    signature, pubkey = make_actor(seed, "miner", ScriptType.P2WPKH).unlock(outpoint).witness
    assert is_der_signature(signature)
    point = lift_x(int.from_bytes(pubkey[1:], "big"))
    assert point is not None
    assert pubkey in (compressed(point), compressed((point[0], P - point[1])))


@settings(deadline=None)
@given(seed=seeds, outpoint=outpoints)
def test_a_multisig_input_shows_two_signatures_behind_the_empty_element(seed, outpoint):
    stack = pushes(make_actor(seed, "exchange", ScriptType.P2SH).unlock(outpoint).script_sig)
    assert stack is not None
    empty, first, second, redeem_script = stack
    assert empty == b""
    assert first != second
    assert is_der_signature(first)
    assert is_der_signature(second)
    assert (redeem_script[0], redeem_script[-2], redeem_script[-1]) == (0x52, 0x53, 0xAE)
    assert all(is_pubkey(redeem_script[at : at + 33]) for at in (2, 36, 70))


@pytest.mark.parametrize("kind", ScriptType)
def test_an_actor_has_the_address_of_its_script(kind):
    actor = make_actor(b"seed", "miner", kind)
    assert script_type(actor.script_pubkey) == ESPLORA_TYPES[kind]
    if kind is ScriptType.P2PK:
        assert actor.address is None
    else:
        assert actor.address is not None
        assert script_for_address(actor.address, Network.REGTEST) == actor.script_pubkey


def test_seed_name_and_type_make_the_actor():
    actor = make_actor(b"seed", "mara", ScriptType.P2WPKH)
    assert actor == make_actor(b"seed", "mara", ScriptType.P2WPKH)
    others = [
        make_actor(b"other", "mara", ScriptType.P2WPKH),
        make_actor(b"seed", "riot", ScriptType.P2WPKH),
        make_actor(b"seed", "mara", ScriptType.P2PKH),
    ]
    assert actor.script_pubkey not in [other.script_pubkey for other in others]


def test_no_two_inputs_show_the_same_signature():
    actor = make_actor(b"seed", "mara", ScriptType.P2WPKH)
    first, second = (actor.unlock(sha256(salt).digest() + bytes(4)).witness for salt in (b"1", b"2"))
    assert first[0] != second[0]
    assert first[1] == second[1]
