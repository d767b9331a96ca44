"""Every kind of source in every habit, as a running server and an open client; and the in-memory fake beside them."""

import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from monitor.bitcoin.network import Network
from monitor.config.source_section import SourceSettings
from monitor.opening import KINDS
from monitor.pipeline.ports import Source
from monitor.simulation.bitcoind_routes import Node, bitcoind
from monitor.simulation.block import MinedBlock
from monitor.simulation.blockbook_routes import blockbook
from monitor.simulation.chain import Chain
from monitor.simulation.dialect import Dialect
from monitor.simulation.esplora_routes import Habits, esplora
from monitor.simulation.explorer import Explorer, serve_explorer
from monitor.simulation.faults import Fault
from monitor.simulation.mempool_routes import mempool_over_electrum, mempool_space
from tests.chain_source import ChainSource

LOGIN = "desk:correct horse"
HISTORY = frozenset({"history", "totals", "pending"})
SCRIPTS = HISTORY | {"unspent"}
Spoil = Callable[[bytes], bytes]


def respell(pattern: str, by: str) -> Spoil:
    return lambda body: re.sub(pattern.encode(), by.encode(), body)


@dataclass(frozen=True)
class Served:
    """An open source, and what it talks to."""

    variant: "Variant"
    source: Source
    explorer: Explorer | None
    """None of the fake."""


@dataclass(frozen=True)
class Variant:
    """One kind of source in one habit."""

    kind: str
    dialect: Dialect | None = None
    login: Mapping[str, Any] = field(default_factory=dict)
    cannot: frozenset[str] = frozenset()
    """The methods it does not offer."""
    lists_keys: bool = False
    """Whether scripts without an address can be asked about."""
    counts_outputs: bool = False
    unmined_on_a_page: int = 50
    raw_block: str = "/block/*/raw"
    """Where blocks are served."""
    as_block: Callable[[MinedBlock], bytes] = lambda block: block.raw
    """How a block is served there."""
    coins: str = "/address/*/utxo"
    """Where coins are served."""
    wrong_sats: tuple[Spoil, ...] = (
        respell(r'"value":(\d+)', r'"value":"\1"'),
        respell(r'"value":(\d+)', r'"value":\1.0'),
        respell(r'"value":(\d+)', r'"value":1e20'),
    )

    @asynccontextmanager
    async def serving(self, chain: Chain) -> AsyncIterator[Served]:
        if self.dialect is None:
            yield Served(self, ChainSource(chain), None)
            return
        async with serve_explorer(chain, self.dialect) as explorer, self.open(explorer.url) as source:
            yield Served(self, source, explorer)

    def section(self, url: str) -> SourceSettings:
        return SourceSettings(kind=self.kind, url=url, name="served", timeout="60s", **self.login)

    def open(self, url: str):
        return KINDS[self.kind](self.section(url), Network.REGTEST)


def spoilt(spoil: Spoil) -> Fault:
    return Fault(lambda usual: replace(usual(0), body=spoil(usual(0).body)))


def said(body: bytes) -> Fault:
    return Fault(lambda usual: replace(usual(0), body=body))


TEXT_SATS = (
    respell(r'"value":"(\d+)"', r'"value":\1'),
    respell(r'"value":"(\d+)"', r'"value":"\1.0"'),
    respell(r'"value":"(\d+)"', r'"value":"99999999999999999999"'),
)
BTC_AMOUNTS = (
    respell(r'"amount":([\d.e-]+)', r'"amount":"\1"'),
    respell(r'"amount":([\d.e-]+)', r'"amount":0.000000001'),
    respell(r'"amount":([\d.e-]+)', r'"amount":1e20'),
    respell(r'"amount":([\d.e-]+)', r'"amount":1e999999999999999999'),
    respell(r'"amount":([\d.e-]+)', r'"amount":NaN'),
)


def rpc_result(block: MinedBlock) -> bytes:
    return f'[{{"result":"{block.raw.hex()}","error":null,"id":0}}]'.encode()


def by_rpc(login: Mapping[str, Any], **habits: Any) -> Variant:
    return Variant(
        "bitcoind",
        bitcoind(Node(login=LOGIN, **habits)),
        login,
        cannot=HISTORY,
        lists_keys=True,
        raw_block="/rpc/getblock",
        as_block=rpc_result,
        coins="/rpc/scantxoutset",
        wrong_sats=BTC_AMOUNTS,
    )


def variants(folder: Path) -> dict[str, Variant]:
    """By name. `folder` is for cookie files."""
    user, _, password = LOGIN.partition(":")
    cookie = folder / ".cookie"
    cookie.write_text(LOGIN)
    ours = Variant("esplora", esplora(), lists_keys=True, counts_outputs=True)
    small = esplora(Habits(transactions=4, unmined=1, blocks=3))
    return {
        "fake": Variant("fake", lists_keys=True, counts_outputs=True),
        "esplora": ours,
        "esplora-small-pages": replace(ours, dialect=small, unmined_on_a_page=1),
        "mempool-space": replace(ours, kind="mempool", dialect=mempool_space()),
        "mempool-over-electrum": Variant("mempool", mempool_over_electrum()),
        "blockbook": Variant(
            "blockbook",
            blockbook(),
            raw_block="/rawblock/*",
            as_block=lambda block: f'{{"hex":"{block.raw.hex()}"}}'.encode(),
            coins="/utxo/*",
            wrong_sats=TEXT_SATS,
        ),
        "bitcoind-rest": Variant("bitcoind", bitcoind(), cannot=SCRIPTS, raw_block="/rest/block/*"),
        "bitcoind-rpc-password": by_rpc({"username": user, "password": password}, rest=False),
        "bitcoind-rpc-cookie": by_rpc({"cookie_file": cookie}, rest=False),
        "bitcoind-both": replace(
            by_rpc({"cookie_file": cookie}), raw_block="/rest/block/*", as_block=lambda block: block.raw
        ),
    }


NAMES = (
    "fake",
    "esplora",
    "esplora-small-pages",
    "mempool-space",
    "mempool-over-electrum",
    "blockbook",
    "bitcoind-rest",
    "bitcoind-rpc-password",
    "bitcoind-rpc-cookie",
    "bitcoind-both",
)
