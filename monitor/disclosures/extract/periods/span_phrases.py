"""The phrases for spans and for times counted from others, in order of precedence among those of one first word."""

from monitor.disclosures.extract.periods import day_readers as days
from monitor.disclosures.extract.periods import relative_readers as relative
from monitor.disclosures.extract.periods import span_readers as spans
from monitor.disclosures.extract.periods.phrases import BY_DIGIT, Phrase

_WEEKDAYS = "|".join(relative.WEEKDAYS)
_WEEKDAY = f"(?P<weekday>{_WEEKDAYS})"
_DAYS = " ".join(relative.WEEKDAYS)
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
_LENGTHS = "three six nine twelve thirteen twenty thirty fifty"
_SO_LONG = (
    r"(?:three|six|nine|twelve)[\s-]+months?(?: periods?)?"
    r"|(?:thirteen|twenty-six|thirty-nine|fifty-two)[\s-]+weeks"
)
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
_BEGINNING = "(?:starting|beginning|commencing|that (?:began|started|begins))(?: on)?"
_AGO = r"(?:(?:(?:of|in) )?(?:the )?{last} year|(?:a|one|(?:of|in) the) year (?:ago|earlier|before|prior))"

# fmt: off
SPANS: tuple[Phrase, ...] = (
    # the same of another year, and what was spoken of
    Phrase(f"{_LIKES} year last past this prior previous", relative.read_year_ago,
           rf"{_LIKE} {{span}} {_AGO}"
           r"|(?:(?:comparable|corresponding|same) )?(?:year[\s-]ago|year[\s-]earlier|prior[\s-]year) {span}\b"
           r"|(?:comparable|comparative|corresponding) (?:period|quarter)\b(?! (?:of|in|ended|a|last)\b)"),
    Phrase(_LIKES, relative.read_same_of, rf"{_LIKE} (?:{{span}} (?:of|in) {{year}}|{{zyear}} {{span}}\b)"),
    Phrase("that", spans.read_of_spoken, r"that (?:same )?{month}(?! \d)"),
    Phrase("same that", relative.read_same, r"(?:same|that) (?:month|period|quarter)\b"),
    Phrase(f"quarter half year {_LENGTHS}", relative.read_same, rf"(?:{_SO_LONG}|quarter|half|year) then ended\b"),
    Phrase("remainder rest balance", spans.read_of_spoken, r"(?:remainder|rest|balance) of (?:the|that) year\b"),
    Phrase("twelve", spans.read_of_spoken, r"twelve months (?:ago|earlier|before)\b"),
    Phrase(f"{BY_DIGIT} {_NUMBERS}", spans.read_ago,
           r"(?P<count>{number}) (?P<unit>day|week|month|quarter|year)s? ago\b(?P<day> (?:today|(?:on )?this day)\b)?"),
    Phrase("week day", spans.read_ago, r"(?<=\ba\s)(?P<unit>week|day) ago\b"),
    Phrase("year", spans.read_ago, r"(?<=\ba\s)(?P<unit>year) ago(?P<day> (?:today|on this day)\b)"),
    Phrase(f"{_NUMBERS} day week month", spans.read_of_spoken,
           r"(?:(?<=\ba\s)|(?<=\bone\s)|{few} )(?:day|week|month)s? later\b"),
    Phrase("following the all", spans.read_of_spoken,
           r"(?:(?:the )?following|(?<!\bover\s)(?<!\bin\s)(?<!\bwithin\s)(?<!\bfor\s)(?<!\bduring\s)the next)"
           r" (?:day|week|month)\b|the (?:day|week|month) after\b(?=\s*[,.;)])"),
    Phrase(f"week month quarter half year {_LENGTHS}", spans.read_of_spoken,
           rf"(?:week|month|quarter|half|year|{_SO_LONG}) {{ended}} (?:on )?"
           r"that (?:day|date|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"),
    Phrase("week month quarter year", spans.read_unit_before,
           r"(?:(?<=\ba\s)|(?<=\bone\s))(?P<unit>week|month|quarter|year) (?:ago|earlier|before)\b"
           r"(?! (?:that\b(?!\s*[,.;:)])|the\b))"),
    Phrase("week month quarter year", spans.read_unit_before,
           r"(?P<unit>week|month|quarter|year)[\s-](?:ago|earlier|before)(?=:)"),
    Phrase("prior previous", spans.read_unit_before, r"(?:prior|previous) (?P<unit>year)(?=:)"),
    Phrase("the all", spans.read_unit_before,
           r"the (?P<unit>week|month|quarter|year) (?:before|earlier|prior)\b"
           r"(?=\s*(?:[.,;:)]|\Z|(?:was|were|had|it|they)\b))"),
    # what is reported on
    Phrase("current reporting reported", spans.read_current,
           r"(?:current|reporting|reported) (?:period|year)\b(?! (?:end|ended|ending|to)\b|-)"),
    Phrase("period month quarter half year", spans.read_current,
           r"(?:period|month|quarter|half|year) under (?:review|report|consideration)\b"),
    Phrase("three six nine twelve", spans.read_the_months,
           r"(?<=\bthe\s)(?P<length>three|six|nine|twelve) months\b"
           r"(?=\s*(?:[,.;:()]|\Z|(?:we|it|they|brought|was|were|that|and|came|amounted|had|the)\b"
           r"|to (?-i:[a-z]+)\s))"),
    Phrase("the all", spans.read_full,
           r"the (?:full|whole|entire) (?:fiscal |financial )?(?P<unit>quarter|year)\b(?! (?:of|ended|ending|\d))"),
    # so far
    Phrase("year ytd this the all", spans.read_to_date_through,
           r"(?:year[\s-]+to[\s-]+date (?:through|to|as of|until)|YTD (?:through|to|as of|until)"
           r"|this year (?:up to|through|until|to)(?: the end of)?"
           r"|the (?:beginning|start) of the year (?:to|through|until)(?: the end of)?)"
           r" {month}(?: {day})?(?:\s*,? {year})?"),
    Phrase("calendar fiscal year ytd", spans.read_to_date,
           r"(?:calendar |fiscal )?year[\s-]+to[\s-]+date\b|YTD\b"),
    Phrase("year so during in for over last past this prior previous the all", spans.read_to_date,
           r"(?:so far (?:this|in the) (?:fiscal )?year|this year (?:so far|to date)"
           r"|(?:(?:for|in|over|during) )?(?:the )?year (?:so far|thus far))\b"),
    Phrase("start beginning the", days.read_days_of_month,
           r"(?:the )?(?:start|beginning) of the month {through} the (?P<zday>[0-3]?\d)(?:st|nd|rd|th)\b"),
    Phrase("quarter month qtd", spans.read_quarter_to_date, r"quarter[\s-]+(?:to[\s-]+date|so far)\b|QTD\b"),
    Phrase("month", days.read_month_to_date, r"month[\s-]+to[\s-]+date\b"),
    # since and after
    Phrase("since", days.read_range, r"since {month day},? {through} (?:and including )?{zmonth day}"),
    Phrase("since", spans.read_since_year, r"since the (?:beginning|start) of {year}"),
    Phrase("since", spans.read_since_start,
           r"since the (?:(?:beginning|start) of (?:(?P<which>this|the|last) )?(?P<unit>month|quarter|year)\b"
           r"|(?P<begun>month|quarter|year) (?:began|started|opened)\b)"),
    Phrase("since post subsequent after following", spans.read_since_end,
           r"(?:since|subsequent to|after|following|post)[\s-]+"
           + _OVER
           + r"(?:,? (?:{through}|as of) {month day})?"),
    Phrase("post", spans.read_since_end, r"post[\s-]+(?P<unit>period)\b"),
    Phrase("the all", spans.read_since_end, r"the (?:days|weeks|months) since\b(?=\s*[,.;)]| then\b)"),
    Phrase("between from", spans.read_since_end,
           r"(?:between|from) " + _OVER + r",? (?:and|{through}) (?:{month day}|the date of this\b)"),
    Phrase("since", spans.read_since,
           r"since (?:(?:the|its|our|their) )?(?:(?:last|previous|prior|latest) )?(?:(?:\w+ )?(?:update|report"
           r"|announcement|disclosure|filing|release)),?(?: (?:on|of|dated))? {month day}"),
    Phrase("since", spans.read_since, r"since {day month}"),
    Phrase("since", spans.read_since,
           r"since (?:(?:early|late|mid|the (?:end|start|beginning) of)[\s-]+)?"
           r"{month}(?: {day})?(?:\s*,? (?:of )?{year})?"),
    Phrase("subsequent after following", spans.read_subsequent,
           r"(?:subsequent to|after|following) {month day}(?:,? (?:{through}|but before) {zmonth day})?"),
    Phrase("through", spans.read_through, r"through {month day}"),
    # parts and edges
    Phrase("first second third fourth opening closing final last past this prior previous", days.read_edge_month,
           r"(?P<edge>first|final|last|opening|closing) month of (?:the year|{year})"),
    Phrase("three six nine", spans.read_first_months,
           r"(?P<length>three|six|nine) months of (?:the )?(?:fiscal )?{year}"),
    Phrase("first", spans.read_first_months,
           r"first (?P<length>{few}) months\b(?: of (?:the )?(?:fiscal )?(?:{year}|(?:this year|year)\b)|(?=\s*[:,]))"
           r"|(?:(?<=\bin\sthe\s)|(?<=\bover\sthe\s)|(?<=\bduring\sthe\s)|(?<=\bthrough\sthe\s))"
           r"first (?P<whole>{few}) months\b(?! (?:of|after|since|following|from|on|as|in)\b)"),
    Phrase("first", spans.read_first_months,
           r"first (?P<length>two|three) quarters\b(?: of (?:{year}|the year|this year))?"),
    Phrase("final last past this prior previous", spans.read_last_months,
           r"(?:last|final) (?P<length>{few}) months of (?:{year}|the year|(?P<ago>last year))"),
    Phrase("last past prior previous", spans.read_past_days,
           rf"(?:last|past|previous|prior) (?P<count>{{number}}) (?P<unit>days|weeks|hours)\b{_NOT_OF}"),
    Phrase("last past prior previous trailing rolling", spans.read_past_months,
           rf"(?:last|past|previous|prior|trailing|rolling)[\s-](?P<count>{{number}})[\s-]months?\b{_NOT_OF}"),
    Phrase("opening closing first second third fourth final last past this prior previous", days.read_week_or_half,
           r"(?P<part>first|second|third|fourth|last|final|opening|closing) (?:(?P<count>{number}|few|couple of) )?"
           r"(?P<piece>weeks?|half|days) of {month year}"),
    Phrase("start beginning onset end ended closed finished exited by", days.read_month_to_day,
           r"(?P<edge>start|beginning|end) of {month year},? (?:and|{through}) {zmonth day}"),
    Phrase("start beginning onset", days.read_month_start, r"(?:start|beginning|onset) of {month year}"),
    Phrase("entered entering", days.read_month_begun, r"(?:entered|entering) {month year}(?! \d)"),
    Phrase("month quarter year end ended closed finished exited by", relative.read_unit_end,
           r"(?:(?P<unit>month|quarter|year)[\s-]end"
           r"|end of (?P<which>the|this|last|the last) (?P<what>month|quarter|year))\b"),
    # weeks and days of the week
    Phrase("week", relative.read_week_to_weekday, rf"week {{ended}} (?:last )?{_WEEKDAY}\b"),
    Phrase("week", days.read_range, r"week of {month day}{to}{zday of it}"),
    Phrase("week", relative.read_week_of, rf"(?<!\ba\s)week (?:of|from|{_BEGINNING}) {{month day}}"),
    Phrase("during in for over at on nel lo no neste el este am", relative.read_weekend_of,
           r"(?:over|during|at|on|in) the weekend of {month day}(?:{to}{zday of it})?"),
    Phrase("during in for over last past this prior previous at on nel lo no neste el este am", relative.read_weekend,
           r"(?:(?:over|during|at|on|this|last|past) (?:the |this |last |past )*weekend"
           r"|(?:nel|lo scorso) (?:fine settimana|weekend)|(?:no|neste|el|este) (?:fim|fin) de semana"
           r"|am wochenende)\b"),
    Phrase(_DAYS, relative.read_weekdays, rf"{_WEEKDAY}\s*(?:and|to|through|-|–)\s*(?P<last>{_WEEKDAYS})\b"),
    Phrase(_DAYS, days.read_day, rf"(?:{_WEEKDAYS}),? {{month day}}"),
    Phrase(_DAYS, relative.read_weekday, rf"{_WEEKDAY}(?: (?P<week>(?:of )?last week))?\b"),
    Phrase("as", relative.read_this_day,
           r"as of (?:(?:the )?date (?:of this|hereof)|today\b|this writing|the time of writing)"),
    Phrase("yesterday today this", relative.read_yesterday,
           r"(?P<word>yesterday|today|this (?:morning|afternoon|evening))\b"),
    # last, this, the
    Phrase("this last past previous prior", relative.read_relative,
           r"(?P<which>this|last|past|previous|prior) (?P<unit>week|month|quarter|year)"
           r"(?=[’']s (?:\S+ ){0,2}(?:sales?|disposals?|liquidations?|production|output)\b)"),
    Phrase("during in for over", relative.read_relative,
           r"(?P<which>(?:during|in|over|for) the) (?P<unit>half)(?:[\s-]year)?\b"
           r"(?! (?:of|the|its|their|an?|hour|day|month|dozen|million|billion|ended|ending|to)\b|-)"),
    Phrase("that this last past prior previous during in for over the all", relative.read_relative,
           r"(?P<which>this|last|past|previous|prior|the (?:previous|prior|preceding|last|past|current|reporting|latest"
           r"|most recent|just[\s-]ended|just[\s-]completed)"
           r"|(?:during|in|for|over|of) (?:the|that)|the|that|all) (?P<unit>week|month|quarter|year)\b"
           r"(?!s\b|\s(?:to date|so far)\b|-|’|'| under re| (?:before\b|earlier\b|prior\b"
           r"|(?:that |which |then )?(?:ended|ending)|(?:to|through) that\s"
           r"|to (?:the end of )?(?-i:(?:\d{1,2} )?(?!BTC)[A-Z])"
           rf"|(?:from|{_BEGINNING}) (?-i:[A-Z][a-z]{{2,8}}\.? \d)"
           r"|(?:through|until) (?-i:[A-Z][a-z]{2,8}\.? \d)|of\s(?!\d)|of\s20\d\d\b))"),
    Phrase("semana settimana semaine letzte letzten vergangene vergangenen mês mes mese mois",
           relative.read_last_abroad,
           r"(?:(?P<week>semana (?:passada|pasada|anterior)|settimana scorsa|semaine derni[èe]re"
           r"|(?:letzten?|vergangenen?) woche)"
           r"|m[êe]s (?:passado|pasado)|mese scorso|mois dernier|(?:letzten?|vergangenen) monat)\b"),
)
# fmt: on
