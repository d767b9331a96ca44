"""February 2026, told on a regtest chain.

Amounts and outcomes are those that were reported. No transaction of these transfers is public: every txid,
address, hour and counterparty beyond the reports is made up, such as how MARA's 664.227 BTC beside the
653.773 BTC to Two Prime were split, and where Riot, CleanSpark and Cango sent theirs. Riot told of its 1,080 BTC
in a release of 16 January; here it does in a statement about the month, as it had before. Dollars are at prices
that the reports imply (`monitor.simulation.price_routes`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from monitor.bitcoin.transaction import Transaction
from monitor.disclosures.statement import Statement, StatementKind
from monitor.money import sats_from_btc
from monitor.simulation.chain import Chain
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
_SITE = "https://example.com/made-up/"


@dataclass(frozen=True, slots=True)
class Scene:
    """Something that has just happened: blocks were mined, or a company spoke."""

    at: datetime
    tells: str = ""
    """What an onlooker who knows everything would say; empty for blocks without news."""
    statement: Statement | None = None


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
        january = date(2026, 1, 1), date(2026, 1, 31)
        yield self._sale("cleanspark", "159", *january, published=date(2026, 2, 3))
        yield self._sale("riot", "1080", *january, published=date(2026, 2, 4), proceeds="96000000")

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
        yield self._sale(
            "cango",
            "4451",
            date(2026, 2, 7),
            date(2026, 2, 8),
            published=date(2026, 2, 9),
            proceeds="305000000",
        )

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

    def _sale(
        self, issuer: str, btc: str, start: date, end: date, *, published: date, proceeds: str | None = None
    ) -> Scene:
        statement = Statement(
            issuer=issuer,
            kind=StatementKind.SALE,
            period_start=start,
            period_end=end,
            sats=sats_from_btc(btc),
            proceeds_usd=Decimal(proceeds) if proceeds else None,
            url=f"{_SITE}{issuer}/{published}",
            published=published,
        )
        at = datetime(published.year, published.month, published.day, 13, tzinfo=UTC)
        return Scene(at, f"{issuer} states that it sold {btc} BTC from {start} to {end}", statement)


def _at(day: int, hour: int, minute: int = 0, *, month: int = 2) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)
