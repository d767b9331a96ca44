"""Coins that a noun is told of, or a participle after them: "sales stood at 132 BTC", "bitcoin sold was 180"."""

from monitor.disclosures.extract.lexicon import FILLERS, GREW, NIL, Deed
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing, is_btc, is_year, of_amount

_REACH = 14
_GOVERNING = frozenset({Deed.SELL, Deed.BUY, Deed.CONVERT})
OF = frozenset(
    "of de di von totaled totalled amounted came were was reached from for to totaling totalling covering covered"
    " comprising comprised involving involved encompassing aggregating numbering amounting"
    " add adds added sum sums summed".split()
)
"""What joins a noun to its object: "sale of", "sales totaled", "brings sales to"."""


def counted_of(clause: Clause) -> Object | None:
    """As in "disclosed 132 BTC in sales", "132 BTC of sales"."""
    line, at = clause.line, clause.at - 1
    if not clause.is_noun or not clause.sells:
        return None
    mark = clause.at + 1
    while mark < clause.at + _FEW and (line.low(mark) in _EVER or line.when_after(mark - 1) is not None):
        mark += 1
    beside = mark + 1 in line.counts
    if beside and (line.low(mark), line.low(mark + 2)) in _APART:
        return of_amount(clause, mark + 1, elided=False)  # "its largest sale ever, 212 BTC, was in January"
    if beside and mark == clause.at + 1 and _is_set_apart(line, mark):
        return of_amount(clause, mark + 1, elided=False)
    at -= line.low(at) in {"bitcoin", "total"}
    if line.low(at) in {"in", "of"} and at > clause.left and at - 1 in line.counts:
        return of_amount(clause, at - 1, elided=False)
    return None


def _is_set_apart(line: Line, mark: int) -> bool:
    """As in "February's far larger disposal, 4,451 BTC over a weekend, had fetched $305 million"."""
    ahead = range(mark + 2, min(mark + 2 + _FEW, len(line.atoms)))
    closing = next((at for at in ahead if (line.low(mark), line.low(at)) in _APART), None)
    if closing is None or any(line.atoms[at].amount is not None for at in range(mark + 2, closing)):
        return False
    return all(line.deed(at) is None and line.low(at) != "," for at in range(mark + 2, closing))


_EVER = frozenset("ever to date yet so far in its history there were was by during over the".split())
_COUNTING = frozenset("of totaling totalling covering comprising involving".split())
_FEW = 6
_APART = frozenset({(",", ","), ("(", ")"), ("–", "–"), ("—", "—")})


def unnamed(clause: Clause) -> Object | None:
    """As in "the stock grew less than that, reflecting some strategic sales", "its holdings fell after sales"."""
    line, at = clause.line, clause.at
    if line.low(at) != "sales" or not clause.sells or line.low(at + 1) not in _AFTER_SALES:
        return None
    if line.low(at + 1) == "to" and line.low(at + 2) in _BUYERS:
        return None
    back = line.back(at - 1, _KINDS | _FEW_OF)
    back -= line.low(back) == "to" and line.low(back - 1) in {"due", "owing", "thanks"}
    if line.low(back) not in _CAUSES:
        return None
    kinds = any(line.low(place) in _KINDS for place in range(back + 1, at))
    stock = any(told.deed is Deed.HOLD and told.at < at for told in line.deeds)
    return Object(Thing.COINS, at, at) if kinds or (stock and _FALLEN & line.words) else None


_AFTER_SALES = frozenset(", . ; ) to during in on over by made for from ” \" ’ '".split()) | {""}
_BUYERS = frozenset("customers clients users consumers".split())
_KINDS = frozenset("strategic opportunistic selective open-market".split())
_FEW_OF = frozenset("some a few the its coin treasury".split())
_CAUSES = frozenset(
    "reflecting reflects reflected after following through via due owing thanks despite on".split()
)
_FALLEN = frozenset(
    "fell dropped declined decreased shrank smaller lower reduced pared trimmed cut down dipped slipped".split()
)


def reduced_by(clause: Clause) -> Object | None:
    """As in "drew down its treasury by 300 BTC through spot sales", "30 BTC left the treasury by way of sale"."""
    line, at = clause.line, clause.at - 1
    if not clause.is_noun or not clause.sells:
        return None
    while at > clause.at - 4 and line.low(at) not in _BY_MEANS and not _is_on_market(line, at):
        at -= 1
    if line.low(at) not in _BY_MEANS and not _is_on_market(line, at):
        return None
    gone = False
    for back in range(at - 1, max(-1, at - _REACH), -1):
        gone = gone or line.low(back) in LEAVING
        amount = line.atoms[back].amount
        if amount is not None and amount.unit is not Unit.USD:
            by_means = line.low(back - 1) == "by" and line.low(at) in {"through", "via"}
            return of_amount(clause, back, elided=line.coins and gone) if gone or by_means else None
    return None


def _is_on_market(line: Line, at: int) -> bool:
    """As in "637 BTC left the treasury in market sales"."""
    return line.low(at) == "in" and line.low(at + 1) in {"market", "open-market", "spot", "otc"}


_BY_MEANS = frozenset("through via by way as".split())
LEAVING = frozenset("left exited departed out leaving exiting departing gone went flowed".split())
"""As in "30 bitcoin exited the treasury": gone, and the word behind says how."""


def equated(clause: Clause, *, elided: bool) -> Object | None:
    """As in "bitcoin sold in May was 180", "Sold were 450", "sales of bitcoin in May came to 180"."""
    line, at = clause.line, clause.at + 1
    inverted = line.low(clause.at - 1) in {"", "and"} and clause.at - 1 not in line.counts
    if _is_of_coins(clause):
        at += 2
    elif not clause.is_past or not (
        line.is_coin(clause.at - 1) or (inverted and line.low(at) in {"were", "was"} and elided)
    ):
        return None
    while at < clause.right and (
        at in line.whens or line.atoms[at].entity is not None or line.low(at) in _OF_TIME
    ):
        at += 1
    if line.low(at) not in _EQUALS:
        return None
    at += 1 + (line.low(at + 1) == "to")
    amount = line.amount(at)
    if line.low(at) in NIL or (amount is not None and amount.sats == 0 and amount.unit is not Unit.USD):
        return Object(Thing.NOTHING, at, at)
    if amount is None or not amount.may_be_coins or is_year(clause, amount):
        return None
    return Object(Thing.QUANTITY, at, at, amount)


def _is_of_coins(clause: Clause) -> bool:
    """As in "sales of bitcoin in June ...", with its time behind it."""
    line, at = clause.line, clause.at
    named = clause.is_noun and clause.sells and line.low(at + 1) == "of"
    return named and line.is_coin(at + 2) and line.when_after(at + 2) is not None


_OF_TIME = frozenset("in during for over the of throughout by company".split())
_EQUALS = frozenset(
    "was were numbered totaled totalled amounted came reached stood hit equaled equalled is".split()
)


def first_of(clause: Clause) -> int | None:
    """Where the object of a word may begin; None where it has none on its right."""
    if not clause.is_noun:
        return clause.at + 1
    if clause.told.deed not in _GOVERNING:
        return None
    line, behind = clause.line, clause.at + 1
    if _is_gapped(clause) or (clause.sells and behind < clause.right and behind in line.counts):
        return behind
    if line.low(behind) in {":", "at"} and behind + 1 < clause.right and behind + 1 in line.counts:
        return behind + 1  # "the June sales: 300 BTC for $31 million", "production at 374, sales at 300"
    places = range(clause.at + 1, min(clause.right, clause.at + 4))
    found = _after_aside(clause) or next((at + 1 for at in places if line.low(at) in OF), None)
    return _told_as(clause) if found is None or line.low(found) in _COMPARATIVES else found


def _is_gapped(clause: Clause) -> bool:
    """As in "its output was 477 bitcoin, its sales 450"."""
    line, at = clause.line, clause.at + 1
    amount = line.amount(at)
    bare = amount is not None and amount.unit is Unit.NONE and bool(amount.sats)
    return bare and clause.sells and line.low(at - 2) in {"its", "bitcoin", "coin"} and line.coins


def _after_aside(clause: Clause) -> int | None:
    """As in "its only sale so far, of 704 BTC", "sales there were, of 38", "disposals in May, comprising 136"."""
    line, at = clause.line, clause.at + 1
    while at < len(line.atoms) and (
        line.low(at) in _EVER or line.atoms[at].entity is not None or at in line.whens
    ):
        at += 1
    return at + 2 if line.low(at) == "," and line.low(at + 1) in _COUNTING else None


def _told_as(clause: Clause) -> int | None:
    """As in "Sales in June stood at 132 BTC", "sales rose 12% to 132 BTC", "puts the June sale at 132 BTC"."""
    line = clause.line
    said = not _PUT.isdisjoint(line.lows[max(0, clause.at - _FAR) : clause.at]) and _GUESSING.isdisjoint(
        line.words
    )
    for at in range(clause.at + 1, min(clause.right, clause.at + _REACH)):
        atom = line.atoms[at]
        if atom.amount is not None and atom.amount.unit is not Unit.PERCENT:
            if line.low(at - 1) == ":" and is_btc(atom.amount):
                return at
            plain = line.low(at - 1) in _SAYING
            return at if said and (plain or line.low(at - 1) in FILLERS) else None
        said = said or atom.low in _SAID
        known = atom.low in _TO_NUMBER
        if not (known or atom.when is not None or atom.entity is not None or atom.amount is not None):
            return None
    return None


_PUT = frozenset("put puts putting gives gave".split())
_GUESSING = frozenset("analyst analysts estimate estimates observers researchers".split())
_FAR = 8
"""Atoms before a noun in which it is put at a number."""
_COMPARATIVES = frozenset("smaller larger bigger lower higher heavier lighter modest similar".split())
"""As in "January's sale was smaller: three coins"."""
_SAYING = frozenset("numbered to at with were was hit totaled totalled reached :".split())
_SAID = GREW | frozenset(
    "was were stood hit came reached totaled totalled amounted numbered resumed restarted".split()
)
_TO_NUMBER = _SAID | _OF_TIME | FILLERS | _COMPARATIVES | {"to", "at", "with", "this", "bitcoin", ":"}
