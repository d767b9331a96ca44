"""The checksum vectors of BIP173 and BIP350, all of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.bitcoin.bech32 import Variant, bytes_from_groups, decode, encode, five_bit_groups
from monitor.errors import AddressError

BECH32 = (
    "A12UEL5L",
    "a12uel5l",
    "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
    "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
    "11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j",
    "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
    "?1ezyfcl",
)
BECH32M = (
    "A1LQFN3A",
    "a1lqfn3a",
    "an83characterlonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11sg7hg6",
    "abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx",
    "11llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllludsr8",
    "split1checkupstagehandshakeupstreamerranterredcaperredlc445v",
    "?1v759aa",
)
INVALID = (
    # BIP173
    ("\x201nwldj5", "outside ASCII"),
    ("\x7f1axkwrx", "outside ASCII"),
    ("\x801eym55h", "outside ASCII"),
    ("an84characterslonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1569pvx", "longer"),
    ("pzry9x0s0muk", "no prefix"),
    ("1pzry9x0s0muk", "no prefix"),
    ("x1b4n0q5v", "character 'b'"),
    ("li1dgmt3", "too short"),
    ("de1lg7wt\xff", "outside ASCII"),
    ("A1G7SGD8", "checksum"),
    ("10a06t8", "no prefix"),
    ("1qzzfhee", "no prefix"),
    # BIP350
    ("\x201xj0phk", "outside ASCII"),
    ("\x7f1g6xzxy", "outside ASCII"),
    ("\x801vctc34", "outside ASCII"),
    ("an84characterslonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11d6pts4", "longer"),
    ("qyrz8wqd2c9m", "no prefix"),
    ("1qyrz8wqd2c9m", "no prefix"),
    ("y1b0jsk6g", "character 'b'"),
    ("lt1igcx5c0", "character 'i'"),
    ("in1muywd", "too short"),
    ("mm1crxm3i", "character 'i'"),
    ("au1s5cgom", "character 'o'"),
    ("M1VUXWEZ", "checksum"),
    ("16plkw9", "no prefix"),
    ("1p2gdwpf", "no prefix"),
)


@pytest.mark.parametrize("text", BECH32)
def test_a_valid_bech32_string_is_read_and_written_again(text):
    hrp, values, variant = decode(text)
    assert variant is Variant.BECH32
    assert encode(hrp, values, variant) == text.lower()


@pytest.mark.parametrize("text", BECH32M)
def test_a_valid_bech32m_string_is_read_and_written_again(text):
    hrp, values, variant = decode(text)
    assert variant is Variant.BECH32M
    assert encode(hrp, values, variant) == text.lower()


@pytest.mark.parametrize(("text", "reason"), INVALID)
def test_an_invalid_string_is_refused_with_its_reason(text, reason):
    with pytest.raises(AddressError, match=re.escape(reason)):
        decode(text)


@given(st.binary(max_size=40))
def test_bytes_survive_the_way_through_five_bit_groups(data):
    assert bytes_from_groups(five_bit_groups(data)) == data


@given(
    data=st.lists(st.integers(0, 31), max_size=60),
    place=st.integers(min_value=0),
    other=st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7l"),
    variant=st.sampled_from(Variant),
)
def test_one_wrong_character_never_passes(data, place, other, variant):
    text = encode("bc", data, variant)
    index = 3 + place % (len(text) - 3)
    wrong = text[:index] + other + text[index + 1 :]
    if wrong == text:
        assert decode(wrong) == ("bc", bytes(data), variant)
    else:
        with pytest.raises(AddressError, match="checksum"):
            decode(wrong)
