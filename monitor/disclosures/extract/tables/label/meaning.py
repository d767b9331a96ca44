"""What the label of a row means, and what only looks like it."""

import re
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import lru_cache

from monitor.disclosures.extract.selling import SALE_WORD, SELLING_WORD
from monitor.disclosures.extract.tables.label.cashing import called_sale

_MOST_CHARACTERS = 200
_LONGEST = 14
"""Words of a label; a longer one is a sentence."""
_COIN = (
    r"(?:bitcoins?|btcs?|coins?|digital (?:assets?|currenc(?:y|ies))|crypto(?:currenc(?:y|ies)| ?assets?)?s?)"
)
_OF_COINS = re.compile(rf"\b{_COIN}\b")
OTHER_COINS = re.compile(
    r"\b(?:eth(?:er(?:eum)?)?|usdc|usdt|tether|ltc|litecoin|doge(?:coin)?|kas(?:pa)?|bch|sol(?:ana)?|xrp|zec)\b"
)
OTHER_COIN_WORDS = (
    "eth",
    "usdc",
    "usdt",
    "tether",
    "ltc",
    "litecoin",
    "doge",
    "kas",
    "bch",
    "sol",
    "xrp",
    "zec",
)
"""How each of those begins."""
_NEVER = re.compile(
    r"\b(?:equivalents?|power|energy|electric(?:ity|al)?|curtail\w*|demand response|credits?|host(?:ing|ed)|colocation|"
    r"miners?|machines?|rigs?|servers?|asics?|equipment|"
    r"(?<!btc )(?<!bitcoin )units sold|shares?|stocks?|notes|adss?|options?|warrants?|"
    r"offering|atm|capacity|hash\w*|(?:eh|ph|th)/s|fleet|network|difficulty|blocks?|per day|daily|a day|"
    r"(?:24|1)[- ]?h(?:ours?)?|expect\w*|target\w*|guidance|plan(?:s|ned)?|forecast|estimat\w*|gains?|loss(?:es)?|"
    r"impairments?|realised|unrealized|margin|profits?|ebitda|revenues?|ratio|percent\w*|share of|jv|joint|customers?|"
    r"cloud|clients?|employees?|sites?|inception|compensation|services? fees?|fees?|royalt\w*|tax\w*|change|cumulative|"
    r"effect|adoption|remeasurement|not|to be|was|were|is|are|has|have|had|we|our|which|that|compared|if|"
    r"may (?:be|not|also|sell)|will|would|could|"
    r"should|when|while|million|land|property|investments?|subsidiar\w*|safe|"
    r"subsequent(?:ly)?|futures|derivatives?|reward points)\b|%"
)
"""Words of rows that name bitcoin and are of something else."""
_DISPOSED = rf"(?:selling|{SELLING_WORD})"
_PRICE = re.compile(
    rf"\b(?:average|avg\.?|net|realized|realised|selling|sales?)\b.*\bprice\b|\bprice\b.*\b{_DISPOSED}\b|"
    rf"\bproceeds per {_COIN}\b"
)
_SOLD_PRICE = re.compile(rf"\b(?:{_DISPOSED}|realized|realised|proceeds)\b")
_NO_SALE_PRICE = re.compile(
    r"\b(?:purchase\w*|acqui\w*|bought|costs?|production|mined|produced|energy|power|kwh|mwh|month.end|period.end|closing|"
    r"spot|market|share|stock|last|value|mining|revenue|miners?|exercise|conversion|strike)\b"
)
_PROCEEDS = re.compile(r"\b(?:proceeds|cash received)\b")
_SALE = (
    rf"(?:{_DISPOSED}|sell|converted (?:in [a-z]+ )?(?:for|to|into) (?:operations|operating)|"
    r"exchange[ds]?\b.* for (?:[a-z]+[ -])?(?:term )?(?:debt|loans?))"
)
_SOLD = re.compile(rf"\b{_COIN}\b.*\b{_SALE}\b|\b{_SALE}\b.*\b{_COIN}\b")
_FIRST_OF_TWO = re.compile(rf"^(.*\b{_SALE}\b.*\b{_COIN}\b) and (?:shared )?(?:hosting|services?)\b.*$")
_SWAPPED = re.compile(
    rf"\b(?:exchanges?|conversions?|swaps?) of {_COIN}\b.* (?:into|for|to) (?:eth|usd|ether|stable|tether)|"
    rf"\b{_COIN}\b (?:exchange[ds]?|converted|conversions?|swapped|swaps?) (?:into|for|to) "
    r"(?:eth|usd|ether|stable|tether)|"
    rf"\b{_COIN} delivered\b.*\b(?:calls?|options?)\b"
)
"""It left for another coin, or to those who had a right to it: a sale of its own, whatever else was sold."""
_ONLY_PAID = re.compile(
    rf"\b(?:dispositions?|disposals?|disposed|deliver\w*|exchanged?|used) (?:of )?(?:{_COIN} )?(?:of )?"
    r"(?:as payment )?for (?:[a-z]+ )?(?:services|compensation|contributions?|donations?|charity)$"
)
"""As in "disposition of bitcoin for services": what was paid with it or given away, and not sold."""
_PAID = re.compile(r"\b(?:payments?|paid|issued|services)\b")
_BOOKED = re.compile(r"\b(?:costs?|carrying|book value|basis)\b")
_BOOKED_SALE = re.compile(
    rf"(?:carrying (?:value|amount)|cost(?: basis)?|book value) of "
    rf"(?=(?:the )?(?:{_COIN} {SELLING_WORD}|{SELLING_WORD} .*{_COIN}))"
)
_AT_COST = re.compile(
    r",? ?-? ?\(?(?:at|based on|(?<=, )|(?<=- )|(?<=\()) ?(?:the )?(?:cost|carrying (?:value|amount)|book value)\)?"
)
"""Behind a label, of what stands in its row."""
_NET_OF = re.compile(
    r",? net of (?:any )?(?:transaction |exchange |trading |network )?(?:fees?|costs?|expenses?)\b.*"
)
_LESS = re.compile(r"^(?:less|add|plus|deduct)\b ?:? ?")
_MINED = r"(?:produced|mined|production|earned|generated|generation|self.?mined|self.?mining|mining)"
_PRODUCED = re.compile(
    rf"\b{_COIN}\b.*\b{_MINED}\b|\b{_MINED}\b.*\b{_COIN}\b|\b(?:receipts?|additions?) of {_COIN}\b.*\bmining\b"
)
_MINED_REVENUE = re.compile(
    rf"^(?:revenue recognized from {_COIN} mined|{_COIN} mining revenues?|revenues? from {_COIN} min(?:ed|ing))$"
)
_BOUGHT = r"(?:purchase[sd]?|acquired|acquisitions?|bought)"
_PURCHASED = re.compile(rf"\b{_COIN}\b.*\b{_BOUGHT}\b|\b{_BOUGHT}\b.*\b{_COIN}\b")
_PURCHASE_MORE = re.compile(r"\b(?:price|cost|for services|software|per|combination|merger)\b")
_BOUND = r"(?:restricted|pledged|encumbered|collateral\w*|loaned|on loan|lent|receivable)"
_PLEDGED = re.compile(rf"\b{_BOUND}\b.*\b{_COIN}\b|\b{_COIN}\b.*\b{_BOUND}\b")
_PART_OF = re.compile(rf"^(?:of which|thereof|including):? (?=.*\b{_BOUND}\b)")
_RELEASED = re.compile(
    r"\b(?:received(?! (?:from|for|as|through) (?:self-?)?mining)|returned|released|from collateral|return"
    r"|unrestricted|unencumbered|unpledged|excluding)\b"
)
_MOVED = re.compile(r"\b(?:transferred|transfers?|posted|contributed|moved)\b")
_HELD = re.compile(
    rf"\b{_COIN}\b.*\b(?:held|holdings?|hodl\w*|treasury|balance|in reserve|reserves?|owned|in custody|on hand)\b|"
    rf"\b(?:held|holdings?|hodl\w*|treasury|balance|reserves?|owned|holding)\b.*\b{_COIN}\b"
)
_OWN_VOCABULARY = (
    "a activities activity actual addition additions aggregate all amount and approximate approximately as asset "
    "assets at balance bitcoin bitcoins btc btcs by calendar coin coins company company's consolidated crypto "
    "cryptocurrencies cryptocurrency currencies currency custody cy cytd date digital during earned earnings end "
    "ended ending fiscal for from generated generation group hand held hodl hodled hodling holding holdings in "
    "inventory its march may mined mining month month's monthly months net new newly number of on only operation "
    "operations our own owned owner ownership per period pool pools position produced production proprietary "
    "quantity quarter quarterly receipt receipts received reserve reserves result results reward rewards s self "
    "services sheet store stored the this to total totals treasury unaudited unit units wholly year yearly ytd "
)
_OWN_WORDS = frozenset(_OWN_VOCABULARY.split())
"""What may stand beside \"bitcoin held\" and \"bitcoin produced\" when all of the company is meant."""
_DATES = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b|\b(?:first|second|third|fourth|three|six|nine|twelve)\b"
)
_BALANCE = re.compile(
    r"^(?:(?:as )?at )?(?:the )?(?:beginning|end|start) of (?:the )?(?:period|year|quarter|month)$|"
    rf"^(?:(?:adjusted )?(?:(?:beginning|opening|ending|closing|end) )?balances?\b.*|"
    rf"(?:(?:number of )?{_COIN}|{_COIN} held(?: in [a-z ]{{3,20}}?)?|{_COIN} balance) "
    r"(?:as of|at|as at|on) (?:[a-z]+\.? )?\d.*|"
    rf"{_COIN}(?: held)?, (?:[a-z]+\.? \d{{1,2}},? 20\d\d|\d{{1,2}} [a-z]+\.? 20\d\d)$|"
    rf"{_COIN} (?:beginning|ending|opening|closing) balance.*|"
    rf"(?:total |number of )?{_COIN}(?: held)?,? -? ?(?:at )?(?:the )?(?:beginning|end|start) of (?:the )?"
    r"(?:period|month|quarter|year).*|"
    rf"{_COIN}(?: held)?,? (?:at )?-? ?(?:the )?(?:beginning|ending|end|opening|closing)(?: balance)?|"
    rf"(?:beginning|ending|opening|closing) (?:number of )?{_COIN}(?: balance| held)?.*)$"
)
_NAMED = re.compile(r"(?:adjusted )?(?:beginning|ending|opening|closing) balance")
"""A balance whatever else is said of it: "beginning balance - before cumulative effect"."""
_OPENS = re.compile(r"\b(?:beginning|opening|start)\b")
_CLOSES = re.compile(r"\b(?:ending|closing|end of)\b")
_BARE_PROCEEDS = re.compile(rf"(?:(?:net|total|gross|cash|{_DISPOSED}) ){{0,2}}proceeds")
_BARE_PRICE = re.compile(
    rf"(?:average|avg|net)(?: (?:net|realized|{_DISPOSED})){{0,2}} price(?: per (?:bitcoin|btc|coin))?"
)
_COUNTED = re.compile(
    rf"(?:\b(?:number|quantity)|\bno\.|#) of (?:the )?{_COIN}\b|\((?:in )?(?:btcs?|bitcoins?|units|number|quantity|#)\)"
)
_UNIT_BEHIND = re.compile(r"\|\s*(?:items?|bitcoins?|btcs?|units?|coins?)\s*$", re.IGNORECASE)
"""Behind a label of tagged data what its values count: "Number of bitcoin sold | item"."""
_MONEY = re.compile(r"[$€£]|\b(?:usd|us dollars?|dollars?|cad|eur)\b")
_SCALED = (
    (re.compile(r"'000s?\b|(?<!\d)(?<!\d )\bthousands?\b|\b000s\b"), 1000),
    (re.compile(r"(?<![\d/])(?<!\d )\b(?:millions?|mm?)\b(?!/)"), 10**6),
)
_OPENING_MARKS = re.compile(r"^[\s|+=•●·▪■◦*\u2013\-:;,.)\]]+|^\d{1,2}[.)]\s+")
_TRAILING = re.compile(
    r"(?:\s*(?:\(\s*(?:\d{1,2}|[a-z]|i{1,3})\s*\)|[*:|.;,]+|\[\d{1,2}\])|(?<=[a-z)])\s?\d{1,2})+\s*$"
)
_INNER_NOTES = re.compile(r"\(\s*(?:\d{1,2}|[a-h])\s*\)|(?<=[a-z]{3})\d{1,2}\b|\b\d{1,2}$")
_REMARKS = re.compile(r"\([^()]*\)")
_IN_BRACKETS = re.compile(r"\((gains?|loss(?:es)?|impairments?|expenses?|income)\)")
"""As in "(gain) on disposition of bitcoin": no remark, but what the row is about."""


_GOES_ON = re.compile(
    r"\d.* (?:at|for)$|\bsold (?:[a-z0-9]+ )+for (?:[a-z]+ )?proceeds of$"
    r"|\b(?:company|firm|miner|inc|corp|ltd|plc)\b.* sold$"
)
"""As in "bitcoin sold of 180 at", "Tesla sold bitcoin in Q1 for proceeds of", "bitcoin treasury company Foo sold": the
beginning of a sentence."""


class Meaning(StrEnum):
    """What a row is about."""

    SOLD = auto()
    SWAPPED = auto()
    """Exchanged for another coin: it left for good."""
    PROCEEDS = auto()
    PRICE = auto()
    PRODUCED = auto()
    PURCHASED = auto()
    PLEDGED = auto()
    """Restricted, pledged or lent when the period ended."""
    PLEDGING = auto()
    """Given as collateral in the period."""
    HELD = auto()
    BALANCE = auto()
    """Of a roll-forward: where it begins or ends."""
    BARE_PROCEEDS = auto()
    """ "Net proceeds" by itself: of what, the row above tells."""
    BARE_PRICE = auto()


@dataclass(frozen=True, slots=True)
class Label:
    """A row's label, read."""

    meaning: Meaning | None
    money: bool = False
    """It says that its values are money."""
    counted: bool = False
    """It says that its values are numbers of coins, whatever the table counts."""
    scale: int | None = None
    """It says in what its money is counted."""
    by_quantity: bool = False
    """It is of money, and of coins only in a column of quantities."""
    booked: bool = False
    """Its money is what the coins stood in the books for."""
    mixed: bool = False
    """Its coins were sold or paid out, so that its money is no sale's alone."""
    any_coin: bool = False
    """It says "digital assets", not bitcoin."""
    opens: bool = False
    closes: bool = False
    """Of a balance without a date: whether it is the first or the last."""


NOTHING = Label(None)


@lru_cache(maxsize=1024)
def plain_label(text: str) -> str:
    """A label in lower case, without bullets, footnote marks and odd spaces."""
    plain = _OPENING_MARKS.sub("", " ".join(text.replace("|", " ").lower().split()))
    return _TRAILING.sub("", plain).strip()


@lru_cache(maxsize=1024)
def label_of(text: str) -> Label:
    """What a label means; `NOTHING` where it means nothing that is asked for, or cannot be told."""
    unit = _UNIT_BEHIND.search(text)
    full = plain_label(text if unit is None else text[: unit.start()])
    if not full or len(full) > _MOST_CHARACTERS:
        return NOTHING
    full = _IN_BRACKETS.sub(r"\1", _PART_OF.sub("", called_sale(full)))
    plain = _TRAILING.sub("", " ".join(_INNER_NOTES.sub(" ", _REMARKS.sub(" ", full)).split())).strip(" :-|")
    if bare := _bare(plain):
        return Label(bare, money=True, scale=scale_of(full))
    if len(plain.split()) > _LONGEST or _GOES_ON.search(plain):
        return NOTHING
    balance = _BALANCE.match(plain)
    plain = plain if balance else _with_unit(plain, full)
    if (first := _FIRST_OF_TWO.match(plain)) is not None:
        plain = first[1]  # of "sales of bitcoin and hosting services" too, the sale is of bitcoin
    if not (balance or _OF_COINS.search(plain) or _realized_price(plain)):
        return NOTHING
    plain = _NET_OF.sub("", _LESS.sub("", plain))
    booked = _BOOKED_SALE.match(plain)
    if booked is not None:
        plain = plain[booked.end() :]
    at_cost = _AT_COST.search(full) is not None
    plain = _AT_COST.sub("", plain)
    meaning = _meaning(plain, full)
    if meaning is None:
        return NOTHING
    return Label(
        meaning,
        money=bool(_MONEY.search(full)),
        counted=unit is not None or bool(_COUNTED.search(full)),
        scale=scale_of(full),
        by_quantity=booked is not None or at_cost or bool(_MINED_REVENUE.match(plain)),
        booked=booked is not None or at_cost,
        mixed=meaning is Meaning.SOLD and bool(_PAID.search(plain)),
        any_coin=not re.search(r"\b(?:bitcoins?|btcs?)\b", plain),
        opens=bool(_OPENS.search(plain)),
        closes=bool(_CLOSES.search(plain)),
    )


def _with_unit(plain: str, full: str) -> str:
    """A label that names the coin as its unit alone, with the coin before it: "sold (BTC)" is bitcoin sold."""
    unsaid = not (_OF_COINS.search(plain) or _realized_price(plain))
    return f"bitcoin {plain}" if unsaid and _UNIT.search(full) else plain


_UNIT = re.compile(r"\((?:in )?(?:btcs?|bitcoins?)\)$")


def names_coin(text: str) -> bool:
    """Whether a text speaks of bitcoin, or of digital assets at large."""
    return bool(_OF_COINS.search(text.lower()))


@lru_cache(maxsize=256)
def scale_of(text: str) -> int | None:
    """Thousands or millions, where a label or a caption says so."""
    return next((scale for said, scale in _SCALED if said.search(text)), None)


def _bare(plain: str) -> Meaning | None:
    if _BARE_PROCEEDS.fullmatch(plain):
        return Meaning.BARE_PROCEEDS
    return Meaning.BARE_PRICE if _BARE_PRICE.fullmatch(plain) else None


def _realized_price(plain: str) -> bool:
    return bool(_PRICE.search(plain) and _SOLD_PRICE.search(plain))


def _meaning(plain: str, full: str) -> Meaning | None:
    if _MINED_REVENUE.match(plain):
        return Meaning.PRODUCED
    if _BALANCE.match(plain) and (_NAMED.match(plain) or not _NEVER.search(plain)):
        return Meaning.BALANCE
    if _realized_price(plain) and not _NO_SALE_PRICE.search(plain) and not OTHER_COINS.search(plain):
        return None if re.search(r"\b(?:cost|hash\w*|shares?|notes)\b", plain) else Meaning.PRICE
    if _SWAPPED.search(plain):
        return Meaning.SWAPPED
    other = _NEVER.search(plain) or _BOOKED.search(plain) or _NOT_COUNTED.search(full)
    return None if other or "average" in plain or " per " in plain else _flow(plain) or _stock(plain)


_NOT_COUNTED = re.compile(r"equivalent|hypothetical|\b(?:vs|versus)\b")


def _flow(plain: str) -> Meaning | None:
    others = OTHER_COINS.search(plain)
    if _SOLD.search(plain) and not _NO_SALE.search(plain):
        if others:
            return Meaning.SWAPPED if _EXCHANGED.search(plain) else None
        told = Meaning.PROCEEDS if _PROCEEDS.search(plain) else Meaning.SOLD
        return None if _ONLY_PAID.search(plain) or _ALSO_MINED.search(plain) else told
    if others or _PROCEEDS.search(plain):
        return None
    if _PURCHASED.search(plain):
        return None if _PURCHASE_MORE.search(plain) else Meaning.PURCHASED
    if not _PLEDGED.search(plain) or _RELEASED.search(plain):
        return None
    return Meaning.PLEDGING if _MOVED.search(plain) else Meaning.PLEDGED


_NO_SALE = re.compile(r"\b(?:held|holdings?|for sale|price|value|receivable)\b")
_EXCHANGED = re.compile(rf"\b{SALE_WORD} of {_COIN} in exchange of\b")
_ALSO_MINED = re.compile(r"\b(?:mined|produced) and sold\b|\bsold and (?:mined|produced)\b|\bless\b")


def _stock(plain: str) -> Meaning | None:
    if OTHER_COINS.search(plain) or _RELEASED.search(plain) or re.search(r"\b(?:price|value)\b", plain):
        return None
    if set(re.findall(r"[a-z]+", _DATES.sub(" ", plain))) - _OWN_WORDS:
        return None  # of a site, a partner, a product: a part that may or may not be the issuer's whole
    if _HELD.search(plain):
        return Meaning.HELD
    return Meaning.PRODUCED if _PRODUCED.search(plain) else None
