"""Lines whose values name their own periods: "Bitcoin sold: Q4 2025 934 | Q3 2025 252", "180 (April: 200)"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor.disclosures.extract.tables.finding.cells import Value, Words, cells_of
from monitor.disclosures.extract.tables.header.words import PERIOD_WORDS, HeaderWord
from monitor.disclosures.extract.tables.label.elliptic import elliptic_label
from monitor.disclosures.extract.tables.label.meaning import Meaning

_TOKEN = re.compile(
    r"(?P<V>(?<![\w.,/$])(?:~\s?)?(?:(?:US)?\$\s?)?(?:\d(?:[\d,]*\d)?(?:\.\d+)?(?![\d/.%]|\s?%|,\d)|\(\d[\d,.]*\))"
    r"(?:\s?(?:million|billion|thousand|BTCs?|bitcoins?|coins?)(?![a-z]))?|\b(?:none|nil|zero)\b)"
    r"|(?P<s>[|;()/\[\]>\u2192]|,(?=\s)|\b(?:up|down|and)(?![a-z]))"
    r"|(?P<c>\b(?:vs\.?|versus|compared|from|against|over|than)(?![a-z]))"
    r"|(?:[-+~]?\d[\d.]*\s?%|[\s:.,=-]+|\b(?:in|for|of|to|with|the|an?|as|at|on|was|increase|decrease|during|by)\b)",
    re.IGNORECASE,
)
"""A value, what parts it from the next, what compares it, and what may stand between without a meaning."""
_TURNS = tuple(
    re.compile(turns)
    for turns in (
        r"(?:V[sc])?(?:(?:PV|VP)(?:[sc]|\Z))+",
        r"(?:Vs?P(?:[sc]|\Z)|VP)+",
        r"(?:Ps?V(?:[sc]|\Z)|PV){2,}",
    )
)
"""How values (V) and periods (P) take turns: side by side, the value first, or the period first.

A period behind a word that compares is a value's only if that stands there too: "705, 6% more than in August".
"""
_APART = ("c", "s")
_LONGEST = 300
"""Characters of such a line."""


class Paired(NamedTuple):
    """A value and the period that stands beside it; offsets are of the text."""

    value: Value
    said: tuple[HeaderWord, ...]
    """Empty for a first value that names none: it is of the list's own period."""


_BULLET = re.compile(r"[\s|•*▪·◦-]*")
_HEAD = re.compile(
    r"(?P<label>[^:|\d\n]{0,80}?)\s*(?:[:|]|-\s|\Z|(?=[~$(]?\d)|(?=\b(?:none|nil)\b))", re.IGNORECASE
)


def turns_of(
    text: str, line: tuple[int, int], said: Sequence[HeaderWord], above: Sequence[Words]
) -> tuple[Words, tuple[Paired, ...]] | None:
    """The label and the values of a line that consists of these and of the periods of each.

    `above` are lines of words above it, of which the last may be the label.
    """
    period = next((each.start for each in said if each.word in PERIOD_WORDS), None)
    start, end = line
    begins = _BULLET.match(text, start, end)
    if period is None or begins is None:
        return None
    head = _HEAD.match(text, begins.end(), max(period, begins.end()))
    own = head is not None and bool(head["label"].strip())
    if not (own or above):
        return None
    label = Words(begins.end(), head.end("label")) if own and head is not None else above[-1]
    meaning = elliptic_label(text[label.start : label.end]).meaning
    if meaning is None or meaning is Meaning.BALANCE:
        return None
    pairs, ended = paired(text, begins.end() if head is None else head.end(), end, said)
    if not pairs or not pairs[0].said or ended < end:
        return None
    return (label, pairs) if len(pairs) > 1 or pairs[0].value.start < period else None


def paired(text: str, start: int, end: int, said: Sequence[HeaderWord]) -> tuple[tuple[Paired, ...], int]:
    """The values of a line, each with its period, and where they end; nothing where they take no such turns.

    It begins behind the label, and ends with the line.
    """
    tokens, ended = _tokens(text, start, min(end, start + _LONGEST), said)
    kinds = "".join(kind for kind, _, _ in tokens).rstrip("sc")
    turns = next((found for each in _TURNS if (found := each.fullmatch(kinds))), None) or _TURNS[0].match(
        kinds
    )
    if turns is None:
        return (), start
    used = tokens[: turns.end()]
    if turns.end() < len(kinds):
        ended = used[-1][2]
    return tuple(_pairs(text, used, said)), ended


def _tokens(
    text: str, start: int, end: int, said: Sequence[HeaderWord]
) -> tuple[list[tuple[str, int, int]], int]:
    """Values, periods and what parts them, to the first word that is none of these, and where that is."""
    tokens: list[tuple[str, int, int]] = []
    periods = iter([*(each for each in said if each.word in PERIOD_WORDS and each.start >= start), None])
    period = next(periods)
    at = start
    while at < end:
        if period is not None and at >= period.start:
            if tokens and tokens[-1][0] == "P":
                tokens[-1] = ("P", tokens[-1][1], period.end)
            else:
                tokens.append(("P", period.start, period.end))
            at, period = period.end, next(periods)
            continue
        found = _TOKEN.match(text, at, end if period is None else period.start)
        if found is None:
            break
        at = found.end()
        kind = found.lastgroup
        if kind is None or (kind in _APART and not tokens):
            continue
        if kind in _APART and tokens[-1][0] in _APART:
            kind = min(kind, tokens.pop()[0])
        tokens.append((kind, found.start(), found.end()))
    return tokens, at


def _pairs(text: str, tokens: Sequence[tuple[str, int, int]], said: Sequence[HeaderWord]) -> Iterator[Paired]:
    parts = [each for each in tokens if each[0] not in _APART]
    if len(parts) % 2:
        yield from _pair(text, parts.pop(0), None, said)
    for one, other in zip(parts[::2], parts[1::2], strict=True):
        value, period = (one, other) if one[0] == "V" else (other, one)
        yield from _pair(text, value, period, said)


def _pair(
    text: str, value: tuple[str, int, int], period: tuple[str, int, int] | None, said: Sequence[HeaderWord]
) -> Iterator[Paired]:
    cells = cells_of(text, value[1], value[2], ())
    parts = cells[0].parts if len(cells) == 1 else ()
    if len(parts) == 1 and isinstance(parts[0], Value):
        within = (each for each in said if period and period[1] <= each.start and each.end <= period[2])
        yield Paired(parts[0], tuple(within))
