"""The phrases for spans and for times counted from others, in order of precedence among those of one first word."""

from monitor.disclosures.extract.periods import day_readers as days
from monitor.disclosures.extract.periods import relative_readers as relative
from monitor.disclosures.extract.periods import span_readers as spans
from monitor.disclosures.extract.periods.phrases import BY_DIGIT, Phrase

_WEEKDAYS = "|".join(relative.WEEKDAYS)
_WEEKDAY = f"(?P<weekday>{_WEEKDAYS})"
_DAYS = " ".join(relative.WEEKDAYS)
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
_NOT_OF = r"(?! (?:of|ended)\b| to (?-i:[A-Z\d]))"
_OVER = (
    r"(?:the )?(?:(?:end|close) of (?:the )?"
    r"(?:(?:(?P<nth>first|second|third|fourth)|last|reporting) )?(?P<unit>month|quarter|year|period)"
    r"|(?P<what>month|quarter|year|period)(?:[’']s)?[\s-]+end(?: date)?"
    r"|(?P<done>month|quarter|year|period) (?:ended|closed|was over)(?! (?:on )?(?:\d|(?-i:[A-Z])))"
    r"|(?:balance[\s-]sheet|reporting) (?:date|period))\b"
)
_LIKE = "(?:same|comparable|corresponding|equivalent|like)"
_LIKES = "same comparable comparative corresponding equivalent like"
_AGO = r"(?:(?:of )?(?:the )?{last} year|(?:a|one) year (?:ago|earlier|before))"

SPANS: tuple[Phrase, ...] = (
    # the same of another year, and what was spoken of
    Phrase(
        f"{_LIKES} year last past this prior previous",
        rf"{_LIKE} {{span}} {_AGO}"
        r"|(?:(?:comparable|corresponding|same) )?(?:year[\s-]ago|year[\s-]earlier|prior[\s-]year) {span}\b"
        r"|(?:comparable|comparative|corresponding) (?:period|quarter)\b(?! (?:of|in|ended|a|last)\b)",
        relative.read_year_ago,
    ),
    Phrase(_LIKES, rf"{_LIKE} (?:{{span}} (?:of|in) {{year}}|{{zyear}} {{span}})", relative.read_same_of),
    Phrase("that", r"that (?:same )?{month}(?! \d)", spans.read_of_spoken),
    Phrase("same that", r"(?:same|that) (?:month|period|quarter)\b", relative.read_same),
    Phrase(
        "three six nine twelve",
        r"(?:three|six|nine|twelve)[\s-]+months?(?: periods?)? then ended\b",
        relative.read_same,
    ),
    Phrase("twelve", r"twelve months (?:ago|earlier|before)\b", spans.read_of_spoken),
    Phrase(
        f"{BY_DIGIT} {_NUMBERS}",
        r"(?P<count>{number}) (?P<unit>day|week|month|quarter)s? ago\b",
        spans.read_ago,
    ),
    Phrase("week day", r"(?<=\ba\s)(?P<unit>week|day) ago\b", spans.read_ago),
    Phrase(
        f"{_NUMBERS} day week month",
        r"(?:(?<=\ba\s)|(?<=\bone\s)|{few} )(?:day|week|month)s? later\b",
        spans.read_of_spoken,
    ),
    Phrase("following the all", r"(?:the )?following (?:day|week|month)\b", spans.read_of_spoken),
    Phrase(
        f"week month quarter half year {_NUMBERS}",
        r"(?:week|month|quarter|half|year|(?:three|six|nine|twelve) months) {ended} (?:on )?"
        r"that (?:day|date|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
        spans.read_of_spoken,
    ),
    Phrase(
        "week month quarter year",
        r"(?:(?<=\ba\s)|(?<=\bone\s))(?P<unit>week|month|quarter|year) (?:ago|earlier|before)\b"
        r"(?! (?:that\b(?!\s*[,.;:)])|the\b))",
        spans.read_unit_before,
    ),
    Phrase(
        "the all",
        r"the (?P<unit>week|month|quarter|year) (?:before|earlier|prior)\b"
        r"(?=\s*(?:[.,;:)]|\Z|(?:was|were|had|it|they)\b))",
        spans.read_unit_before,
    ),
    # what is reported on
    Phrase(
        "current reporting reported",
        r"(?:current|reporting|reported) (?:period|year)\b(?! (?:end|ended|ending|to)\b|-)",
        spans.read_current,
    ),
    Phrase(
        "period month quarter half year",
        r"(?:period|month|quarter|half|year) under (?:review|report|consideration)\b",
        spans.read_current,
    ),
    Phrase(
        "three six nine twelve",
        r"(?<=\bthe\s)(?P<length>three|six|nine|twelve) months\b"
        r"(?=\s*(?:[,.;:()]|\Z|(?:we|it|they|brought|was|were|that|and|came|amounted|had|the)\b|to (?-i:[a-z]+)\s))",
        spans.read_the_months,
    ),
    Phrase(
        "the all",
        r"the (?:full|whole|entire) (?:fiscal |financial )?(?P<unit>quarter|year)\b(?! (?:of|ended|ending|\d))",
        spans.read_full,
    ),
    # so far
    Phrase(
        "year ytd the all",
        r"(?:year[\s-]+to[\s-]+date (?:through|to|as of|until)|YTD (?:through|to|as of|until)"
        r"|the (?:beginning|start) of the year (?:to|through|until)(?: the end of)?)"
        r" {month}(?: {day})?(?:\s*,? {year})?",
        spans.read_to_date_through,
    ),
    Phrase(
        "calendar fiscal year ytd",
        r"(?:calendar |fiscal )?year[\s-]+to[\s-]+date\b|YTD\b",
        spans.read_to_date,
    ),
    Phrase(
        "year so during in for over last past this prior previous the all",
        r"(?:so far (?:this|in the) (?:fiscal )?year|this year (?:so far|to date)"
        r"|(?:(?:for|in|over|during) )?(?:the )?year (?:so far|thus far))\b",
        spans.read_to_date,
    ),
    Phrase("quarter month qtd", r"quarter[\s-]+(?:to[\s-]+date|so far)\b|QTD\b", spans.read_quarter_to_date),
    Phrase("month", r"month[\s-]+to[\s-]+date\b", days.read_month_to_date),
    # since and after
    Phrase(
        "since",
        r"since {month day},? {through} (?:and including )?{zmonth day}",
        days.read_range,
    ),
    Phrase("since", r"since the (?:beginning|start) of {year}", spans.read_since_year),
    Phrase(
        "since",
        r"since the (?:(?:beginning|start) of (?:(?P<which>this|the|last) )?(?P<unit>month|quarter|year)\b"
        r"|(?P<begun>month|quarter|year) (?:began|started|opened)\b)",
        spans.read_since_start,
    ),
    Phrase(
        "since post subsequent after following",
        r"(?:since|subsequent to|after|following|post)[\s-]+"
        + _OVER
        + r"(?:,? (?:{through}|as of) {month day})?",
        spans.read_since_end,
    ),
    Phrase("post", r"post[\s-]+(?P<unit>period)\b", spans.read_since_end),
    Phrase("the all", r"the (?:days|weeks|months) since\b(?=\s*[,.;)]| then\b)", spans.read_since_end),
    Phrase(
        "between from",
        r"(?:between|from) " + _OVER + r",? (?:and|{through}) (?:{month day}|the date of this\b)",
        spans.read_since_end,
    ),
    Phrase(
        "since",
        r"since (?:(?:the|its|our|their) )?(?:(?:last|previous|prior|latest) )?(?:(?:\w+ )?(?:update|report"
        r"|announcement|disclosure|filing|release)),?(?: (?:on|of|dated))? {month day}",
        spans.read_since,
    ),
    Phrase("since", r"since {day month}", spans.read_since),
    Phrase(
        "since",
        r"since (?:(?:early|late|mid|the (?:end|start|beginning) of)[\s-]+)?"
        r"{month}(?: {day})?(?:\s*,? (?:of )?{year})?",
        spans.read_since,
    ),
    Phrase(
        "subsequent after following",
        r"(?:subsequent to|after|following) {month day}(?:,? (?:{through}|but before) {zmonth day})?",
        spans.read_subsequent,
    ),
    Phrase("through", r"through {month day}", spans.read_through),
    # parts and edges
    Phrase(
        "first second third fourth opening closing final last past this prior previous",
        r"(?P<edge>first|final|last|opening|closing) month of (?:the year|{year})",
        days.read_edge_month,
    ),
    Phrase(
        "three six nine",
        r"(?P<length>three|six|nine) months of (?:the )?(?:fiscal )?{year}",
        spans.read_first_months,
    ),
    Phrase(
        "first",
        r"first (?P<length>{few}) months of (?:the )?(?:fiscal )?(?:{year}|(?:this year|year)\b)",
        spans.read_first_months,
    ),
    Phrase(
        "first",
        r"first (?P<length>two|three) quarters\b(?: of (?:{year}|the year|this year))?",
        spans.read_first_months,
    ),
    Phrase(
        "final last past this prior previous",
        r"(?:last|final) (?P<length>{few}) months of (?:{year}|the year|(?P<ago>last year))",
        spans.read_last_months,
    ),
    Phrase(
        "last past prior previous",
        rf"(?:last|past|previous|prior) (?P<count>{{number}}) (?P<unit>days|weeks|hours)\b{_NOT_OF}",
        spans.read_past_days,
    ),
    Phrase(
        "last past prior previous",
        rf"(?:last|past|previous|prior) (?P<count>{{number}}) months\b{_NOT_OF}",
        spans.read_past_months,
    ),
    Phrase(
        "opening closing first second third fourth final last past this prior previous",
        r"(?P<part>first|second|third|fourth|last|final|opening|closing) (?:(?P<count>{number}|few|couple of) )?"
        r"(?P<piece>weeks?|half|days) of {month year}",
        days.read_week_or_half,
    ),
    Phrase(
        "start beginning onset end ended closed finished exited by",
        r"(?P<edge>start|beginning|end) of {month year},? (?:and|{through}) {zmonth day}",
        days.read_month_to_day,
    ),
    Phrase("start beginning onset", r"(?:start|beginning|onset) of {month year}", days.read_month_start),
    Phrase("entered entering", r"(?:entered|entering) {month year}(?! \d)", days.read_month_begun),
    Phrase(
        "month quarter year end ended closed finished exited by",
        r"(?:(?P<unit>month|quarter|year)[\s-]end"
        r"|end of (?P<which>the|this|last|the last) (?P<what>month|quarter|year))\b",
        relative.read_unit_end,
    ),
    # weeks and days of the week
    Phrase("week", rf"week {{ended}} (?:last )?{_WEEKDAY}\b", relative.read_week_to_weekday),
    Phrase("week", r"week of {month day}{to}{zday of it}", days.read_range),
    Phrase("week", r"week (?:of|starting|beginning) {month day}", relative.read_week_of),
    Phrase(
        "during in for over at on nel lo no neste el este am",
        r"(?:over|during|at|on|in) the weekend of {month day}(?:{to}{zday of it})?",
        relative.read_weekend_of,
    ),
    Phrase(
        "during in for over last past this prior previous at on nel lo no neste el este am",
        r"(?:(?:over|during|at|on|this|last|past) (?:the |this |last |past )*weekend"
        r"|(?:nel|lo scorso) (?:fine settimana|weekend)|(?:no|neste|el|este) (?:fim|fin) de semana|am wochenende)\b",
        relative.read_weekend,
    ),
    Phrase(_DAYS, rf"{_WEEKDAY}\s*(?:and|to|through|-|–)\s*(?P<last>{_WEEKDAYS})\b", relative.read_weekdays),
    Phrase(_DAYS, rf"(?:{_WEEKDAYS}),? {{month day}}", days.read_day),
    Phrase(_DAYS, rf"{_WEEKDAY}\b", relative.read_weekday),
    Phrase(
        "as",
        r"as of (?:(?:the )?date (?:of this|hereof)|today\b|this writing|the time of writing)",
        relative.read_this_day,
    ),
    Phrase(
        "yesterday today this",
        r"(?P<word>yesterday|today|this (?:morning|afternoon|evening))\b",
        relative.read_yesterday,
    ),
    # last, this, the
    Phrase(
        "during in for over",
        (
            r"(?P<which>(?:during|in|over|for) the) (?P<unit>half)(?:[\s-]year)?\b"
            r"(?! (?:of|the|its|their|an?|hour|day|month|dozen|million|billion|ended|ending|to)\b|-)"
        ),
        relative.read_relative,
    ),
    Phrase(
        "that this last past prior previous during in for over the all",
        r"(?P<which>this|last|past|previous|prior|the (?:previous|prior|preceding|last|past|current|reporting|latest"
        r"|most recent|just[\s-]ended|just[\s-]completed)"
        r"|(?:during|in|for|over|of) (?:the|that)|the|that|all) (?P<unit>week|month|quarter|year)\b"
        r"(?!s\b|\s(?:to date|so far)\b|-|’|'| under re| (?:before\b|earlier\b|prior\b"
        r"|(?:that |which )?(?:ended|ending)|(?:to|through) that\s|to (?:the end of )?(?-i:(?:\d{1,2} )?(?!BTC)[A-Z])"
        r"|(?:through|until) (?-i:[A-Z][a-z]{2,8}\.? \d)|of\s(?!\d)|of\s20\d\d\b))",
        relative.read_relative,
    ),
    Phrase(
        "semana settimana semaine letzte letzten vergangene vergangenen mês mes mese mois",
        r"(?:(?P<week>semana (?:passada|pasada|anterior)|settimana scorsa|semaine derni[èe]re"
        r"|(?:letzten?|vergangenen?) woche)"
        r"|m[êe]s (?:passado|pasado)|mese scorso|mois dernier|(?:letzten?|vergangenen) monat)\b",
        relative.read_last_abroad,
    ),
)
