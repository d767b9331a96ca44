"""Regular expressions for one of many words, quick to pass where none stands."""

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first, grouped by how they begin. A space is any white space.

    It is for use without regard to case.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda each: (-len(each), each)):
        groups.setdefault(word[:2], []).append(r"\s+".join(map(re.escape, word[2:].split(" "))))
    letters = "".join(sorted({re.escape(word[0]) for word in groups}))
    rests = "|".join(
        rf"(?-i:{''.join(map(_letter, begin))})(?:{'|'.join(ends)})" for begin, ends in sorted(groups.items())
    )
    return rf"(?=[{letters}])(?:{rests})"


def either_case(beginnings: Iterable[str]) -> str:
    """An expression for any of the beginnings, in small letters or capitals, without flags.

    The engine passes by an alternative that begins with a set of characters much sooner than one that ignores case.
    """
    groups: dict[str, list[str]] = {}
    for each in sorted(set(beginnings)):
        groups.setdefault(each[0], []).append("".join(map(_letter, each[1:])))
    return "|".join(f"{_letter(first)}(?:{'|'.join(rests)})" for first, rests in groups.items())


def _letter(letter: str) -> str:
    return f"[{letter.upper()}{letter}]" if letter.isalpha() else re.escape(letter)
