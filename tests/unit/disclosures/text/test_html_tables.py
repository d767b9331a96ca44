"""Tables as filings and newsrooms lay them out, written for these tests."""

from monitor.disclosures.text.document import document_text

MONTHLY = """
<table class="bwtable">
 <tr><td></td><td colspan="3"><b>Comparison (%)</b></td><td colspan="2"></td></tr>
 <tr><td><b>Metric</b></td><td><b>June<br>2025</b><sup>1</sup></td><td><b>May<br>2025</b></td>
     <td><b>June<br>2024</b></td><td><b>Month/<br>Month</b></td><td><b>Year/<br>Year</b></td></tr>
 <tr><td>Bitcoin Produced</td><td>450</td><td>514</td><td>255</td><td>-12%</td><td>76%</td></tr>
 <tr><td>Bitcoin Held<sup>2</sup></td><td>19,273</td><td>19,225</td><td>9,334</td><td>0%</td><td>106%</td></tr>
 <tr><td>Bitcoin Sold</td><td>397</td><td>500</td><td>-</td><td>-21%</td><td>N/A</td></tr>
 <tr><td>Average Net Price per<br>Bitcoin Sold</td><td>$105,071</td><td>$&nbsp;102,680</td><td></td><td>2%</td>
     <td>N/A</td></tr>
 <tr><td colspan="6"><sup>1</sup> Unaudited, estimated.</td></tr>
</table>"""

ROLL_FORWARD = """
<table style="border-collapse:collapse">
 <tr><td style="width:1%"></td><td style="width:40%"></td><td style="width:1%"></td><td></td><td></td><td></td></tr>
 <tr><td colspan="3"><span>(in thousands)</span></td><td colspan="3"><span>Quantity</span></td><td colspan="3"></td>
     <td colspan="3"><span>Amounts</span></td></tr>
 <tr><td colspan="3">Beginning balance</td><td colspan="2"><ix:nonFraction scale="0">17,722</ix:nonFraction></td>
     <td></td><td colspan="3"></td><td>$</td><td><ix:nonFraction scale="3">1,654,468</ix:nonFraction></td><td></td></tr>
 <tr><td colspan="3">Bitcoin sold</td><td colspan="2">(<ix:nonFraction sign="-">1,371</ix:nonFraction></td><td>)</td>
     <td colspan="3"></td><td colspan="2">( <ix:nonFraction sign="-">131,802</ix:nonFraction></td><td>)</td></tr>
 <tr><td colspan="3">Bitcoin lent</td><td colspan="2">—</td><td></td><td colspan="3"></td><td>$</td><td>(15,256 </td>
     <td>)</td></tr>
 <tr><td colspan="3">Ending balance</td><td colspan="2">19,273</td><td><sup>(3)</sup></td><td colspan="3"></td>
     <td>$</td><td>2,068,234</td><td></td></tr>
</table>"""


def lines_of(html: str) -> list[str]:
    return document_text(html.encode(), media_type="text/html").splitlines()


def test_a_monthly_table_keeps_label_months_and_changes_in_their_columns():
    lines = lines_of(MONTHLY)
    assert "Metric | June 2025 [1] | May 2025 | June 2024 | Month/ Month | Year/ Year" in lines
    assert "Bitcoin Held [2] | 19,273 | 19,225 | 9,334 | 0% | 106%" in lines
    assert "Bitcoin Sold | 397 | 500 | - | -21% | N/A" in lines
    assert "Average Net Price per Bitcoin Sold | $105,071 | $102,680 | | 2% | N/A" in lines
    assert lines[-1] == "[1] Unaudited, estimated."


def test_a_filing_s_spacer_cells_signs_and_parentheses_make_no_columns():
    assert lines_of(ROLL_FORWARD) == [
        "(in thousands) | Quantity | Amounts",
        "Beginning balance | 17,722 | $1,654,468",
        "Bitcoin sold | (1,371) | (131,802)",
        "Bitcoin lent | — | $(15,256)",
        "Ending balance | 19,273 [3] | $2,068,234",
    ]


def test_a_heading_over_several_columns_stands_over_each_but_a_figure_stands_once():
    lines = lines_of(
        "<table><tr><td rowspan=2>Metric</td><td colspan=2>2025</td><td colspan=2>2024</td></tr>"
        "<tr><td>BTC</td><td>$</td><td>BTC</td><td>US$'000</td></tr>"
        "<tr><td>Sold</td><td>100</td><td>9</td><td>&#8212;</td><td>4</td></tr>"
        "<tr><td>Total</td><td colspan=2>109</td><td colspan=2>4</td></tr></table>"
    )
    assert lines[0] == "Metric | 2025 | 2025 | 2024 | 2024"
    assert lines[2] == "Sold | 100 | 9 | — | 4"
    assert lines[3] == "Total | 109 | | 4 |"


def test_an_empty_cell_of_a_real_column_stays():
    lines = lines_of(
        "<table><tr><th></th><th>Aug 2024</th><th></th><th>Jul 2024</th></tr>"
        "<tr><td>Mined</td><td>322</td><td></td><td>370</td></tr>"
        "<tr><td>Sold</td><td></td><td></td><td>84</td></tr></table>"
    )
    assert lines == ["| Aug 2024 | Jul 2024", "Mined | 322 | 370", "Sold | | 84"]


def test_layout_tables_flow_and_the_data_table_inside_stays_one():
    lines = lines_of(
        "<table><tr><td><table><tr><td><p>Dear shareholders,</p><p>we sold 12 bitcoin.</p></td></tr></table>"
        f"</td></tr><tr><td>{MONTHLY}</td><td><p>Contact</p><p>ir@example.com</p></td></tr></table>"
    )
    assert [line for line in lines if line][:2] == ["Dear shareholders,", "we sold 12 bitcoin."]
    assert "Bitcoin Sold | 397 | 500 | - | -21% | N/A" in lines
    assert [line for line in lines if line][-2:] == ["Contact", "ir@example.com"]


def test_bullets_and_numbers_of_footnotes_are_no_cells():
    lines = lines_of(
        "<table><tr><td>&#8226;</td><td>Sold 50 bitcoin.</td></tr></table>"
        "<table><tr><td>(1)</td><td>Net of pool fees.</td></tr></table>"
    )
    assert [line for line in lines if line] == ["• Sold 50 bitcoin.", "(1) Net of pool fees."]


def test_lists_of_labels_and_values_in_one_row_are_rows():
    assert lines_of(
        "<table><tr><td>Produced<br>Sold</td><td>100<br>50</td><td>90<br>-</td></tr></table>"
    ) == [
        "Produced | 100 | 90",
        "Sold | 50 | -",
    ]


def test_marks_of_footnotes_in_columns_of_their_own_are_no_figures():
    lines = lines_of(
        "<table><tr><td></td><td colspan=2>Aug 2025</td><td colspan=2>Jul 2025</td><td>%</td></tr>"
        "<tr><td>Held</td><td>1,934</td><td>(1)</td><td>1,667</td><td></td><td>16</td></tr>"
        "<tr><td>Sold</td><td>108</td><td></td><td>117</td><td>(2)</td><td>(8)</td></tr></table>"
    )
    assert lines == [
        "| Aug 2025 | Jul 2025 | %",
        "Held | 1,934 [1] | 1,667 | 16",
        "Sold | 108 | 117 [2] | (8)",
    ]
