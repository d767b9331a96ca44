"""The words for days and periods, each as a pattern with the reader of what it means."""

import re

from monitor.disclosures.extract.calendars import MONTHS
from monitor.disclosures.extract.day_readers import (
    Reader,
    read_day,
    read_ended,
    read_iso,
    read_month,
    read_months,
    read_months_of,
    read_range,
    read_since,
    read_slashes,
    read_to_date,
    read_year_end,
)
from monitor.disclosures.extract.quarter_readers import read_half, read_quarter, read_quarters, read_year
from monitor.disclosures.extract.relative_readers import (
    WEEKDAYS,
    read_relative,
    read_same,
    read_same_of,
    read_this_day,
    read_unit_end,
    read_week_of,
    read_weekday,
    read_weekdays,
    read_weekend,
    read_year_ago,
    read_yesterday,
)
from monitor.disclosures.extract.span_readers import (
    read_ago,
    read_current,
    read_day_range,
    read_day_to_now,
    read_edge_month,
    read_edge_to,
    read_first_months,
    read_full,
    read_last_abroad,
    read_last_months,
    read_later,
    read_month_begun,
    read_month_of_year,
    read_month_quarter,
    read_month_start,
    read_months_to,
    read_past_days,
    read_past_months,
    read_since_end,
    read_since_start,
    read_since_year,
    read_subsequent,
    read_that_month,
    read_the_months,
    read_through,
    read_to_date_through,
    read_unit_before,
    read_week_or_half,
    read_weeks_to,
    read_years,
)

_MONTH_NAME = "(?P<{0}month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY_NUMBER = r"(?P<{0}day>[0-3]?\d)(?:\s?(?:st|nd|rd|th)\b)?(?!\d|[.,]\d\d\d(?!\d))"
_YEAR_NUMBER = r"(?P<{0}year>(?:19|20)\d\d)(?!\d|[.,]\d)"
_MONTH_DAY = rf"{_MONTH_NAME}\s+{_DAY_NUMBER}(?:\s*,?\s+{_YEAR_NUMBER})?"
_DAY_MONTH = (
    rf"{_DAY_NUMBER}(?:\.?\s+(?:de\s+)?|(?<=[a-z])\s+of\s+){_MONTH_NAME}(?:,?\s+(?:de\s+)?{_YEAR_NUMBER})?"
)
_TO = (
    r"\s*(?:(?<=\d),\s*(?=and\b|to\b|through\b))?"
    r"(?:-to-|-|‐|‑|–|—|to|and\s+(?:ending|ended|finishing|concluding)\s+on|and|through|until|till)\s*"
)
_AGO = r"(?:(?:of\s+)?(?:the\s+)?(?:last|previous|prior|preceding)\s+year|(?:a|one)\s+year\s+(?:ago|earlier|before))"
_OF_LAST_YEAR = r"\s*,?\s+(?:of\s+)?(?:the\s+)?(?P<ago>(?:last|previous|prior|preceding)\s+year)\b"
_ORDER = r"(?P<part>first|second|third|fourth|last|final|opening|closing)"

Patterns = tuple[tuple[re.Pattern[str], Reader], ...]


def compiled(*patterns: tuple[str, Reader]) -> Patterns:
    """The expressions, without regard to case, each beside what reads it."""
    return tuple((re.compile(text, re.IGNORECASE), reader) for text, reader in patterns)


_DAY_TO_NOW = (
    _MONTH_DAY.format("") + r",?\s+(?:and\s+)?(?:through|to|until|up\s+to)\s+(?:and\s+including\s+)?"
    r"(?:the\s+(?:date\s+(?:of\s+this|hereof)|present|filing)|today\b|now\b)",
    read_day_to_now,
)
BY_MONTH = compiled(
    _DAY_TO_NOW,
    (
        rf"{_MONTH_NAME}\s+(?:of\s+)?(?:the\s+)?(?P<which>last|this|previous|prior|preceding)\s+year\b".format(
            ""
        ),
        read_month_of_year,
    ),
    (
        rf"{_MONTH_NAME}(?:\s+{_YEAR_NUMBER})?\s+(?:began|started|opened|dawned|arrived)\b".format(""),
        read_month_begun,
    ),
    (
        rf"{_MONTH_NAME}(?:\s+{_YEAR_NUMBER})?[\s-]+quarter\b(?:\s+of\s+(?P<zyear>20\d\d)\b)?".format(""),
        read_month_quarter,
    ),
    (
        _MONTH_DAY.format("")
        + rf"{_TO}(?:{_MONTH_NAME}\s+)?{_DAY_NUMBER}(?:\s*,?\s+{_YEAR_NUMBER})?".format("z"),
        read_range,
    ),
    (_MONTH_DAY.format(""), read_day),
    (
        rf"{_MONTH_NAME}(?:\s*,?\s+{_YEAR_NUMBER})?".format("")
        + _TO
        + rf"(?:(?:early|mid|late)[\s-]+)?{_MONTH_NAME}(?:\s*,?\s+{_YEAR_NUMBER})?(?!\s+\d\d?\b)".format("z"),
        read_months,
    ),
    (
        rf"{_MONTH_NAME}(?:\s*(?:,|of|de)?\s+{_YEAR_NUMBER}|\s?[-’'](?P<short>(?:20)?[0-4]\d)\b)?".format(""),
        read_month,
    ),
)
_ENDED = (
    r"(?:(?P<length>one|three|six|nine|twelve|[1369]|12)[\s-]+months?|(?P<what>(?:calendar\s+|fiscal\s+)?"
    r"(?:week|month|quarter|half|half[\s-]year|year)s?))(?:\s+periods?)?\s+"
    r"(?:(?:that\s+|which\s+)?(?:ended|ending)|to|through)\s+(?:on\s+)?"
)
ENDED = (
    (_ENDED + _MONTH_DAY.format(""), read_ended),
    (_ENDED + _DAY_MONTH.format(""), read_ended),
)
"""As in the United States, and as in the rest of the world: "ended June 30, 2023", "ended 30 June 2023"."""
MONTHS_TO = (
    r"(?P<length>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1[0-2])[\s-]+months?\s+"
    r"(?:(?:that\s+)?(?:ended|ending)|to|through|until)\s+(?:the\s+end\s+of\s+|end[\s-])?(?:in\s+)?"
    rf"{_MONTH_NAME}(?:\s*,?\s+{_YEAR_NUMBER})?".format(""),
    read_months_to,
)
WEEKS_TO = (
    r"(?P<count>two|three|four|five|six|\d\d?)\s+(?P<unit>weeks|days)\s+(?:to|ended|ending|through|until|up\s+to)\s+"
    + _MONTH_DAY.format(""),
    read_weeks_to,
)
QUARTER = (
    (
        r"(?:fiscal\s+)?(?:(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th|(?:final|last|opening|closing)(?=\s+quarter\s+of\b))[\s-]+(?:fiscal\s+|calendar\s+)?quarter"
        r"|Q(?P<qa>[1-4]))\b(?P<qb>)(?P<yb>)"
        rf"(?:\s*,?\s*(?:of\s+)?(?:the\s+)?(?:fiscal\s+)?(?:year\s+)?(?:FY\s?)?{_YEAR_NUMBER}"
        rf"|\s?[-’'/](?P<yc>[0-4]\d)\b|{_OF_LAST_YEAR})?".format("")
    ),
    read_quarter,
)
_QUARTER_ENDED = (
    r"(?:(?:first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+(?:fiscal[\s-]+)?|fiscal\s+)(?P<length>)(?P<what>quarter)"
    r"(?:\s+of\s+fiscal\s+(?:year\s+)?(?:19|20)\d\d)?,?\s+(?:ended|ending)\s+"
)
QUARTER_ENDED = (
    (_QUARTER_ENDED + _MONTH_DAY.format(""), read_ended),
    (_QUARTER_ENDED + _DAY_MONTH.format(""), read_ended),
)
QUARTERS = (
    r"(?P<ordinal>first|second|third)\s+(?:quarter\s+)?(?:and|through|to)\s+(?:the\s+)?(?P<zordinal>second|third|fourth)\s+quarters?\b"
    rf"(?:\s*,?\s*(?:of\s+)?(?:fiscal\s+)?{_YEAR_NUMBER})?".format(""),
    read_quarters,
)
HALF = (
    (
        r"(?:(?:fiscal\s+)?(?P<ordinal>first|second|1st|2nd)[\s-]+(?:fiscal\s+)?half|H(?P<ha>[12])\b)(?P<hb>)"
        rf"(?:\s*,?\s*(?:of\s+)?(?:the\s+)?(?:fiscal\s+)?(?:year\s+)?(?:FY\s?)?{_YEAR_NUMBER}"
        rf"|\s?(?:[’'/-]|FY\s?[’']?)(?P<yc>[0-4]\d)\b|{_OF_LAST_YEAR})?".format("")
    ),
    read_half,
)
QUARTER_TO = (
    rf"(?P<length>quarter|year|half)\s+(?:to|through|ended|ending)\s+(?:in\s+)?(?:the\s+end\s+of\s+|end[\s-])?{_MONTH_NAME}(?!\s+\d\d?\b)(?:\s*,?\s+{_YEAR_NUMBER})?".format(
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
        rf"{_DAY_NUMBER}(?:\.?\s+(?:de\s+)?{_MONTH_NAME}(?:\s+{_YEAR_NUMBER})?)?".format("")
        + rf"(?:{_TO}|\s+(?:bis(?:\s+zum)?|au|al|até|hasta\s+el)\s+)"
        + _DAY_MONTH.format("z"),
        read_day_range,
    ),
    (_DAY_MONTH.format(""), read_day),
    (r"(?P<fiscal>)(?P<short>)(?P<year>20\d\d)(?=\s(?:bitcoin\s|BTC\s)?sales\b)", read_year),
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
    rf"{_ORDER}\s+(?:(?P<count>two|three|four|five|ten|\d\d?|few|couple\s+of)\s+)?(?P<piece>weeks?|half|days)\s+of\s+{_MONTH_NAME}(?:\s*,?\s+{_YEAR_NUMBER})?".format(
        ""
    ),
    read_week_or_half,
)
RELATIVE = (
    (
        r"(?P<which>this|last|past|previous|prior|the\s+(?:previous|prior|preceding|last|past|current|reporting)"
        r"|(?:during|in|for|over|of)\s+(?:the|that)|the|that|all)\s+(?P<unit>week|month|quarter|year)\b"
        r"(?!s\b|-|’|'|\s+(?:(?:that\s+|which\s+)?(?:ended|ending)|to\s+(?:the\s+end\s+of\s+)?(?-i:(?:\d{1,2}\s+)?(?!BTC)[A-Z])|of\s(?!\d)))"
    ),
    read_relative,
)
THE_HALF = (
    (
        r"(?P<which>(?:during|in|over|for)\s+the)\s+(?P<unit>half)(?:[\s-]year)?\b"
        r"(?!\s+(?:of|the|its|their|an?|hour|day|month|dozen|million|billion|ended|ending|to)\b|-)"
    ),
    read_relative,
)
FULL = (r"the\s+(?:full|whole|entire)\s+(?P<unit>quarter|year)\b(?!\s+(?:of|ended|ending|\d))", read_full)
TO_DATE = (r"(?:calendar\s+|fiscal\s+)?year[\s-]+to[\s-]+date\b|YTD\b", read_to_date)
MONTH_TO_DATE = (r"(?P<unit>month)[\s-]+to[\s-]+date\b(?P<which>)", read_relative)
THE_MONTHS = (
    r"(?<=\bthe\s)(?P<length>three|six|nine|twelve)\s+months\b(?=\s*(?:[,.;:()]|\Z|(?:we|it|they|brought|was|were|that|and|came|amounted|had|the)\b))",
    read_the_months,
)
YEAR_SO_FAR = (
    r"(?:so\s+far\s+(?:this|in\s+the)\s+(?:fiscal\s+)?year|this\s+year\s+(?:so\s+far|to\s+date)|(?:(?:for|in|over|during)\s+)?(?:the\s+)?year\s+(?:so\s+far|thus\s+far))\b",
    read_to_date,
)
YEAR = (
    r"(?:(?P<fiscal>fiscal(?:\s+year)?|FY)\s*|(?:in|during|of|for|over|throughout|year|calendar|CY)\s*(?:all\s+of\s+)?"
    rf"(?:the\s+)?(?:full\s+)?(?:year\s+)?)(?:{_YEAR_NUMBER}|(?<=FY)[’']?(?P<short>[12]\d)\b)".format(""),
    read_year,
)
PART_OF_YEAR = (rf"(?P<fiscal>)(?P<short>)(?:early|late|mid)[\s-]+{_YEAR_NUMBER}".format(""), read_year)
YEARS = (
    r"(?:between|from|in|during|over)\s+(?P<year>20[0-4]\d)\s*(?:-|–|—|and|to|through|until)\s*(?P<zyear>20[0-4]\d)(?!\d|[.,]\d|-)",
    read_years,
)
END_OF_YEAR = (
    rf"(?P<fiscal>)(?:end\s+of|ended|closed|finished|exited|by)\s+(?:the\s+year\s+)?{_YEAR_NUMBER}".format(
        ""
    ),
    read_year_end,
)
UNIT_END = (
    r"(?:(?P<unit>month|quarter|year)[\s-]end|end\s+of\s+(?P<which>the|this|last|the\s+last)\s+(?P<what>month|quarter|year))\b",
    read_unit_end,
)
YEAR_AGO = (
    rf"(?:same|comparable|corresponding|equivalent|like)\s+(?:month|period|quarter|half)\s+{_AGO}|(?:year[\s-]ago|year[\s-]earlier|prior[\s-]year)\s+(?:month|period|quarter)\b",
    read_year_ago,
)
UNIT_BEFORE = (
    r"(?:(?<=\ba\s)|(?<=\bone\s))(?P<unit>week|month|quarter|year)\s+(?:ago|earlier|before)\b(?!\s+(?:that\b(?!\s*[,.;:)])|the\b))",
    read_unit_before,
)
THE_UNIT_BEFORE = (
    r"the\s+(?P<unit>week|month|quarter|year)\s+(?:before|earlier|prior)\b(?=\s*(?:[.,;:)]|\Z|(?:was|were|had|it|they)\b))",
    read_unit_before,
)
LATER = (
    r"(?:(?<=\ba\s)|(?<=\bone\s)|(?P<count>two|three|four|five)\s+)(?P<unit>day|week|month)s?\s+later\b",
    read_later,
)
AGO_COUNTED = (
    r"(?P<count>one|two|three|four|five|six|[1-9])\s+(?P<unit>day|week|month|quarter)s?\s+ago\b",
    read_ago,
)
A_WEEK_AGO = (r"(?:(?<=\ba\s)|(?<=\bA\s))(?P<count>)(?P<unit>week|day)\s+ago\b", read_ago)
FOLLOWING = (r"(?:the\s+)?following\s+(?:day|week|month)\b", read_later)
SAME_OF = (
    rf"(?:same|comparable|corresponding|equivalent|like)\s+(?:month|period|quarter|half)\s+(?:of|in)\s+{_YEAR_NUMBER}".format(
        ""
    ),
    read_same_of,
)
SAME = (r"(?:same|that)\s+(?:month|period|quarter)\b", read_same)
THAT_MONTH = (r"that\s+(?:same\s+)?" + _MONTH_NAME.format("") + r"(?!\s+\d)", read_that_month)
CURRENT = (r"current\s+period\b", read_current)
SINCE = (
    rf"since\s+(?:(?:early|late|mid|the\s+(?:end|start|beginning)\s+of)[\s-]+)?{_MONTH_NAME}(?:\s+{_DAY_NUMBER})?"
    rf"(?:\s*,?\s+(?:of\s+)?{_YEAR_NUMBER})?".format(""),
    read_since,
)
THEN_ENDED = (r"(?:three|six|nine|twelve)\s+months\s+then\s+ended\b", read_same)
MONTHS_OF = (
    rf"(?P<length>three|six|nine)\s+months\s+of\s+(?:the\s+)?(?:fiscal\s+)?{_YEAR_NUMBER}".format(""),
    read_months_of,
)
EDGE_MONTH = (
    rf"(?P<edge>first|final|last|opening|closing)\s+month\s+of\s+(?:the\s+year|{_YEAR_NUMBER})".format(""),
    read_edge_month,
)
LAST_MONTHS = (
    rf"(?:last|final)\s+(?P<length>two|three|four|five|six|nine)\s+months\s+of\s+(?:{_YEAR_NUMBER}|the\s+year|(?P<ago>last\s+year))".format(
        ""
    ),
    read_last_months,
)
FIRST_QUARTERS = (
    rf"first\s+(?P<length>two|three)\s+quarters\b(?:\s+of\s+(?:{_YEAR_NUMBER}|the\s+year|this\s+year))?".format(
        ""
    ),
    read_first_months,
)
TO_DATE_THROUGH = (
    r"(?:year[\s-]+to[\s-]+date|YTD)\s+(?:through|to|as\s+of|until)\s+"
    rf"{_MONTH_NAME}(?:\s+{_DAY_NUMBER})?(?:\s*,?\s+{_YEAR_NUMBER})?".format(""),
    read_to_date_through,
)
FROM_START = (
    r"the\s+(?:beginning|start)\s+of\s+the\s+year\s+(?:to|through|until)\s+(?:the\s+end\s+of\s+)?"
    rf"{_MONTH_NAME}(?:\s+{_DAY_NUMBER})?(?:\s*,?\s+{_YEAR_NUMBER})?".format(""),
    read_to_date_through,
)
FIRST_MONTHS = (
    r"first\s+(?P<length>two|three|four|five|six|seven|eight|nine|ten|eleven)\s+months\s+of\s+(?:the\s+)?(?:fiscal\s+)?"
    rf"(?:{_YEAR_NUMBER}|(?P<this>this\s+year|year)\b)".format(""),
    read_first_months,
)
PAST_MONTHS = (
    (
        r"(?:last|past|previous|prior)\s+(?P<count>two|three|four|five|six|nine|twelve|[2-9]|12)\s+months\b"
        r"(?!\s+(?:of|ended)\b|\s+to\s+(?-i:[A-Z\d]))"
    ),
    read_past_months,
)
THROUGH = (rf"through\s+{_MONTH_DAY}".format(""), read_through)
SINCE_START = (
    r"since\s+the\s+(?:beginning|start)\s+of\s+(?:(?P<which>this|the|last)\s+)?(?P<unit>month|quarter|year)\b",
    read_since_start,
)
PAST_DAYS = (
    (
        r"(?:last|past|previous)\s+(?P<count>two|three|four|five|six|seven|eight|nine|ten|fourteen|thirty|\d{1,2})\s+(?P<unit>days|weeks|hours)\b"
        r"(?!\s+(?:of|ended)\b|\s+to\s+(?-i:[A-Z\d]))"
    ),
    read_past_days,
)
START_TO = (
    rf"(?P<edge>start|beginning|end)\s+of\s+{_MONTH_NAME}(?:\s+{_YEAR_NUMBER})?,?\s+(?:to|and|until|till|up\s+to|through)\s+".format(
        ""
    )
    + _MONTH_DAY.format("z"),
    read_edge_to,
)
MONTH_START = (
    rf"(?:start|beginning|onset)\s+of\s+{_MONTH_NAME}(?:\s+{_YEAR_NUMBER})?".format(""),
    read_month_start,
)
ENTERED = (
    rf"(?:entered|entering)\s+{_MONTH_NAME}(?:\s+{_YEAR_NUMBER})?(?!\s+\d)".format(""),
    read_month_begun,
)
SINCE_YEAR = (rf"since\s+the\s+(?:beginning|start)\s+of\s+{_YEAR_NUMBER}".format(""), read_since_year)
SINCE_END = (
    (
        r"(?:since|subsequent\s+to|after|following)\s+(?:the\s+)?(?:(?:end|close)\s+of\s+(?:the\s+)?"
        r"(?:(?:(?P<nth>first|second|third|fourth)|last|reporting)\s+)?(?P<unit>month|quarter|year|period)"
        r"|(?P<what>month|quarter|year|period)(?:[’']s)?[\s-]+end|balance\s+sheet\s+date)\b"
        + rf"(?:,?\s+(?:and\s+)?(?:up\s+to|through|until|to|as\s+of)\s+{_MONTH_DAY})?".format("")
    ),
    read_since_end,
)
SINCE_UPDATE = (
    r"since\s+(?:(?:the|its|our|their)\s+)?(?:(?:last|previous|prior|latest)\s+)?(?:(?:\w+\s+)?(?:update|report"
    r"|announcement|disclosure|filing|release)),?(?:\s+(?:on|of|dated))?\s+" + _MONTH_DAY.format(""),
    read_since,
)
SUBSEQUENT = (
    r"(?:subsequent\s+to|after|following)\s+"
    + _MONTH_DAY.format("")
    + rf"(?:,?\s+(?:and\s+)?(?:through|until|up\s+to|to|but\s+before)\s+{_MONTH_DAY})?".format("z"),
    read_subsequent,
)
WEEK_RANGE = (
    r"week\s+of\s+"
    + _MONTH_DAY.format("")
    + rf"{_TO}(?:{_MONTH_NAME}\s+)?{_DAY_NUMBER}(?:\s*,?\s+{_YEAR_NUMBER})?".format("z"),
    read_range,
)
WEEK_OF = (r"week\s+(?:of|starting|beginning)\s+" + _MONTH_DAY.format(""), read_week_of)
WEEKEND = (
    (
        r"(?:(?:over|during|at|on|this|last|past)\s+(?:the\s+|this\s+|last\s+|past\s+)*weekend"
        r"|(?:nel|lo\s+scorso)\s+(?:fine\s+settimana|weekend)|(?:no|neste|el|este)\s+(?:fim|fin)\s+de\s+semana|am\s+wochenende)\b"
    ),
    read_weekend,
)
LAST_ABROAD = (
    (
        r"(?:(?P<week>semana\s+(?:passada|pasada|anterior)|settimana\s+scorsa|semaine\s+derni[èe]re"
        r"|(?:letzten?|vergangenen?)\s+woche)|m[êe]s\s+(?:passado|pasado)|mese\s+scorso|mois\s+dernier"
        r"|(?:letzten?|vergangenen)\s+monat)\b"
    ),
    read_last_abroad,
)
TWO_WEEKDAYS = (
    r"(?P<weekday>{0})\s*(?:and|to|through|-|–)\s*(?P<last>{0})\b".format("|".join(WEEKDAYS)),
    read_weekdays,
)
WEEKDAY = (r"(?P<weekday>" + "|".join(WEEKDAYS) + r")\b", read_weekday)
THIS_DAY = (
    r"as\s+of\s+(?:(?:the\s+)?date\s+(?:of\s+this|hereof)|today\b|this\s+writing|the\s+time\s+of\s+writing)",
    read_this_day,
)
YESTERDAY = (r"(?P<word>yesterday|today|this\s+(?:morning|afternoon|evening))\b", read_yesterday)
