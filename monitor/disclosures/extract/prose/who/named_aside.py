"""Companies that a sentence names and that do not act in it: "to Coinbase", "like Riot", "miners, Riot among them"."""

from monitor.disclosures.extract.lexicon import COINS
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.who.unknown_names import STATES

_ASIDE = frozenset(
    "to from with at via of for against per in by into on through between including like called unlike than as"
    " versus vs formerly amid amidst alongside despite".split()
)
"""After these a company is not the one that acts."""


def is_aside(line: Line, at: int) -> bool:
    """As in "to Coinbase", "Analysts at Riot", "like Riot": not the one that acts. A possessive is."""
    before = line.low(at - 1)
    if _is_example(line, at):
        return True
    if _is_of_origin(line, at):
        return True
    if before not in _ASIDE or (before == "of" and line.low(at - 2) in STATES):
        return False
    if before in {"at", "of", "for"} and line.low(at - 2) in _FIGURES:
        return False
    return not (before in {"for", "of", "by", "in", "at"} and at <= 2)  # noqa: PLR2004 - "For Riot, ..." at the beginning


def _is_of_origin(line: Line, at: int) -> bool:
    """As in "22,000 bitcoins seized in a raid on the marketplace Silk Road were sold"."""
    if line.words.isdisjoint(_SEIZED):
        return False
    for back in range(at - 1, max(-1, at - _NEAR), -1):
        if line.low(back) in _SEIZED:
            return line.low(back - 1) in COINS or back - 1 in line.counts
        if line.low(back) in {",", ";", "."}:
            return False
    return False


_NEAR = 10
_SEIZED = frozenset("seized confiscated forfeited recovered taken".split())
_FIGURES = frozenset(
    "production output sales holdings treasury stash stockpile hoard reserves sell-off".split()
)
"""As in "February production at Cipher came in at 341 BTC; the firm sold 265"."""


def _is_example(line: Line, at: int) -> bool:
    """As in "the sellers, Riot notably, ...": named as one of many."""
    at = _last_of_list(line, at)
    return line.low(at + 1) in {"included", "notably"} or is_among_them(line, at)


def is_among_them(line: Line, at: int) -> bool:
    """As in "several miners, Riot and MARA among them, sold": what all of them did together."""
    at = _last_of_list(line, at)
    return (line.low(at + 1), line.low(at + 2)) == ("among", "them")


def _last_of_list(line: Line, at: int) -> int:
    """The last of the companies named in a row, or the comma after it."""
    while (
        line.low(at + 1) in {"and", ","}
        and at + 2 < len(line.atoms)
        and line.atoms[at + 2].entity is not None
    ):
        at += 2
    return at + (line.low(at + 1) == ",")
