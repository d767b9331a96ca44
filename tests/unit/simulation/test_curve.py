"""Vectors: BIP341, wallet-test-vectors.json, scriptPubKey cases 1 and 2; secp256k1 from SEC 2."""

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.simulation.curve import G, P, compressed, lift_x, point_from, tagged_hash, taproot_output, x_only


def lifted(x: str):
    point = lift_x(int(x, 16))
    assert point is not None
    return point


def test_an_output_without_scripts_has_the_key_that_bip341_publishes():
    internal = lifted("d6889cb081036e0faefa3a35157ad71086b123b2b144b649798b494c300a961d")
    expected = "53a1f6e454df1aa2776a2814a721372d6258050de330b3c6d10ee8f4e0dda343"
    assert x_only(taproot_output(internal, b"")).hex() == expected


def test_an_output_with_one_leaf_has_the_key_that_bip341_publishes():
    internal = lifted("187791b6f712a8ea41c8ecdd0ee77fab3e85263b37e1ec18a3651926b3a6cf27")
    leaf_script = bytes.fromhex("20d85a959b0290bf19bb89ed43c916be835475d013da4b362117393e25a48229b8ac")
    leaf = tagged_hash("TapLeaf", b"\xc0" + bytes((len(leaf_script),)) + leaf_script)
    assert leaf.hex() == "5b75adecf53548f3ec6ad7d78383bf84cc57b55a3127c72b9a2481752dd88b21"
    expected = "147c9c57132f6e7ecddba9800bb0c4449251c92a1e60371ee77557b6620f3ea3"
    assert x_only(taproot_output(internal, leaf)).hex() == expected


def test_an_x_that_the_curve_lacks_is_not_lifted():
    assert lift_x(5) is None


def test_the_generator_is_written_with_the_sign_of_its_y():
    assert compressed(G).hex() == "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
    assert compressed((G[0], P - G[1]))[0] == 3


@settings(deadline=None)
@given(st.binary(max_size=40))
def test_any_seed_gives_a_point_of_the_curve_with_even_y(seed):
    x, y = point_from(seed)
    assert (y * y - x**3 - 7) % P == 0
    assert y % 2 == 0
