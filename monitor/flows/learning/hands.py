"""How many hands filled swept scripts: one owner's own are filled by itself, customers' deposits by many people.

Two scripts are of one hand where one transaction has paid both, where what paid one spends the change of what paid the
other, or where both were paid from one script. A wallet that fills its scripts one by one does one of these.
"""

from collections.abc import Container, Iterator, Mapping

from monitor.bitcoin.senders import derive_sender
from monitor.bitcoin.transaction import Transaction
from monitor.flows.scan import Hit


def hands_behind(hit: Hit, scripts: Container[bytes], fillings: Mapping[str, Transaction]) -> int:
    """Count the hands that filled scripts which a transaction spends from, as far as that was looked up.

    Args:
        hit: the transaction.
        scripts: those that count.
        fillings: some of the transactions whose outputs it spends, by txid (hex, display order).
    """
    groups = _Groups()
    for each in hit.inputs:
        if each.txid not in fillings or each.script_pubkey is None or each.script_pubkey not in scripts:
            continue
        script = b"swept " + each.script_pubkey
        groups.add(script)
        for trace in _traces(each.txid, fillings):
            groups.join(script, trace)
    return groups.swept()


def _traces(txid: str, fillings: Mapping[str, Transaction]) -> Iterator[bytes]:
    """What one hand leaves in the transactions that it makes: their chain, and the scripts that they pay from."""
    yield b"transaction " + bytes.fromhex(txid)
    for txin in fillings[txid].inputs:
        if txin.txid in fillings:
            yield b"transaction " + bytes.fromhex(txin.txid)
        sender = derive_sender(txin.script_sig, txin.witness)
        if sender is not None:
            yield b"sender " + sender


class _Groups:
    """Disjoint sets of marks (union by path halving)."""

    def __init__(self) -> None:
        self._parent: dict[bytes, bytes] = {}
        self._swept: set[bytes] = set()

    def add(self, script: bytes) -> None:
        self._swept.add(self._top(script))

    def join(self, one: bytes, other: bytes) -> None:
        self._parent[self._top(one)] = self._top(other)

    def swept(self) -> int:
        return len({self._top(script) for script in self._swept})

    def _top(self, mark: bytes) -> bytes:
        parent = self._parent
        while parent.setdefault(mark, mark) != mark:
            parent[mark] = parent[parent[mark]]
            mark = parent[mark]
        return mark
