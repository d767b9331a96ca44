"""How long a filing takes from its HTML to its statements, beside what it takes others to get at its text alone.

    python -m benchmarks.whole_filing [--kilobytes N] [--rounds N]

Two made-up filings of about the same size are read in the same run: a press release that speaks of coins all the time
(the exhibit of `benchmarks.document_text`), and a quarterly report, most of whose paragraphs and tables do not.
Times are CPU time, the least of all rounds. The peers only make text: what they leave to do is what is measured.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from datetime import date

from bs4 import BeautifulSoup
from inscriptis import get_text

from benchmarks.document_text import CELL, GOAL_MS, KILOBYTES, ROUNDS, exhibit
from monitor.config.shipped import shipped
from monitor.disclosures.extract.companies.names import known_names
from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.disclosures.text.document import document_text
from monitor.labels.directory import load_entities

STYLED = """<p style="margin:0pt 0pt 8pt;text-align:justify"><span style="font-family:'Times New Roman'">{}</span></p>
"""
OF_TAXES = (
    "The Company accounts for income taxes by the asset and liability method, under which deferred taxes are recognized"
    " for differences between carrying amounts and their tax bases. As of June 30, 2025, total current assets were"
    " $412,331 and total liabilities $98,112."
)
OF_REVENUE = (
    "Revenue for the six months ended June 30, 2025 was $314.4 million, compared to $149.4 million in the same period"
    " of 2024, an increase of 110%, from a higher price of bitcoin and more hash rate; selling, general and"
    " administrative expenses grew by $12.1 million."
)
OF_COINS = (
    "During the three months ended June 30, 2025, the Company mined {0:,} bitcoin and sold {1:,} bitcoin at an average"
    " price of $105,071, for net proceeds of approximately $41.7&nbsp;million. As of June 30, 2025 it held {2:,}"
    " bitcoin, of which 3,300 were pledged as collateral."
)
LIABILITIES = (
    "Accounts payable",
    "Accrued expenses",
    "Deferred revenue",
    "Lease liabilities",
    "Other",
    "Total",
    "Debt",
)
ROLL_FORWARD = (
    "Bitcoin at beginning of period",
    "Bitcoin produced",
    "Bitcoin sold",
    "Bitcoin at end of period",
)
ROLL_FORWARD_EVERY = 5


def report(kilobytes: int) -> bytes:
    """A quarterly report of about this size: two thirds of it without a word of coins."""
    parts: list[str] = []
    size = 0
    while size < kilobytes * 1000:
        number = len(parts)
        coins = OF_COINS.format(400 + number, 300 + number, 19_000 + number)
        prose = STYLED.format(OF_TAXES) * 2 + STYLED.format(coins) + STYLED.format(OF_REVENUE) * 2
        parts.append(
            prose + _table(ROLL_FORWARD if number % ROLL_FORWARD_EVERY == 0 else LIABILITIES, number)
        )
        size += len(parts[-1])
    return (
        f"<!DOCTYPE html><html><head><title>10-Q</title></head><body>{''.join(parts)}</body></html>".encode()
    )


def _table(labels: Sequence[str], number: int) -> str:
    heads = "".join(f"<td colspan='3'>Three Months Ended June 30, {year}</td>" for year in (2025, 2024))
    rows = "".join(
        f"<tr><td style='padding:2px'><span style='font-size:10pt'>{label}</span></td>"
        + "".join(
            CELL.format(cell)
            for cell in ("", f"{37 * number + 111 * place:,}", "", "", f"{31 * number + 77 * place:,}", "")
        )
        + "</tr>\n"
        for place, label in enumerate(labels, start=50)
    )
    return f"<table><tr><td></td>{heads}</tr>{rows}</table>"


def main(arguments: Sequence[str] | None = None) -> None:
    """Race, and print a table for each filing."""
    parser = argparse.ArgumentParser(description="Time the way from HTML to statements.")
    parser.add_argument("--kilobytes", type=int, default=KILOBYTES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args(arguments)
    about = About(
        issuer="riot", names=known_names(load_entities(shipped("entities.yaml"))), published=date(2025, 8, 5)
    )
    for name, raw in (("release", exhibit(given.kilobytes)[0]), ("report", report(given.kilobytes))):
        _race(name, raw, about, given.rounds)


def _race(name: str, raw: bytes, about: About, rounds: int) -> None:
    html, text = raw.decode(), document_text(raw)
    contestants: dict[str, Callable[[], object]] = {
        "minerflow": lambda: extract(document_text(raw), about),
        "  text": lambda: document_text(raw),
        "  statements": lambda: extract(text, about),
        "inscriptis": lambda: get_text(html),
        "BeautifulSoup": lambda: BeautifulSoup(html, "html.parser").get_text(" ", strip=True),
    }
    times = dict.fromkeys(contestants, float("inf"))
    for _ in range(rounds):
        for who, read in contestants.items():
            started = time.process_time()
            read()
            times[who] = min(times[who], (time.process_time() - started) * 1000)
    found = len(extract(text, about))
    print(f"{name}: {len(raw):,} bytes of HTML, {len(text):,} characters of text, {found} statements")
    print(f"the goal is {GOAL_MS} ms for 200 KB\n{'':15}{'ms':>8}{'ratio':>8}")
    for who, took in times.items():
        print(f"{who:15}{took:8.1f}{took / times['minerflow']:8.2f}")


if __name__ == "__main__":
    main()
