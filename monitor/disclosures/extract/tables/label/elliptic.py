"""Labels that leave the coin out, such as "Sold" and "Produced"."""

import re
from functools import lru_cache

from monitor.disclosures.extract.selling import SALE_WORD, SELLING_WORD
from monitor.disclosures.extract.tables.label.cashing import called_sale
from monitor.disclosures.extract.tables.label.meaning import Label, label_of, plain_label

_INTO = " (?:into|for|to) (?:usd[tc]|stablecoins?|eth(?:er(?:eum)?)?)"
_ELLIPTIC = re.compile(
    r"(?:(?:calendar |fiscal )?(?:year[ -]to[ -]date|ytd) )?"
    r"(?:total |net |less:? |units |quantity |amount |proceeds from |cash proceeds from )?"
    rf"(?:{SELLING_WORD}|(?:self-)?mined|produced|production|output|purchase[ds]|held|holdings|treasury"
    r"|(?:generated|received|earned|receipts?|additions?|income)(?= from (?:self-)?mining)"
    rf"|(?:exchange[ds]?|converted|conversions?|swapped|swaps?)(?={_INTO}))"
    rf"(?:{_INTO}|(?: from)? (?:self-)?mining(?: activities| pools?)?"
    r"| (?:for|into|against) (?:cash|fiat(?: currency)?|usd|u\.?s\.? ?dollars?|dollars?|operating purposes|"
    r"operations)"
    r"|(?: of)? (?:by|through|via|by way of) sales?"
    r"| (?:on|via|through) (?:an |the )?(?:exchanges?|open market|market)"
    r"| to (?:fund|finance|cover|pay|repay|settle)(?: for)?(?: [a-z-]+){1,4}"
    r"| for (?:opex|capex|(?:working |general )?(?:capital|expenses|costs|purposes)))?"
    r"(?: (?:during|in|at|for|by)(?: the)? (?:end|(?:end of )?(?:month|period|quarter|year)))?"
)
_BOOKED = re.compile(
    rf"((?:carrying (?:value|amount)|cost(?: basis)?|book value) of )(?:the )?(?={SALE_WORD})"
)


@lru_cache(maxsize=1024)
def elliptic_label(text: str) -> Label:
    """A label that leaves the coin out, such as "Sold": read as if it named it."""
    plain = called_sale(plain_label(text))
    if (booked := _BOOKED.match(plain)) is not None:
        return label_of(f"{booked[1]}bitcoin {plain[booked.end() :]}")
    return label_of(f"bitcoin {plain}") if _ELLIPTIC.fullmatch(plain) else label_of(text)
