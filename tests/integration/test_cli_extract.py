import io
import json
import re
from pathlib import Path

import pytest

from monitor.cli.main import run

HTML = """<html><body><h1>Riot Announces January 2026 Production and Operations Updates</h1>
<p>CASTLE ROCK, Colo., February 4, 2026 -- Riot Platforms, Inc. (NASDAQ: RIOT) sold 1,080 bitcoin in January 2026 for
net proceeds of $96.0 million, to buy land in Rockdale.</p>
<table><tr><td>Metric</td><td>January 2026</td><td>December 2025</td></tr>
<tr><td>Bitcoin Sold</td><td>1,080</td><td>1,818</td></tr></table></body></html>"""


def test_json_tells_every_statement_with_plain_amounts_and_exact_evidence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "update.html"
    file.write_text(HTML)
    assert run(["extract", "--json", str(file)]) == 0
    told = json.loads(capsys.readouterr().out)["statements"]
    sale = next(each for each in told if each["btc"] == "1080")
    assert {
        key: sale[key]
        for key in ("statement", "entity", "period_start", "period_end", "proceeds_usd", "avg_price_usd", "approx")
    } == {
        "statement": "sale", "entity": "riot", "period_start": "2026-01-01", "period_end": "2026-01-31",
        "proceeds_usd": "96000000", "avg_price_usd": None, "approx": False,
    }  # fmt: skip
    assert [each["btc"] for each in told if each["period_end"] == "2025-12-31"] == ["1818"]


def test_standard_input_and_options_are_read_and_people_see_the_rule(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"We sold 12.5 Bitcoin last month."))
    monkeypatch.setattr("sys.stdin", stdin)
    assert run(["extract", "--issuer", "lm-funding", "--published", "2025-10-08", "-"]) == 0
    shown = capsys.readouterr().out
    assert "2025-09-01 to 2025-09-30" in shown
    assert "prose.sold" in shown


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4 cut off", b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(256)) * 8]
)
def test_a_file_that_is_no_document_gets_one_line_and_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    file = tmp_path / "thing"
    file.write_bytes(content)
    assert run(["extract", str(file)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("minerflow: ")
    assert content or "it is empty, so there is nothing to read in it; fetch it again" in said
    assert not re.search(r"\badd\b", said), "extract adds nothing"
    assert run(["extract", str(tmp_path / "missing")]) == 2
    assert "No such file" in capsys.readouterr().err


def test_a_company_that_is_spelt_wrongly_and_a_document_without_end_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "update.html"
    file.write_text(HTML)
    assert run(["extract", "--issuer", "riott", str(file)]) == 2
    assert "did you mean riot" in capsys.readouterr().err
    assert run(["extract", "/dev/zero"]) == 2
    assert "more than 24,000,000 bytes" in capsys.readouterr().err


def test_a_document_that_would_not_be_taken_in_so_is_read_with_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "update.html"
    file.write_text(HTML)
    assert run(["extract", "--issuer", "cango", "--published", "2199-01-01", str(file)]) == 0
    day, whose = capsys.readouterr().err.splitlines()
    assert day.startswith(f"minerflow: {file}: it cannot have been published on 2199-01-01")
    assert "it is said to be of cango, and its text never names Cango" in whose
    assert "Riot Platforms, Inc. (riot); `minerflow disclosures add` refuses it so" in whose
    assert run(["extract", "--issuer", "riot", "--published", "2026-02-04", str(file)]) == 0
    assert capsys.readouterr().err == ""
