r"""The bytes of a document to its text, pure. `document.document_text` is the way in; this is what it gives.

**Plain text** is kept exactly as it is once decoded. Only null characters and the byte order mark are left out.

**HTML** becomes lines, parted by `\n`. Every block, list item, heading and `<br>` is a line of its own, with single
spaces; an empty line stands around paragraphs, headings, lists and tables. `<pre>` keeps its lines and spaces.

- *Tables.* A row is one line, its cells joined by ` | `. All rows of a table that have two cells or more have the
  same number of columns, so that the nth cell of a heading belongs to the nth cell of a row: columns that hold nothing
  but spacers, `$`, `(`, `)` or `%` are none, and an empty cell of a real column stays, as in `Bitcoin sold | | 200`
  or in a heading without a label, `| June 2025 | May 2025`. A cell that spans several columns is repeated in each
  (`| 2025 | 2025 | 2024 | 2024` over four columns), but a figure is not; so is the text of one that spans rows. A row
  with nothing but a label is a plain line. A cell with line breaks is one line; where all cells of a row have
  equally many lines and all but the first hold figures only, each line is a row. A row whose cells hold tables or
  long text is layout and flows as text, cell after cell. A bullet or `(1)` before a text is put before it.
- *Figures* in cells are glued: `( 1,371 )` is `(1,371)`; `$`, `15,256` and `)` in three cells are one cell. What is
  printed counts, also in inline XBRL: `sign` and `scale` are not applied, for they speak of the tagged fact, not of
  the figure that a reader sees ("Cost of sales" is printed without the minus of its fact).
- *Footnote marks* stand apart from what they mark, in brackets: `205,759<sup>2</sup>`, `205,759²` and a raised
  `(2)` all become `205,759 [2]`; several are `[1][2]`. A `(2)` in a column of its own, under a heading that it shares
  with figures, is one too. So a bracketed mark of one to three letters, digits or
  asterisks after a space is never part of a number. Ordinals (`4th`) and signs of ownership stay where they are.
- *Characters.* Spaces of any width become a space; zero-width, soft-hyphen and direction characters go; the
  non-breaking hyphen and the minus sign become `-`. Dashes, quotes and ₿ stay.
- *Left out:* head, scripts, styles, templates, `noscript`, `nav`, form controls, `ix:header`, and whatever is hidden.

**PDF** becomes lines as they stand on the page. Gaps of three spaces and more between words are ` | `, as between
cells. Pages are parted by an empty line.

**A full submission** of EDGAR (`.txt` with `<DOCUMENT>` sections) gives the texts of its documents one after another,
without pictures, spreadsheets and XBRL; `submission.sections` gives them one by one.
"""
