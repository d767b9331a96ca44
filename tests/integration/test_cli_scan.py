"""`minerflow scan`: raw blocks in any form, from files and a pipe, without any network."""

import io
import json
import subprocess
import sys

import pytest

from monitor.cli.main import run
from tests.builders import BTC
from tests.daemon import Town


@pytest.fixture
def town(tmp_path):
    """A town with one block of two transfers, and its labels, in files."""
    town = Town()
    town.block = town.mine(town.pay(5), town.pay(7, town.exchange))
    (tmp_path / "labels.csv").write_text(town.label_table())
    (tmp_path / "block.raw").write_bytes(town.block.raw)
    (tmp_path / "block.hex").write_text(town.block.raw.hex() + "\n")
    return town


@pytest.fixture
def scan(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def command(*arguments, stdin: bytes = b""):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = run(["scan", "--network", "regtest", "--labels", "labels.csv", *arguments])
        written = capsys.readouterr()
        assert "Traceback" not in written.err
        return code, written.out, written.err

    return command


def test_a_block_in_any_form_gives_the_same_lines(town, scan):
    code, out, err = scan("--json", "block.raw")
    assert (code, err) == (0, "")
    first, second = map(json.loads, out.splitlines())
    assert first["outputs"] == [{"vout": 0, "address": town.desk.address, "sats": 5 * BTC}]
    assert (first["from_entity"], first["to_entity"], first["to_type"]) == (
        "mara",
        "two-prime",
        "prime_broker",
    )
    assert (second["to_entity"], second["sats"]) == ("binance", 7 * BTC)
    assert first["block_hash"] == second["block_hash"] == town.block.block_hash
    assert first["senders"] == [town.miner.address]
    assert scan("--json", "block.hex") == (0, out, "")
    assert scan("--json", "-", stdin=town.block.raw) == (0, out, "")
    assert scan("--json", "-", stdin=town.block.raw.hex().upper().encode()) == (0, out, "")


def test_people_get_a_table_of_what_is_large_enough(town, scan):
    _, out, _ = scan("block.raw", "--min-btc", "6")
    assert out.splitlines()[0].split() == ["time", "from", "to", "kind", "BTC", "txid"]
    assert len(out.splitlines()) == 2
    assert (
        scan("block.raw", "--min-btc", "8")[1]
        == "No transfer from a labelled miner to a labelled platform.\n"
    )


def test_what_is_no_block_is_named_and_the_others_are_scanned(town, scan, tmp_path):
    raw = town.block.raw
    (tmp_path / "short.raw").write_bytes(raw[:-1])
    (tmp_path / "changed.raw").write_bytes(raw[:-1] + bytes((raw[-1] ^ 1,)))
    (tmp_path / "odd.hex").write_text(raw.hex()[:-1])
    (tmp_path / "empty.raw").touch()
    names = ("short.raw", "changed.raw", "odd.hex", "empty.raw", "missing.raw", ".")
    code, out, err = scan("--json", *names, "block.raw")
    assert code == 1
    assert len(out.splitlines()) == 2
    lines = err.splitlines()
    assert [line.split(": ")[1] for line in lines] == list(names)
    assert f"at byte {len(raw) - 4}: expected" in lines[0]
    assert "odd number of digits" in lines[2]
    assert "No such file" in lines[4]
    assert "Is a directory" in lines[5]


def test_every_wrong_label_is_listed_with_its_line(town, scan, tmp_path):
    address = town.miner.address
    broken = address[:-1] + ("q" if address[-1] != "q" else "p")
    (tmp_path / "labels.csv").write_text(
        f"address,entity,entity_type\n{broken},mara,miner\n{address},mara,gardener\n"
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4,mara,miner\n"
    )
    code, out, err = scan("block.raw")
    assert (code, out) == (78, "")
    [checksum, category, network] = err.splitlines()
    assert "labels.csv:2: " in checksum
    assert "checksum" in checksum
    assert "labels.csv:3: " in category
    assert "gardener" in category
    assert "labels.csv:4: " in network


def test_a_reader_that_has_enough_is_no_error(town, tmp_path):
    blocks = ["block.raw"] * 100
    command = [
        sys.executable,
        "-m",
        "monitor",
        "scan",
        "--network",
        "regtest",
        "--labels",
        "labels.csv",
        "--json",
    ]
    with subprocess.Popen(
        [*command, *blocks], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert json.loads(process.stdout.readline())["from_entity"] == "mara"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.parametrize("arguments", [["block.raw"], ["--json", "block.raw"]])
def test_a_reader_that_has_gone_before_is_no_error(town, tmp_path, arguments):
    """What is written fits into the buffer, so that it goes out when the program has ended."""
    command = f"{sys.executable} -m monitor scan --network regtest --labels labels.csv {' '.join(arguments)}"
    done = subprocess.run(
        ["bash", "-c", f"{command} | true; echo ${{PIPESTATUS[0]}}"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=250,
    )
    assert (done.stdout, done.stderr) == (b"0\n", b"")


def test_what_is_no_block_is_told_as_that_and_what_has_no_end_is_not_read_to_it(tmp_path, capsys):
    text = tmp_path / "notes.txt"
    text.write_text("this is a note, and no block\n" * 20)
    assert run(["scan", str(text)]) == 1
    assert "notes.txt: it is no raw block, or a damaged one: at byte " in capsys.readouterr().err
    assert run(["scan", "/dev/zero"]) == 2
    assert (
        capsys.readouterr().err
        == "minerflow: /dev/zero: it has more than 8,001,024 bytes, and no block has\n"
    )
