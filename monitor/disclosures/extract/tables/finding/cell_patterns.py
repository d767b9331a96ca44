"""What stands between the bars of a table's line: values however they are glued to what precedes, remarks, words."""

import re

_GLUE = "|".join(f"(?<={ending})" for ending in ("[a-z]{4}", "btc", "btcs"))
_GLUED_LONG = r"(?<=[a-z][a-z])(?=\d[\d,]*[.,]\d|\d{3})"
"""A number too long for a footnote may touch a short word too: "disposed of29.02"."""
_BEFORE_NUMBER = (
    rf"(?<![\w.,/$])|{_GLUE}|{_GLUED_LONG}|(?<=[ ,]20[0-3]\d)(?=\d{{1,3}}[,.$])|(?<=[a-z]\))|(?<=%)|(?<=illion)(?=\$)|"
    r"(?<=\d)(?=[-+]\d[\d.]*\s?%|\$|\()"
)
_NUMBER = r"""
    (?=[-+~≈\d$€£₿(ACEGHJMNORU])
    (?P<open>\(\s*)?
    (?P<approx>[~≈]\s*|(?<![a-z])(?:approximately|approx\.?|about|around|roughly|circa|nearly|almost|(?:just\s+)?over|more\s+than)\s+)?
    (?P<sign>[-+](?=[\d$(])|[-+](?=(?:US|C|CA|A|HK)\$))?
    (?P<currency>(?:US|CA|C|A|HK|NT|CDN)?\$|[€£₿]|(?:USD|CAD|EUR|AUD|GBP)(?=\s?[\d$(]))?\$?\s*
    (?P<inner>\(\s*)?(?P<minus>-(?=\d))?
    (?P<number>\d(?:[\d,.]*\d)?)
    (?P<scale>\s*(?:million|billion|thousand|mm|bn|[MBK])(?![A-Za-z/])|\s?(?:million|billion|thousand)(?-i:(?=[A-Z])))?
    (?:\s?/\s?(?:BTC|bitcoin|coin)(?![a-z]))?
    (?P<unit>\s*%|\s*(?:bitcoins?|BTCs?|coins)(?-i:(?![a-z/]))(?:(?<!\dBTC)|(?!\s+[a-z]))(?!\s+[a-z]+\s*:)(?![^|\n]{0,40}:\s*[~\d]))?
    (?P<close>\s*\)(?P<after>\s?%)?)?
"""
_REMARK = (
    r"\((?:in )?(?:US)?[$']\s?000s?\)|\((?:up|down) \d[\d.]*\s?%\)|"
    r"\((?=[^()\n|]{0,200}[a-z]{3})[^()\n|]{1,200}\)\d?(?!\d)"
)
WORTH = re.compile(r"\s*\(\s*(?:US)?\$[^()\n|]{1,40}\)", re.IGNORECASE)
"""What coins are worth, in parentheses after them."""
WHOLE_REMARK = re.compile(rf"\s*(?:{_REMARK})", re.IGNORECASE)
_WORDS = r"(?:[^\s|\d$()%*-]|-(?=[a-z]))(?:[^\s|\d$()%*-]|-(?=[a-z])|[ ](?=[bdfiklpqstvwxy]))*"
TOKEN = re.compile(
    rf"""
    (?P<remark>{_REMARK})
    |(?P<apart>(?<=[\d)CNSncs]\ )(?:vs\.?|versus)(?=\s[$~]?\d[\d,.]*(?:\s(?:BTCs?|bitcoins?))?\s*(?:[|;\n]|\Z)))
    |(?P<thousands>(?:'|(?:US|C|A)?[$£€]\s?'?)000s?(?![\d,.]))
    |(?P<value>(?:{_BEFORE_NUMBER}){_NUMBER})
    |(?P<missing>(?:(?<![a-z])|(?<=illion)|(?<=n/a)|(?-i:(?<=[a-z])(?=N/A))|{_GLUE})(?:n\s?/\s?a|n\.a\.|nm|n\.m\.)(?-i:(?![a-z])))
    |(?P<nil>(?:(?<![a-z])(?:nil|none|zero)(?![a-z])
        |(?:{_GLUE}|(?<=[\d)])|(?<=Nil)|(?<=illion))(?-i:Nil|None|Zero)(?-i:(?![a-z]))|(?<=\.\d)-(?=\d)
        |(?<![\w-])(?:\$\s*)?-{{1,3}}(?![\w$-])|(?:{_GLUE}|(?<=-)|(?<=[a-z]\)))-|(?<=\d)-(?=n/a|\$|-|\s|\Z)|(?<=illion)-))
    |(?P<note>\(\s*(?:[a-z]|\d{{1,2}})\s*\)(?=\s*[a-z])|\[\s*(?:[a-z]|\d{{1,2}})\s*\])
    |(?P<dollar>(?:US|CA|C|A)?\$)
    |(?P<mark>[%*)(\]\[$;])
    |(?P<word>{_WORDS}|\S)
    """,
    re.IGNORECASE | re.VERBOSE,
)
PLAIN_NUMBER = re.compile(r"(?<![\w.,/$])(?P<number>\d(?:[\d,.]*\d)?)(?=\s*(?:\||\Z))")
"""A number with nothing about it, to the end of its cell: what TOKEN finds there as well, much later."""
PLAIN_WORDS = re.compile(rf"(?P<word>{_WORDS})", re.IGNORECASE | re.VERBOSE)
PLAIN_LETTERS = frozenset("bdfiklpqstvwxyBDFIKLPQSTVWXY")
"""With these begin words and nothing else: no number, currency or "nil"."""
