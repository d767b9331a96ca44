"""The words for days, months, quarters and halves, each as a pattern with the reader of what it means."""

from monitor.disclosures.extract.periods.day_readers import (
    read_day,
    read_ended,
    read_iso,
    read_month,
    read_months,
    read_range,
    read_slashes,
)
from monitor.disclosures.extract.periods.month_readers import (
    read_day_of_month,
    read_month_begun,
    read_month_number,
    read_month_of_year,
    read_month_over,
    read_month_so_far,
    read_month_to_day,
    read_month_to_now,
    read_week_or_half,
)
from monitor.disclosures.extract.periods.pattern_pieces import (
    DAY_MONTH,
    DAY_NUMBER,
    MONTH_DAY,
    MONTH_NAME,
    OF_ITS_YEAR,
    OF_LAST_YEAR,
    OF_THE_YEAR,
    ORDER,
    SET_UP,
    TO,
    YEAR_NUMBER,
    compiled,
)
from monitor.disclosures.extract.periods.quarter_readers import (
    read_half,
    read_ordinal,
    read_quarter,
    read_quarters,
    read_year,
)
from monitor.disclosures.extract.periods.span_readers import (
    read_ago,
    read_day_range,
    read_day_to_now,
    read_month_quarter,
    read_months_to,
    read_weeks_to,
)

_THE_MONTH = r"(?P<month>[^\W\d_]+)\b\.?"
"""The name of a month where one is known to stand."""
_YEAR = YEAR_NUMBER.format("")
_THE_DAY = rf"{_THE_MONTH}\s+{DAY_NUMBER.format('')}(?:\s*,?\s+{_YEAR})?"
_TO_DAY = rf"{TO}(?:{MONTH_NAME}\s+)?{DAY_NUMBER}(?:\s*,?\s+{YEAR_NUMBER})?".format("z")
_TO_MONTH = rf"(?:(?:early|mid|late)[\s-]+)?{MONTH_NAME}(?:\s*,?\s+{YEAR_NUMBER})?(?!\s+\d\d?\b)".format("z")
_AND_TO = r",?\s+(?P<joined>(?:and\s+)?(?:up\s+to|through|until|till|to)|and)\s+"
_TO_NOW = (
    r",?\s+(?:(?:and\s+)?(?:through|to|until|up\s+to)\s+(?:and\s+including\s+)?|and\s+(?=the\s+date\s))"
    r"(?:the\s+(?:date\s+(?:of\s+this|hereof)|present|filing)|today\b|now\b)"
)
BY_MONTH = compiled(
    (f"{_THE_DAY}{_TO_NOW}", read_day_to_now),
    (
        rf"{_THE_MONTH}(?:\s+{_YEAR})?,?\s+(?:and|through|to|until|up\s+to)\s+the\s+date\s+(?:of\s+this|hereof)",
        read_month_to_now,
    ),
    (rf"{_THE_MONTH}(?:\s+{_YEAR})?\s+(?:to\s+date|so\s+far)\b", read_month_so_far),
    (
        rf"{_THE_MONTH}\s+(?:of\s+)?(?:the\s+)?(?P<which>last|this|previous|prior|preceding)\s+year\b",
        read_month_of_year,
    ),
    (rf"{_THE_MONTH}(?:\s+{_YEAR})?\s+(?:began|started|opened|dawned|arrived)\b", read_month_begun),
    (
        rf"{_THE_MONTH}(?:\s+{_YEAR})?\s+(?:ended|closed|was\s+over|drew\s+to\s+a\s+close)\b",
        read_month_over,
    ),
    (
        rf"{_THE_MONTH}(?:\s+{_YEAR})?[\s-]+quarter\b(?:\s+of\s+(?P<zyear>20\d\d)\b)?",
        read_month_quarter,
    ),
    (_THE_DAY + SET_UP + _TO_DAY, read_range),
    (_THE_DAY, read_day),
    (rf"{_THE_MONTH}(?:\s*,?\s+{_YEAR})?{_AND_TO}{MONTH_DAY.format('z')}", read_month_to_day),
    (rf"{_THE_MONTH}(?:\s*,?\s+{_YEAR})?{TO}{_TO_MONTH}", read_months),
    (
        rf"{_THE_MONTH}(?:\s*(?:,|of|de)?\s+{_YEAR}|\s?[-’'](?P<short>(?:20)?[0-4]\d)\b)?",
        read_month,
    ),
)
"""What may follow where `day_words.STARTS` found a month: its name is not looked for again."""
_ENDED = (
    r"(?:(?P<length>one|three|six|nine|twelve|[1369]|12)[\s-]+months?|(?P<what>(?:calendar\s+|fiscal\s+)?"
    r"(?:week|month|quarter|half|half[\s-]year|year)s?|quarterly(?=\s+period)|annual(?=\s+period)))(?:\s+periods?)?\s+"
    r"(?:(?:that\s+|which\s+)?(?:ended|ending)|to|through)\s+(?:on\s+)?"
)
ENDED = (
    (_ENDED + MONTH_DAY.format(""), read_ended),
    (_ENDED + DAY_MONTH.format(""), read_ended),
)
"""As in the United States, and as in the rest of the world: "ended June 30, 2023", "ended 30 June 2023"."""
MONTHS_TO = (
    r"(?P<length>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1[0-2])[\s-]+months?\s+"
    r"(?:(?:that\s+)?(?:ended|ending)|to|through|until)\s+(?:the\s+end\s+of\s+|end[\s-])?(?:in\s+)?"
    rf"{MONTH_NAME}(?:\s*,?\s+{YEAR_NUMBER})?".format(""),
    read_months_to,
)
WEEKS_TO = (
    r"(?P<count>two|three|four|five|six|seven|eight|nine|ten|thirteen|twenty-six|thirty-nine|fifty-two|\d\d?)"
    r"\s+(?P<unit>weeks|days)\s+"
    r"(?:to|(?:that\s+|which\s+)?(?:ended|ending)(?:\s+on)?|through|until|up\s+to)\s+" + MONTH_DAY.format(""),
    read_weeks_to,
)
QUARTER = (
    (
        r"(?:fiscal\s+)?(?:(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th|final(?=\s+quarter\b)|(?:last|opening|closing)(?=\s+quarter\s+of\b))[\s-]+(?:fiscal\s+|calendar\s+)?quarter"
        r"|Q(?P<qa>[1-4]))\b(?P<qb>)(?P<yb>)"
        rf"(?:\s*,?\s*(?:of\s+)?(?:the\s+)?(?:fiscal\s+)?(?:year\s+)?(?:FY\s?)?{YEAR_NUMBER}"
        rf"|\s?[-’'/](?P<yc>[0-4]\d)\b|{OF_LAST_YEAR}|{OF_THE_YEAR}|{OF_ITS_YEAR})?".format("")
    ),
    read_quarter,
)
ORDINAL = (
    (
        r"(?<=\bin\sthe\s)(?P<nth>first|second|third|fourth)\b"
        r"(?=\s*[,.;:)]|\s+(?:and|but|it|none)\b|\s+\d[\d.,]*+(?!\s*(?:days?|weeks?|months?|hours?|minutes?|years?|-))|\Z)"
    ),
    read_ordinal,
)
"""As in "after 55 in the first": a quarter, where the sentence has named one."""
_QUARTER_ENDED = (
    r"(?:(?:first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+(?:fiscal[\s-]+)?|fiscal\s+)(?P<length>)(?P<what>quarter)"
    r"(?:\s+of\s+fiscal\s+(?:year\s+)?(?:19|20)\d\d)?,?\s+(?:ended|ending)\s+"
)
QUARTER_ENDED = (
    (_QUARTER_ENDED + MONTH_DAY.format(""), read_ended),
    (_QUARTER_ENDED + DAY_MONTH.format(""), read_ended),
)
QUARTERS = (
    r"(?P<ordinal>first|second|third)\s+(?:quarter\s+)?(?:and|through|to)\s+(?:the\s+)?(?P<zordinal>second|third|fourth)\s+quarters?\b"
    rf"(?:\s*,?\s*(?:of\s+)?(?:fiscal\s+)?{YEAR_NUMBER})?".format(""),
    read_quarters,
)
HALF = (
    (
        r"(?:(?:fiscal\s+)?(?P<ordinal>first|second|1st|2nd)[\s-]+(?:fiscal\s+)?half|H(?P<ha>[12])\b)(?P<hb>)"
        rf"(?:\s*,?\s*(?:of\s+)?(?:the\s+)?(?:fiscal\s+)?(?:year\s+)?(?:FY\s?)?{YEAR_NUMBER}"
        rf"|\s?(?:[’'/-]|FY\s?[’']?)(?P<yc>[0-4]\d)\b|{OF_LAST_YEAR}|{OF_THE_YEAR})?".format("")
    ),
    read_half,
)
QUARTER_TO = (
    rf"(?P<length>quarter|year|half)\s+(?:(?:that\s+|which\s+)?(?:ended|ending)|to|through)\s+(?:in\s+)?(?:the\s+end\s+of\s+|end[\s-])?{MONTH_NAME}(?!\s+\d\d?\b)(?:\s*,?\s+{YEAR_NUMBER})?".format(
        ""
    ),
    read_months_to,
)
BY_DIGIT = compiled(
    (r"(?P<count>[1-9])\s+(?P<unit>day|week|month|quarter)s?\s+ago\b", read_ago),
    *ENDED,
    MONTHS_TO,
    WEEKS_TO,
    (
        rf"{DAY_NUMBER}(?:\.?\s+(?:de\s+)?{MONTH_NAME}(?:\s+{YEAR_NUMBER})?)?".format("")
        + rf"(?:{TO}|\s+(?:bis(?:\s+zum)?|au|al|até|hasta\s+el)\s+)"
        + DAY_MONTH.format("z"),
        read_day_range,
    ),
    (DAY_MONTH.format(""), read_day),
    (
        r"(?P<fiscal>)(?P<short>)(?P<year>20\d\d)(?=\s(?:bitcoin\s|BTC\s)?(?:sales|production|output|tally|total|disposals)\b)",
        read_year,
    ),
    (
        r"(?<=\bon\sthe\s)(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b(?!\s+(?:of|quarter|half|century|anniversary|floor|day)\b)",
        read_day_of_month,
    ),
    (r"(?P<number>0[1-9]|1[0-2])/(?P<year>20\d\d)\b", read_month_number),
    (r"(?<!\bASU\s)(?<!\bNo\.\s)(?P<year>20\d\d)-(?P<number>0[1-9]|1[0-2])\b(?!-)", read_month_number),
    (r"(?P<year>20\d\d)(?P<mark>[-/])(?P<number>[01]\d)(?P=mark)(?P<day>[0-3]\d)\b", read_iso),
    (r"(?P<day>[0-3]?\d)\.(?P<number>[01]?\d)\.(?P<year>20\d\d)\b", read_iso),
    (r"(?P<one>[0-3]?\d)/(?P<other>[0-3]?\d)/(?P<year>20\d\d)\b", read_slashes),
    (
        r"(?P<qb>[1-4])Q(?:\s?(?:FY\s?)?[’']?(?P<yb>(?:20)?[0-4]\d))?\b(?P<ordinal>)(?P<qa>)(?P<year>)(?P<yc>)",
        read_quarter,
    ),
    (r"(?P<hb>[12])H\s?(?P<yc>(?:20)?[0-4]\d)\b(?P<ordinal>)(?P<ha>)(?P<year>)", read_half),
)
PART = (
    rf"{ORDER}\s+(?:(?P<count>two|three|four|five|six|seven|eight|nine|ten|\d\d?|few|couple\s+of)\s+)?(?P<piece>weeks?|half|days)\s+of\s+{MONTH_NAME}(?:\s*,?\s+{YEAR_NUMBER})?".format(
        ""
    ),
    read_week_or_half,
)
