"""Characters that look alike are made one, and marks of footnotes are kept apart from figures."""

import re

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\0\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_INVISIBLE += "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\ufe0e\ufe0f"
_ALIKE = (
    dict.fromkeys(map(ord, _SPACES), " ")
    | dict.fromkeys(map(ord, _INVISIBLE))
    | {ord("\u2011"): "-", ord("\u2212"): "-", ord("\u2028"): "\n", ord("\u2029"): "\n"}
)
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_AS_DIGITS = str.maketrans(_RAISED, "0123456789")
_RAISED_DIGIT = re.compile(f"[{_RAISED}]")
_RAISED_DIGITS = re.compile(
    rf"(?<=[\w.,)%\u201d\"\u2019])(?<![ck]m)(?<!\bm)(?<!\bM)(?<!ft)\s?([{_RAISED}]{{1,2}})(?!\w)"
)
_MARK = re.compile(r"\d{1,2}|[ivx]{2,3}|[*†‡§]{1,3}|[A-Za-z]")
_MARKS = re.compile(rf"(?:[(\[](?:{_MARK.pattern})[)\]][\s,;&]?|(?:{_MARK.pattern})(?:[\s,;&]+|$))+")
_LONGEST_MARKS = 24
_NO_MARK = frozenset({"st", "nd", "rd", "th", "tm", "sm", "r", "c"})


def plain(text: str) -> str:
    """Text with ordinary spaces and hyphens, without invisible characters; raised digits are footnote marks."""
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    text = text.translate(_ALIKE)
    return _RAISED_DIGITS.sub(_as_mark, text) if _RAISED_DIGIT.search(text) else text


def raised(text: str) -> str:
    """What stands for raised text: ` [2]` for marks of footnotes, the text itself for ordinals and the like."""
    bare = plain(text).strip()
    if not bare:
        return " " if text else ""
    if bare.lower() in _NO_MARK or len(bare) > _LONGEST_MARKS or not _MARKS.fullmatch(bare):
        return text
    return " " + "".join(f"[{mark[0]}]" for mark in _MARK.finditer(bare)) + " "


def _as_mark(found: re.Match[str]) -> str:
    return f" [{found[1].translate(_AS_DIGITS)}]"
