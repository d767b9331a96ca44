"""Names of columns that a text runs together on one line, as in "Date Bitcoin Sold Average Price Net Proceeds"."""

import re

from monitor.disclosures.extract.selling import SELLING_WORD

_COIN = r"(?:bitcoins?|btcs?|coins?)"
_DEED = rf"(?:{SELLING_WORD}|produced|production|mined|held|holdings?|balance|purchased|acquired|bought)"
_REMARK = r"(?: ?\([^()\n|]{1,20}\))?"
_NAME = re.compile(
    rf"(?:(?:sale|trade|transaction|settlement|calendar|fiscal)\s)?(?:period|months?|dates?|week|quarter|year|day)"
    rf"(?:\s(?:ended|ending|sold|of\ssale))?{_REMARK}"
    rf"|(?:(?:{_COIN}\s)?(?:opening|closing|beginning|ending|month.end|end(?:ing)?\sof\smonth)\s(?:{_COIN}\s)?(?:balance|holdings?)){_REMARK}"
    rf"|(?:(?:number|amount|quantity|units|no\.)\sof\s|total\s)?(?:{_COIN}\s{_DEED}|{_DEED}\s{_COIN}|{_DEED}\s\({_COIN}\))"
    rf"(?:\s(?:at|in|during)\s(?:the\s)?(?:month|period|quarter|year)(?:.end)?)?{_REMARK}"
    rf"|(?:(?:avg\.?|average|net|unit|sales?|selling|realized)\s){{0,3}}price(?:\s(?:per|/|of)\s?{_COIN}(?:\ssold)?)?{_REMARK}"
    rf"|(?:(?:gross|net|total|aggregate|cash|sales?)\s){{0,2}}proceeds(?:\sfrom\ssales?)?{_REMARK}"
    rf"|(?:held|holdings?|balance)\sat\s(?:the\s)?(?:(?:month|quarter|period|year)[\s-])?end{_REMARK}"
    rf"|{_COIN}\s(?:at|on)\s(?:the\s)?(?:month|quarter|period|year)[\s-]end{_REMARK}|hash\s?rate{_REMARK}|%\s(?:sold|change)"
    rf"|(?:quantity|units|(?:(?:number|quantity|no\.)\sof\s)?{_COIN}|{_DEED}|amount|purpose|counterparty|exchange|venue|type|action|side|asset|(?:total\s)?(?:value|cost)|source|company|miner|issuer)"
    rf"{_REMARK}",
    re.IGNORECASE,
)
_MOST = 12
_LONGEST = 300


def names_run_together(text: str) -> list[str]:
    """The names that a line of words consists of; nothing where anything else stands in it."""
    names: list[str] = []
    plain = " ".join(text[:_LONGEST].split())
    at = 0
    while at < len(plain):
        found = _NAME.match(plain, at)
        if found is None or len(names) == _MOST or (found.end() < len(plain) and plain[found.end()] != " "):
            return []
        names.append(found[0])
        at = found.end() + 1
    return names


def names_begin(text: str, start: int, end: int) -> int | None:
    """Where the names begin that end right before a place of a text, two of them at least; None where none do."""
    begin = max(start, end - _LONGEST)
    for word in re.finditer(r"(?<!\S)[A-Z]", text[begin:end]):
        if len(names_run_together(text[begin + word.start() : end])) > 1:
            return begin + word.start()
    return None
