"""How clusters of paid scripts look: as tables for people, and as documents for programs."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.network import Network
from monitor.cli.printing import moment, print_table, styled, table
from monitor.flows.learning.payouts import Payout
from monitor.money import btc_for_people
from monitor.pipeline.clusters import OfferedCluster

_SHOWN = 3
"""So many of its addresses and co-spends are printed of a cluster in a list, and so many months."""


def cluster_document(offered: OfferedCluster, network: Network) -> dict[str, Any]:
    """One cluster as JSON. Amounts are satoshis."""
    cluster = offered.cluster
    return {
        "id": cluster.cluster_id,
        "kind": "cluster",
        "category": "miner",
        "scripts": [
            {
                "address": address_for_script(script, network),
                "script_pubkey": script.hex(),
                "named": offered.named.get(script),
            }
            for script in cluster.scripts
        ],
        "pools": list(cluster.pools),
        "from_coinbase": cluster.from_coinbase,
        "payouts": cluster.payouts,
        "sats": cluster.sats,
        "first_seen": cluster.first.isoformat(),
        "last_seen": cluster.last.isoformat(),
        "months": [
            {"month": f"{month:%Y-%m}", "payouts": each.payouts, "sats": each.sats}
            for month, each in cluster.months.items()
        ],
        "joined_by": list(cluster.joined_by),
        "hypotheses": [
            {
                "entity": each.issuer,
                "confidence": each.confidence,
                "says": each.says,
                "months": [
                    {
                        "month": str(month.month),
                        "paid_sats": month.paid_sats,
                        "mined_sats": month.mined_sats,
                        "fits": month.fits,
                    }
                    for month in each.months
                ],
            }
            for each in offered.hypotheses
        ],
        "evidence": [_payout_document(each) for each in offered.latest],
    }


def _payout_document(payout: Payout) -> dict[str, Any]:
    return {
        "txid": payout.txid,
        "vout": payout.vout,
        "block_hash": payout.block.block_hash,
        "height": payout.block.height,
        "time": payout.block.time.isoformat(),
        "says": _says(payout),
    }


def print_clusters(out: Console, found: Sequence[OfferedCluster], network: Network, *, whole: bool) -> None:
    """Clusters for people, each with its evidence; with `whole` all that is known of them."""
    shown = None if whole else _SHOWN
    for offered in found:
        cluster = offered.cluster
        payers = [*cluster.pools, *(["coinbases"] if cluster.from_coinbase else [])]
        out.print(
            styled(cluster.cluster_id, "bold"),
            styled(
                f"somebody who mines: {cluster.payouts} payouts of {btc_for_people(cluster.sats)} BTC to "
                f"{len(cluster.scripts)} address{'es' * (len(cluster.scripts) > 1)} by {', '.join(payers)}, "
                f"{moment(cluster.first)} to {moment(cluster.last)}",
                "",
            ),
        )
        for script in cluster.scripts[:shown]:
            place = address_for_script(script, network) or script.hex()
            named = f": {offered.named[script]}'s" if script in offered.named else ""
            out.print(styled(f"  {place}{named}", ""))
        months = [f"{month:%Y-%m} {btc_for_people(each.sats)}" for month, each in cluster.months.items()]
        out.print(f"  by month, BTC: {', '.join(months if shown is None else months[-shown:])}")
        if cluster.joined_by:
            joined = ", ".join(cluster.joined_by[:shown])
            out.print(f"  coins spent together in {len(cluster.joined_by)} transactions: {joined}")
        for each in offered.hypotheses:
            out.print(styled(f"  it may be {each.issuer}, {each.confidence} %: {each.says}", ""))
        made = table("txid", "block", "time", "evidence")
        for payout in offered.latest:
            at = payout.block
            made.add_row(payout.txid, str(at.height), moment(at.time), escape(_says(payout)))
        print_table(made, out)


def _says(payout: Payout) -> str:
    return f"{payout.pool or 'the coinbase'} paid {btc_for_people(payout.sats)} BTC"
