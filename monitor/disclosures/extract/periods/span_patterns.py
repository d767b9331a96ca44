"""The words for spans and for times counted from others, each as a pattern with the reader of what it means."""

from monitor.disclosures.extract.periods.day_readers import (
    read_day,
    read_months_of,
    read_range,
    read_since,
    read_to_date,
    read_year_end,
)
from monitor.disclosures.extract.periods.month_readers import (
    read_edge_month,
    read_edge_to,
    read_month_begun,
    read_month_start,
    read_month_to_date,
    read_quarter_to_date,
)
from monitor.disclosures.extract.periods.pattern_pieces import (
    AGO,
    DAY_MONTH,
    DAY_NUMBER,
    MONTH_DAY,
    MONTH_NAME,
    TO,
    YEAR_NUMBER,
)
from monitor.disclosures.extract.periods.quarter_readers import read_year
from monitor.disclosures.extract.periods.relative_readers import (
    WEEKDAYS,
    read_relative,
    read_same,
    read_same_of,
    read_this_day,
    read_unit_end,
    read_week_of,
    read_week_to_weekday,
    read_weekday,
    read_weekdays,
    read_weekend,
    read_weekend_of,
    read_year_ago,
    read_yesterday,
)
from monitor.disclosures.extract.periods.span_readers import (
    read_ago,
    read_current,
    read_first_months,
    read_full,
    read_last_abroad,
    read_last_months,
    read_of_spoken,
    read_past_days,
    read_past_months,
    read_season,
    read_since_end,
    read_since_start,
    read_since_year,
    read_subsequent,
    read_the_months,
    read_through,
    read_to_date_through,
    read_unit_before,
    read_years,
)

RELATIVE = (
    (
        r"(?P<which>this|last|past|previous|prior|the\s+(?:previous|prior|preceding|last|past|current|reporting|latest|most\s+recent|just[\s-]ended|just[\s-]completed)"
        r"|(?:during|in|for|over|of)\s+(?:the|that)|the|that|all)\s+(?P<unit>week|month|quarter|year)\b"
        r"(?!s\b|\s(?:to\s+date|so\s+far)\b|-|’|'|\s+under\s+re|\s+(?:before\b|earlier\b|prior\b|(?:that\s+|which\s+|then\s+)?(?:ended|ending)|(?:to|through)\s+that\s|to\s+(?:the\s+end\s+of\s+)?(?-i:(?:\d{1,2}\s+)?(?!BTC)[A-Z])|(?:through|until)\s+(?-i:[A-Z][a-z]{2,8}\.?\s+\d)|of\s(?!\d)|of\s20\d\d\b))"
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
FULL = (
    r"the\s+(?:full|whole|entire)\s+(?:fiscal\s+|financial\s+)?(?P<unit>quarter|year)\b(?!\s+(?:of|ended|ending|\d))",
    read_full,
)
TO_DATE = (r"(?:calendar\s+|fiscal\s+)?year[\s-]+to[\s-]+date\b|YTD\b", read_to_date)
QUARTER_TO_DATE = (r"quarter[\s-]+(?:to[\s-]+date|so\s+far)\b|QTD\b", read_quarter_to_date)
MONTH_TO_DATE = (r"month[\s-]+to[\s-]+date\b", read_month_to_date)
THE_MONTHS = (
    r"(?<=\bthe\s)(?P<length>three|six|nine|twelve)\s+months\b(?=\s*(?:[,.;:()]|\Z|(?:we|it|they|brought|was|were|that|and|came|amounted|had|the)\b|to\s+(?-i:[a-z]+)\s))",
    read_the_months,
)
YEAR_SO_FAR = (
    r"(?:so\s+far\s+(?:this|in\s+the)\s+(?:fiscal\s+)?year|this\s+year\s+(?:so\s+far|to\s+date)|(?:(?:for|in|over|during)\s+)?(?:the\s+)?year\s+(?:so\s+far|thus\s+far))\b",
    read_to_date,
)
YEAR = (
    r"(?:(?P<fiscal>fiscal(?:\s+year)?|FY)\s*|(?:in|during|of|for|over|throughout|year|calendar|CY)\s*(?:all\s+of\s+)?"
    rf"(?:the\s+)?(?:full\s+)?(?:year\s+)?)(?:{YEAR_NUMBER}|(?<=FY)[’']?(?P<short>[12]\d)\b)".format(""),
    read_year,
)
THE_YEARS = (rf"(?P<fiscal>)(?P<short>)years\s+{YEAR_NUMBER}(?=\s*(?:,|and\b|or\b))".format(""), read_year)
ANNUAL_REPORT = (
    r"annual\s+(?:report|accounts|results|financial\s+statements)(?:\s+and\s+(?:accounts|financial\s+statements))?,?"
    rf"\s+(?:for\s+|of\s+)?(?P<fiscal>fiscal\s+(?:year\s+)?)?(?P<short>){YEAR_NUMBER}".format(""),
    read_year,
)
PART_OF_YEAR = (rf"(?P<fiscal>)(?P<short>)(?:early|late|mid)[\s-]+{YEAR_NUMBER}".format(""), read_year)
SEASON = (
    r"(?P<season>spring|summer|autumn|fall)\s+(?:of\s+)?(?P<year>20\d\d)\b",
    read_season,
)
LAST_SEASON = (r"(?P<which>last|this|past)\s+(?P<season>spring|summer|autumn|fall)\b", read_season)
YEARS = (
    r"(?:between|from|in|during|over)\s+(?P<year>20[0-4]\d)\s*(?:-|–|—|and|to|through|until)\s*(?P<zyear>20[0-4]\d)(?!\d|[.,]\d|-)",
    read_years,
)
END_OF_YEAR = (
    rf"(?P<fiscal>)(?:end\s+of|ended|closed|finished|exited|by)\s+(?:the\s+year\s+)?{YEAR_NUMBER}".format(""),
    read_year_end,
)
UNIT_END = (
    r"(?:(?P<unit>month|quarter|year)[\s-]end|end\s+of\s+(?P<which>the|this|last|the\s+last)\s+(?P<what>month|quarter|year))\b",
    read_unit_end,
)
_SPAN = (
    r"(?:month|period|quarter|half(?:[\s-]year)?|week|(?:three|six|nine|twelve)[\s-]months?(?:\s+period)?)"
)
YEAR_AGO = (
    (
        rf"(?:same|comparable|corresponding|equivalent|like)\s+{_SPAN}\s+{AGO}|(?:(?:comparable|corresponding|same)\s+)?(?:year[\s-]ago|year[\s-]earlier|prior[\s-]year)\s+{_SPAN}\b"
        r"|(?:comparable|comparative|corresponding)\s+(?:period|quarter)\b(?!\s+(?:of|in|ended|a|last)\b)"
    ),
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
    read_of_spoken,
)
TWELVE_BEFORE = (r"twelve\s+months\s+(?:ago|earlier|before)\b", read_of_spoken)
AGO_COUNTED = (
    r"(?P<count>one|two|three|four|five|six|[1-9])\s+(?P<unit>day|week|month|quarter)s?\s+ago\b",
    read_ago,
)
A_WEEK_AGO = (r"(?:(?<=\ba\s)|(?<=\bA\s))(?P<count>)(?P<unit>week|day)\s+ago\b", read_ago)
FOLLOWING = (
    (
        r"(?:(?:the\s+)?following|(?<!\bover\s)(?<!\bin\s)(?<!\bwithin\s)(?<!\bfor\s)(?<!\bduring\s)the\s+next)\s+(?:day|week|month)\b"
        r"|the\s+(?:day|week|month)\s+after\b(?=\s*[,.;)])"
    ),
    read_of_spoken,
)
SAME_OF = (
    (
        rf"(?:same|comparable|corresponding|equivalent|like)\s+(?:{_SPAN}\s+(?:of|in)\s+{YEAR_NUMBER}".format(
            ""
        )
        + rf"|{YEAR_NUMBER}\s+{_SPAN}\b)".format("z")
    ),
    read_same_of,
)
SAME = (r"(?:same|that)\s+(?:month|period|quarter)\b", read_same)
THAT_MONTH = (r"that\s+(?:same\s+)?" + MONTH_NAME.format("") + r"(?!\s+\d)", read_of_spoken)
CURRENT = (
    r"(?:current|reporting|reported)\s+(?:period|year)\b(?!\s+(?:end|ended|ending|to)\b|-)",
    read_current,
)
UNDER_REVIEW = (
    r"(?:period|month|quarter|half|year)\s+under\s+(?:review|report|consideration)\b",
    read_current,
)
SINCE_TO = (
    r"since\s+"
    + MONTH_DAY.format("")
    + rf",?\s+(?:and\s+)?(?:up\s+to|through|until|to)\s+(?:and\s+including\s+)?{MONTH_DAY}".format("z"),
    read_range,
)
SINCE = (
    rf"since\s+(?:(?:early|late|mid|the\s+(?:end|start|beginning)\s+of)[\s-]+)?{MONTH_NAME}(?:\s+{DAY_NUMBER})?"
    rf"(?:\s*,?\s+(?:of\s+)?{YEAR_NUMBER})?".format(""),
    read_since,
)
SINCE_DAY = (r"since\s+" + DAY_MONTH.format(""), read_since)
_WEEKS = r"(?:thirteen|twenty-six|thirty-nine|fifty-two)[\s-]+weeks"
_SO_LONG = rf"(?:three|six|nine|twelve)[\s-]+months?(?:\s+periods?)?|{_WEEKS}"
REST_OF_YEAR = (r"(?:remainder|rest|balance)\s+of\s+(?:the|that)\s+year\b", read_of_spoken)
THEN_ENDED = (rf"(?:{_SO_LONG}|quarter|half|year)\s+then\s+ended\b", read_same)
ENDED_THAT_DAY = (
    (
        rf"(?P<unit>week|month|quarter|half|year|{_SO_LONG})\s+(?:(?:(?:that|which)\s+)?(?:ended|ending)\s+(?:on\s+)?|(?:to|through)\s+)"
        r"that\s+(?:day|date|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    ),
    read_of_spoken,
)
MONTHS_OF = (
    rf"(?P<length>three|six|nine)\s+months\s+of\s+(?:the\s+)?(?:fiscal\s+)?{YEAR_NUMBER}".format(""),
    read_months_of,
)
EDGE_MONTH = (
    rf"(?P<edge>first|final|last|opening|closing)\s+month\s+of\s+(?:the\s+year|{YEAR_NUMBER})".format(""),
    read_edge_month,
)
LAST_MONTHS = (
    rf"(?:last|final)\s+(?P<length>two|three|four|five|six|nine)\s+months\s+of\s+(?:{YEAR_NUMBER}|the\s+year|(?P<ago>last\s+year))".format(
        ""
    ),
    read_last_months,
)
FIRST_QUARTERS = (
    rf"first\s+(?P<length>two|three)\s+quarters\b(?:\s+of\s+(?:{YEAR_NUMBER}|the\s+year|this\s+year))?".format(
        ""
    ),
    read_first_months,
)
TO_DATE_THROUGH = (
    r"(?:year[\s-]+to[\s-]+date|YTD)\s+(?:through|to|as\s+of|until)\s+"
    rf"{MONTH_NAME}(?:\s+{DAY_NUMBER})?(?:\s*,?\s+{YEAR_NUMBER})?".format(""),
    read_to_date_through,
)
FROM_START = (
    r"the\s+(?:beginning|start)\s+of\s+the\s+year\s+(?:to|through|until)\s+(?:the\s+end\s+of\s+)?"
    rf"{MONTH_NAME}(?:\s+{DAY_NUMBER})?(?:\s*,?\s+{YEAR_NUMBER})?".format(""),
    read_to_date_through,
)
FIRST_MONTHS = (
    r"first\s+(?P<length>two|three|four|five|six|seven|eight|nine|ten|eleven)\s+months\s+of\s+(?:the\s+)?(?:fiscal\s+)?"
    rf"(?:{YEAR_NUMBER}|(?P<this>this\s+year|year)\b)".format(""),
    read_first_months,
)
PAST_MONTHS = (
    (
        r"(?:last|past|previous|prior)\s+(?P<count>two|three|four|five|six|nine|twelve|[2-9]|12)\s+months\b"
        r"(?!\s+(?:of|ended)\b|\s+to\s+(?-i:[A-Z\d]))"
    ),
    read_past_months,
)
THROUGH = (rf"through\s+{MONTH_DAY}".format(""), read_through)
SINCE_START = (
    (
        r"since\s+the\s+(?:(?:beginning|start)\s+of\s+(?:(?P<which>this|the|last)\s+)?(?P<unit>month|quarter|year)\b"
        r"|(?P<begun>month|quarter|year)\s+(?:began|started|opened)\b)"
    ),
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
    rf"(?P<edge>start|beginning|end)\s+of\s+{MONTH_NAME}(?:\s+{YEAR_NUMBER})?,?\s+(?:to|and|until|till|up\s+to|through)\s+".format(
        ""
    )
    + MONTH_DAY.format("z"),
    read_edge_to,
)
MONTH_START = (
    rf"(?:start|beginning|onset)\s+of\s+{MONTH_NAME}(?:\s+{YEAR_NUMBER})?".format(""),
    read_month_start,
)
ENTERED = (
    rf"(?:entered|entering)\s+{MONTH_NAME}(?:\s+{YEAR_NUMBER})?(?!\s+\d)".format(""),
    read_month_begun,
)
SINCE_YEAR = (rf"since\s+the\s+(?:beginning|start)\s+of\s+{YEAR_NUMBER}".format(""), read_since_year)
_PERIOD_OVER = (
    r"(?:the\s+)?(?:(?:end|close)\s+of\s+(?:the\s+)?"
    r"(?:(?:(?P<nth>first|second|third|fourth)|last|reporting)\s+)?(?P<unit>month|quarter|year|period)"
    r"|(?P<what>month|quarter|year|period)(?:[’']s)?[\s-]+end(?:\s+date)?"
    r"|(?P<done>month|quarter|year|period)\s+(?:ended|closed|was\s+over)(?!\s+(?:on\s+)?(?:\d|(?-i:[A-Z])))"
    r"|(?:balance[\s-]sheet|reporting)\s+(?:date|period))\b"
)
SINCE_END = (
    r"(?:since|subsequent\s+to|after|following|post)[\s-]+"
    + _PERIOD_OVER
    + rf"(?:,?\s+(?:and\s+)?(?:up\s+to|through|until|to|as\s+of)\s+{MONTH_DAY})?".format(""),
    read_since_end,
)
FROM_END = (
    r"(?:between|from)\s+"
    + _PERIOD_OVER
    + rf",?\s+(?:and|up\s+to|through|until|to)\s+(?:{MONTH_DAY}|the\s+date\s+of\s+this\b)".format(""),
    read_since_end,
)
POST_PERIOD = (r"post[\s-]+(?P<unit>period)(?P<what>)(?P<done>)(?P<nth>)(?P<month>)\b", read_since_end)
WEEKS_SINCE = (
    r"the\s+(?:days|weeks|months)\s+since\b(?=\s*[,.;)]|\s+then\b)(?P<unit>)(?P<what>)(?P<done>)(?P<nth>)(?P<month>)",
    read_since_end,
)
SINCE_UPDATE = (
    r"since\s+(?:(?:the|its|our|their)\s+)?(?:(?:last|previous|prior|latest)\s+)?(?:(?:\w+\s+)?(?:update|report"
    r"|announcement|disclosure|filing|release)),?(?:\s+(?:on|of|dated))?\s+" + MONTH_DAY.format(""),
    read_since,
)
SUBSEQUENT = (
    r"(?:subsequent\s+to|after|following)\s+"
    + MONTH_DAY.format("")
    + rf"(?:,?\s+(?:and\s+)?(?:through|until|up\s+to|to|but\s+before)\s+{MONTH_DAY})?".format("z"),
    read_subsequent,
)
WEEK_RANGE = (
    r"week\s+of\s+"
    + MONTH_DAY.format("")
    + rf"{TO}(?:{MONTH_NAME}\s+)?{DAY_NUMBER}(?:\s*,?\s+{YEAR_NUMBER})?".format("z"),
    read_range,
)
WEEK_OF = (r"week\s+(?:of|starting|beginning)\s+" + MONTH_DAY.format(""), read_week_of)
WEEKEND_OF = (
    r"(?:over|during|at|on|in)\s+the\s+weekend\s+of\s+"
    + MONTH_DAY.format("")
    + rf"(?:{TO}(?:{MONTH_NAME}\s+)?{DAY_NUMBER}(?:\s*,?\s+{YEAR_NUMBER})?)?".format("z"),
    read_weekend_of,
)
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
WEEK_TO_WEEKDAY = (
    r"week\s+(?:to|through|(?:that\s+|which\s+)?(?:ended|ending)(?:\s+on)?)\s+(?:last\s+)?(?P<weekday>{})\b".format(
        "|".join(WEEKDAYS)
    ),
    read_week_to_weekday,
)
TWO_WEEKDAYS = (
    r"(?P<weekday>{0})\s*(?:and|to|through|-|–)\s*(?P<last>{0})\b".format("|".join(WEEKDAYS)),
    read_weekdays,
)
WEEKDAY_DATE = (rf"(?:{'|'.join(WEEKDAYS)}),?\s+{MONTH_DAY}".format(""), read_day)
WEEKDAY = (r"(?P<weekday>" + "|".join(WEEKDAYS) + r")\b", read_weekday)
THIS_DAY = (
    r"as\s+of\s+(?:(?:the\s+)?date\s+(?:of\s+this|hereof)|today\b|this\s+writing|the\s+time\s+of\s+writing)",
    read_this_day,
)
YESTERDAY = (r"(?P<word>yesterday|today|this\s+(?:morning|afternoon|evening))\b", read_yesterday)
