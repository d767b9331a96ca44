"""What is exported is imported again the same, as far as the format can carry it; what is wrong is named."""

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.bitcoin.network import Network
from monitor.bitcoin.script import p2pkh, p2sh, p2tr, p2wpkh, p2wsh
from monitor.labels.entities_file import read_entities
from monitor.labels.entity import DatedRole, Entity, FormerName
from monitor.labels.formats.actorpack import read_actorpack, write_actorpack, write_entities
from monitor.labels.formats.defaults import Defaults
from monitor.labels.formats.registry import FORMATS
from monitor.labels.intake import Intake
from monitor.labels.label import Label
from monitor.labels.merge import merged
from monitor.labels.vocabulary import Category

ENTITIES = {slug: Entity(slug, slug.title(), Category.EXCHANGE) for slug in ("kraken", "okx", "Ünï pool")}
HASH = st.binary(min_size=20, max_size=20)
LONG = st.binary(min_size=32, max_size=32)
ADDRESSED = st.one_of(HASH.map(p2pkh), HASH.map(p2sh), HASH.map(p2wpkh), LONG.map(p2wsh), LONG.map(p2tr))
BARE = st.binary(min_size=1, max_size=30).map(lambda body: b"\x6a" + body)
WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\x85"), max_size=12
).map(str.strip)
DAY = st.none() | st.dates(date(2009, 1, 3), date(2030, 1, 1))


def labels(scripts=ADDRESSED | BARE, words=WORDS):
    built = st.builds(
        lambda days, **fields: Label(
            valid_from=min(days[:2]) if all(days[:2]) else days[0],
            valid_to=max(days[:2]) if all(days[:2]) else days[1],
            known_since=min(days[2:]) if all(days[2:]) else days[2],
            withdrawn=max(days[2:]) if all(days[2:]) else days[3],
            file="f",
            line=1,
            **fields,
        ),
        days=st.tuples(DAY, DAY, DAY, DAY),
        script_pubkey=scripts,
        entity=st.sampled_from(list(ENTITIES)),
        category=st.sampled_from(Category),
        confidence=st.integers(0, 100),
        role=words.map(lambda text: text or None),
        source=words,
        note=words,
        derived_from=st.sampled_from([(), ("reviewer:Eve",), ("label:kraken/6a01", "tx:" + "ab" * 32)]),
    )
    return st.lists(built, max_size=8)


def read(form, text, defaults=None, network=Network.MAIN, entities=ENTITIES):
    intake = Intake(network, entities.values())
    FORMATS[form].read(io.StringIO(text, newline=""), "f", intake, defaults or Defaults())
    return intake


def written(form, made):
    return "".join(FORMATS[form].write(made, ENTITIES, Network.MAIN))


def said(made):
    return [replace(label, file="", line=0) for label in made]


def faults(intake):
    return [str(problem) for problem in intake.problems if problem.fatal]


def remarks(intake):
    return [str(problem) for problem in intake.problems if not problem.fatal]


@pytest.mark.parametrize("form", ["csv", "jsonl", "tagpack"])
@settings(max_examples=20)
@given(made=labels())
def test_our_own_formats_carry_everything(form, made):
    intake = read(form, written(form, made))
    assert not faults(intake)
    assert said(intake.labels) == said(made)


@settings(max_examples=20)
@given(made=labels(ADDRESSED, st.sampled_from(["", "reserve", "cold wallet"])))
def test_bip329_carries_entity_category_role_and_confidence(made):
    intake = read("bip329", written("bip329", made))
    assert not faults(intake)
    brief = [(each.script_pubkey, each.entity, each.category, each.role, each.confidence) for each in made]
    assert brief == [
        (each.script_pubkey, each.entity, each.category, each.role, each.confidence) for each in intake.labels
    ]


@pytest.mark.parametrize("form", ["pools-v1", "pools-v2"])
@settings(max_examples=15)
@given(made=labels(ADDRESSED))
def test_pool_lists_carry_pools_and_their_addresses(form, made):
    pools = {slug: replace(entity, category=Category.MINING_POOL) for slug, entity in ENTITIES.items()}
    intake = read(form, written(form, made), entities=pools)
    carried = {}
    for each in made:
        if each.category is Category.MINING_POOL:
            carried.setdefault(each.script_pubkey, []).append(each.entity)
    expected = {
        (script, entity)
        for script, found in carried.items()
        for entity in (found[:1] if form == "pools-v1" else found)
    }
    assert {(each.script_pubkey, each.entity) for each in intake.labels} == expected
    assert all(each.role == "coinbase_payout" for each in intake.labels)


@settings(max_examples=15)
@given(made=labels(), again=labels())
def test_an_import_is_idempotent_and_removes_nothing(made, again):
    by_key = {
        (each.script_pubkey, each.entity, each.role, each.source, each.valid_from): each for each in again
    }
    once = merged(made, by_key.values())
    twice = merged(once.labels, by_key.values())
    assert (twice.labels, twice.added, twice.changed) == (once.labels, (), ())
    keys = {(each.script_pubkey, each.entity) for each in (*made, *again)}
    assert {(each.script_pubkey, each.entity) for each in once.labels} == keys


POOLS = [
    {
        "id": 1,
        "name": "Foundry USA",
        "addresses": ["12KKDt4Mj7N5UAkQMN7LtPZMayenXHa8KL"],
        "tags": ["/x/"],
        "link": "",
    },
    {
        "id": 2,
        "name": "Hobby",
        "addresses": ["tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx"],
        "tags": [],
        "link": "",
    },
    {"id": 3, "name": "OCEAN", "addresses": ["37dvwZZoT3D7RXpTCpN2yKzMmNs2i2Fd1n"], "tags": [], "link": ""},
    {"id": 4, "name": "Rawpool", "addresses": ["12KKDt4Mj7N5UAkQMN7LtPZMayenXHa8KL", 5], "tags": []},
    {"id": 5, "name": "Solo", "addresses": ["12KKDt4Mj7N5UAkQMN7LtPZMayenXHa8KM"]},
]


def test_the_traps_of_a_pool_list_are_named():
    intake = read("pools-v2", json.dumps(POOLS, indent=1), Defaults(aliases={"Rawpool": "okx"}))
    assert [(each.entity, each.category.value) for each in intake.labels] == [
        ("foundry-usa", "mining_pool"),
        ("okx", "exchange"),
    ]
    assert [remark.split(": ", 1)[1].split(" ")[0] for remark in remarks(intake)] == ["passed", "passed"]
    assert "belongs to testnet" in remarks(intake)[0]
    assert "pays miners from the coinbase" in remarks(intake)[1]
    assert ["must be text" in fault or "checksum" in fault for fault in faults(intake)] == [True, True]
    line = json.dumps(POOLS, indent=1).split("8KM")[0].count("\n") + 1
    assert any(fault.startswith(f"f:{line}: ") for fault in faults(intake))


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("pools-v2", "{}"),
        ("pools-v2", "["),
        ("pools-v2", "[1]"),
        ("pools-v2", '[{"name": "x", "addresses": 3}]'),
        ("pools-v2", "[" * 100_000),
        ("pools-v1", "[]"),
        ("pools-v1", '{"payout_addresses": {"1A": 5}}'),
        ("pools-v1", "null"),
        ("bip329", "[]"),
        ("bip329", "{"),
        ("bip329", '{"type": "addr", "ref": 5}'),
        ("bip329", '{"type": "addr", "ref": "12KKDt4Mj7N5UAkQMN7LtPZMayenXHa8KL", "label": "Cold"}'),
        ("jsonl", '{"address": "51", "entity": "okx", "entity": "kraken"}'),
        ("jsonl", "x" * 3_000_000),
        ("pools-v1", '{"payout_addresses": {"1A": {"name": "x"}, "1A": {"name": "y"}}}'),
        ("jsonl", '{"address": {"a": 1}}'),
        ("jsonl", '{"adress": "x"}'),
        ("jsonl", "[" * 100_000),
        ("okx", "a,b\n"),
        ("defillama", 'module.exports = ["12KKDt4Mj7N5UAkQMN7LtPZMayenXHa8KL"]'),
    ],
)
def test_what_is_no_such_file_is_refused_with_its_line(form, text):
    intake = read(form, text)
    assert not intake.labels
    assert len(faults(intake)) == 1
    assert faults(intake)[0].startswith("f:1: ")


def test_labels_of_a_wallet_in_other_words_are_notes_of_the_named_entity():
    text = (
        '{"type": "addr", "ref": "12KKDt4Mj7N5UAkQMN7LtPZMayenXHa8KL", "label": "Cold storage"}\n'
        '{"type": "tx", "ref": "ab", "label": "x"}\n{"type": "output", "ref": "ab:1", "label": "x"}\n'
    )
    text += '{"type": "next", "ref": "x", "label": "BIP-329 lets readers pass over what it does not know"}\n'
    intake = read("bip329", text, Defaults({"entity": "kraken", "source": "our wallet"}))
    [label] = intake.labels
    assert (label.entity, label.note, label.source) == ("kraken", "Cold storage", "our wallet")
    assert [remark.split(":")[1] for remark in remarks(intake)] == ["2", "3", "4"]


def test_a_table_of_others_is_read_by_a_map_of_its_columns():
    text = "Wallet;,addr,Who\nx,12KKDt4Mj7N5UAkQMN7LtPZMayenXHa8KL,kraken\n"
    columns = {"address": "addr", "entity": "Who"}
    [label] = read("csv", text, Defaults({"source": "them"}, columns=columns)).labels
    assert (label.entity, label.source) == ("kraken", "them")
    assert (
        "there is no column 'Owner'"
        in faults(read("csv", text, Defaults(columns={**columns, "role": "Owner"})))[0]
    )


def test_javascript_of_defillama_is_read_and_not_run():
    text = """const other = require('./other.js') // '12KKDt4Mj7N5UAkQMN7LtPZMayenXHa8KL'
module.exports = {
  kraken: [
    '12KKDt4Mj7N5UAkQMN7LtPZMayenXHa8KL', /* hot ] */
    ...other.cold,
  ],
  "new-place": ["37dvwZZoT3D7RXpTCpN2yKzMmNs2i2Fd1n"],
  fetched: async () => fetchAll(),
  okx: ["TPEpdLYtHr8cN1Jbwf6CGNB9Ppho7L2otr"],
}
"""
    intake = read("defillama", text)
    assert [(each.entity, each.line) for each in intake.labels] == [("kraken", 4), ("new-place", 7)]
    assert [remark.split(":")[1] for remark in remarks(intake)] == ["7", "5", "8"]
    assert "new-place is not known, and taken for an exchange" in remarks(intake)[0]
    assert "f:9: 'TPEpdLYtHr8cN1Jbwf6CGNB9Ppho7L2otr': an address of TRON" in faults(intake)[0]


def test_variables_of_javascript_are_read_where_they_are_exported_by_their_name():
    text = """const imports = [
  ["bitmex", "./bitmex.js"],
];
const kraken = ["12KKDt4Mj7N5UAkQMN7LtPZMayenXHa8KL"];
const kept = ["37dvwZZoT3D7RXpTCpN2yKzMmNs2i2Fd1n"];
function find(key) {
  if (!module.exports[key]) throw new Error(`none ${key}`);
  return sum({ owners: value });
}
module.exports = {
  ...fetchers,
  kraken,
  find,
  "okx-cex": ["3LYJfcfHPXYJreMsASk2jkn69LWEYKzexb"],
};
"""
    intake = read("defillama", text)
    assert not faults(intake)
    assert [(each.entity, each.line) for each in intake.labels] == [("kraken", 4), ("okx", 14)]
    assert [remark.split(":")[1] for remark in remarks(intake)] == ["1", "5", "11", "13"]


def test_names_of_others_are_understood_in_an_import():
    entities = [
        Entity(
            "slush",
            "Braiins Pool",
            Category.MINING_POOL,
            former_names=(FormerName("Slush Pool"),),
            known_as=("slush2",),
        ),
        Entity("phoenix-pool", "Phoenix", Category.MINING_POOL),
        Entity("phoenix-plc", "Phoenix", Category.MINER),
    ]
    names = ["Braiins", "slush-pool", "SlushPool", "Slushpool.com", "Slush2", "Phoenix", "phoenix-plc"]
    intake = Intake(Network.MAIN, entities, aliases={"Braiins": "slush"})
    for name in names:
        intake.take({"address": "51", "entity": name, "category": "mining_pool"}, "f", 1)
    assert [each.entity for each in intake.labels] == ["slush"] * 5 + ["Phoenix", "phoenix-plc"]
    ours = Intake(Network.MAIN, entities)
    assert ours.take({"address": "51", "entity": "SlushPool"}, "f", 1) is None


PROVEN = (
    "coin,snapshot height,amount\nBTC,763861,449.5\n\n"
    "coin,Network,Snapshot Height,address,amount,message,signature1,signature2,redeem script/ public key, eoa1\n"
    "ETH,ETH,1,0x0cdc,1,I am,0x07,,,\n"
    "BTC,BTC,763861,{address},1,This is an example of a signed message.,"
    "H9L5yLFjti0QTHhPyFrZCT1V/MMnBtXKmoiKDZ78NDBjERki6ZTQZdSMCtkgoNmp17By9ItJr8o7ChX0XxY91nk=,,,\n"
)


def test_a_proof_of_reserves_is_proven():
    intake = read("okx", PROVEN.format(address="1F3sAm6ZtwLAUnj7d38pGFxtP3RVEvtsbV"))
    [label] = intake.labels
    assert (label.entity, label.confidence, label.line) == ("okx", 95, 6)
    assert label.note == "signature proven; snapshot at height 763861"
    assert "1 rows of other coins or chains (ETH)" in remarks(intake)[0]


def test_a_list_for_auditors_is_proven_too():
    text = (
        "digitalAsset,network,address,signedMessage,signedMessage2,message,publicKey,owner1,owner2\n"
        "BTC,BTC,1F3sAm6ZtwLAUnj7d38pGFxtP3RVEvtsbV,"
        "H9L5yLFjti0QTHhPyFrZCT1V/MMnBtXKmoiKDZ78NDBjERki6ZTQZdSMCtkgoNmp17By9ItJr8o7ChX0XxY91nk=,null,"
        "This is an example of a signed message.,null,,\n"
    )
    intake = read("okx", text)
    assert not faults(intake)
    assert [(each.entity, each.note) for each in intake.labels] == [("okx", "signature proven")]


def test_a_signature_that_proves_another_address_is_refused():
    intake = read("okx", PROVEN.format(address="12KKDt4Mj7N5UAkQMN7LtPZMayenXHa8KL"))
    assert not intake.labels
    assert faults(intake)[0].startswith(
        "f:6: 12KKDt4Mj7N5UAkQMN7LtPZMayenXHa8KL: the signature is another key's"
    )


def test_actors_become_entities_and_back():
    pack = (
        "title: x\ncreator: y\ncategories: [exchange]\nactors:\n- id: binance\n  uri: https://binance.com\n"
        "  label: Binance\n  jurisdictions: [FR]\n- {id: riot, label: Riot, categories: [miner, organization]}\n"
    )
    entities, problems = read_actorpack(pack, "f")
    assert not problems
    assert [(each.slug, each.name, each.category) for each in entities] == [
        ("binance", "Binance", Category.EXCHANGE),
        ("riot", "Riot", Category.MINER),
    ]
    again, problems = read_actorpack("".join(write_actorpack(entities)), "f")
    assert not problems
    assert again == entities
    assert 'source: "https://binance.com"' in "".join(write_entities(entities))
    assert len(read_actorpack("actors: [{id: a/b}, {id: c, nonsense: 1}]", "f")[1]) == 2


def test_other_names_and_the_first_category_of_an_actor_go_there_and_back():
    made = Entity(
        "b", "B", Category.PRIME_BROKER, (DatedRole(Category.CUSTODIAN),), known_as=("B Pool", "b2")
    )
    assert read_actorpack("".join(write_actorpack([made])), "f")[0] == (made,)
    assert read_entities("".join(write_entities([made])), "f") == ((made,), ())
    former = replace(made, known_as=(), former_names=(FormerName("Bee"),))
    assert read_actorpack("".join(write_actorpack([former])), "f")[0][0].known_as == ("Bee",)
    entities, problems = read_actorpack("actors: [{id: a, categories: [defi_dex, exchagne]}]", "f")
    assert entities[0].category is Category.OTHER
    [problem] = problems
    assert not problem.fatal
    assert "'exchagne' is no concept" in problem.what
