"""The unspent outputs of miners' scripts: whoever spends one is known, whatever the input shows."""

from dataclasses import dataclass

from monitor.bitcoin.transaction import outpoint


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
