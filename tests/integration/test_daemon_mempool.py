"""The early warning of a running daemon, over real HTTP and to a real broker."""

import re

from monitor.simulation.explorer import serve_explorer
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC
from tests.daemon import Household, Town, broker_lines, daemon_of, desk_at, until, without_gaps


async def told(desk, txid, stage):
    """Wait for the event in which a transaction's flag has come to a stage; that event and the flag."""

    def found():
        for event in desk.events:
            for flag in event["episode"]["flags"]:
                if (flag["txid"], flag["stage"]) == (txid, stage):
                    return event, flag
        return None

    return await until(found, lambda: desk.events[-1:])


async def test_transfers_are_told_from_the_mempool_on_whatever_becomes_of_them(tmp_path, broker):
    town = Town()
    stranger = town.chain.actor("stranger", ScriptType.P2WPKH)
    async with serve_explorer(town.chain) as explorer, desk_at(broker) as desk:
        house = Household(
            tmp_path,
            town,
            [explorer.url],
            broker_lines(broker),
            extra='[mempool]\ninterval = 1\nvanish_after = "1s"\n',
        )
        async with daemon_of(house):
            payment = town.pay(5)
            raised, flag = await told(desk, payment.txid, "mempool")
            assert (raised["kind"], flag["height"], flag["block_hash"]) == ("raised", None, None)
            assert (flag["seen_by"], flag["standing"]) == ("explorer 1", "indicative")
            assert raised["text"].startswith(
                "mara: 5 BTC on the way to two-prime (prime broker), unconfirmed"
            )
            block = town.mine(payment)
            included, flag = await told(desk, payment.txid, "included")
            assert (included["kind"], flag["block_hash"]) == ("included", block.block_hash)
            for _ in range(5):
                town.mine()
            assert (await told(desk, payment.txid, "final"))[0]["kind"] == "final"

            first = town.pay(6)
            await told(desk, first.txid, "mempool")
            coins = town.chain.coins_spent_by(first)
            second = town.chain.pay(town.miner, [(town.exchange, 4 * BTC)], coins=coins)
            event, flag = await told(desk, first.txid, "replaced")
            assert (event["kind"], flag["replaced_by"]) == ("replaced", second.txid)
            assert re.search(rf"6 BTC to two-prime .* replaced by {second.txid}", event["text"])
            assert event["episode"]["sats"] == 4 * BTC, "the one that replaced it counts, once"

            coins = town.chain.coins_spent_by(second)
            theft = town.chain.pay(town.miner, [(stranger, 3 * BTC)], coins=coins)
            town.mine(theft)
            event, flag = await told(desk, second.txid, "replaced")
            assert (flag["replaced_by"], event["episode"]["standing"]) == (theft.txid, "void")

            lost = town.pay(7)
            await told(desk, lost.txid, "mempool")
            explorer.shows_unmined = lambda txid: txid != lost.txid
            event, _ = await told(desk, lost.txid, "withdrawn")
            assert event["kind"] == "retracted"
            assert event["text"].endswith("Its transfers left the mempool and are in no block.")
        assert without_gaps(desk.events)
        [episode] = desk.documents("episodes/")[-1:]
        assert episode == desk.events[-1]
        assert len({each["event_id"] for each in desk.events}) == len(desk.events)
