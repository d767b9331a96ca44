from datetime import date

import pytest

from monitor.bitcoin.network import Network
from monitor.labels.entity import Entity
from monitor.labels.formats.tagpack import read_tagpack
from monitor.labels.intake import Intake
from monitor.labels.vocabulary import Category

P2WPKH = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
P2WPKH_HEX = "0014751e76e8199196d454941c45d1b3a323f1433bd6"


def problems(intake: Intake) -> list[str]:
    return [str(problem) for problem in intake.problems]


def test_tags_inherit_the_headers_defaults_and_override_them(intake: Intake) -> None:
    text = f"""\
title: A pack
creator: Somebody
description: For the test
owner: Somebody
is_public: true
currency: BTC
network: BTC
actor: kraken
category: exchange
role: reserve
confidence: service_api
source: https://example.org
lastmod: 2026-11-01
tags:
  - address: {P2WPKH}
  - {{script_pubkey: {P2WPKH_HEX}, actor: okx, role: cold_wallet, confidence: 0.9, valid_from: 2026-01-01}}
"""
    read_tagpack(text, "own.yaml", intake)
    assert not intake.problems
    first, second = intake.labels
    assert first.script_pubkey == second.script_pubkey == bytes.fromhex(P2WPKH_HEX)
    assert (first.entity, first.role, first.confidence, first.line) == ("kraken", "reserve", 70, 15)
    assert (second.entity, second.role, second.confidence, second.line) == ("okx", "cold_wallet", 90, 16)
    assert first.category is second.category is Category.EXCHANGE
    assert first.source == second.source == "https://example.org"
    assert first.known_since == second.known_since == date(2026, 11, 1)
    assert (first.valid_from, second.valid_from) == (None, date(2026, 1, 1))


def test_a_tag_may_take_an_inherited_default_away(intake: Intake) -> None:
    read_tagpack("actor: kraken\nrole: reserve\ntags: [{address: '51', role: null}]", "own.yaml", intake)
    assert [label.role for label in intake.labels] == [None]


def test_a_file_may_hold_several_packs(intake: Intake) -> None:
    text = "actor: kraken\ntags:\n  - address: '51'\n---\nactor: okx\ntags:\n  - address: '52'\n"
    read_tagpack(text, "own.yaml", intake)
    assert [(label.entity, label.line) for label in intake.labels] == [("kraken", 3), ("okx", 7)]


@pytest.mark.parametrize(
    ("keys", "entity", "note"),
    [
        ("label: kraken", "kraken", ""),
        ("actor: kraken, label: Kraken 7", "kraken", "Kraken 7"),
        ("actor: kraken, label: Kraken 7, context: cold", "kraken", "cold"),
        ("actor: kraken, label: Kraken 7, context: cold, note: seen", "kraken", "seen"),
    ],
)
def test_the_actor_is_the_entity_and_the_label_where_there_is_none(
    intake: Intake, keys: str, entity: str, note: str
) -> None:
    read_tagpack(f"tags: [{{address: '51', {keys}}}]", "own.yaml", intake)
    assert [(label.entity, label.note) for label in intake.labels] == [(entity, note)]


def test_known_since_wins_over_lastmod(intake: Intake) -> None:
    text = "lastmod: 2026-11-01\nactor: kraken\ntags: [{address: '51', known_since: 2024-06-26}]"
    read_tagpack(text, "own.yaml", intake)
    assert [label.known_since for label in intake.labels] == [date(2024, 6, 26)]


def test_tagpack_keys_that_say_nothing_about_the_owner_are_allowed(intake: Intake) -> None:
    unused = "abuse: x, concepts: [a], is_cluster_definer: true, tag_type: actor"
    text = f"tags: [{{address: '51', actor: okx, {unused}}}]"
    read_tagpack(text, "own.yaml", intake)
    assert not intake.problems
    assert len(intake.labels) == 1


def test_tags_of_other_chains_and_of_transactions_are_named_and_passed_over(intake: Intake) -> None:
    text = (
        "actor: okx\ncreated: 2019-06-13\nlastmod: 2021-04-30 12:00:00\ntags:\n- {address: '51', currency: btc}\n"
        "- {address: '0xfa8e', currency: ETH}\n- {address: '0xbe0e', currency: ETH, category: exchange}\n"
        "- {address: TV6M, network: TRX}\n- {tx_hash: ab}\n"
    )
    read_tagpack(text, "own.yaml", intake)
    assert [(label.line, label.known_since) for label in intake.labels] == [(5, date(2021, 4, 30))]
    assert [(str(problem), problem.fatal) for problem in intake.problems] == [
        ("own.yaml:6: passed over: it labels something in the currency ETH, and 1 more like it", False),
        ("own.yaml:8: passed over: it labels something on the network TRX", False),
        ("own.yaml:9: passed over: it labels a transaction", False),
    ]


@pytest.mark.parametrize(
    ("keys", "category"),
    [
        ("actor: kraken, category: Exchange", "exchange"),
        ("actor: kraken, category: organization", "exchange"),
        ("actor: new, category: organization", "other"),
        ("actor: new, category: mining_service", "mining_pool"),
        ("actor: new, category: Wallet Service", "custodian"),
    ],
)
def test_concepts_of_graphsense_are_taken_as_our_categories(intake: Intake, keys: str, category: str) -> None:
    read_tagpack(f"tags: [{{address: '51', {keys}}}]", "own.yaml", intake)
    assert not intake.problems
    assert [label.category.value for label in intake.labels] == [category]


def test_a_pool_that_graphsense_calls_a_miner_stays_a_pool_in_an_import() -> None:
    pool = Entity("bitminter", "BitMinter", Category.MINING_POOL)
    text = "tags: [{address: '51', label: Bitminter, category: miner}]"
    importing = Intake(Network.MAIN, [pool], aliases={})
    read_tagpack(text, "theirs.yaml", importing)
    assert [(each.entity, each.category) for each in importing.labels] == [
        ("bitminter", Category.MINING_POOL)
    ]
    assert not importing.problems


def test_digits_in_hex_are_read_as_written_and_not_as_a_number(intake: Intake) -> None:
    read_tagpack("actor: okx\ntags:\n  - script_pubkey: 0051\n  - address: 51\n", "own.yaml", intake)
    assert [label.script_pubkey for label in intake.labels] == [b"\x00\x51", b"\x51"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "own.yaml:1: the file holds no TagPack; it needs the key tags"),
        ("---\n", "own.yaml:1: the file holds no TagPack; it needs the key tags"),
        ("title: x\nactor: okx", "own.yaml:1: the TagPack has no tags"),
        ("- address: '51'", "own.yaml:1: a TagPack must be a mapping with the key tags"),
        ("actor: okx\ntags: '51'", "own.yaml:2: tags must hold mappings, not a plain value"),
        ("actor: okx\ntags:\n  - '51'", "own.yaml:3: tags must hold mappings, not a plain value"),
        ("actor: okx\ntags:\n  - [a]", "own.yaml:3: tags must hold mappings, not a list"),
        (
            "actor: okx\ntags:\n- address: '51'\n  confidence: [1]",
            "own.yaml:4: confidence must be a plain value, not a list",
        ),
        (
            "actor: okx\ntags:\n- address: '51'\n  actor: kraken\n  actor: okx",
            "own.yaml:5: 'actor' is given twice",
        ),
        (
            "actor: okx\ntags:\n- address: '51'\n  script_pubkey: '51'",
            "own.yaml:3: both address and script_pubkey are given; one is enough",
        ),
        ("actor: okx\ntags:\n- script_pubkey: xyz", "own.yaml:3: script_pubkey 'xyz' is not hex"),
        ("tags:\n- address: '51'", "own.yaml:2: no entity is given"),
        (
            "network: testnet\nactor: okx\ntags:\n- address: '51'",
            "own.yaml:4: the network 'testnet' is neither BTC nor main",
        ),
        ("tags: [", "own.yaml:1: no valid YAML: did not find expected node content"),
        (
            "a: &a [x]\ntags: *a",
            "own.yaml:2: the alias *a is not read here; write the value out",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(intake: Intake, text: str, expected: str) -> None:
    read_tagpack(text, "own.yaml", intake)
    assert expected in problems(intake)
    assert all(problem.fatal for problem in intake.problems)


@pytest.mark.parametrize(
    ("text", "line"),
    [("titel: x\nactor: okx\ntags: []", 1), ("actor: okx\ntags:\n- address: '51'\n  confidense: 5", 4)],
)
def test_unknown_keys_are_refused_by_name(intake: Intake, text: str, line: int) -> None:
    read_tagpack(text, "own.yaml", intake)
    (problem,) = intake.problems
    assert problem.where == f"own.yaml:{line}"
    assert problem.what.startswith(
        ("unknown key 'titel'; known are ", "unknown key 'confidense'; known are ")
    )


def test_the_configured_network_may_be_named(intake: Intake) -> None:
    read_tagpack("network: main\nactor: okx\ntags: [{address: '51'}]", "own.yaml", intake)
    assert not intake.problems
