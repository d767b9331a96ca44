"""The ledger read from a real database."""

from dataclasses import replace
from datetime import date

from sqlalchemy import event

from monitor.disclosures.ledger_whole import Question
from monitor.flows import revisions
from monitor.flows.policy import Policy
from monitor.labels.entity import Cadence, DisclosureHabit, Entity
from monitor.labels.vocabulary import Category
from monitor.pipeline.disclose import document_of
from monitor.pipeline.ledgers import read_ledger
from monitor.store.store import open_store
from tests.builders import NOON, make_flag
from tests.empty_store import empty_store
from tests.unit.disclosures.stated import AT_ONCE, sale

TODAY = Question(date(2026, 3, 1))


async def keep(store, issuers):
    """A statement of 3 BTC and a flag of 5 for each."""
    async with store.write() as tx:
        for issuer in issuers:
            told = sale("3", "2026-02-01", "2026-02-28", issuer=issuer)
            await tx.disclosures.add(document_of(told, "ann", NOON), told)
            flag = make_flag(f"paid by {issuer}", miner=issuer)
            await tx.episodes.save(revisions.started((flag,), NOON, NOON), "{}")


async def read(store, issuer=None, entities=()):
    """The ledger, and how many queries it took."""
    queries = []

    def count(*arguments):
        queries.append(arguments[2])

    engine = store._database.reader.sync_engine
    event.listen(engine, "before_cursor_execute", count)
    try:
        async with store.read() as tx:
            found = await read_ledger(tx, AT_ONCE, entities, TODAY, issuer)
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return found, len([each for each in queries if each.lstrip().startswith("SELECT")])


async def test_the_queries_do_not_grow_with_the_issuers(tmp_path):
    async with open_store(empty_store(tmp_path / "db.sqlite3"), Policy()) as store:
        await keep(store, ["mara", "riot"])
        few, queries = await read(store)
        await keep(store, [f"miner-{number}" for number in range(20)])
        many, as_many = await read(store)
    assert [page.issuer for page in few.pages] == ["mara", "riot"]
    assert len(many.pages) == 22
    assert many.total.disclosed_sats == 22 * 3 * 10**8
    assert (
        as_many == queries <= 7
    )  # statements, overrides, episodes, flags, trails, labelled scripts, what is unclear


async def test_one_issuer_alone_and_who_is_expected_to_speak(tmp_path):
    habit = DisclosureHabit(Cadence.MONTHLY, 7)
    riot = Entity("riot", "Riot", Category.MINER, habits=(habit,))
    entities = [
        riot,
        replace(riot, slug="hive"),
        replace(riot, slug="silent-by-nature", habits=(DisclosureHabit(Cadence.NONE, 0),)),
        replace(riot, slug="exchange", category=Category.EXCHANGE),
    ]
    async with open_store(empty_store(tmp_path / "db.sqlite3"), Policy()) as store:
        await keep(store, ["mara", "riot"])
        alone, _ = await read(store, "riot", entities)
        everybody, _ = await read(store, None, entities)
    assert [page.issuer for page in alone.pages] == ["riot"]
    assert list(alone.breadth[0].words) == ["riot"]
    assert list(everybody.breadth[0].words) == ["hive", "mara", "riot"]
