"""How large things may be. All of it together bounds time and memory; real filings stay far below."""

MOST_BYTES = 24_000_000
"""Of one document; the largest annual reports with inline XBRL have about 15 MB."""
MOST_CHARACTERS = 12_000_000
"""Of the text that comes of one document."""
MOST_DEPTH = 256
"""Elements inside each other. Browsers stop at 512; filings have about 40. The parser looks through all open elements
at a stray end tag, so this also bounds its time."""
MOST_NESTED_TABLES = 16
"""Tables inside each other; those further in are read as plain blocks."""
MOST_CELLS = 400_000
"""Of all tables of a document, those counted again that span rows."""
MOST_COLUMNS = 64
"""Of one table; one with more is given row by row, without aligning its columns."""
MOST_SPAN = 1_000
"""Columns that one cell may span: what HTML itself allows."""
MOST_PAGES = 600
"""Of a PDF."""
MOST_DRAWN_BYTES = 20_000_000
"""Of the drawing instructions of all pages of a PDF, unpacked: they take about three seconds a megabyte."""
