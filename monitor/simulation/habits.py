"""How an explorer pages an address's transactions: in this, no two of them are alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from monitor.simulation.view import Known, View


@dataclass(frozen=True, slots=True)
class Habits:
    """The habits of one server.

    The defaults are Blockstream's, but for the unconfirmed ones, which it counts apart.
    """

    rows: int = 25
    """Transactions on a page; 10 on a mempool backend over Electrum, 25 or 50 on an electrs."""
    ascending: bool = False
    """Inside a block the first transaction comes first, as over Electrum."""
    chained_last: bool = False
    """An unconfirmed one whose parent is unconfirmed too comes behind all others, as over Electrum."""
    lost: Literal["empty", "first page", "error"] = "empty"
    """What a cursor gets that is not, or no longer, in the list."""
    short_pages: bool = False
    """Every other transaction is left out of the first page, as electrs does where it misses a prevout."""

    def page(self, view: View, hashed: str, cursor: str | None) -> Sequence[Known] | None:
        """The page behind a cursor, which is a txid; None where the server says that it does not know it."""
        listed = self._listed(view, hashed)
        if cursor is None:
            return listed[: self.rows : 2] if self.short_pages else listed[: self.rows]
        places = [place for place, known in enumerate(listed) if known.txid == cursor]
        if not places:
            return {"empty": [], "first page": listed[: self.rows], "error": None}[self.lost]
        start = places[0] + 1
        return listed[start : start + self.rows]

    def _listed(self, view: View, hashed: str) -> list[Known]:
        waiting = view.waiting(hashed)
        unmined = {known.txid for known in view.unmined}
        chained = [known for known in waiting if any(coin.txid in unmined for coin in known.spends)]
        mined = list(view.history(hashed))
        if self.ascending:
            blocks = groupby(mined, key=lambda known: known.block)
            mined = [known for _, block in blocks for known in reversed(list(block))]
        if not self.chained_last:
            return [*waiting, *mined]
        return [*(known for known in waiting if known not in chained), *mined, *chained]
