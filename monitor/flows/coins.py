"""The unspent outputs of miners' scripts: whoever spends one is known, whatever the input shows."""

from dataclasses import dataclass

from monitor.bitcoin.transaction import outpoint

_P2TR_START = b"\x51\x20"
_P2TR_SIZE = 34
_P2PK_SIZES = frozenset((35, 67))
_OP_CHECKSIG = 0xAC


@dataclass(frozen=True, slots=True)
class Coin:
    """An output that pays a miner's script. `txid` is hex in display order, `sats` its value."""

    txid: str
    vout: int
    script_pubkey: bytes
    sats: int

    @property
    def outpoint(self) -> bytes:
        """The 36 bytes by which an input names it: txid in internal order, then vout, little-endian."""
        return outpoint(self.txid, self.vout)


def names_no_sender(script_pubkey: bytes) -> bool:
    """Whether an input that spends this script may leave no trace of it: P2PK, and P2TR by key path.

    Such coins can only be recognised by outpoint, so those that are older than our scan must be asked for.
    """
    taproot = len(script_pubkey) == _P2TR_SIZE and script_pubkey.startswith(_P2TR_START)
    pay_to_pubkey = len(script_pubkey) in _P2PK_SIZES and script_pubkey[-1] == _OP_CHECKSIG
    return taproot or pay_to_pubkey
