"""`minerflow labels`: what it prints, writes and refuses."""

import json
from pathlib import Path

import pytest

from monitor.cli.main import run

ROOT = Path(__file__).parents[2]
FOUNDRY = "12KKDt4Mj7N5UAkQMN7LtPZMayenXHa8KL"
MARA = "1A32KFEX7JNPmU1PVjrtiXRrTQcesT3Nf1"
HEADER = "address,entity,entity_type,source\n"

MADE_UP = {
    "3HLkofbW5tDgZBkR3UFGdjcFK6dyVKpKZF": ("riot", "miner", "bad checksum"),
    "1HQ3Go3ggs8pFnXuHVHRytPCq5fGG8Hbhx": ("mara", "miner", "notorious"),
    "36n452uGq1x4afyKKX3PnGwJV5YsVjjvX9": ("grayscale", "etf", "invented: "),
    "38Xnrq8MZiKmYmwobbYbNEFY3xDaReFeen": ("binance", "exchange", "invented: "),
    "1krakeNfRkQwQhNDrBR5toQUBmh6TxyPK1": ("kraken", "exchange", "bad checksum"),
    "bc1q9d8u7hf4k7vp9jg586w8ff838z4z7rcyzktw7t": ("binance", "exchange", "bad checksum"),
    "1QHa9R7mj4gGZFBHGNQgFpwEYXF5C4YVzP": ("coinbase", "exchange", "bad checksum"),
    "13tyDTw3YxLxPyYdNhqTUgdzBhHQ1GxkMq": ("kraken", "exchange", "bad checksum"),
    "bc1qgdjqv0av3q56jvd82tkdjpy7gdp9ut8tlqmgrpmv24sq90ecnvqqjwvw97": ("binance", "exchange", "bitfinex's"),
    "bc1qa5wkgaew2dkv56kfvj49j0av5nml45x9ek9hz6": ("coinbase", "exchange", "notorious"),
    "bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh": ("coinbase", "exchange", "an example of documentation"),
    "1DSh7vX6ed2cgTeKPwufV5i4hSi4pp373h": ("coinbase", "exchange", "the coinbase transaction"),
    "3NDzzVxiLBUs1WPvVGRfCYDTAD2Ua2PvW4": ("bitwise-bitb-etf", "etf", "sanctions"),
    "3lhhdlbvwbzchnqv8dn4ndkfcnycg1fq": ("crypto-com", "exchange", "not an address"),
    "TPEpdLYtHr8cN1Jbwf6CGNB9Ppho7L2otr": ("btse", "exchange", "TRON"),
    "TB7dATko4gkk4YjQnu9Exf7chpxwiRGab5": ("btse", "exchange", "TRON"),
    "TD1tjf1ZVzq2NCeYoppUAsBZevobkftYDu": ("wirex", "exchange", "TRON"),
    "TPQqrAEnrWKTefTpgCNzXAGmJuvBqUrk1P": ("wazirx", "exchange", "TRON"),
    "TXe3EibZP9jFogwyqLPd3APdwxZbiQBUqi": ("wazirx", "exchange", "TRON"),
    "TNrPUjc47JU1fgaQZPa1odQnD5RTdH3NSu": ("bigone", "exchange", "TRON"),
    "TE4CRGTXpLR3eRsn2mNKwsJWBFT7ojtvnU": ("bigone", "exchange", "TRON"),
    "3FupZp77ySr7jwoLYEJ9mwJzpvoNBXsBnE": ("gemini", "exchange", "bad checksum"),
    "bc1q8lqwjepnxntj7p8m25v9zlry7vlqcrn34v7v8z": ("gemini", "exchange", "bad checksum"),
    "1ETh1xWf6vNoMQAxYwhq5UN4w5T9YyaH28": ("us-government", "other", "bad checksum"),
    "bc1qhuv3dhpnm0wktasd3v0kt6e4aqfqsd0uhfdu7d": ("fidelity", "etf", "invented? 10 addresses"),
}
"""Labels of public lists that are known to be wrong, and what has to be said of each."""


def test_every_label_of_the_known_bad_lists_is_noticed(tmp_path, capsys):
    rows = [f"{address},{entity},{kind},a public list\n" for address, (entity, kind, _) in MADE_UP.items()]
    (tmp_path / "bad.csv").write_text(HEADER + "".join(rows))
    assert run(["labels", "lint", str(tmp_path / "bad.csv")]) == 1
    said = capsys.readouterr().out.splitlines()
    for line, (address, (*_, what)) in enumerate(MADE_UP.items(), 2):
        assert any(f"bad.csv:{line}: " in each and what in each for each in said), address
    assert said[-1].endswith("7 labels, 18 errors, 20 warnings")


def test_the_shipped_files_have_no_errors_and_only_their_conflicts(capsys):
    assert run(["labels", "lint", *map(str, sorted((ROOT / "config/labels").glob("*.yaml")))]) == 0
    said = capsys.readouterr().out.splitlines()
    assert all("conflict" in each or "expired" in each or "0 errors" in each for each in said)


def test_what_else_lint_finds_is_a_warning(tmp_path, capsys):
    (tmp_path / "a.csv").write_text(
        "address,entity,entity_type,source,valid_to,withdrawn\n"
        f"{MARA},mara,miner,,,\n{MARA},mara,miner,x,,\n{FOUNDRY},foundry-usa,,x,2020-01-01,\n"
        "51,coinbase,exchange,x,,2026-01-01\n"
    )
    assert run(["labels", "lint", str(tmp_path / "a.csv")]) == 0
    said = capsys.readouterr().out
    for what in ("a.csv:2: unsourced", "duplicate", "a.csv:4: expired", "a.csv:5: coinbase", "withdrawn on"):
        assert what in said
    assert "4 labels, 0 errors, 6 warnings" in said


def test_an_import_shows_its_diff_and_is_idempotent(tmp_path, capsys):
    pools, own = tmp_path / "pools.json", tmp_path / "own.csv"
    pools.write_text(json.dumps([{"name": "Foundry USA", "addresses": [FOUNDRY]}]))
    importing = ["labels", "import", "--format", "pools-v2", str(pools), "--into", str(own)]
    assert run([*importing, "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 added, 0 changed, 0 there already"
    assert not own.exists()
    assert run(importing) == 0
    first = own.read_text()
    assert FOUNDRY in first
    assert run(importing) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "0 added, 0 changed, 1 there already"
    assert own.read_text() == first
    assert run([*importing, "--confidence", "30"]) == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [
        f"- {FOUNDRY} foundry-usa [mining_pool/coinbase_payout] 75 % https://github.com/mempool/mining-pools",
        f"+ {FOUNDRY} foundry-usa [mining_pool/coinbase_payout] 30 % https://github.com/mempool/mining-pools",
        "0 added, 1 changed, 0 there already",
    ]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_nothing_is_imported_of_a_file_that_is_wrong_unless_it_is_asked_for(tmp_path, capsys):
    table, own = tmp_path / "t.csv", tmp_path / "own.jsonl"
    table.write_text(f"{HEADER}{MARA},mara,miner,x\n{MARA}1,mara,miner,x\n")
    importing = ["labels", "import", str(table), "--into", str(own)]
    assert run(importing) == 1
    assert "t.csv:3: " in capsys.readouterr().err
    assert not own.exists()
    assert run([*importing, "--skip-wrong"]) == 1
    assert len(own.read_text().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["import", "/dev/null", "--into", "o.csv"], "say what it is with --format"),
        (["import", "x.txt", "--into", "o.csv"], "x.txt: there is no such file"),
        (["lint", "/missing"], "/missing: there is no such file"),
        (["import", "x.csv", "--into", "o.yaml"], "import writes .csv or .jsonl"),
        (["import", "x.csv", "--into", "o.csv", "--format", "xml"], "there is no format 'xml'"),
        (["import", "x.csv", "--into", "o.csv", "--alias", "x"], "is no pair"),
        (["export", "--format", "okx"], "can only be imported"),
        (["import", "x.csv", "--into", "o.csv", "--map", "entity=who"], "name the column of the addresses"),
        (["import", "x.csv", "--into", "o.csv", "--map", "adress=a"], "there is no field 'adress'"),
        (["import", "x.csv", "--into", "o.csv", "--map", "address=a,entity=a"], "but once"),
        (
            ["import", "x.js", "--into", "o.csv", "--format", "okx", "--map", "address=a"],
            "says nothing of okx",
        ),
        (["import", "x.csv", "--into", "o.csv", "--category", "shop"], "unknown category 'shop'"),
        (["import", "x.csv", "--into", "o.csv", "--confidence", "200"], "out of range"),
        (
            ["import", "x", "--into", "e.yaml", "--format", "actorpack", "--entity", "x"],
            "nothing of actorpack",
        ),
        (["lookup", "1A1z"], "not an address"),
        (["lookup", ""], "no address is given"),
        (["lookup", MARA, "--at", "yesterday"], "is no day"),
    ],
)
def test_wrong_use_is_told_with_exit_code_2(arguments, what, capsys):
    assert run(["labels", *arguments]) == 2
    assert what in capsys.readouterr().err


def test_lint_reads_folders_and_actorpacks(tmp_path, capsys):
    (tmp_path / "a.csv").write_text(f"{HEADER}{FOUNDRY},foundry-usa,,x\n")
    (tmp_path / "b.jsonl").write_text("{}\n")
    (tmp_path / "read.me").write_text("")
    assert run(["labels", "lint", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    for what in ("read.me: passed over", "a.csv: 1 labels, 0 errors", "b.jsonl:1: no entity is given"):
        assert what in said
    (tmp_path / "pack.yaml").write_text("actors: [{id: a, categories: [exchange]}, {id: a/b}]")
    assert run(["labels", "lint", "--format", "actorpack", str(tmp_path / "pack.yaml")]) == 1
    assert "pack.yaml: 2 actors, 1 errors, 0 warnings" in capsys.readouterr().out


def test_what_was_there_stays_known_since_it_was_and_a_change_is_shown(tmp_path, capsys):
    own, new = tmp_path / "own.csv", tmp_path / "new.csv"
    own.write_text(f"{HEADER}{MARA},mara,miner,x\n")
    before = own.read_text()
    assert run(["labels", "import", str(own), "--into", str(own)]) == 0
    assert capsys.readouterr().out == "0 added, 0 changed, 1 there already\n"
    assert own.read_text() == before
    new.write_text(f"address,entity,entity_type,source,note\n{MARA},MARA Holdings Inc,,x,seen\n")
    assert run(["labels", "import", str(new), "--into", str(own)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"- {MARA} mara [miner] 100 % x; note: none",
        f"+ {MARA} mara [miner] 100 % x; note: seen",
        "0 added, 1 changed, 0 there already",
    ]


@pytest.mark.parametrize(
    ("form", "what"),
    [
        ("bip329", "0 labels, and of the other 1481 source, dates, derivation and note"),
        ("pools-v2", "1240 labels, and of the other 241 everything but the pool's name and the address"),
        ("actorpack", "CIKs, tickers"),
    ],
)
def test_an_export_says_what_it_leaves_out(form, what, capsys):
    assert run(["labels", "export", "--format", form]) == 0
    assert what in capsys.readouterr().err


def test_a_file_that_is_not_there_is_wrong_use(tmp_path, capsys):
    assert run(["labels", "lint", str(tmp_path / "x.csv")]) == 2
    assert "x.csv: there is no such file" in capsys.readouterr().err
    assert run(["labels", "import", str(tmp_path / "x.csv"), "--into", str(tmp_path / "o.csv")]) == 2


def test_lookup_shows_then_and_now(tmp_path, capsys):
    (tmp_path / "labels.csv").write_text(
        "address,entity,entity_type,source,confidence,known_since,withdrawn,derived_from\n"
        f"{MARA},mara,miner,list,0.9,2026-01-10,2026-02-10,\n"
        f"{FOUNDRY},mara,miner,ours,0.5,2026-01-12,,label:mara/{MARA}\n"
    )
    (tmp_path / "m.toml").write_text(
        '[labels]\npaths = ["labels.csv"]\n[store]\nurl = "sqlite:///db.sqlite3"\n'
    )
    where = ["-c", str(tmp_path / "m.toml")]
    assert run(["labels", "lookup", FOUNDRY, *where]) == 0
    said = capsys.readouterr().out
    assert f"{FOUNDRY}: no label holds." in said
    assert "fell with what it was derived from" in said
    assert run(["labels", "lookup", FOUNDRY, "--known-at", "2026-02-01", "--json", *where]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["entity"], document["confidence"], document["claims"][0]["stands"]) == (
        "mara",
        50,
        False,
    )
    assert document["claims"][0]["derived_from"] == f"label:mara/{MARA}"
    assert document["known_now"]["entity"] is None
    assert run(["labels", "lookup", FOUNDRY, "--known-at", "2026-02-01", *where]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        f"As known on 2026-02-01: {FOUNDRY}: MARA Holdings, Inc. (miner), 50 %",
        f"As known now: {FOUNDRY}: no label holds.",
    ]


def test_stats_are_those_of_the_page_on_shipped_labels(capsys):
    assert run(["labels", "stats", "--markdown"]) == 0
    made = capsys.readouterr().out
    page = (ROOT / "docs/shipped-labels.md").read_text()
    assert made in page, "docs/shipped-labels.md: put in what `minerflow labels stats --markdown` prints"
    assert run(["labels", "stats", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["labels"], len(document["entities"])) == (1481, 198)


@pytest.mark.parametrize("form", ["csv", "bip329", "pools-v2"])
def test_the_shipped_labels_can_be_exported_and_imported_again(form, tmp_path, capsys):
    assert run(["labels", "export", "--format", form]) == 0
    (tmp_path / "exported").write_text(capsys.readouterr().out)
    importing = [
        "labels",
        "import",
        "--format",
        form,
        str(tmp_path / "exported"),
        "--into",
        str(tmp_path / "o.csv"),
    ]
    assert run(importing) == 0
    assert not any(
        "passed over" not in line and "conflict" not in line and "coinbase" not in line
        for line in capsys.readouterr().err.splitlines()
    )
    assert run(importing) == 0
    assert " 0 changed, " in capsys.readouterr().out.splitlines()[-1]


def test_actors_are_appended_to_an_entities_file_once(tmp_path, capsys):
    assert run(["labels", "export", "--format", "actorpack"]) == 0
    (tmp_path / "pack.yaml").write_text(capsys.readouterr().out)
    own = tmp_path / "entities.yaml"
    own.write_text("okx: {name: Ours, category: exchange}")
    importing = ["labels", "import", "--format", "actorpack", str(tmp_path / "pack.yaml"), "--into", str(own)]
    assert run(importing) == 0
    assert "239 added, 1 there already" in capsys.readouterr().out
    assert run(importing) == 0
    assert "0 added, 240 there already" in capsys.readouterr().out
    assert own.read_text().startswith("okx: {name: Ours, category: exchange}\n")
