"""Whether a text writes 1.080 for a thousand and eighty."""

import re


def writes_decimal_comma(text: str) -> bool:
    """Whether a text is of a language that writes 1.080 for a thousand and eighty."""
    words = re.findall(r"[^\W\d_]+", text[:4000].casefold())
    foreign = sum(word in _FOREIGN for word in words)
    return foreign >= _LEAST_FOREIGN and foreign * 10 > len(words) and not _writes_decimal_point(text[:4000])


_LEAST_FOREIGN = 2
"""One alone may be of a name, as in El Salvador."""


def _writes_decimal_point(text: str) -> bool:
    """Whether it writes 43.2 and never 43,2: as the Spanish of Mexico does, which parts thousands by commas."""
    return _POINTED.search(text) is not None and _COMMAED.search(text) is None


_POINTED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})*\.\d{1,2}(?![\d.,]*\d)")
_COMMAED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})*,\d{1,2}(?![\d.,]*\d)")


_FOREIGN = frozenset(
    "de da do das dos em para com uma um por na no que e o os foi mais el los las y del una por"
    " con más se la le les et des du pour dans une sur der die das und ist von zu mit den dem für"
    " auf ein eine im wurde il gli di che per nel della dei ha con più".split()
)
