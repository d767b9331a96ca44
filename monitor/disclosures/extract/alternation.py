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
    ways: dict[str, list[str]] = {}
    for begin, ends in sorted(groups.items()):
        ways.setdefault(begin[0], []).append(rf"(?-i:{_letter(begin[1:])})(?:{'|'.join(ends)})")
    return _any_way([(first, "|".join(rests)) for first, rests in ways.items()], "(?-i:{})")


def either_case(beginnings: Iterable[str]) -> str:
    """An expression for any of the beginnings, in small letters or capitals, without flags. A space is any white space.

    The engine passes by an alternative that begins with a set of characters much sooner than one that ignores case.
    """
    return _any_way([*_by_first(beginnings).items()])


def _any_way(ways: list[tuple[str, str]], letter: str = "{}") -> str:
    """An expression for a first letter and what follows it.

    The engine tries one way after the other, so that many are put together behind a look at their first letters.
    """
    firsts = "".join(_letter(first).strip("[]") for first, _ in ways)
    if len(ways) > _TOGETHER:
        tried = (_any_way(ways[at : at + _TOGETHER], letter) for at in range(0, len(ways), _TOGETHER))
    else:
        tried = (f"{letter.format(_letter(first))}(?:{rests})" for first, rests in ways)
    return f"(?={letter.format(f'[{firsts}]')})(?:{'|'.join(tried)})"


_TOGETHER = 7


def one_of(*choices: tuple[Iterable[str], str], behind: str = "") -> str:
    """The same for the beginning of an expression: the engine looks for a character of a set, and back from there.

    Args:
        choices: beginnings, and an expression for what follows them.
        behind: an expression that looks back over the first character at what stands before it.
    """
    ways = [(_by_first(beginnings), after) for beginnings, after in choices]
    firsts = "".join(sorted({_letter(first).strip("[]") for rests, _ in ways for first in rests}))
    words = (
        ("|".join(f"(?<={_letter(first)})(?:{rest})" for first, rest in rests.items()), after)
        for rests, after in ways
    )
    return f"[{firsts}]{behind}(?:{'|'.join(f'(?:{each}){after}' for each, after in words)})"


def _by_first(beginnings: Iterable[str]) -> dict[str, str]:
    """For each first letter an expression for what follows it."""
    groups: dict[str, list[str]] = {}
    for each in sorted(set(beginnings)):
        groups.setdefault(each[0], []).append("".join(map(_letter, each[1:])))
    return {first: "|".join(rests) for first, rests in groups.items()}


def _letter(letter: str) -> str:
    return (
        f"[{letter.upper()}{letter}]" if letter.isalpha() else r"\s+" if letter == " " else re.escape(letter)
    )
