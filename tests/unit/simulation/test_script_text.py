import pytest

from monitor.bitcoin.script import p2pk
from monitor.simulation.script_text import asm, script_type

PUBKEY = bytes((2,)) * 33


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("", ""),
        (
            "76a914" + "11" * 20 + "88ac",
            "OP_DUP OP_HASH160 OP_PUSHBYTES_20 " + "11" * 20 + " OP_EQUALVERIFY OP_CHECKSIG",
        ),
        ("0014" + "22" * 20, "OP_0 OP_PUSHBYTES_20 " + "22" * 20),
        ("5120" + "33" * 32, "OP_PUSHNUM_1 OP_PUSHBYTES_32 " + "33" * 32),
        ("4c0444444444", "OP_PUSHDATA1 44444444"),
        ("6a0155", "OP_RETURN OP_PUSHBYTES_1 55"),
        ("b1", "OP_177"),
        ("05aa", "<push past end>"),
    ],
)
def test_a_script_is_written_in_words(script, words):
    assert asm(bytes.fromhex(script)) == words


@pytest.mark.parametrize(
    ("script", "name"),
    [
        (p2pk(PUBKEY), "p2pk"),
        (p2pk(bytes(33)), "unknown"),
        (bytes.fromhex("6a0155"), "op_return"),
        (bytes.fromhex("5220" + "33" * 32), "unknown"),
        (b"", "unknown"),
    ],
)
def test_a_script_has_the_type_that_esplora_gives_it(script, name):
    assert script_type(script) == name
