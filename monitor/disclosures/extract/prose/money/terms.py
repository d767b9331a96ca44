"""What a sale or purchase was done for: price, proceeds, also printed in thousands of dollars, and purpose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from monitor.disclosures.extract.lexicon import ABOUT, COINS, HOARDS
from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.numbers.coin_costs import is_thinkable
from monitor.disclosures.extract.prose.sentence.line import SUM_OF, SUMS, Line
from monitor.disclosures.extract.prose.sentence.memory import Memory

_LOWEST_PRICE, _HIGHEST_PRICE = Decimal(100), Decimal(10_000_000)
"""USD per BTC between which a number can be a price."""
_HIGHEST_PLAIN = Decimal(1_000_000)
_LEAST_PROCEEDS = Decimal(1000)
_LOOK_BACK = 7
_PRICE = frozenset("price prices average".split())
_NO_PRICE = frozenset(
    "cost costs power production fleet value share mining closing market month-end spot energy"
    " electricity".split()
)
_MARKET = frozenset("passed crossed topped hit above below past".split())
"""As in "once the price passed $100,000": what a coin cost then."""
_CUES = frozenset(
    "sale sales for proceeds raising raised raise generating generated generate worth totaling totalling"
    " brought bringing netting netted yielding yielded realizing realized receiving received"
    " earning earned equals valued roughly fetching fetched contributing contributed pocketing pocketed"
    " into works"
    " adding added banking banked garnering tune gross net por für per brought reaped collected"
    " collecting securing secured".split()
)
_BARRIERS = frozenset(
    "loan loans debt notes note facility land acquisition acquire site buy purchase repay credit"
    " cost costs revenue fee fees market cap collateral shares stock equity expenses tax taxes"
    " hosting of?".split()
)
_BETWEEN = frozenset(
    "a an the approximately approx about around roughly nearly almost over some just more than"
    " total aggregate gross net of cash combined proceeds in at ( ~ : , or and consideration"
    " amount sum resulting estimated worth up to were was totaled totalled amounted us bitcoin"
    " out which bitcoins btc digital assets currencies sale sales from came rose climbed jumped increased grew to fell"
    ' slipped dropped stood reached exceeded topped little “ "'.split()
)
_STORES = HOARDS | COINS | {"production"}
"""Before a sum in parentheses these are what it is the worth of."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Money of a deal."""

    price: Decimal | None = None
    proceeds: Decimal | None = None
    proceeds_usdt: Decimal | None = None
    end: int | None = None
    """Where the words end that tell the last of them."""
    scale: int = 1
    """What the proceeds were printed in: dollars, or thousands of them."""


def terms(line: Line, left: int, right: int, *, skip: int | None = None) -> Terms:
    """The money told between two atoms of a line.

    Args:
        line: the sentence.
        left: first atom to look at.
        right: past the last one.
        skip: an atom that is the object itself.
    """
    price = proceeds = usdt = None
    end = None
    foreign = False
    for at in range(left, right):
        amount = line.atoms[at].amount
        if amount is None or at == skip or amount.unit not in {Unit.USD, Unit.USDT}:
            continue
        if is_price(line, at, amount) or (amount.value < _HIGHEST_PLAIN and _is_price_again(line, at)):
            if (price is None or foreign) and amount.unit is Unit.USD:
                price, end, foreign = amount.value, amount.end, amount.foreign
        elif amount.value >= _LEAST_PROCEEDS and (
            is_proceeds(line, at, left) or (foreign and _is_beside(line, at))
        ):
            if amount.unit is Unit.USDT:
                usdt, end = usdt or amount.value, amount.end
            elif proceeds is None or foreign:
                proceeds, end, foreign = amount.value, amount.end, amount.foreign
    return Terms(price, proceeds, usdt, end)


def is_price(line: Line, at: int, amount: Amount) -> bool:
    """Whether a sum is what one coin brought."""
    if not _LOWEST_PRICE <= amount.value <= _HIGHEST_PRICE:
        return False
    before = _before(line, at)
    if set(before) & _NO_PRICE or set(before[:1]) & _MARKET or (not amount.per_coin and _is_whole(before)):
        return False
    if amount.per_coin or set(before) & _PRICE:
        return True
    near = next((word for word in before if word not in ABOUT), "")
    return near == "at" and amount.value < _HIGHEST_PLAIN


def _is_whole(before: Sequence[str]) -> bool:
    """As in "an aggregate purchase price of $10.2 million": of all coins; by the words before, the nearest first."""
    words = [word for word in before if word not in SUM_OF]
    return "price" in words and words[words.index("price") + 1 :][:1] in (
        ["aggregate"],
        ["total"],
        ["combined"],
    )


def _before(line: Line, at: int) -> list[str]:
    """The words before a sum, the nearest first, back to another one or to the end of a phrase."""
    before = [line.low(back) for back in range(at - 1, max(-1, at - 1 - _LOOK_BACK), -1)]
    stops = [index for index, word in enumerate(before) if word == "" or word in {";", "and", "."}]
    return before[: stops[0]] if stops else before


def _is_price_again(line: Line, at: int) -> bool:
    """As in "at an average price of 17,520,454 yen (about $118,622)": what a coin brought, told in dollars."""
    back = at - 1
    while line.low(back) in ABOUT:
        back -= 1
    told = line.atoms[back - 1].amount if line.low(back) in _AGAIN and back > 0 else None
    if told is None or not (told.foreign or told.unit is Unit.MONEY):
        return False
    before = set(_before(line, back - 1))
    named = not before.isdisjoint(_PRICE) and before.isdisjoint(_NO_PRICE)
    return named or is_price(line, back - 1, told)


_AGAIN = frozenset("( [ or /".split())


def is_proceeds(line: Line, at: int, left: int) -> bool:
    """Whether a sum is what was brought in, by the nearest word that says what it is."""
    if line.in_all(at) or line.near(at + 1, at + 3) == _ALL_TOLD or is_for_them(line, at):
        return True
    if line.low(at + 1) in {"in", "of", "from", "through"} and _PAPERS & {line.low(at + 2), line.low(at + 3)}:
        return False  # "sold bitcoin in June, and raised $30 million in notes"
    if _is_told_as_theirs(line, at, left):
        return True
    for back in range(at - 1, max(left - 1, at - 1 - _LOOK_BACK), -1):
        word = line.low(back)
        of_sum = (word in SUM_OF and line.low(back + 1) in SUMS) or (
            word == "price" and _is_whole(_before(line, at))
        )
        if word in _CUES or (word == "value" and line.low(back - 1) in _WHOLE and _is_with(line, back)):
            return True
        if (word in _BARRIERS and not of_sum) or (
            line.atoms[back].amount is not None and line.low(back + 1) not in {"(", "or", ","}
        ):
            return False
        if word == "(":
            return back > 0 and (line.atoms[back - 1].amount is not None or line.low(back - 1) in _STORES)
        if line.atoms[back].amount is not None:
            return True
        if word not in _BETWEEN and not of_sum:
            return False
    return False


def _is_told_as_theirs(line: Line, at: int, left: int) -> bool:
    """As in "sold 14.5 bitcoin and used the $1.1 million to ...", "sold coins in the amount of $4.0 million"."""
    amounting = tuple(line.low(back) for back in range(at - 4, at)) == ("in", "the", "amount", "of")
    return amounting or (line.low(at - 1) == "the" and line.low(at - 2) in _USING and at > left)


def _is_beside(line: Line, at: int) -> bool:
    """As in "£3.38 million [$4.35 million]": the same sum in dollars."""
    return line.low(at - 1) in _AGAIN and at > 1 and line.atoms[at - 2].amount is not None


def is_for_them(line: Line, at: int) -> bool:
    """As in "sold 600 bitcoin and got $10.2 million for them", "for the coins"; not "paid $8 million for them"."""
    if line.low(at + 1) != "for" or not (
        line.low(at + 2) in _THEM or (line.low(at + 2) == "the" and line.low(at + 3) in _COINS)
    ):
        return False
    near = [line.low(back) for back in range(max(0, at - _LOOK_BACK), at)]
    return not _GETTING.isdisjoint(near) and _PAYING.isdisjoint(near)


_THEM = frozenset("them these those".split())
_COINS = frozenset("coins bitcoin bitcoins lot haul".split())
_GETTING = frozenset(
    "got received collected pocketed raised netted banked made took fetched getting receiving".split()
)
_PAYING = frozenset("paid paying spent cost bought".split())
_USING = frozenset("used using spent spending put putting".split())
_PAPERS = frozenset("note notes equity stock share shares debt loan loans bond bonds".split())
_ALL_TOLD = frozenset({"all", "told"})
"""As in "sold 95% of them, $9.9 million all told"."""
_WHOLE = frozenset("a total aggregate combined market".split())


def _is_with(line: Line, at: int) -> bool:
    """As in "disposed of bitcoin with a value of $9.7 million"."""
    return "with" in line.near(at - 4, at)


_PURPOSES = {
    "debt repayment": (
        "repa down off debt notes loan lever",
        (
            r"\b(?:repa(?:y|id|ying|yment)\w*|pa(?:y|id|ying)\s+(?:down|off)|retir(?:e|ed|ing|ement)\s+(?:of\s+)?(?:\w+\s+)?(?:debt|notes"
            r"|loans?)|(?:repurchas|redeem|buy(?:ing)?\s+back)\w*\s+(?:\S+\s+){0,4}(?:debt|notes)|delever\w+|(?:cut|lower|reduc)\w*"
            r"\s+(?:\w+\s+){0,3}(?:debt|leverage)|debt\s+(?:service|reduction))"
        ),
    ),
    "operating costs": (
        "opex operat working power electric payroll",
        (
            r"\b(?:opex|operating\s+(?:costs?|expenses?|expenditures?)|operational\s+(?:costs?|expenses?|needs)|working\s+capital"
            r"|(?:fund|support|cover|finance|pay\s+for|sustain)\w*\s+(?:\S+\s+){0,5}?operat\w+|for\s+(?:\w+\s+and\s+)?operations"
            r"|operations\s+(?:were|was)\s+funded|power\s+costs?|electricity\s+(?:costs?|bills?)|payroll)"
        ),
    ),
    "capital expenditure": (
        "cap expansion growth construct build infrastr data equip miners machines site facility",
        (
            r"\b(?:capex|capital\s+expenditures?|expansion|growth|construction|build-?outs?|infrastructure|data[\s-]cent(?:er|re)s?"
            r"|equipment|purchase\s+of\s+(?:\w+\s+)?(?:miners|machines)|new\s+(?:miners|machines)|site\s+acquisition"
            r"|(?:acquisition|acquir\w+|purchase)\s+(?:of\s+)?(?:\S+\s+){0,4}(?:site|facility|campus))"
        ),
    ),
    "land": ("land acres real terra terreno", r"\b(?:land|acres|real\s+property|terra|terreno)\b"),
    "hosting": ("hosting", r"\bhosting\s+(?:costs?|fees?|expenses?|payments?|obligations?)"),
    "general corporate purposes": ("general", r"\bgeneral\s+corporate\s+purposes"),
    "taxes": ("tax", r"\b(?:tax(?:es)?\s+(?:obligations?|payments?|liabilit\w+)|pay\s+taxes)"),
}
"""What money is for, with what must stand in a text that tells it: looked for first, for it is so much quicker."""
_COMPILED = tuple((name, stems.split(), re.compile(how)) for name, (stems, how) in _PURPOSES.items())
"""For texts in lower case: without regard to case they would take twice as long."""
_LONGEST = 700
"""Characters of a sentence in which a purpose is looked for."""
_MEANS = re.compile(
    r"\b(?:to|for|fund\w*|financ\w*|support\w*|cover\w*|pay\w*|repa\w*|used|applied|toward|towards|went|purpose\w*|because|help\w*"
    r"|retire\w*|para|as\s+it)\b"
)


def purpose(line: Line) -> str | None:
    """What the money was for, in words of ours, joined by "; "; None where nothing says so."""
    low = line.text[line.start : min(line.atoms[-1].end, line.start + _LONGEST)].lower()
    if not _MEANS.search(low):
        return None
    told = (name for name, stems, how in _COMPILED if any(stem in low for stem in stems) and how.search(low))
    return "; ".join(told) or None


_THOUSAND = 1_000
_PLAIN = re.compile(r"\$\s?\(?\d{1,3}(?:,\d{3})*\)?\Z")
_LONGEST_PLAIN = 16
_AROUND = 2_500
"""Characters on both sides in which the text shows how it prints money."""
_SCALED = re.compile(r"\$\s?[\d.,]+\s*(?:million|billion|[MB]\b)", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"\bin\s+(?:USD\s+|U\.?S\.?\s+|dollars\s+)*thousands\b|\bthousands\s+of\s+(?:U\.?S\.?\s+)?dollars\b"
    r"|\$\s*['’]?000s?\b|\$\s*thousands\b",
    re.IGNORECASE,
)
_NEAR = 600
"""Characters on both sides within which such words count whatever else the text prints in millions."""
_IN_FULL = re.compile(r"\$\s?\d{1,3},\d{3},\d{3}(?![,\d])")
_CASH_FLOWS = re.compile(
    r"\b(?:operating|investing|financing)\s+activities\b|\bstatements?\s+of\s+cash\s+flows?\b", re.IGNORECASE
)


def scaled(money: Terms, counted: Amount | None, memory: Memory) -> Terms:
    """Proceeds in whole dollars.

    Args:
        money: as printed.
        counted: how many coins they are of, where that is told.
        memory: of the text.
    """
    proceeds = money.proceeds
    if proceeds is None or not memory.filed or money.end is None or not _is_plain(memory.text, money.end):
        return money
    if counted is not None and counted.value > 0:
        price = proceeds / counted.value
        fits = not is_thinkable(price) and is_thinkable(price * _THOUSAND)
    else:
        round_sum = memory.text[money.end - 5 : money.end].endswith((",000", ",000)"))  # rather of dollars
        fits = not round_sum and prints_thousands(memory.text, money.end)
    return replace(money, proceeds=proceeds * _THOUSAND, scale=_THOUSAND) if fits else money


def _is_plain(text: str, end: int) -> bool:
    """Whether a sum is printed as "$111,889", without a word for its size."""
    return _PLAIN.search(text[max(0, end - _LONGEST_PLAIN) : end]) is not None


def prints_thousands(text: str, place: int) -> bool:
    """Whether sums about a place of a report are in thousands: it says so, or speaks of cash flows in small ones."""
    around = text[max(0, place - _AROUND) : place + _AROUND]
    if _IN_FULL.search(around):
        return False
    if _SAYS_SO.search(text, max(0, place - _NEAR), place + _NEAR):
        return True
    if _SCALED.search(around):
        return False
    if _SAYS_SO.search(around):
        return True
    return _CASH_FLOWS.search(around) is not None
