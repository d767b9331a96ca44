"""No sale by implication: "all of the bitcoin mined was held", "instead of selling bitcoin, ..."."""

import re
from collections.abc import Sequence

from monitor.disclosures.extract.alternation import one_of
from monitor.disclosures.extract.lexicon import CROWD, Deed, Shape
from monitor.disclosures.extract.lowered import holds_any, shortest
from monitor.disclosures.extract.prose.coins.companies import joint
from monitor.disclosures.extract.prose.mood.mood import NOWADAYS
from monitor.disclosures.extract.prose.sentence.draft import CONTEXT, SENTENCE, Draft
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.when.unsold_days import days_of_denial
from monitor.disclosures.extract.prose.who.subjects import subject
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.statement import StatementKind

_COIN = r"(?:bitcoins?|btcs?|coins?)"
_OUTPUT = r"(?:production|output)"
_OF = r"(?:\s+(?:of|the|its|our|their|a|single|that|this|those|[a-z]+[’']s?))*"
_ALL = (
    r"(?:\b(?:all|every|each|(?:the\s+)?entirety)\b|\b100\s?%|\b(?:its|our|their|the)\s+(?:entire|full|whole)\b)"
    rf"{_OF}"
)
_ADJECTIVES = r"(?:[\w-][\w,.-]*\s+){0,3}?"
_STORES = (
    r"(?:(?:[\w-]+\s+){0,3}?"
    r"(?:treasury|reserves?|holdings|balance\s+sheet|custody|cold\s+storage|stack|stockpile|inventory|vault))"
)
_THEIR = r"(?:(?:the|its|our|their)\s+)?"
_STAYED = (
    r"(?:held|retained|kept|hodl(?:ed|’d|'d)?|banked|added\s+to|put\s+into|moved\s+(?:in)?to|placed\s+in(?:to)?"
    rf"|deposited\s+in(?:to)?|(?:transferred|sent|directed|allocated)\s+(?:in)?to\s+{_STORES})"
)
_KEEP = (
    r"(?:retain(?:s|ed|ing)?|keep(?:s|ing)?|kept|hold(?:s|ing)?|held|hodl(?:s|ed|ing|’d|'d)?"
    r"|accumulat(?:es?|ed|ing))"
)
_ON = r"(?:\s+(?:on\s+to|onto))?"
_IT_MINES = (
    r"(?:it|we|they|the\s+company)\s+(?:(?:has|have|had)\s+)?"
    r"(?:mined?|mines|produced?|produces|earned|earns|generated?)"
)
_THEM_ALL = (
    r"(?:all\s+of\s+(?:them|it|this|these|those)|them\s+all|it\s+all|every\s+(?:single\s+)?(?:one(?:\s+of\s+(?:them|these|those))?|coin|bitcoin|btc)"
    r"|each\s+(?:one|coin)|everything|the\s+(?:whole\s+)?lot)"
)
_MONTHS = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|q[1-4]|20\d\d|the\s+(?:month|quarter|period|year))"
_OF_A_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)(?:[’']s)?"
)
_NOT_ONE = (
    rf"(?:(?:no|not\s+(?:a\s+single|a|one))\s+{_COIN}|not\s+(?:a\s+single\s+)?one(?:\s+of\s+(?:them|these|those))?|nothing"
    rf"|none(?:\s+of\s+(?:them|it|these|those|(?:its|our|their|the)\s+(?:[\w.,-]+\s+){{0,3}}?{_COIN}"
    r"(?:\s+(?:mined|produced|made)\s[^.;,]{0,50}?)?))?)"
)
_MINED = r"(?:mined?|mines|mining|produced?|produces|produc\w+|output|earned|generated|self-mined|minted)"
_BOOKED = (
    r"(?:classification|accounting|measurement|presentation|treatment|valu(?:e|ation)|price|cost|basis"
    r"|polic(?:y|ies)|estimates?)"
)
"""As in "no change in the classification of bitcoin": of the books, and not of what was held."""
_OUTPUT_KEPT = (
    # all bitcoin mined was held; 100% of production was added to the treasury
    (
        rf"{_ALL}\s+{_ADJECTIVES}(?:{_COIN}|{_OUTPUT})\b(?:\s+\S+){{0,9}}?\s+"
        rf"(?:(?:was|were|been|being|is|are|be)\s+(?:all\s+|fully\s+)?{_STAYED}\b|(?:stayed|remained|(?:is|are)\s+still)\s+(?:on|in)\s+{_THEIR}{_STORES}|hodl(?:ed|’d|'d|ing)?\b|deposited\s+into\s+custody|(?:went|go(?:es)?)\s+(?:straight\s+)?(?:in)?to\s+{_THEIR}{_STORES})"
    ),
    # 100% of August production retained; all mined bitcoin held in treasury
    rf"{_ALL}\s+{_ADJECTIVES}{_OUTPUT}\s+(?:retained|held|kept|hodled)\b",
    (
        rf"(?:\A|(?<=\n)|(?<=[-•*–]\s)){_ALL}\s+{_ADJECTIVES}{_COIN}\b(?!\s+(?:miners|companies))(?:\s+\S+){{0,5}}?"
        rf"\s+(?:retained|held|kept|hodled)\b(?!\s+(?:at|on|as\s+of|by)\b)"
    ),
    # the coins mined in August were all held
    rf"\b{_MINED}\b[^.;]{{0,60}}?\s(?:was|were|been)\s+(?:all|entirely|fully|wholly)\s+{_STAYED}\b",
    # we mined 445 bitcoin; all were retained
    rf"(?:(?<=[.!?\n]\s)|\A)all(?:\s+of\s+(?:it|them|these|this))?\s+(?:was|were|has\s+been|have\s+been)\s+{_STAYED}\b",
)
_KEPT_IT = (
    # we kept them all; has kept every coin since October
    rf"\b(?:it|we|company|miner)\s+(?:has\s+|have\s+)?(?:retained|kept|hodled|held){_ON}\s+{_THEM_ALL}(?=[\s.,;])",
    rf"\b(?:has|have)\s+(?:\w+\s+)?(?:retained|kept|hodled|held){_ON}\s+every\s+(?:single\s+)?{_COIN}(?=[\s.,;])",
    # kept all of its 227 January coins; retained all bitcoin it produced; holds 100% of its production; keeps all
    # self-mined coins; keeps everything that it mines
    rf"\b{_KEEP}{_ON}\s+{_ALL}\s+(?:[\d.,]+\s+)?{_OF_A_MONTH}\s+{_COIN}\b",
    rf"\b{_KEEP}{_ON}\s+{_ALL}\s+{_ADJECTIVES}(?:{_OUTPUT}\b|{_COIN}\b(?=(?:\s+\S+){{0,6}}?\s+(?:mined?|mines|minted|produced?|produces|earned|generated)\b))",
    rf"\b{_KEEP}{_ON}\s+{_ALL}\s+(?:[\w-]+\s+){{0,2}}?(?:self-)?(?:mined|produced|minted)\s+{_COIN}\b",
    rf"\b{_KEEP}{_ON}\s+everything\s+(?:that\s+)?{_IT_MINES}\b",
    # continued to hold on to its mined bitcoin; continued to hold all of its bitcoin
    rf"\bcontinu(?:es?|ed|ing)\s+to\s+{_KEEP}{_ON}\s+(?:its|our|their|the)\s+(?:(?:newly\s+|self-)?(?:mined|produced)\s+{_COIN}|{_COIN}\s+(?:that\s+)?{_IT_MINES})\b",
    rf"\bcontinu(?:es?|ed|ing)\s+to\s+{_KEEP}{_ON}\s+{_ALL}\s+{_ADJECTIVES}(?:{_COIN}|holdings)\b(?!\s+(?:in|with|at|on|through)\s+(?!{_MONTHS}))",
    # opted to hold all of its bitcoin
    (
        rf"\b(?:opt(?:ed|ing)|chose|choosing|elect(?:ed|ing)|decid(?:ed|ing)|preferr(?:ed|ing))\s+to\s+(?:continue\s+to\s+)?(?:retain|keep|hold|hodl)"
        rf"{_ON}\s+(?:{_ALL}\s+)?(?:(?:its|our|the|their|[A-Z][a-z]+)\s+){{0,2}}{_ADJECTIVES}(?:{_COIN}|{_OUTPUT}|supply|stack)\b"
    ),
    r"\bhodl(?:ed|ing)\s+(?:since|for\s+the)\b|\b100\s?%\s+hodl\b",
)
_MINED_AND_KEPT = (
    # mined 215 BTC and held them all; 215 BTC, all of which was held; added 215 BTC, all of its output, to its reserves
    rf"\b(?:mined|produced|earned|generated)\s(?:\S+\s+){{1,12}}?(?:and|but)\s+(?:retained|kept|hodled|held){_ON}\s+{_THEM_ALL}\b",
    rf"\b(?:mined|produced|earned|added)\s(?:[^.;]|\.(?=\d)){{1,60}}?,\s+(?:retained|kept|hodled|held){_ON}\s+{_THEM_ALL}(?=\s*[,.;])",
    (
        rf"\b(?:mined|produced|earned|generated|production|output)\s[^.;]{{1,90}}?,\s+"
        rf"(?:(?:retaining|keeping|holding|hodling){_ON}\s+{_THEM_ALL}\b|(?:adding|moving|placing|putting|sending)\s+{_THEM_ALL}\s+(?:in|on|to|into)\s+{_THEIR}{_STORES})"
    ),
    rf"\b(?:bitcoins?|btcs?)\b[^.;]{{0,40}}?,\s+(?:all|every\s+one|100\s?%|the\s+entirety)\s+of\s+(?:which|it|them)\s+(?:(?:was|were|has\s+been|have\s+been)\s+{_STAYED}\b|it\s+{_KEEP}\b)",
    rf"\b(?:added|moved|put)\s(?:\S+\s+){{0,4}},?\s?{_ALL}\s+{_ADJECTIVES}(?:{_COIN}|{_OUTPUT})\b[^.;]{{0,40}}?\bto\s+(?:its|the|our|their)\s+{_STORES}",
)
_UNTOUCHED = (
    # not one left the treasury, none left through a sale; no coins changed hands
    (
        rf"\b(?P<left>{_NOT_ONE}\s+(?:(?:has|have|had|ever|of\s+it)\s+){{0,2}}left\s+(?!in\b|on\b)"
        rf"(?:{_THEIR}{_STORES}\b|the\s+(?:company|firm|group)\b|(?:through|by|via)\s+(?:way\s+of\s+)?(?:a\s+|any\s+)?sales?\b)|no\s+{_COIN}\s+changed\s+hands\b(?!\s+(?:at|on|between|among)\b))"
    ),
    rf"\b(?:no|not\s+(?:a\s+single|a|one))\s+{_COIN}\s+(?:(?:has|have|had|ever)\s+){{0,2}}left\s+(?:the|its|our|their)\b",
    # left its stack untouched, left its holdings unchanged; neither added to nor reduced its holdings
    rf"\bleft\s+(?:its|our|their|the)\s+(?:[\w-]+\s+){{0,2}}?(?:{_COIN}|{_STORES})\s+(?:[\w-]+\s+)?un(?:touched|changed)\b",
    rf"\b(?:(?:did|has|have)\s+not|didn[’']t|hasn[’']t)\s+touch(?:ed)?\s+(?:any\s+of\s+)?(?:its|our|their)\s+(?:[\w-]+\s+){{0,2}}?{_COIN}\b",
    rf"\bkept\s+(?:its|their)\s+hands\s+off\s+(?:its|the|their)\s+(?:[\w-]+\s+){{0,2}}?(?:{_COIN}|{_STORES})",
    rf"\bneither\s+added\s+to\s+nor\s+\w+\s+(?:[\w-]+\s+){{0,3}}?(?:{_COIN}|{_STORES})\b",
    rf"\bmade\s+no\s+changes?\s+(?:to|in)\s+(?:(?!{_BOOKED}\b)[\w-]+\s+){{1,5}}?(?:{_COIN}\b|{_STORES})",
    rf"\bthere\s+(?:was|were|has\s+been|have\s+been)\s+no\s+changes?\s+(?:to|in)\s+(?:(?!{_BOOKED}\b)[\w-]+\s+){{1,3}}?(?:{_COIN}\b(?:\s+(?:position|holdings))?|{_STORES})",
    # made no bitcoin trades; does not engage in selling
    rf"\bmade\s+no\s+(?:{_COIN}\s+(?:trades|transactions)|(?:trades|transactions)\s+in\s+{_COIN})\b",
    rf"\b(?:did|does|do)\s+not\s+trade\s+(?:any\s+of\s+)?(?:its|our|their|any)\s+{_COIN}\b",
    r"\b(?:does|do|did)\s+not\s+engage\s+in\s+(?:active(?:ly)?\s+)?(?:selling|trading)\b(?:\s+or\s+(?:selling|trading)\b)?",
)
_INSTEAD = (
    # instead of selling bitcoin, it borrowed; held its production rather than sell it
    rf"\b(?:instead\s+of|rather\s+than|in\s+lieu\s+of)\s+(?:having\s+to\s+)?(?:sell(?:ing)?|liquidat(?:e|ing))\s+(?:(?:any|its|our|their|the|of|more|mined|off)\s+){{0,3}}{_COIN}\b",
    r"\b(?:bitcoins?|btcs?)\b[^.;]{0,60}?\b(?:instead\s+of|rather\s+than)\s+sell(?:ing)?\s+(?:them|it|these|any)\b",
    rf"\b{_KEEP}\b[^.;]{{0,60}}?\b(?:{_OUTPUT}|{_COIN})\b[^.;]{{0,40}}?\b(?:rather\s+than|instead\s+of)\s+sell(?:ing)?\b(?!\s+shares)",
)
_KEPT = re.compile(
    "|".join([*_OUTPUT_KEPT, *_KEPT_IT, *_MINED_AND_KEPT, *_UNTOUCHED, *_INSTEAD]), re.IGNORECASE
)
_UNFORCED = re.compile(
    rf"\bwithout\s+(?:having|needing|being\s+(?:forced|required))\s+to\s+(?:sell|liquidate)\s+(?:(?:any|its|our|their|the|of|more|mined)\s+){{0,3}}{_COIN}\b",
    re.IGNORECASE,
)
"""As in "costs were paid without having to sell any bitcoin", of which the days must be told."""
_FIRST_WORDS = (
    "all|every|each|entire|full|whole|hodl|no bitcoin|no btc|no coin|no change|single bitcoin|single btc|single coin"
    "|single change|one bitcoin|one btc|one coin|one change|opt|chos|choos|elect|decid|prefer|rather than|instead of"
    "|in lieu|lot|touch|untouched|unchanged|without having|without needing|without being|neither added|engage|trade"
    "|hands off|transactions|changed hands|continue|there was|there were|there ha"
).split("|")
_OF_MINED = [
    f"{whose} {how}{deed}"
    for whose in ("its", "our", "their")
    for how in ("", "newly ", "self-")
    for deed in ("mined", "produced")
]
_BEGINNINGS = re.compile(
    one_of(
        ((*_FIRST_WORDS, *_OF_MINED), ""),
        (("100",), r"\s?%"),
        (("not", "none", "nothing"), r"\s[^.;]{0,80}?\b[Ll]eft"),
        behind=r"(?<!\w.)",
    )
)
"""One of these begins in whatever tells that coins were kept: looked for first, for it is quicker."""
_STEMS = shortest((*_FIRST_WORDS, *_OF_MINED, "100", "not", "none", "nothing"))
"""What is in each of them: quicker still to look for."""
_WISH = re.compile(
    r"\b(?:(?-i:may)|will|would|could|should|plans?|intends?|expects?|aims?|if|going\s+forward|from\s+now\s+on|ability|able|whether)\b|[’']ll\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"(?:[’']ll|\bwill|\b(?:plans?|intends?|expects?|aims?)\s+to)\s+(?:continue\s+to\s+|generally\s+){0,2}(?:be\s+)?\Z",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:almost|nearly|substantially|virtually|practically|not|essentially|largely|usually|longer|stop(?:ped)?|ended|from|always"
    r"|(?<!continue\s)(?<!continues\s)(?<!continued\s)(?<!managed\s)to)\s+\Z",
    re.IGNORECASE,
)
_ONLY_UNTIL = re.compile(
    r"[^.;]{0,40}?\b(?:until|till|before|pending|prior\s+to|and\s+(?:then|later|subsequently)|to\s+be\s+sold)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(rf"(?:all|every|each|100)\b[^.]*?\b{_COIN}\b", re.IGNORECASE)
_STANDING = re.compile(r"(?:does|do)\s+not\s+engage\b", re.IGNORECASE)
"""What is never done, unless a time is told."""
_OF_MINING = re.compile(rf"\b{_MINED}\b", re.IGNORECASE)


def read_kept(line: Line, memory: Memory, made: Sequence[Draft]) -> list[Draft]:
    """A denial of a sale that is only implied, or of one to come; where a sale is told, nothing is implied."""
    end = line.atoms[-1].end
    if line.question or line.low(0) == "had" or not holds_any(" ".join(line.lowered.split()), _STEMS):
        return []
    if not _BEGINNINGS.search(line.text, line.start, end):
        return []  # "Had it kept every coin, it would own 30,000"
    match = _KEPT.search(line.text, line.start, end)
    match = match or _UNFORCED.search(line.text, line.start, end)
    if match is None or _ONLY_UNTIL.match(line.text, match.end(), end) or not _is_of_some_days(line, match):
        return []
    if match.groupdict().get("left") is not None and not (line.coins or memory.coins):
        return []
    willed = _WILL.search(line.text, line.start, match.start()) is not None
    if not willed and _PARTLY.search(line.text, line.start, match.start()):
        return []
    at = next((at for at, atom in enumerate(line.atoms) if atom.end >= match.end()), len(line.atoms) - 1)
    at -= at > 0 and at in line.whens
    clause = line.clause(at, Deed.SELL, Shape.NOUN)
    who = subject(clause, memory)
    told = {StatementKind.SALE, StatementKind.NO_SALE, StatementKind.INTENT}
    if (
        who == NOBODY
        or _is_of_a_crowd(line, at)
        or any(draft.kind in told and draft.entity == who for draft in made)
    ):
        return []
    if _WISH.search(line.text, max(line.start, match.start() - 60), match.end()):
        return _intent(line, match, memory, who)
    when = days_of_denial(clause, memory, kept="touch" not in match[0].lower())
    if when is None or (match.re is _UNFORCED and when.sure < SENTENCE):
        return []
    draft = Draft.told(StatementKind.NO_SALE, who, match.span(), "prose.kept_all", when)
    return [draft, *joint(clause, draft)]


def _is_of_some_days(line: Line, match: re.Match[str]) -> bool:
    """As in "all bitcoin mined is held"; but "all of its bitcoin is held in cold storage" tells where it is."""
    if _STANDING.match(match[0]):
        return bool(line.whens) or not NOWADAYS.isdisjoint(line.words)
    if not _WHERE.match(match[0]):
        return True
    timed = any(atom.when is not None for atom in line.atoms)
    return timed or _OF_MINING.search(line.text, match.start(), match.end()) is not None


def _intent(line: Line, match: re.Match[str], memory: Memory, who: str | None) -> list[Draft]:
    """As in "will keep all the bitcoin it mines"."""
    before = _WILL.search(line.text, line.start, match.start())
    if before is None:
        return []
    words = before.start(), match.end()
    return [Draft(StatementKind.INTENT, who, *words, "prose.will_keep", None, memory.published, CONTEXT)]


def _is_of_a_crowd(line: Line, at: int) -> bool:
    """As in "many miners kept all the bitcoin they mined", but not "while peers sold, Riot kept it all"."""
    before = line.atoms[max(0, at - 24) : at]
    named = max((place for place, atom in enumerate(before) if atom.entity is not None), default=-1)
    crowd = max((place for place, atom in enumerate(before) if atom.low in CROWD), default=-1)
    return crowd > named or (crowd > 0 and before[crowd - 1].low in {"like", "unlike", "other"})
