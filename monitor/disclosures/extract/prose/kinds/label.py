"""Lines of a list: "Bitcoin sold: 39 BTC"."""

import re

from monitor.disclosures.extract.lexicon import ABOUT, Deed, Shape
from monitor.disclosures.extract.numbers.amounts import COUNTED, Amount, Unit
from monitor.disclosures.extract.numbers.coin_costs import may_have_cost
from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.coins.in_brackets import in_parentheses
from monitor.disclosures.extract.prose.sentence.draft import SENTENCE, Draft
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing, is_btc
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.extract.selling import SELLING_WORD, SOLD_WORD
from monitor.disclosures.statement import StatementKind
from monitor.money import SATS_PER_BTC

_LABEL = re.compile(r"\s*[-•*]?\s*(?P<label>[^:|\n]{3,90}?)\s*(?:\(\s*\w\s*\))?\s*:\s*")
_DASHED = re.compile(
    r"\s*[-•*]?\s*(?P<label>[^:|\n–—0-9]{0,24}\b(?:bitcoins?|btcs?)\b[^:|\n–—]{1,30}?)\s+[–—-]\s+",
    re.IGNORECASE,
)
"""As in "Total bitcoin sold – none"."""
_COIN = re.compile(r"\b(?:bitcoins?|btcs?)\b", re.IGNORECASE)
_CONVERTED = (
    r"converted\b(?!\s+(?:for|into|to)\b(?!\s+(?:cash|fiat|u\.?s\b|usd|dollars|stablecoins?|eth|operat|growth"
    r"|opex|capex|working\s+capital)))"
)
"""As in "Converted for operations and growth", "BTC converted in June", but not "Converted into shares"."""
_BARE_SALES = re.compile(rf"(?:{SELLING_WORD}\b(?!\s+of\b)|{_CONVERTED})", re.IGNORECASE)
"""As in "Sales in April: none", where the text speaks of coins."""
_BARE_STOCK = re.compile(
    r"(?:(?:the|total|closing|ending|unrestricted|(?:month|period|quarter|year)[\s-]end)\s+)*"
    r"(?:balance|holdings|treasury|reserves?|stack|stash|stockpile|in\s+treasury)(?:\s+(?:at|as\s+of|on)\b.*|\s*\(.*\))?",
    re.IGNORECASE,
)
"""As in "Month-end balance: 966", where the text speaks of coins."""
_BARE_PURCHASES = re.compile(
    r"(?:(?:additional|further|new)\s+)?(?:purchased?|acquired|bought)\b(?!\s+price)", re.IGNORECASE
)
"""As in "Additional purchase: 1,005 bitcoin", "Bought in the quarter: 20 BTC"."""
_DATED = re.compile(
    rf"{SOLD_WORD}\s+(?:this|last|in\s+the|during\s+the)\s+(?:week|month|quarter|year)", re.IGNORECASE
)
"""As in "Sold this week: 179.9": a number of what the text speaks of."""
_OTHER = re.compile(
    r"average|daily|peak|per\s|price|cost|value|proceeds|equivalent|power\s+sales|revenue|%|hash|fleet|miners|capacity|change|days?\b"
    r"|purchase\s+price|\$|rate|efficiency|fair",
    re.IGNORECASE,
)
_KINDS = tuple(
    (re.compile(how, re.IGNORECASE), kind)
    for how, kind in (
        (r"restricted(?<!unrestricted)|pledged|collateral|loaned|encumbered", StatementKind.PLEDGE),
        (rf"\b(?:{SELLING_WORD}\b|converted\s+(?:into|to)\b|{_CONVERTED})", StatementKind.SALE),
        (r"\b(?:purchased?|acquired|bought)\b", StatementKind.PURCHASE),
        (r"\b(?:mined|produced|production|output)\b", StatementKind.PRODUCTION),
        (
            r"\b(?:on\s+hand|hold|held|holdings?|balance|treasury|inventory|reserves?|hodl|position|stack|stash|stockpile)\b",
            StatementKind.HOLDINGS,
        ),
    )
)


def read_label(line: Line, memory: Memory) -> list[Draft] | None:
    """What a label with one value states; None where the line is no such thing."""
    first, last = line.atoms[0], line.atoms[-1]
    colon = line.text.find(":", first.start, last.end) >= 0
    match = _LABEL.match(line.text, first.start, last.end) if colon else None
    match = match or _DASHED.match(line.text, first.start, last.end)
    if match is None:
        return None
    label, kind = match["label"], _kind_of(line, match, memory)
    if kind is None or label.count("(") != label.count(")") or _is_sentence(line, match):
        return None
    behind = [atom for atom in line.atoms if atom.start >= match.end()]
    first_after = next((atom for atom in behind if atom.low not in _ABOUT), None)
    if first_after is None:
        return None
    if _OTHER.search(label):
        return [] if match.re is _LABEL else None
    dashed = first_after.low in {"-", "–", "—"} and all(atom.amount is None for atom in behind)
    nothing = dashed or first_after.low in {"none", "nil", "zero"}
    if not nothing and (first_after.amount is None or first_after.amount.unit not in COUNTED):
        return None
    amount = None if nothing else first_after.amount
    named = _COIN.search(label) or _DATED.fullmatch(label) or _BARE_STOCK.fullmatch(label)
    if amount is not None and amount.unit is Unit.NONE and not named:
        return None
    return _drafts(line, memory, kind, amount, (match.start("label"), first_after.end))


def _is_sentence(line: Line, match: re.Match[str]) -> bool:
    """Whether what stands before a colon is no label."""
    label = [atom for atom in line.atoms if atom.end <= match.end("label")]
    return any(atom.entity is not None or atom.low in _SPEAKERS or is_btc(atom.amount) for atom in label)


def _kind_of(line: Line, match: re.Match[str], memory: Memory) -> StatementKind | None:
    """What a label that speaks of coins is of; None of one that does not."""
    if _is_dated_balance(line, match):
        return StatementKind.HOLDINGS
    label = match["label"]
    kind = next((kind for pattern, kind in _KINDS if pattern.search(label)), None)
    spoken = memory.coins or (bool(line.counts) and kind is StatementKind.HOLDINGS)
    bare = spoken and (_BARE_SALES.match(label) or _BARE_STOCK.fullmatch(label))
    bare = bare or (bool(line.counts) and _BARE_PURCHASES.match(label))
    sentence = kind is StatementKind.HOLDINGS and len(label.split()) > _LONGEST_LABEL
    return kind if (_COIN.search(label) or bare) and not sentence else None


def _is_dated_balance(line: Line, match: re.Match[str]) -> bool:
    """As in "As of January 31, 2024: 9,192 Bitcoin.": a day, so many coins, and nothing else."""
    when = line.atoms[0].when
    if when is None or when.form is not Form.END or when.end < match.end("label"):
        return False
    rest = [atom for atom in line.atoms[1:] if atom.low not in {":", "."} and atom.low not in _ABOUT]
    return len(rest) == 1 and rest[0].amount is not None and rest[0].amount.unit is Unit.BTC


_LONGEST_LABEL = 10
"""Words; what has more is a sentence with a colon."""
_SPEAKERS = frozenset("we our it its they company’s company".split())
_ABOUT = ABOUT | frozenset("≈ approx . ₿".split())


def _drafts(
    line: Line, memory: Memory, kind: StatementKind, amount: Amount | None, place: tuple[int, int]
) -> list[Draft]:
    sats = amount.sats if amount is not None else 0
    if sats is None:
        return []
    if sats == 0:
        if kind not in {StatementKind.SALE, StatementKind.HOLDINGS}:
            return []
        kind = StatementKind.NO_SALE if kind is StatementKind.SALE else kind
    point = kind in {StatementKind.HOLDINGS, StatementKind.PLEDGE}
    clause = line.clause(-1, Deed.SELL, Shape.NOUN)
    when = moment(clause, memory, point=point)
    if not sats and point and when.sure < SENTENCE:
        return []
    draft = Draft.told(kind, memory.topic or memory.filer, place, "prose.label", when)
    draft.sats, draft.approximate = sats if sats or point else None, bool(amount and amount.approximate)
    draft.holdings_after_sats = sats if kind is StatementKind.HOLDINGS else None
    made = [draft]
    if kind is StatementKind.SALE and amount is not None and sats:
        _add_money(line, made[0], place[1])
    value = next((at for at, atom in enumerate(line.atoms) if atom.end == place[1]), None)
    if kind is StatementKind.SALE and amount is not None and value is not None:
        made += in_parentheses(clause, Object(Thing.QUANTITY, value, value, amount), made[0])
    return made


def _add_money(line: Line, draft: Draft, end: int) -> None:
    """As in "Disposals: 1,623 coins, $36 million": a sum right behind the coins, if it can be what they brought."""
    behind = [atom for atom in line.atoms if atom.start >= end][:_NEAR]
    money = next((atom.amount for atom in behind if atom.amount is not None), None)
    if money is None or money.unit is not Unit.USD or money.per_coin or not draft.sats:
        return
    if may_have_cost(money.value * SATS_PER_BTC / draft.sats, draft.period_start, draft.period_end):
        draft.proceeds_usd, draft.end = money.value, money.end


_NEAR = 4
