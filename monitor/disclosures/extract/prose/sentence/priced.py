"""Coins told with money: the number that is the subject of a word, and the sum that can be their price."""

from collections.abc import Sequence
from typing import NamedTuple

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import ABOUT, COINS, FILLERS, is_adverb
from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.numbers.coin_costs import is_thinkable
from monitor.disclosures.extract.prose.sentence.beside import behind
from monitor.disclosures.extract.prose.sentence.monies import OTHER_COINS


class Deal(NamedTuple):
    """Where a sentence tells coins and what they brought."""

    coins: int
    """The place of their number."""
    money: int | None
    """The place of the sum; None where none is told."""
    of_told: bool = False
    """Whether they are a part of a sale that the sentence tells besides."""


_REACH = 10
_DOLLARS = frozenset({Unit.USD, Unit.USDT})
AFTER = 9
"""Atoms behind a word in which the coins or the money of its deal are looked for."""
_LEAST_YEAR, _LAST_YEAR = 1990, 2100


def coins_before(atoms: Sequence[Atom], at: int) -> Deal | None:
    """The number of coins that is the subject of a word, and a sum told between the two."""
    money: int | None = None
    for back in range(at - 1, max(-1, at - 1 - _REACH), -1):
        atom = atoms[back]
        if atom.unit in _DOLLARS and atoms[back - 1].low == "for":
            money = back
        elif atom.amount is not None and atoms[back + 1].low in OTHER_COINS:
            continue  # "940 bitcoins and 31,000 ether went for $180 million"
        elif atom.amount is not None:
            part = _part_of(atoms, back)
            if part is not None:
                return Deal(part, money)
            counts = may_count_coins(atom.amount, atoms, back) and not _ends_range(atoms, back)
            return Deal(back, money) if counts else None
        elif atom.low in COINS or not (
            atom.when is not None
            or atom.low in _PASSED
            or atom.low in OTHER_COINS
            or is_adverb(atom.low)
            or atom.entity is not None
        ):
            return None
    return None


def _part_of(atoms: Sequence[Atom], whole: int) -> int | None:
    """As in "1,018 of the 1,172 bitcoin it earned went at $28,100": the place of the part."""
    back = whole - 1
    while back > 0 and atoms[back].low in _OWNERS:
        back -= 1
    part = atoms[back - 1].amount if back > 0 and atoms[back].low == "of" else None
    return back - 1 if part is not None and part.unit in {Unit.BTC, Unit.NONE} and part.sats else None


_OWNERS = frozenset("the its their our those".split())


def _ends_range(atoms: Sequence[Atom], at: int) -> bool:
    """As in "all lots, from 0.11 to 20 BTC, found buyers": how large each was."""
    return (
        at > 1
        and atoms[at - 1].low in {"to", "and"}
        and atoms[at - 2].amount is not None
        and ({"from", "between"} & {atom.low for atom in atoms[max(0, at - 4) : at - 2]} != set())
    )


_PASSED = frozenset(
    "of them these those which that were was have has had been are all alone in during over on the its ( ) , for"
    " another to from more coins ones ' ’ s it they we stack treasury reserve reserves stash hoard holdings output"
    " mined earned produced production own".split()
)


def may_count_coins(amount: Amount, atoms: Sequence[Atom], at: int) -> bool:
    """Whether a number counts coins, or nothing that is named, and is no year."""
    if amount.unit is Unit.BTC:
        return bool(amount.sats) and not amount.per_coin
    if amount.unit is not Unit.NONE or not amount.sats or amount.per_coin or atoms[at - 1].low == "(":
        return False
    whole = amount.value == amount.value.to_integral_value()
    printed = amount.end - amount.start
    return not (whole and _LEAST_YEAR <= amount.value <= _LAST_YEAR and printed == len("2024"))


def money_behind(atoms: Sequence[Atom], at: int, counted: int) -> int | None:
    """The sum behind a word that can be the price of the coins."""
    coins = atoms[counted].amount
    assert coins is not None, "the caller has seen it"
    for ahead in range(at + 1, min(at + 1 + AFTER, len(atoms))):
        atom = atoms[ahead]
        if atom.amount is not None:
            if atom.amount.foreign and _is_told_in_dollars(atoms, ahead):
                continue  # "at roughly £17,300 or $19,500 apiece"
            other = not _INCOME.isdisjoint(behind(atoms, ahead, 4))  # "generated $9.1 million of revenue"
            return ahead if is_price_of(coins, atoms, ahead) and not other else None
        if not (atom.when is not None or atom.low in _TO_MONEY or atom.low in FILLERS or is_adverb(atom.low)):
            return None
    return None


def _is_told_in_dollars(atoms: Sequence[Atom], at: int) -> bool:
    """Whether the sum that is told in another currency follows in dollars."""
    following = (atom.amount for atom in atoms[at + 1 : at + 4] if atom.unit is Unit.USD)
    return any(each is not None and not each.foreign for each in following)


_TO_MONEY = frozenset(
    "for at in during between an average price of or , ( it them us company firm miner gross net proceeds cash each $"
    " its treasury balance sheet books reserves coffers holdings and again on spot open market return exchange which"
    " was were paid counterparties buyers".split()
)


def is_price_of(coins: Amount, atoms: Sequence[Atom], at: int) -> bool:
    """Whether the sum at a place can be what so many coins cost, or one of them where it says so."""
    money = atoms[at].amount
    if money is None or money.unit not in _DOLLARS or not coins.value:
        return False
    before = at - 1
    while before > 0 and atoms[before].low in ABOUT:
        before -= 1
    led = {atoms[before - 1].low, atoms[before].low}
    each = money.per_coin or atoms[before].low == "at" or not led.isdisjoint({"average", "price"})
    return is_thinkable(money.value if each and money.value < _NO_PRICE else money.value / coins.value)


_NO_PRICE = 1_000_000


_INCOME = frozenset("revenue revenues fees income loan loans credit debt equity interest".split())
