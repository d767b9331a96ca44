"""How fast a filing becomes text, beside what others use for it.

    python -m benchmarks.document_text [--kilobytes N] [--rounds N]

All read the same made-up exhibit in the same run: paragraphs, and the inline XBRL of a roll-forward with EDGAR's
spacer cells. Times are CPU time, the least of all rounds. BeautifulSoup over html.parser is what most scrapers
use, inscriptis keeps the columns of tables (over lxml, like ours). "Rows" is how many of the roll-forward's rows came
out on one line with their figures whole: `(1,371)`, not `( | 1,371 | )`.
"""

import argparse
import re
import time
from collections.abc import Callable, Sequence

from bs4 import BeautifulSoup
from inscriptis import get_text

from monitor.disclosures.text.document import document_text

KILOBYTES = 200
ROUNDS = 5
GOAL_MS = 200
PARAGRAPH = """<p style="margin:0pt 0pt 8pt;text-align:justify"><span style="font-family:'Times New Roman'">
During the month the Company mined 450 bitcoin and sold 397 bitcoin<sup>1</sup> at an average price of $105,071, for
net proceeds of approximately $41.7&nbsp;million, which it will use to fund operations.</span></p>
"""
CELL = """<td style="vertical-align:bottom;background-color:#cceeff;padding:2px 0 2px 1pt;text-align:right">{}</td>"""
FIGURE = (
    "<ix:nonFraction contextRef='c{0}' unitRef='btc' decimals='0' scale='0' sign='-'>{1:,}</ix:nonFraction>"
)
ROLL_FORWARD = re.compile(r"^Bitcoin sold \d+[ |]*\(1,371\)[ |]*\(131,802\)", re.MULTILINE)


def exhibit(kilobytes: int) -> tuple[bytes, int]:
    """An exhibit of about this size, and how many rows its roll-forwards have."""
    parts = ["<!DOCTYPE html><html><head><title>EX-99.1</title></head><body>"]
    size, rows = 0, 0
    while size < kilobytes * 1000:
        section = PARAGRAPH * 4 + "<table>" + "".join(_row(rows + number) for number in range(6)) + "</table>"
        parts.append(section)
        size += len(section)
        rows += 6
    return ("".join(parts) + "</body></html>").encode(), rows


def _row(number: int) -> str:
    label = f"<td style='padding:2px'><span style='font-size:10pt'>Bitcoin sold {number}</span></td>"
    quantity, amount = FIGURE.format(number, 1371), FIGURE.format(number, 131802)
    cells = [CELL.format(text) for text in ("", f"({quantity}", ")", "", "", f"( {amount}", ")", "")]
    return f"<tr>{label}{''.join(cells)}</tr>\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Race, and print a table."""
    parser = argparse.ArgumentParser(description="Time the way from HTML to text.")
    parser.add_argument("--kilobytes", type=int, default=KILOBYTES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args(arguments)
    raw, rows = exhibit(given.kilobytes)
    text = raw.decode()
    contestants: dict[str, Callable[[], str]] = {
        "minerflow": lambda: document_text(raw),
        "inscriptis": lambda: get_text(text),
        "BeautifulSoup": lambda: BeautifulSoup(text, "html.parser").get_text(" ", strip=True),
    }
    times = dict.fromkeys(contestants, float("inf"))
    for _ in range(given.rounds):
        for name, read in contestants.items():
            started = time.process_time()
            read()
            times[name] = min(times[name], (time.process_time() - started) * 1000)
    print(f"{len(raw):,} bytes of HTML; the goal is {GOAL_MS} ms for 200 KB")
    print(f"{'':15}{'ms':>8}{'ratio':>8}{'rows':>12}")
    for name, read in contestants.items():
        found = len(ROLL_FORWARD.findall(read()))
        print(f"{name:15}{times[name]:8.1f}{times[name] / times['minerflow']:8.2f}{f'{found} of {rows}':>12}")


if __name__ == "__main__":
    main()
