"""The unspent outputs of miners' scripts: whoever spends one is known, whatever the input shows."""

from dataclasses import dataclass

from monitor.bitcoin.hashes import internal


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


def outpoint(txid: str, vout: int) -> bytes:
    """An output's name as a transaction input spells it (36 bytes)."""
    return internal(txid) + vout.to_bytes(4, "little")
