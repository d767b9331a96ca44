"""A whole daemon with an EDGAR: what a company files confirms its flag, is told once, and is never fetched twice."""

from contextlib import AsyncExitStack
from datetime import date

from monitor.simulation import faults
from monitor.simulation.edgar import serve_edgar
from monitor.simulation.explorer import serve_explorer
from monitor.simulation.story_documents import monthly_update
from tests.daemon import Household, Town, broker_lines, daemon_of, desk_at, until

MARA = 1507605
ENTITIES = f"""
mara: {{name: "MARA Holdings, Inc.", category: miner, cik: {MARA}}}
two-prime: {{name: Two Prime, category: prime_broker}}
binance: {{name: Binance, category: exchange}}
"""


def edgar_table(url):
    return (
        f'[edgar]\ncontact = "Example Desk desk@example.com"\ndata_url = "{url}"\narchives_url = "{url}"\n'
        'look_back = "3650d"\nbusy_interval = "10s"\n'
    )


async def test_what_a_company_files_confirms_its_flag_and_a_restart_fetches_nothing_again(tmp_path, broker):
    town = Town()
    async with AsyncExitStack() as stack:
        explorer = await stack.enter_async_context(serve_explorer(town.chain))
        edgar = await stack.enter_async_context(serve_edgar())
        edgar.company(MARA, "MARA HOLDINGS, INC.")
        desk = await stack.enter_async_context(desk_at(broker))
        house = Household(
            tmp_path / "house", town, [explorer.url], broker_lines(broker),
            extra=edgar_table(edgar.url), labels='entities = "entities.yaml"',
        )  # fmt: skip
        (house.directory / "entities.yaml").write_text(ENTITIES)
        txid = town.transfer(5)
        async with daemon_of(house):
            await until(lambda: desk.told(txid))
        update = monthly_update("8-K", "MARA Holdings, Inc.", "February", "5")
        edgar.file(MARA, "8-K", date(2026, 3, 3), *update)
        async with daemon_of(house):
            confirmed = await until(lambda: [each for each in desk.events if each["kind"] == "confirmed"])
            assert "/Archives/edgar/data/1507605/" in confirmed[0]["cause"]
            [document] = {each["document_id"]: each for each in desk.documents("disclosures")}.values()
            [statement] = document["statements"]
            assert (statement["statement"], statement["btc"]) == ("sale", "5")
            assert statement["rule"]
            assert statement["evidence"]
            await until(lambda: desk.status.get("filings", {}).get("read") == 1)
            assert desk.status["edgar"] == "asked for the filings of 1 company"
            assert desk.status["documents"] == {"stated": 1, "silent": 1, "unreadable": 0}
        fetched = len(edgar.asked("/Archives/*"))
        edgar.faults.add("/submissions/*", faults.status(429))
        async with daemon_of(house):
            await until(lambda: "edgar" in desk.status.get("troubles", {}))
            assert "refused us with 429" in desk.status["troubles"]["edgar"]
        assert len(edgar.asked("/Archives/*")) == fetched == 3
