"""The words of a table as expressions, without regard to case."""

import re
from collections.abc import Iterable


def listed(words: str) -> list[str]:
    """The words and phrases of an entry of a table."""
    return [each.strip() for each in words.split(",") if each.strip()]


def forms(entry: str) -> list[list[str]]:
    """The forms of each of several things: "enero, septiembre/setiembre"."""
    return [[form.strip() for form in each.split("/")] for each in listed(entry)]


def one_of(words: Iterable[str], *, spaced: bool) -> str:
    """An expression for any of the words, the longest first; it matches nothing where there is none."""
    ordered = sorted(words, key=lambda each: (-len(each), each))
    return rf"(?:{'|'.join(_phrase(word, spaced=spaced) for word in ordered)})" if ordered else r"(?!)"


def compiled(words: Iterable[str], *, spaced: bool) -> re.Pattern[str]:
    """The same, ready for use."""
    return re.compile(one_of(words, spaced=spaced), re.IGNORECASE)


def _phrase(words: str, *, spaced: bool) -> str:
    """A space is any white space, "*" any ending, an apostrophe either kind."""
    whole = words.removesuffix("*")
    plain = r"\s+".join(re.escape(word) for word in whole.split()).replace("'", "[’']")
    letter = r"\w" if spaced else r"[A-Za-z]"
    before = rf"(?<!{letter})" if is_bounded(whole[0], spaced=spaced) else ""
    if whole != words:
        return rf"{before}{plain}\w*"
    return rf"{before}{plain}(?!{letter})" if is_bounded(whole[-1], spaced=spaced) else before + plain


def is_bounded(letter: str, *, spaced: bool) -> bool:
    """Whether a letter is of whole words only: any in a spaced language, a Latin one where words run together."""
    return letter.isalnum() if spaced else letter.isascii() and letter.isalpha()
