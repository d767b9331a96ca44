"""A text with everything that is no content blanked out, character for character.

The masked text is as long as the given one, so that every offset in it is an offset in the text, and what was
read from it can be quoted exactly.
"""

import html
import re

_MARKUP = re.compile(r"</(?:t[dr]|p|div|li|span)>|<br\s*/?>", re.IGNORECASE)
_UNREAD = ("script", "style")
_FOOTNOTE = re.compile(r"<sup\b[^<>]{0,400}>[^<>]{0,12}</sup>", re.IGNORECASE)
_TAG = re.compile(r"<[/!a-z][^<>]{0,4000}>", re.IGNORECASE)
_ROW_TAG = re.compile(r"</?(?:tr|p|div|li|ul|ol|table|tbody|thead|h[1-6]|br)\b", re.IGNORECASE)
WITHIN = "\x1f"
"""Stands for what parts the lines within a cell: a space, and never the gap between two cells."""
_CELL = re.compile(
    r"<t[dh]\b[^<>]{0,400}>(?=[^<]*<)((?:(?!</?(?:t[dhr]|table)\b)[\s\S]){1,400})</t[dh]>", re.IGNORECASE
)
"""A cell that holds little and no table of its own: whatever parts its lines, it is one cell."""
_PARTING = re.compile(r"</?(?:p|div|br|span|font|b|i)\b[^<>]{0,400}>|[\n\r]", re.IGNORECASE)
_CELL_TAG = re.compile(r"</?t[dh]\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
_SLASH = re.compile(r"(?<=[\d)]) / (?=[\d$(])")
"""Between the values of two columns, or of one period: "1,251 / 1,435", "(19,940) / (715.2)"."""
_RULED = re.compile(r"^(?=[^\n]{0,400}\|)(?=[^\n]{0,400}---)[ |:-]+$", re.MULTILINE)
"""A line that only draws the rule below a header: "|---|---|"."""
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_GOES_ON = re.compile(
    r"\n[ |]*(?=(?P<ended>(?:[Pp]eriods? )?[Ee]nd(?:ed|ing)\b)|(?P<months>[Mm]onths?\b)|"
    rf"(?P<day>{_MONTH} \d{{1,2}}(?!\d))|(?P<year>20[0-3]\d *$)|(?P<dollar>\$ ?[A-Z])|"
    r"(?P<number>\d{1,2},(?: 20[0-3]\d)? *$))",
    re.MULTILINE,
)
"""A line that may go on with the one before: within "three months ended", within the day of a balance, or
between a month and its day."""
_BALANCE = (
    r"[ |]*(?:Balances?|BALANCES?|Beginning|Ending|Opening|Closing|Bitcoin|Digital [a-z]{1,12})[^\d]{0,40}"
)
_BEFORE = {
    "ended": re.compile(r".*\b(?:months?|years?|quarters?|periods?|weeks?)", re.IGNORECASE),
    "months": re.compile(r"(?:.*\b)?(?:three|six|nine|twelve)", re.IGNORECASE),
    "day": re.compile(rf"{_BALANCE}\b(?:of|at|on|[Bb]alances?),?"),
    "dollar": re.compile(r"[ |]*US"),
    "year": re.compile(
        rf"(?:{_BALANCE}|[ |]*(?:Total|Number|Restricted|Unrestricted)\b[^\d]{{0,60}} (?:of|at|on) ){_MONTH} \d{{1,2}},"
        r"|[ |]*(?:Q[1-4]|[1-4]Q|H[12]|FY)"
    ),
    "number": re.compile(rf"(?:.*\s)?{_MONTH}"),
}
"""What the line before is then."""
_NOTED_MONTHS = re.compile(
    rf"20(?<=[a-z.] 20)[0-3]\d (?P<note>[1-9])"
    rf"(?= +{_MONTH} 20[0-3]\d (?P=note)(?!\S)) +{_MONTH} 20[0-3]\d (?P=note)(?!\S)"
)
"""As in "March 2026 1 February 2026 1": the same footnote behind the months of two columns."""
_UNITS = re.compile(
    r"(?:(?<=\. \d\d, 20\d\d)|(?<=May \d\d, 20\d\d))[\s|]*(?:[A-Z]{3} \([$€£]\)|\$ / [a-z]{3,8})"
    r"(?:\s+(?:\$ / [a-z]{3,8}|(?:bitcoin|btc|item|unit|coin|token|miner|share|segment)s?))*(?=\s*(?:[|\n]|\Z))",
    re.IGNORECASE,
)
"""Below a day in a header made from tagged data all that its column is counted in: "Jun. 30, 2025 / USD ($) / bitcoin".

Which of these a row is counted in, the row says.
"""
_LONGEST_BEFORE = 80
_SPACES = f"\u00a0{''.join(map(chr, range(0x2000, 0x200E)))}\u202f\u205f\u3000\ufeff\u00ad"
_NOTES = "⁰¹²³⁴⁵⁶⁷⁸⁹†‡®™"
_LINE_ENDS = "\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
_SAME = str.maketrans(
    {
        **dict.fromkeys(_SPACES + _NOTES, " "),
        **dict.fromkeys(_LINE_ENDS, "\n"),
        **dict.fromkeys("\u2212\u2012\u2010\u2011\u2013\u2014\u2015", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc", "'"),
        "\t": "|",
        "¦": "|",
        "│": "|",
        "\uff1a": ":",
        "\uff04": "$",
    }
)


def masked(text: str) -> str:
    """The text with tags, footnote marks and odd spaces blanked, and every kind of dash as a hyphen.

    Where the text is HTML, the end of a cell is a bar and the end of a row a line end, as in our own reading of
    HTML. The result has the length of the text.
    """
    plain = _without_markup(text) if _MARKUP.search(text) else text
    plain = _ENTITY.sub(_character, plain).translate(_SAME)
    plain = _SLASH.sub("   ", plain) if " / " in plain else plain
    plain = _NOTED_MONTHS.sub(_without_notes, plain)
    plain = _UNITS.sub(_blank, _GOES_ON.sub(_joined, plain))
    return _RULED.sub(_blank, plain) if "---" in plain and "|" in plain else plain


def _without_markup(text: str) -> str:
    for name in _UNREAD:
        text = _without_element(text, name)
    whole = _CELL.sub(_in_one_line, _FOOTNOTE.sub(_blank, text))
    return _TAG.sub(_separator, whole)


def _in_one_line(cell: re.Match[str]) -> str:
    begin, end = cell.start(1) - cell.start(), cell.end(1) - cell.start()
    inner = _PARTING.sub(lambda found: WITHIN * len(found[0]), cell[1])
    return cell[0][:begin] + inner + cell[0][end:]


def _without_element(text: str, name: str) -> str:
    """The text without the elements of a name, whose content is nothing a reader sees."""
    kept: list[str] = []
    at = 0
    for opening in re.finditer(rf"<{name}\b", text, re.IGNORECASE):
        if opening.start() < at:
            continue
        closing = re.compile(f"</{name}", re.IGNORECASE).search(text, opening.end())
        if closing is None:
            break
        kept += [text[at : opening.start()], " " * (closing.start() - opening.start())]
        at = closing.start()
    return "".join((*kept, text[at:]))


def _separator(tag: re.Match[str]) -> str:
    if _ROW_TAG.match(tag[0]):
        return "\n" + " " * (len(tag[0]) - 1)
    return ("|" if _CELL_TAG.match(tag[0]) else " ") + " " * (len(tag[0]) - 1)


def _joined(found: re.Match[str]) -> str:
    """The end of a line as spaces, where the next line goes on with it."""
    text, end = found.string, found.start()
    start = max(text.rfind("\n", 0, end) + 1, end - _LONGEST_BEFORE)
    before = text[start:end].rstrip(" |")
    goes_on = _BEFORE[found.lastgroup or ""].fullmatch(before) is not None
    return " " * len(found[0]) if goes_on else found[0]


def _without_notes(found: re.Match[str]) -> str:
    first = found[0].replace(f" {found['note']}", WITHIN * 2, 1)
    return first[:-2] + WITHIN * 2


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _character(entity: re.Match[str]) -> str:
    said = html.unescape(entity[0])
    return (said if len(said) == 1 else " ").rjust(len(entity[0]))
