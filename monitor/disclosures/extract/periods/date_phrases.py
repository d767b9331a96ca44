"""The phrases for days, months, quarters, halves and years, in order of precedence among those of one first word."""

from monitor.disclosures.extract.periods import day_readers as days
from monitor.disclosures.extract.periods import quarter_readers as quarters
from monitor.disclosures.extract.periods import span_readers as spans
from monitor.disclosures.extract.periods.phrases import (
    BY_DIGIT,
    BY_MONTH,
    BY_MONTH_AND_DAY,
    BY_ORDINAL,
    Phrase,
)

_DIGITS = f"{BY_DIGIT} {BY_ORDINAL}"
_MONTHS = f"{BY_MONTH} {BY_MONTH_AND_DAY}"
_OF_YEAR = (
    r"\s*,? (?:of )?(?:the )?(?P<ago>{last} year)\b| of (?:the|this) year\b(?!-| (?:ended|ending|to)\b)"
    r"| of (?:its|our|their|the) (?:fiscal|financial) year\b(?! (?:ended|ending|to|\d))"
)
_FISCAL_YEAR = r"\s*,?\s*(?:of )?(?:the )?(?:fiscal )?(?:year )?(?:FY\s?)?{year}"
_SALES = r"(?= (?:bitcoin |BTC )?(?:sales|production|output|tally|total|disposals)\b)"
_LENGTH = (
    r"(?P<length>{months}|(?:calendar |fiscal )?(?:week|month|quarter|half|half[\s-]year|year)s?"
    r"|quarterly(?= period)|annual(?= period))(?: periods?)? {ended} (?:on )?"
)
_OF_LENGTHS = (
    f"{_DIGITS} one two three four five six seven eight nine ten eleven twelve week month quarter half"
    " quarters years year annual quarterly calendar fiscal"
)
_QUARTER_ENDED = (
    r"(?:(?:first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+(?:fiscal[\s-]+)?|fiscal )(?P<length>quarter)"
    r"(?: of fiscal (?:year )?(?:19|20)\d\d)?,? (?:ended|ending) "
)
_ORDINALS = "first second third fourth"

# fmt: off
DATES: tuple[Phrase, ...] = (
    # by the name of a month, where it is known to stand and not looked for again
    Phrase(_MONTHS, days.read_to_now,
           r"{the month}(?: {day})?(?:\s*,? {year})?,? (?:{through} (?:and including )?|and (?=the date ))"
           r"(?:the (?:date (?:of this|hereof)|present|filing)|today\b|now\b)"),
    Phrase(BY_MONTH_AND_DAY, days.read_day_to_that,
           r"{the month day},? (?:and|{through}) (?:that (?:date|day)|then)\b"),
    Phrase(BY_MONTH, days.read_month_so_far, r"{the month year} (?:to date|so far)\b"),
    Phrase(BY_MONTH, days.read_month_of_year, r"{the month} (?:of )?(?:the )?(?P<which>this|{last}) year\b"),
    Phrase(BY_MONTH, days.read_month_begun, r"{the month year} (?:began|started|opened|dawned|arrived)\b"),
    Phrase(BY_MONTH, days.read_month_over, r"{the month year} (?:ended|closed|was over|drew to a close)\b"),
    Phrase(BY_MONTH, spans.read_month_quarter,
           r"{the month}(?: {year})?[\s-]+quarter\b(?: of (?P<zyear>20\d\d)\b)?"),
    Phrase(_MONTHS, days.read_range, r"{the month day}{set up}{to}(?:the (?=\d\d?(?:st|nd|rd|th)))?{zday of it}"),
    Phrase(_MONTHS, days.read_day, r"{the month day}"),
    Phrase(BY_MONTH, days.read_month_to_day, r"{the month year},? (?P<joined>{through}|and) {zmonth day}"),
    Phrase(BY_MONTH, days.read_months,
           r"{the month year}{to}(?:(?:early|mid|late)[\s-]+)?{zmonth year}(?! \d\d?\b(?![.,]\d))"),
    Phrase(BY_MONTH, days.read_week_or_half,
           r"{the month year}[’']s (?P<part>first|second|third|fourth|last|final|opening|closing)"
           r" (?:(?P<count>{number}|few) )?(?P<piece>weeks?|half|days)\b"),
    Phrase(_MONTHS, days.read_month,
           r"{the month}(?:\s*(?:,|of|de)? {year}|\s?[-’'](?P<short>(?:20)?[0-4]\d)\b)?"),
    # quarters and halves
    Phrase(f"{_ORDINALS} {BY_ORDINAL}", spans.read_ended, _QUARTER_ENDED + r"{month day}"),
    Phrase(f"{_ORDINALS} {BY_ORDINAL}", spans.read_ended, _QUARTER_ENDED + r"{day month}"),
    Phrase(_ORDINALS, quarters.read_quarters,
           r"(?P<ordinal>first|second|third) (?:quarter )?(?:and|through|to) (?:the )?"
           r"(?P<zordinal>second|third|fourth) quarters?\b(?:\s*,?\s*(?:of )?(?:fiscal )?{year})?"),
    Phrase(f"calendar fiscal opening closing final last past this prior previous q1 q2 q3 q4 {_ORDINALS} {BY_ORDINAL}",
           quarters.read_quarter,
           r"(?:fiscal )?(?:(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th|final(?= quarter\b)"
           r"|(?:last|opening|closing)(?= quarter of\b))[\s-]+(?:fiscal |calendar )?quarter|Q(?P<qa>[1-4]))\b"
           rf"(?:{_FISCAL_YEAR}|\s?[-’'/](?P<yc>[0-4]\d)\b|{_OF_YEAR})?"),
    Phrase(f"fiscal {_ORDINALS} h1 h2 {BY_ORDINAL}", quarters.read_half,
           r"(?:(?:fiscal )?(?P<ordinal>first|second|1st|2nd)[\s-]+(?:fiscal )?half|H(?P<ha>[12])\b)"
           rf"(?:{_FISCAL_YEAR}|\s?(?:[’'/-]|FY\s?[’']?)(?P<yc>[0-4]\d)\b|{_OF_YEAR})?"),
    # as in "after 55 in the first", where the sentence has named a quarter
    Phrase(_ORDINALS, quarters.read_ordinal,
           r"(?<=\bin\sthe\s)(?P<ordinal>first|second|third|fourth)\b(?=\s*[,.;:)]| (?:and|but|it|none)\b"
           r"| \d[\d.,]*+(?!\s*(?:days?|weeks?|months?|hours?|minutes?|years?|-))|\Z)"),
    # so many months that end with a day or a month
    Phrase(_OF_LENGTHS, spans.read_ended, _LENGTH + r"{month day}"),
    Phrase(_OF_LENGTHS, spans.read_ended, _LENGTH + r"{day month}"),
    Phrase(_OF_LENGTHS, spans.read_ended,
           r"(?P<length>{months}|quarter|year|half) {ended} (?:in )?"
           r"(?:the end of |end[\s-])?(?:in )?{month}(?! \d\d?\b(?![.,]\d))(?:\s*,? {year})?"),
    Phrase(f"{_DIGITS} two three four five six seven eight nine ten thirteen twenty thirty fifty",
           spans.read_days_to,
           r"(?P<count>{number}) (?P<unit>weeks|days) {ended} {month day}"),
    # by digits
    Phrase(_DIGITS, days.read_range,
           r"{day}(?:\.? (?:de )?{month}(?: {year})?)?(?:{to}| (?:bis(?: zum)?|au|al|até|hasta el) ){zday month}"),
    Phrase(_DIGITS, days.read_day, r"{day month}"),
    Phrase(_DIGITS, quarters.read_year, r"(?P<year>20\d\d)" + _SALES),
    Phrase(_DIGITS, days.read_day_of_month,
           r"(?<=\bon\sthe\s)(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b"
           r"(?! (?:of|quarter|half|century|anniversary|floor|day)\b)"),
    Phrase(_DIGITS, days.read_days_of_month,
           r"(?:(?<=\bbetween\sthe\s)|(?<=\bfrom\sthe\s))(?P<day>[0-3]?\d)(?:st|nd|rd|th) (?:and|{through}) (?:the )?"
           r"(?P<zday>[0-3]?\d)(?:st|nd|rd|th)(?: of (?:(?:the|that|this|last) month\b|{month year}))?"),
    Phrase(_DIGITS, days.read_month_number, r"(?P<number>0[1-9]|1[0-2])/(?P<year>20\d\d)\b"),
    Phrase(_DIGITS, days.read_month_number,
           r"(?<!\bASU\s)(?<!\bNo\.\s)(?P<year>20\d\d)-(?P<number>0[1-9]|1[0-2])\b(?!-)"),
    Phrase(_DIGITS, days.read_iso,
           r"(?P<year>20\d\d)(?P<mark>[-/])(?P<number>[01]\d)(?P=mark)(?P<day>[0-3]\d)\b"),
    Phrase(_DIGITS, days.read_iso, r"(?P<day>[0-3]?\d)\.(?P<number>[01]?\d)\.(?P<year>20\d\d)\b"),
    Phrase(_DIGITS, days.read_slashes, r"(?P<one>[0-3]?\d)/(?P<other>[0-3]?\d)/(?P<year>20\d\d)\b"),
    Phrase(_DIGITS, quarters.read_quarter, r"(?P<qb>[1-4])Q(?:\s?(?:FY\s?)?[’']?(?P<yb>(?:20)?[0-4]\d))?\b"),
    Phrase(_DIGITS, quarters.read_half, r"(?P<hb>[12])H\s?(?P<yc>(?:20)?[0-4]\d)\b"),
    Phrase("during in for over of", quarters.read_quarter,
           r"(?:during|in|for|over|of) {year}[’']s (?P<ordinal>first|second|third|fourth|final|last|opening|closing)"
           r" quarter\b"),
    Phrase("during in for over of", quarters.read_half,
           r"(?:during|in|for|over|of) {year}[’']s (?P<ordinal>first|second) half\b"),
    # years
    Phrase("during in over", spans.read_to_date_through,
           r"(?:during|in|over) {year},? (?:up to|through|until|to) (?:the end of )?{month}(?: {day})?(?! 20\d\d)"),
    Phrase("between from during in for over", quarters.read_years,
           r"(?:between|from|in|during|over) (?P<year>20[0-4]\d)\s*(?:-|–|—|and|to|through|until)\s*"
           r"(?P<zyear>20[0-4]\d)(?!\d|[.,]\d|-)"),
    Phrase("year calendar fiscal fy cy of throughout during in for over", quarters.read_year,
           r"(?:(?P<fiscal>fiscal(?: year)?|FY)\s*|(?:in|during|of|for|over|throughout|year|calendar|CY)\s*(?:all of )?"
           r"(?:the )?(?:full )?(?:year )?)(?:{year}|(?<=FY)[’']?(?P<short>[12]\d)\b)"),
    Phrase("annual quarterly", quarters.read_year,
           r"annual (?:report|accounts|results|financial statements)(?: and (?:accounts|financial statements))?,?"
           r" (?:for |of )?(?P<fiscal>fiscal (?:year )?)?{year}"),
    Phrase("years", quarters.read_year, r"years {year}(?=\s*(?:,|and\b|or\b))"),
    Phrase("early late mid", quarters.read_part_of_year, r"(?P<part>early|late|mid)[\s-]+(?:in )?{year}"),
    Phrase("since", quarters.read_part_of_year, r"since (?P<part>early|late|mid)[\s-]+{year}"),
    Phrase("end ended closed finished exited by", quarters.read_year_end,
           r"(?:end of|ended|closed|finished|exited|by) (?:the year )?{year}"),
    Phrase("spring summer autumn fall", quarters.read_season,
           r"(?P<season>spring|summer|autumn|fall) (?:of )?(?P<year>20\d\d)\b"),
    Phrase("last past this", quarters.read_season,
           r"(?:last|this|past) (?P<season>spring|summer|autumn|fall)\b"),
)
# fmt: on
