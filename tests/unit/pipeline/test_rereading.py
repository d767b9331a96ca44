"""Newer rules read what older ones read: what counts otherwise is revised once, and nothing is lost."""

import ast
import threading
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from monitor.alerts.topics import Topics
from monitor.disclosures.reconcile import ReconciliationPolicy
from monitor.errors import UnreadableDocument
from monitor.flows.flag import Standing
from monitor.flows.policy import Policy
from monitor.labels.entity import Entity
from monitor.labels.vocabulary import Category
from monitor.pipeline import reading
from monitor.pipeline.disclose import Disclosures
from monitor.pipeline.override_desk import OverrideDesk
from monitor.pipeline.reading import essence, read_document, rules_at_hand, rules_version
from monitor.pipeline.received import Read, Received
from monitor.pipeline.record import Recorder
from monitor.pipeline.rereading import READER, Rereading
from monitor.pipeline.standing_statements import standing_statements
from monitor.pipeline.take_document import TakeDocuments
from monitor.store.originals import How
from monitor.store.store import Store, open_store
from tests.builders import BTC, NOON
from tests.empty_store import empty_store
from tests.unit.pipeline.scene import Scene, history, only_episode
from tests.unit.pipeline.test_reconciling import WHO, told
from tests.unit.pipeline.test_take_document import place, taking


@dataclass
class Desk:
    """A house without a chain."""

    store: Store
    disclosures: Disclosures


@asynccontextmanager
async def desk(tmp_path):
    async with open_store(empty_store(tmp_path / "db.sqlite3"), Policy()) as store:
        yield Desk(
            store, Disclosures(store, Recorder(Policy(), Topics()), ReconciliationPolicy(), lambda: NOON)
        )


def by_rules(takes, version, change=lambda statements: statements):
    """A rereading by rules that make something else of what the plain ones read."""

    def read(received, about, issuers):
        came = takes.read(received, about, issuers)
        return Read(came.text, tuple(change(came.statements)), came.passed)

    return Rereading(replace(takes, read=read, version=lambda: version))


def doubled(statements):
    return [replace(each, sats=each.sats // 2) for each in statements]


async def messages(house):
    async with house.store.read() as tx:
        return len(await tx.outbox.pending(1000))


async def overrides(house):
    async with house.store.read() as tx:
        return [(each.who, each.undone is not None) for each in await tx.overrides.entries()]


async def test_what_newer_rules_read_otherwise_is_revised_once_and_back(tmp_path):
    scene = Scene()
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        takes = taking(house)
        taken = await takes.take(Received(raw=b"mara sold 20\nmara holds 5\n", place=place()))
        newer = by_rules(takes, "newer", doubled)
        before = await messages(house)
        assert [each.changes.news for each in await newer.preview(await newer.stale())] == [True]
        assert await messages(house) == before, "a preview keeps nothing"
        await newer.turn()
        episode = await only_episode(house)
        assert (episode.standing, episode.confirmed_sats) == (Standing.PARTIALLY_CONFIRMED, 10 * BTC)
        event = (await told(house, "events/mara/revised"))[-1]
        assert event["cause"].startswith("documents were read again by newer rules: https://")
        assert event["episode"]["page"] is False
        [first, again] = await told(house, "disclosures/mara")
        assert {each["sats"] for each in again["statements"]} == {10 * BTC, 5 * BTC // 2}
        assert first["event_id"] != again["event_id"]
        quiet = await messages(house)
        await newer.turn()
        await by_rules(takes, "a comment in a rule", doubled).turn()
        assert (await messages(house), await newer.stale()) == (quiet, [taken.digest])
        await by_rules(takes, "as before").turn()
        assert (await only_episode(house)).standing is Standing.CONFIRMED
        assert await history(house, await only_episode(house)) == [
            "raised",
            "confirmed",
            "revised",
            "confirmed",
        ]
        assert await overrides(house) == [(READER, True), (READER, True), (READER, False), (READER, False)]
        async with house.store.read() as tx:
            [document] = await tx.disclosures.documents("mara")
            actions = [each.action for each in await tx.audit.of(document.document_id)]
        assert actions.count("read_again") == 2


async def test_what_a_reviewer_decided_outlasts_newer_rules(tmp_path):
    scene = Scene()
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        takes = taking(house)
        [sale] = (await takes.take(Received(raw=b"mara sold 20\n", place=place()))).statements
        await OverrideDesk(house.disclosures).exclude(sale.statement_id, **WHO)
        before = await messages(house)
        await by_rules(takes, "newer", doubled).turn()
        assert (await only_episode(house)).standing is Standing.INDICATIVE
        assert (await messages(house), await overrides(house)) == (before, [(WHO["who"], False)])


async def test_a_document_that_newer_rules_cannot_read_stays_as_it_was_read(tmp_path):
    async with desk(tmp_path) as house:
        takes = taking(house)
        await takes.take(Received(raw=b"mara sold 20\n", place=place()))

        def failing(received, about, issuers):
            raise UnreadableDocument("x", "it is upside down")

        newer = Rereading(replace(takes, read=failing, version=lambda: "newer"))
        [done] = await newer.read(await newer.stale())
        assert (done.kept, await newer.stale()) == ("x: it is upside down", [])
        async with house.store.read() as tx:
            assert len(await tx.disclosures.statements_of("mara")) == 1


async def test_a_document_of_two_companies_counts_for_both_and_nothing_twice(tmp_path):
    async with desk(tmp_path) as house:
        takes = taking(house)
        raw = b"mara sold 20\nriot sold 7\n"
        later = NOON + timedelta(days=90)
        await takes.take(Received(raw=raw, place=place()))
        other = place(
            "https://www.sec.gov/Archives/edgar/data/1167419/x/ex99-1.htm", issuer="riot", fetched_at=later
        )
        taken = await takes.take(Received(raw=raw, place=other))
        assert [(each.issuer, taken.new) for each in taken.statements] == [("riot", False)]
        site = place("https://mara.example/news", how=How.FEED, fetched_at=later)
        again = await takes.take(Received(raw=raw, place=site))
        assert (again.statements, again.new_place) == ((), True)
        await by_rules(takes, "newer").turn()
        async with house.store.read() as tx:
            stated = await tx.disclosures.all_statements()
            assert sorted((each.issuer, each.sats // BTC) for each in stated) == [("mara", 20), ("riot", 7)]


JOINT = """Riot Platforms, Inc. (“Riot” or the “Company”) today published its update for January 2026.

In January 2026, we sold 20 bitcoin. In January 2026, MARA Holdings, Inc. sold 7 bitcoin.
"""


async def test_what_is_another_companys_as_well_is_read_again_as_the_word_of_whom_it_introduces(tmp_path):
    async with desk(tmp_path) as house:
        names = {"mara": "MARA Holdings, Inc.", "riot": "Riot Platforms, Inc."}
        entities = {slug: Entity(slug, name, Category.MINER) for slug, name in names.items()}
        takes = TakeDocuments(house.disclosures, read_document, lambda: entities, lambda: "today's")
        await takes.take(Received(raw=JOINT.encode(), place=place()))
        again = Rereading(takes)
        assert await again.stale() == []
        other = place("https://www.sec.gov/Archives/edgar/data/1167419/x/ex99-1.htm", issuer="riot")
        await takes.take(Received(raw=JOINT.encode(), place=other))
        await again.turn()
        async with house.store.read() as tx:
            stated = [
                (each.issuer, each.sats // BTC)
                for issuer in ("mara", "riot")
                for each in await standing_statements(tx, issuer)
            ]
        assert (stated, await again.stale()) == ([("mara", 7), ("riot", 20)], [])


RULE = b"""
'''Reads.'''
def read(text):
    # why
    return text.split("a")
"""


@pytest.mark.parametrize(
    ("now", "same"),
    [
        (RULE.replace(b"# why", b"# because"), True),
        (RULE.replace(b"Reads.", b"Reads a text."), True),
        (RULE.replace(b"    # why\n", b'    """How."""\n\n'), True),
        (RULE.replace(b'split("a")', b"split(\n        'a',\n    )"), True),
        (RULE.replace(b'"a"', b'"b"'), False),
        (RULE + b"    return None\n", False),
    ],
)
def test_the_version_of_the_rules_is_that_of_what_they_say_however_it_is_set(now, same):
    assert (essence(now) == essence(RULE)) is same
    assert len(rules_version()) == 12


def forget_version():
    for each in (rules_version, reading._essence_kept):
        each.cache_clear()


async def test_no_thread_but_the_main_one_makes_syntax_trees(tmp_path, monkeypatch):
    """Libraries make some when they are imported, and CPython 3.11 fails where two threads do so in one moment."""
    makers, parse = set(), ast.parse

    def noted(*arguments, **options):
        makers.add(threading.current_thread())
        return parse(*arguments, **options)

    monkeypatch.setattr(ast, "parse", noted)
    forget_version()
    async with desk(tmp_path) as house:
        takes = replace(taking(house), version=rules_version)
        await takes.take(Received(raw=b"mara sold 20\n", place=place()))
        forget_version()
        assert await Rereading(takes).stale() == []
    forget_version()
    assert await rules_at_hand() == rules_version()
    assert makers == {threading.main_thread()}
