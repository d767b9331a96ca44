"""A text cut into sentences by its punctuation and its lines, in one pass."""

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 2000
"""Characters; whatever runs on longer is cut there, so that no sentence costs more than that."""
_SHORT_LINE = 40
"""A line this short ends by itself: a heading, a cell, an item of a list."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:Inc|Corp|Ltd|Co|No|Nos|St|Mr|Ms|Mrs|Dr|vs|approx|ca|c|cf|est|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
    r"|Dec|Pa|Md|Tex|Nev|Wyo|Ga|N\.Y|Mio|Mrd|ex|e\.g|i\.e|U\.S|U\.K|a\.m|p\.m|D\.C|L\.P|S\.A|N\.V)|\b[A-Z])\Z"
)
_ORDINAL_DAY = re.compile(r"\b(?:[Aa]m|[Vv]om|[Zz]um|[Bb]is|[Ss]eit|und|den|[Dd]em|[Dd]er)\s+[0-3]?\d\Z")
"""As in "vom 19. Juni": a German day."""
_STARTERS = re.compile(
    r"(?:The|It|Its|In|As|We|Our|During|This|These|On|For|At|A|An|That|All|After|Also|By|Since|However|Additionally"
    r"|Proceeds|Total|Management|Shares|Bitcoin)\b"
)
_COMPANY = re.compile(r"\b(?:Inc|Corp|Ltd|Co|U\.S|L\.P|S\.A|N\.V)\Z")
_MARKED = r"(?<=[.!?])(?<![.!?].)[.!?]*+[\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9$₿£€~#•])\s*"
_GLUED = (
    r"(?:(?<=[a-z][a-z][.!?])(?=[A-Z][a-z]{1,15}[\s,])(?!(?:Com|Org|Net|Io|Ai)\b)"
    r"|(?<=[\d%)][.!?])(?=(?:The|It|Its|In|As|We|Our|During|This|These|On|At|However|Since|Last)\s))"
)
"""As in "more than it produced.The huge sales": no room behind the full stop, where paragraphs were run together."""
_LABELLED = r"(?<=;)\s+(?=[A-Z][^;:.\n]{2,40}:\s?[~$\d])"
"""What stands before the next label of a line such as "BTC mined: 83; BTC sold: 84"."""
_STOP = re.compile(rf"[\n.!?;](?:(?<=\n)\n*|{_MARKED}|{_LABELLED}|{_GLUED})")
"""It begins with one character of a few, for which the engine looks quickly."""
_STOP_OR_BULLET = re.compile(rf"[\s.!?;](?:(?<=\n)\n*|{_MARKED}|{_LABELLED}|{_GLUED}|(?<=\s)[•●▪]\s)")
_BULLET = re.compile(r"[•●▪]")
_UNFINISHED = re.compile(
    r"\b(?:of|by|in|at|for|from|to|with|on|into|during|between|through|since|until|per|a|an|the|its|our|their|and|or|than|about"
    r"|approximately|over|some|was|were|is|are|has|have|had|been|be|which|that|it|we|net|average|total|million|worth)\Z"
)
"""Words after which no line of prose ends by itself."""
_LABEL = re.compile(r"\s*[A-Z][\w ]{2,30}:\s")
"""How a line begins that no sentence goes on in: "October 2025: 8.2 Bitcoin sold"."""
_KEY = re.compile(r"[a-z]\w{1,20}: [\"'\[\d]")
"""The same at the head of a post: 'date: "2023-04-14"'."""
_RUNS_ON = re.compile(r"\s*(?:[a-z(]|\$?\d[\d,.]*\s*(?:[a-z]|\Z))")


class Sentence(NamedTuple):
    """Where a sentence stands in the text, in characters, end exclusive."""

    start: int
    end: int


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order. A line that is wrapped in mid-sentence is joined to the next."""
    start = 0
    stop = _STOP_OR_BULLET if _BULLET.search(text) else _STOP
    for match in stop.finditer(text):
        if match.start() - start <= LONGEST and _goes_on(text, start, match):
            continue
        yield from _bounded(text, start, match.end())
        start = match.end()
    yield from _bounded(text, start, len(text))


def _bounded(text: str, start: int, end: int) -> Iterator[Sentence]:
    while end - start > LONGEST:
        yield Sentence(start, start + LONGEST)
        start += LONGEST
    if start < end and not text[start:end].isspace():
        yield Sentence(start, end)


def _goes_on(text: str, start: int, stop: re.Match[str]) -> bool:
    mark = stop[0]
    if mark[0] == "\n":
        return mark == "\n" and _is_wrapped(text, start, stop)
    if mark[0] == ";":
        return text.rfind("(", start, stop.start()) > text.rfind(")", start, stop.start())
    if mark[0] != ".":
        return False
    before = text[max(start, stop.start() - 12) : stop.start()]
    if _ORDINAL_DAY.search(before):
        return True
    if not _ABBREVIATION.search(before):
        return False
    return not (_COMPANY.search(before) and _STARTERS.match(text, stop.end()))


def _is_wrapped(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether a line break is only where the line was full: prose goes on in small letters."""
    line = max(start, text.rfind("\n", start, stop.start()) + 1)
    if stop.start() - line < _SHORT_LINE or text[stop.start() - 1] in ".:;|!?":
        return False
    ending = text.find("\n", stop.end(), stop.end() + 400)
    following = text[stop.end() : ending if ending >= 0 else stop.end() + 400]
    return (
        "|" not in following
        and "|" not in text[line : stop.start()]
        and _LABEL.match(following) is None
        and _KEY.match(following) is None
        and (
            _RUNS_ON.match(following) is not None or _UNFINISHED.search(text, line, stop.start()) is not None
        )
    )
