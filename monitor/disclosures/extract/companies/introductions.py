"""Companies as a text introduces them: "Foo Mining Corp. (NASDAQ: FOO)", "miner Foo said"."""

import re
from collections.abc import Container, Iterator, Mapping

from monitor.disclosures.extract.companies.people import is_family_name, is_person
from monitor.disclosures.extract.lexicon import COINS, CROWD, DEEDS, IT, MACHINES, NOTHING, WE
from monitor.disclosures.extract.periods.calendars import MONTHS

_WITHIN = 60_000
"""Characters of a text in which companies are looked for."""
_LEAST_NAME = 3
_LONGEST_NAME = 50
_MOST = 300
"""Names that one text may introduce."""
_LOOK_BACK = 90
_GENERIC = frozenset(
    "inc incorporated corp corporation ltd limited llc plc ag se sa nv co company lp group"
    " holdings holding technologies technology platforms blockchain digital mining miners"
    " infrastructure scientific global international america systems energy solutions investments"
    " capital acquisition generation data bitcoin the and of".split()
)
"""Words that a company's name may be told without."""
_TICKER = re.compile(
    r"\(\s*(?:the\s+)?[“\"]?(?:(?:NASDAQ|Nasdaq|NYSE(?:\s+(?:American|Arca))?|TSXV?|TSX-V|TSX[\s-]Venture|AIM|LSE|ASX"
    r"|OTCQ?[BX]?|CSE|CBOE|Cboe|AMEX|SGX|HKEX|NEO|Euronext)\s*(?:and|/|&|,)?\s*){1,4}:\s*(?P<ticker>[A-Z]{2,6}(?:\.[A-Z])?|\d{3,5})"
    r"[^)\n]{0,60}\)"
)
_BARE_TICKER = re.compile(r"\((?P<ticker>(?!USD|EBIT|GAAP|IFRS|HODL\b)[A-Z]{4,5})\)(?= [a-z])")
"""As in "Cathedra Bitcoin (CBTTF) has sold"."""
_SUFFIX = re.compile(
    r"[ \u00a0](?P<suffix>(?:Inc|INC|Corp|CORP|Corporation|Ltd|LTD|Limited|LIMITED|PLC|plc|AG|LLC|SE)\b\.?)"
)
_NAME_BEFORE = re.compile(r"(?:[A-Z0-9][\w&.’'-]*,?[ \u00a0]+(?:&[ \u00a0]+)?){1,5}\Z")
_OF_EXCHANGE = re.compile(r"\bExchanges?(?: (?:of|and|[A-Z]\w*))* (?:Inc|Ltd|Limited|LLC|plc|AG)\.?\Z")
_AFTER_DATE = re.compile(
    r"\A.*\b(?:(?:19|20)\d\d,|(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:[ \u00a0]\d{1,2},?)?(?:[ \u00a0](?:19|20)\d\d)?)[ \u00a0]+(?=\S)"
)
"""As in "On February 18, 2026, Foo, Inc.", "During June 2025 Foo, Inc.", where the name begins behind the date."""
_NAME_WORD = r"[A-Z](?<![\w.&-].)(?:[\w&-]|\.(?=\w))+"
_SPEAKING = re.compile(
    rf"(?P<name>{_NAME_WORD}(?: (?:& )?{_NAME_WORD}){{0,3}})"
    r"(?:[’']s (?=(?:co-)?(?:CEO|CFO|COO|chief|chair|board|shares|shareholder|quarterly|annual"
    r"|earnings|president|prime minister|government|bitcoin|BTC"
    r"|balance sheet|digital assets)\b"
    r"|(?:[a-z-]+ )?(?:earnings|results|report|filing|update|treasury|stash|holdings)\b"
    r"|[A-Z][a-z]+ [A-Z][a-z]+ (?:said|says|told|wrote|tweeted)\b|(?:sale|sell-?off|disposal|conversion) of\b"
    r"|(?:\S+ ){1,3}(?:bitcoin|BTC) (?:sales?|sell-?off|stash|holdings)\b)"
    r"|(?:[’']s)?(?: on [A-Z][a-z]+day)?(?:, (?:meanwhile|in the meantime|however|too|for its part|in turn))?,? [“\"]?"
    r"(?:which |later |then |recently |since |already |subsequently |only |still )?"
    r"(?:said|says|told|has|had|sold|sells|bought|buys|holds|held|owns|mined|produced|announced|reported|disclosed|confirmed"
    r"|will|now|also|did|eliminated|redeemed|liquidated|purchased|acquired|raised|cut|reduced|completed|plans|treasury"
    r"|holdings|parted|shed|sheds|disposed|offloaded|offloads|unloaded|unloads|dumped|dumps|kept|keeps|cashed|trimmed|pared"
    r"|tapped|pocketed|earned|mines|ended|finished|closed|released|revealed|let|unwound|got|became|filed|posted|remains"
    r"|made|booked|recorded|lost|invested|took|added|paid|used|spent|saw|wrote|started|began|turned|converted|moved|transferred"
    r"|stated|states|denied|denies|rejected|rejects|admitted|acknowledged|indicated|declared|decided|opted|chose"
    r"|exited|entered|neither|joined|joins|comes|came|follows|followed|leads|led|tops|topped|swung|launched|nets"
    r"|netted|and its)\b)"
)
_LISTED = re.compile(
    rf"^[^\w\n]{{0,4}}(?P<name>{_NAME_WORD}(?: (?:& )?{_NAME_WORD}){{0,3}})(?::| [–—-]) "
    r"(?:mined|sold|produced|kept|held|earned|parted|liquidated|offloaded|\d[\d,.]* (?:BTC|bitcoins?)\b)",
    re.MULTILINE,
)
"""As in a list of companies: "Lumen Basin: mined 688, sold 640"."""
_CALLED = re.compile(
    r"[^\S\n]*(?:\([^()\n]{0,80}\)[^\S\n]*)?\((?:[^()\n]{0,60}?)[“\"](?P<short>[A-Z][^”\"\n]{1,40})[”\"]"
)
_LEADING = frozenset(
    "die der das the on in at by for miner company bitcoin as and with from to of today press release item"
    " exhibit about shares form contact during since until through after before while although when"
    " rival competitor peer"
    " retailer lender developer startup fintech newcomer parent sister fellow giant firm bank".split()
)
_NO_NAMES = frozenset(
    "company group we our us registrant seller buyer board agreement issuer corporation parent"
    " notes offering".split()
)

_ROLES = frozenset(
    "trust fund etf sponsor trustee manager adviser custodian partnership corporation issuer registrant company group"
    " operator parent".split()
)
"""What a filing calls itself, or somebody who acts for it."""


def is_role(name: str) -> bool:
    """As "Trust" and "Trust’s Sponsor" are: a name of these words alone is none."""  # noqa: RUF002
    return _ROLES.issuperset(_POSSESSIVE.sub("", name.lower()).split())


_POSSESSIVE = re.compile(r"[’']s\b")


def introduce(text: str, known: Mapping[str, str], new: dict[str, str], people: frozenset[str]) -> str | None:
    """Add the companies that a text introduces to the new ones.

    Args:
        text: the whole text.
        known: names of known companies in lower case → slug; they stay what they are.
        new: further names in lower case → slug or name as printed.
        people: names of persons in lower case, which are no companies'.

    Returns:
        The first that it names with its ticker.
    """
    first: str | None = None
    ambiguous = frozenset(new)
    for printed, ticker, end in _introduced(text):
        name = _trimmed(printed)
        if name is None or len(name) > _LONGEST_NAME or len(new) > _MOST:
            continue
        if name.lower().split()[0] in _OBSERVERS or _OF_EXCHANGE.search(text, max(0, end - _LOOK_BACK), end):
            continue  # "Newsfile Corp." and "The Stock Exchange of Hong Kong Limited" carry the news
        entity = _whose(_in_small_letters(name, text), ticker, known, new, ambiguous)
        called = _CALLED.match(text, end)
        short = " ".join(called["short"].strip(" ,.").lower().split()) if called else ""
        for each in [*variants(name), ticker, short]:
            if len(each) >= _LEAST_NAME and each.removeprefix("the ") not in _NO_NAMES and each not in known:
                new.setdefault(each, entity)
        first = first or (entity if ticker else None)
    _add_speakers(text[:_WITHIN], known, new, people)
    return first


def _in_small_letters(name: str, text: str) -> str:
    """As in "HARBOR PEAK, INC.", which the text calls "Harbor Peak, Inc." further on."""
    if not name.isupper():
        return name
    found = re.search(
        rf"(?-i:{re.escape(name[0])}(?=\w*[a-z])){re.escape(name[1:])}", text[:_WITHIN], re.IGNORECASE
    )
    return found[0] if found is not None else name


def _introduced(text: str) -> Iterator[tuple[str, str, int]]:
    """Names before a ticker, then those with "Inc." and the like: name, ticker in lower case, where it ends."""
    stop = min(len(text), _WITHIN)
    for match in _TICKER.finditer(text, 0, stop):
        before = _NAME_BEFORE.search(text, max(0, match.start() - _LOOK_BACK), match.start())
        if before is not None:
            yield before[0], match["ticker"].lower(), match.end()
    for match in _BARE_TICKER.finditer(text, 0, stop):
        before = _NAME_BEFORE.search(text, max(0, match.start() - _LOOK_BACK), match.start())
        if before is not None and not _is_short_for(match["ticker"], before[0]):
            yield before[0], "", match.end()
    for match in _SUFFIX.finditer(text, 0, stop):
        place = match.start("suffix")
        before = _NAME_BEFORE.search(text, max(0, place - _LOOK_BACK), place)
        if before is not None:
            yield _AFTER_DATE.sub("", before[0]) + match["suffix"], "", match.end()


def _is_short_for(ticker: str, name: str) -> bool:
    """As in "United States Marshals Service (USMS)": the first letters of the words, and no ticker."""
    initials = "".join(word[0] for word in name.split() if word[:1].isupper())
    return initials.endswith(ticker) or ticker.startswith(initials.ljust(_LEAST_INITIALS))


_LEAST_INITIALS = 3
"""As many letters as are shared by chance are fewer."""


def _add_speakers(text: str, known: Mapping[str, str], new: dict[str, str], people: frozenset[str]) -> None:
    """Companies of which only their name and a verb stand in the text, as in articles."""
    small: set[str] | None = None
    seen: set[str] = set()
    for match in sorted(_SPEAKING.finditer(text), key=lambda each: -len(each["name"].split())):
        before = text[max(0, match.start() - 30) : match.start()]
        parts = before.split(" ")
        if (
            len(parts) > 1
            and parts[-2][:1].isupper()
            and (parts[-2][-1:].isalnum() or parts[-2] in {"U.S.", "U.K."})
            and not parts[-2].endswith(("’s", "'s"))
        ):
            continue  # the end of a longer name
        if parts[-2:-1] == ["of"] and parts[-3:-2] and parts[-3].lower() in OFFICES_OF:
            continue  # "the Department of Justice"
        name = proper(match["name"])
        if (
            name is None
            or name in seen
            or len(new) > _MOST
            or (words := name.lower().split())[0] in ORDINARY
            or ORDINARY.issuperset(words)
            or _GENERIC.issuperset(words)
            or words[-1] in _OBSERVERS
            or is_role(name)
            or is_person(" ".join(words), people)
        ):
            continue
        small = set(_SMALL_WORD.findall(text)) if small is None else small
        if words[0] in small and not (_IN_MID_SENTENCE.search(before) or _is_dealing(match)):
            continue
        seen.add(name)
        if _is_place(match, parts, known, new):
            continue
        if _whose(name, "", known, new) == name and not (len(words) == 1 and is_family_name(name, text)):
            new.setdefault(" ".join(words), longer(words, new) or longer(words, known) or name)
    for match in _LISTED.finditer(text):
        name = proper(match["name"])
        if name is not None and len(new) <= _MOST and not ORDINARY.issuperset(words := name.lower().split()):
            new.setdefault(" ".join(words), longer(words, new) or _whose(name, "", known, new))


def longer(words: list[str], new: Mapping[str, str]) -> str | None:
    """Whom the first words of a longer name mean: "Empery", where "Empery Digital" is spoken of as well."""
    low = " ".join(words)
    meant = {entity for name, entity in new.items() if name.startswith(f"{low} ")}
    return meant.pop() if len(meant) == 1 else None


OFFICES_OF = frozenset("department ministry bank office bureau board".split())
"""Whose names go on behind "of"."""


def _is_place(match: re.Match[str], before: list[str], *names: Container[str]) -> bool:
    """As in "a listed miner from Vancouver, liquidated", "Foo of Toronto sold", "Foo (FOO), New York, sold"."""
    told, *rest = [word for word in reversed(before) if word] or [""]
    aside = match[0][len(match["name"])] == ","
    if told not in _PLACING:
        return aside and told.endswith(",") and " which " not in match[0]
    if aside or told in _PLACES or (told == "in" and rest and rest[0][-1].isalnum()):
        return True
    named = [word for word in rest[:2] if word[:1].isupper() and not word.isupper()]
    return told == "of" and (len(named) > 1 or any(named and named[0].lower() in each for each in names))


_PLACING = frozenset("from in near of at outside".split())
_PLACES = frozenset("from near outside".split())
_SMALL_WORD = re.compile(r"(?<!\w)[a-z][\w-]*")


def _is_dealing(match: re.Match[str]) -> bool:
    """As in "Strategy sold": a word in the singular without an article deals in nothing unless it is a name."""
    name = match["name"]
    return not name.endswith("s") and match[0].endswith(_DEALING) and match[0][len(name)] == " "


_DEALING = (" sold", " sells", " bought", " buys", " holds", " owns", " purchased", " liquidated")
_TIMES = frozenset(MONTHS) | frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday q1 q2 q3 q4 h1 h2".split()
)
"""As in "On July 7, 2025 Foo Corp. said", "In May Foo Corp. sold": no name begins with a time."""
_NOT_PROPER = frozenset(
    "unrestricted restricted self-mining self-mined mined sold gross hosting average daily die"
    " der das el la il o a elle elles ella ele ela sie er es lui lei"
    " loro ellos eles eux it its the this that these we our they he she company management total"
    " bitcoin btc miners"
    " production holdings treasury in on as at for during however shares revenue net proceeds"
    " which who one there both each all some no most many few half"
    " sma sec nasdaq nyse otc etf ai hpc an another"
    " one ether ethereum eth bcc bch bsv ltc litecoin doge dogecoin sol solana xrp bnb usdt usdc altcoins"
    " by q1 q2 q3 q4 ceo cfo energy power cash digital crypto government miner mining hash".split()
)


_OBSERVERS = frozenset(
    "times telegraph guardian journal herald tribune nikkei yonhap xinhua afp fortune barron’s barron's protos"
    " decrypt reuters bloomberg coindesk cointelegraph theminermag blockworks forbes cnbc axios arkham cryptoquant"
    " imf glassnode lookonchain vaneck bernstein jpmorgan"
    " newsfile globenewswire prnewswire accesswire businesswire cision cnw".split()
)
"""Who tells of sales, and makes none."""
_AT_BEGINNINGS = frozenset(
    "did does do has have was were is are would can could should"
    " not only still even once yet then here there today yesterday tomorrow earlier later previously meanwhile"
    " besides instead nevertheless additional remaining overall combined consolidated existing recent latest"
    " current strong nearly almost over about around more less other others several someone somebody everyone"
    " nobody neither either last next first second third previous prior annual weekly quarterly corporate"
    " institutional public private retail industry market markets analysts data according sources reports"
    " officials regulators court judge treasuries month-end year-end quarter-end period-end despite following"
    " because although while when after before since until once where why how what if but so or nor like unlike"
    " with without among amid under back again already just rather quite very too finally lastly notably"
    " former specifically overall ultimately currently total quarter month year week day update news breaking"
    " exclusive report reportedly crypto blockchain stock stocks price prices".split()
)
"""Words that a sentence or a heading may begin with, written large for no other reason."""
_IN_MID_SENTENCE = re.compile(
    r"(?:[a-z]|, )(?<!\bthe)(?<!\bour)(?<!\bits)(?<!\b[Aa])(?<!\ban)(?<!\bthis)(?<!\btheir) ?\Z"
)
"""What stands before a word that is written large because it is a name, even if it is another word too."""


def proper(printed: str) -> str | None:
    """A name without the words that only begin its sentence: "Only MicroStrategy"."""
    name = _trimmed(printed)
    words = name.split() if name is not None else []
    while words and (words[0].lower() in _AT_BEGINNINGS or words[0].lower().endswith("ly")):
        words = words[1:]
    if words[1:] and words[0].endswith(("’s", "'s")) and not ORDINARY.issuperset(map(str.lower, words[1:])):
        words = words[1:]  # "Germany's Northern Data"
    return " ".join(words) or None


ORDINARY: frozenset[str] = (
    _NOT_PROPER
    | _OBSERVERS
    | _AT_BEGINNINGS
    | _NO_NAMES
    | _TIMES
    | COINS
    | MACHINES
    | CROWD
    | WE
    | IT
    | NOTHING
    | DEEDS.keys()
)
"""Words that are no company's name by themselves, however they are written."""


def variants(name: str) -> list[str]:
    """A name, and what is left of it without "Inc.", without "Holdings" and so on, in lower case."""
    words = [word for word in (word.strip(",.").lower() for word in name.split()) if word]
    found = [" ".join(name.lower().split())]
    while words:
        found.append(" ".join(words))
        if words[-1] not in _GENERIC or len(words) == 1:
            break
        words = words[:-1]
    return [each for each in dict.fromkeys(found) if each not in _GENERIC and each not in COINS]


def _whose(
    name: str,
    ticker: str,
    known: Mapping[str, str],
    new: Mapping[str, str],
    ambiguous: frozenset[str] = frozenset(),
) -> str:
    """The entity of a printed name; words before a known name do not belong to it: "Miner Cango Inc.".

    "Bit Mining" is no Bit Digital: what is ambiguous alone is nobody's who is called so in part.
    """
    words = name.lower().split()
    tails = [" ".join(words[index:]) for index in range(1, len(words))]
    for each in [*variants(name), ticker, *tails]:
        for names in (known, new):
            if each in names and each not in ambiguous:
                return names[each]
    return name


_TIME_AND_NAME = 2
"""Words of a name that may begin so all the same: "Sunday Times"."""


def _trimmed(text: str) -> str | None:
    """A name without the words before it that are none of it."""
    words = text.split()
    asides = [index for index, word in enumerate(words) if word.endswith(",")]
    if asides and not _GENERIC.issuperset(word.lower().strip(",.") for word in words[asides[-1] + 1 :]):
        words = words[asides[-1] + 1 :]  # "During March 2026, Foo Inc."
    while words and (
        words[0].lower().strip(",.") in _LEADING
        or words[0].endswith(("-listed", "-based", "-backed", "maker"))
        or (words[0].lower().strip(",.") in _TIMES and len(words) > _TIME_AND_NAME)
        or words[0].strip(",.").isdigit()
        or (words[0][0].isdigit() and "." in words[0])
    ):
        words = words[1:]
    name = " ".join(words).strip(" ,")
    return name if len(name) >= _LEAST_NAME and not name.isdigit() else None
