"""February 2026, told on a regtest chain.

Amounts and outcomes are those that were reported. No transaction of these transfers is public: every txid,
address, hour and counterparty beyond the reports is made up, such as how MARA's 664.227 BTC beside the
653.773 BTC to Two Prime were split, and where Riot, CleanSpark and Cango sent theirs. Riot told of its 1,080 BTC
in a release of 16 January; here it does in an update for the month, as it had before. What they file is of our own
writing (`monitor.simulation.story_documents`), and is read by the same rules as everything else. Dollars are at prices
that the reports imply (`monitor.simulation.price_routes`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from monitor.bitcoin.transaction import Transaction
from monitor.money import sats_from_btc
from monitor.simulation.chain import Chain
from monitor.simulation.edgar_pages import FiledDocument
from monitor.simulation.story_documents import monthly_update, weekend_sale
from monitor.simulation.wallet import Actor, ScriptType

LABELS = (
    ("mara", "miner", ScriptType.P2WPKH),
    ("riot", "miner", ScriptType.P2PKH),
    ("cleanspark", "miner", ScriptType.P2SH_P2WPKH),
    ("cango", "miner", ScriptType.P2WSH),
    ("two-prime", "prime_broker", ScriptType.P2TR),
    ("bitgo", "custodian", ScriptType.P2SH),
    ("galaxy", "prime_broker", ScriptType.P2WPKH),
    ("coinbase-exchange", "exchange", ScriptType.P2WPKH),
    ("binance", "exchange", ScriptType.P2PKH),
)
"""Slug, category and script type of everybody with a label."""
COMPANIES = {
    "mara": "MARA Holdings, Inc.",
    "riot": "Riot Platforms, Inc.",
    "cleanspark": "CleanSpark, Inc.",
    "cango": "Cango Inc.",
}
"""The miners by slug, as they are registered at EDGAR."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What a company files at EDGAR."""

    issuer: str
    """Slug."""
    form: str
    documents: tuple[FiledDocument, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """Something that has just happened: blocks were mined, or a company spoke."""

    at: datetime
    tells: str = ""
    """What an onlooker who knows everything would say; empty for blocks without news."""
    filed: Filed | None = None


class February:
    """The chain and the story on it. `scenes` mines as it is iterated."""

    def __init__(self) -> None:
        self.chain = Chain(b"february 2026")
        self.actors = {slug: self.chain.actor(slug, kind) for slug, _, kind in LABELS}
        self.vault = self.chain.actor("mara", ScriptType.P2TR_SCRIPT)
        """A second wallet of MARA, labelled too."""
        self._prepare()

    def label_table(self) -> str:
        """The labels as a CSV label file."""
        lines = ["address,entity,entity_type,source,confidence"]
        owners: list[tuple[str, str, Actor]] = [
            (slug, category, self.actors[slug]) for slug, category, _ in LABELS
        ]
        owners.append(("mara", "miner", self.vault))
        lines += [
            f"{actor.address},{slug},{category},made up for the demo,0.9" for slug, category, actor in owners
        ]
        return "\n".join(lines) + "\n"

    def scenes(self) -> Iterator[Scene]:
        """The story, scene by scene."""
        yield from self._january()
        yield from self._monthly_updates()
        yield from self._mara()
        yield from self._cango()
        yield from self._quiet(_at(9, 14), 7)

    def _prepare(self) -> None:
        """Everything before the first scene: who holds what."""
        chain = self.chain
        chain.mine_reserve(sats_from_btc("8000"), since=_at(1, 0, month=1), spacing=timedelta(minutes=30))
        for slug, btc in (("riot", "1500"), ("cleanspark", "400"), ("mara", "1600"), ("cango", "4460")):
            chain.fund(self.actors[slug], sats_from_btc(btc))
        chain.mine(chain.unmined, at=_at(10, 0, month=1))
        self.start_height = chain.tip.height

    def _january(self) -> Iterator[Scene]:
        yield self._move("riot", [("coinbase-exchange", "1080")], _at(14, 15, month=1))
        yield self._move("cleanspark", [("coinbase-exchange", "159")], _at(22, 18, month=1))
        yield from self._quiet(_at(31, 20, month=1), 1)

    def _monthly_updates(self) -> Iterator[Scene]:
        for slug, btc, proceeds, day in (("cleanspark", "159", "", 3), ("riot", "1,080", "$96,000,000", 4)):
            update = monthly_update("8-K", COMPANIES[slug], "January", btc, proceeds)
            tells = f"{slug} files its update for January: {btc} BTC sold"
            yield Scene(_at(day, 13), tells, Filed(slug, "8-K", update))

    def _mara(self) -> Iterator[Scene]:
        yield self._move("mara", [("two-prime", "653.773")], _at(4, 21))
        yield self._move("mara", [("bitgo", "364.227")], _at(5, 2))
        galaxy = self._pay("mara", [("galaxy", "300")])
        before = self.chain.tip
        self.chain.mine([galaxy], at=_at(5, 6, 40))
        yield Scene(_at(5, 6, 40), "MARA pays galaxy 300 BTC")
        rival = self.chain.mine(at=_at(5, 6, 41), parent=before)
        rival = self.chain.mine(at=_at(5, 6, 52), parent=rival)
        yield Scene(_at(5, 6, 52), "a reorg: another branch wins, and the payment to galaxy is not on it")
        self.chain.mine([galaxy], at=_at(5, 7), parent=rival)
        yield Scene(_at(5, 7), "the payment to galaxy is mined again")
        move = self.chain.pay(self.actors["mara"], [(self.vault, sats_from_btc("200"))])
        self.chain.mine([move], at=_at(6, 9))
        yield Scene(_at(6, 9), "MARA moves 200 BTC to another wallet of its own: nothing to tell")

    def _cango(self) -> Iterator[Scene]:
        yield self._move("cango", [("binance", "2451")], _at(7, 11))
        yield self._move("cango", [("binance", "2000")], _at(8, 4))
        tells = "cango files a report: 4,451 BTC sold on 7 and 8 February"
        yield Scene(_at(9, 13), tells, Filed("cango", "6-K", weekend_sale("6-K", COMPANIES["cango"])))

    def _quiet(self, at: datetime, blocks: int) -> Iterator[Scene]:
        for number in range(blocks):
            time = at + timedelta(minutes=10 * number)
            self.chain.mine(at=time)
            yield Scene(time)

    def _move(self, sender: str, payments: list[tuple[str, str]], at: datetime) -> Scene:
        self.chain.mine([self._pay(sender, payments)], at=at)
        paid = " and ".join(f"{receiver} {btc} BTC" for receiver, btc in payments)
        return Scene(at, f"{sender} pays {paid}")

    def _pay(self, sender: str, payments: list[tuple[str, str]]) -> Transaction:
        return self.chain.pay(
            self.actors[sender], [(self.actors[receiver], sats_from_btc(btc)) for receiver, btc in payments]
        )


def _at(day: int, hour: int, minute: int = 0, *, month: int = 2) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)
