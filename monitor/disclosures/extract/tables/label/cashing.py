"""Labels that call a sale by what was got for the coins: converted into cash, exchanged for dollars."""

import re

_CASH = r"(?:cash|fiat(?: (?:currency|currencies|money))?|u\.?s\.? ?dollars?|dollars?|usd)(?![\w-])"
_GIVEN = r"(?:convert(?:ed)?|exchanged?|traded?|redeemed|reali[sz]ed|swapped)"
_GIVING = r"(?:conversions?|exchanges?|redemptions?|reali[sz]ations?|trades?|swaps?)"
_WORDS = re.compile(r"\b(?:conver|exchang|rede|trade|reali|swap|repurchas|buy-?back|to [a-z]+ )")
"""Without one of these a label calls nothing so."""
_CASHED = re.compile(
    rf"\b(?P<verb>{_GIVEN})(?P<when> in [a-z]+)? (?:in)?(?:to|for)(?: (?:[a-z]+[ -])?{_CASH}|$)|"
    rf"\b(?P<noun>{_GIVING})(?P<of>(?: of [^,;]{{1,40}}?)?) (?:in)?(?:to|for) (?:[a-z]+[ -])?{_CASH}"
)
"""The dollars may have been taken for the first value's: "BTC exchanged for USD (91.5) (6,120,400)"."""
_NET = re.compile(rf"\bconverted \(?to\)? ?/ ?\(?from\)? (?P<of>[^,;]{{1,40}}?) or {_CASH}")
"""As in "converted (to)/from other digital assets or fiat cash"."""
_FOR_USE = re.compile(
    r"\bconverted(?P<when>(?: in [a-z]+)?)"
    r"(?: for (?:the )?(?:operations|operating|growth|working capital)(?: [a-z]+)?(?: and [a-z]+)?)?"
    r"(?P<behind>(?: (?:in|during|for) (?:the )?[a-z]+(?: 20\d\d)?)?)$"
)
"""As in "total BTC converted in August", "converted for operations and growth in June"."""
_SELLING = r"\b(sold|sales?|liquidat\w+|dispos\w+)(?= |$)(?P<of>(?: of \w+)?)"
_PAYING = re.compile(
    rf"{_SELLING} to "
    r"(?:pay|repay|cover|fund|finance|meet|satisfy|settle|support|buy|purchase|acquire|redeem|retire) [^,;(]+"
)
"""As in "bitcoin sold to pay the sponsor's fee", "sales of bitcoin to fund the purchase of miners"."""
_TO_CASH = re.compile(rf"[ -]to[ -]{_CASH}[ -]{_GIVING}(?!\w)")
"""As in "bitcoin to fiat conversion"."""
_REDEEMING = re.compile(
    rf"{_SELLING} for (?:the )?(?:share |stock )?(?:redemptions?|repurchases?|buy-?backs?)"
    r"(?: of (?:the )?shares)?(?!\w)"
)
"""A trust sells coins to pay those who give their shares back."""


_SOLD = r"\1\g<of>"
"""The sale without what it was for."""


def called_sale(plain: str) -> str:
    """A label in lower case, with "sold" or "sale" for a conversion into cash; any other label as it is."""
    if not _WORDS.search(plain):
        return plain
    plain = _FOR_USE.sub(r"sold\g<when>\g<behind>", _NET.sub(r"sold \g<of>", plain))
    plain = _TO_CASH.sub(" sales", _PAYING.sub(_SOLD, _REDEEMING.sub(_SOLD, plain)))
    return _CASHED.sub(
        lambda found: f"sold{found['when'] or ''}" if found["verb"] else f"sale{found['of']}", plain
    )
