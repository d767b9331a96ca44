from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.disclosures.text.document import document_text
from monitor.disclosures.text.limits import MOST_PAGES
from monitor.errors import UnreadableDocument
from tests.unit.disclosures.text.pdf_files import pdf_of

PAGE = [
    (72, 720, "Bitcoin activity for the month"),
    (72, 700, "Metric"), (260, 700, "June 2025"), (400, 700, "May 2025"),
    (72, 686, "Bitcoin sold"), (260, 686, "397"), (400, 686, "(1,371"), (460, 686, ")"),
    (72, 672, "Proceeds"), (260, 672, "$"), (290, 672, "41.7 million"), (400, 672, "-"),
]  # fmt: skip


def test_rows_of_a_pdf_stay_on_one_line():
    assert document_text(pdf_of([PAGE, [(72, 720, "Page two.")]])).splitlines() == [
        "Bitcoin activity for the month",
        "",
        "Metric | June 2025 | May 2025",
        "Bitcoin sold | 397 | (1,371)",
        "Proceeds | $41.7 million | -",
        "",
        "Page two.",
    ]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (pdf_of([PAGE])[:300], "damaged or cut off"),
        (b"%PDF-1.7\n", "damaged or cut off"),
        (pdf_of([[]]), "pictures"),
        (pdf_of([[]] * (MOST_PAGES + 1)), f"{MOST_PAGES + 1} pages"),
        (pdf_of([PAGE], trailer="/Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
                f" /O <{'00' * 32}> /U <{'11' * 32}> >> /ID [<00> <00>]"), "encrypted"),
    ],
)  # fmt: skip
def test_a_pdf_without_text_says_what_is_wrong(raw, says):
    with pytest.raises(UnreadableDocument, match=says):
        document_text(raw, name="q2.pdf")


@given(st.data())
def test_a_damaged_pdf_is_read_or_refused(data):
    raw = bytearray(pdf_of([PAGE]))
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(9, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnreadableDocument):
        assert document_text(bytes(raw))
