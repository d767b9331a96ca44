"""Deals told by their numbers: "turned 1,755 into $30.2 million", "200 bitcoin fetched $9.4 million".

Most of their words mean nothing alone. A deal is told where coins stand on one side of the word and, on the other,
what was got for them: money that can be their price (`money_for`, `priced`), or who took them (`handed_over`).
"""

from collections.abc import Callable, Sequence

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import Shape
from monitor.disclosures.extract.prose.sentence.beside import OF_TIME, behind
from monitor.disclosures.extract.prose.sentence.handed_over import (
    changed_hands,
    exchanged,
    found_buyers,
    given_up,
    onto_market,
)
from monitor.disclosures.extract.prose.sentence.money_for import proceeds_from, received, was_paid
from monitor.disclosures.extract.prose.sentence.priced import Deal, coins_before, money_behind


def deal_at(atoms: Sequence[Atom], at: int) -> Deal | None:
    """The deal that a word tells of, with what stands around it; None where it tells none."""
    known = DEALING.get(atoms[at].low)
    return None if known is None else known[1](atoms, at)


def _yielded(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "200 bitcoin fetched $9.4 million", "2,285 went for $44.0 million", "239 gone, at $19,500 apiece"."""
    told = coins_before(atoms, at)
    if told is None:
        return None
    money = money_behind(atoms, at, told.coins)
    return None if money is None else Deal(told.coins, money)


def _yielded_proceeds(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "300 BTC generated $20 million in proceeds": what is mined generates money, too."""
    deal = _yielded(atoms, at)
    if deal is None or deal.money is None:
        return None
    return None if {"proceeds", "cash"}.isdisjoint(behind(atoms, deal.money, 4)) else deal


def _fell_into(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "sold 2,762 coins; 1,391 of these, for $159.2 million, fell in the third quarter"."""
    near = [atom for atom in atoms[at + 1 : at + 5] if atom.low not in {"place", "the"}]
    dated = len(near) > 1 and near[0].low in OF_TIME and near[1].when is not None
    told = coins_before(atoms, at) if dated else None
    if told is None or not any(atom.low in _SALES for atom in atoms[:at]):
        return None
    between = {atom.low for atom in atoms[told.coins + 1 : at]}
    meant = between & {"these", "them", "those", "which"} or (told.coins and atoms[0].low == "of")
    return told._replace(of_told=True) if meant else None


_SALES = frozenset(
    "sold sales disposals liquidated monetized monetised offloaded disposed dispositions".split()
)


_Frame = Callable[[Sequence[Atom], int], Deal | None]


def _all(shape: Shape, frame: _Frame, words: str) -> dict[str, tuple[Shape, _Frame]]:
    return dict.fromkeys(words.split(), (shape, frame))


def _either(*frames: _Frame) -> _Frame:
    def first_of(atoms: Sequence[Atom], at: int) -> Deal | None:
        return next((deal for frame in frames if (deal := frame(atoms, at)) is not None), None)

    return first_of


_BOTH = _either(_yielded, received)
DEALING: dict[str, tuple[Shape, _Frame]] = {
    **_all(Shape.PAST, _yielded, "went gone exited left departed"),
    **_all(Shape.PAST, _BOTH, "fetched netted grossed brought raised realised realized garnered yielded cleared"),
    **_all(Shape.THIRD, _BOTH, "fetches nets brings raises realises realizes yields"),
    **_all(Shape.PAST, _yielded_proceeds, "generated earned made"),
    **_all(Shape.PAST, found_buyers, "found"),
    **_all(Shape.PAST, changed_hands, "changed"),
    **_all(Shape.BASE, changed_hands, "change"),
    **_all(Shape.PAST, _fell_into, "fell came occurred happened made executed done closed settled took"),
    **_all(
        Shape.PAST, received,
        "got received collected pocketed banked booked secured obtained reaped contributed"
        " drew recouped recovered took",
    ),
    **_all(Shape.THIRD, received, "gets receives collects pockets banks books secures reaps takes"),
    **_all(
        Shape.GERUND, received,
        "getting receiving collecting pocketing banking booking securing obtaining reaping taking netting raising"
        " realising realizing bringing fetching grossing garnering",
    ),
    **_all(Shape.PAST, onto_market, "handed passed released fed poured threw dropped placed unleashed put"),
    **_all(Shape.PAST, exchanged, "transferred delivered wired"),
    "paid": (Shape.PAST, was_paid),
    "proceeds": (Shape.NOUN, proceeds_from),
    **_all(Shape.PAST, given_up, "gave given relinquished surrendered"),
    **_all(Shape.GERUND, onto_market, "releasing feeding pouring throwing placing unleashing putting"),
}  # fmt: skip
"""Words that tell a sale where a deal stands around them, with how they stand."""
DEALING["sent"] = (Shape.PAST, _either(onto_market, exchanged))
DEALING["made"] = (Shape.PAST, _either(_yielded_proceeds, _fell_into))
DEALING["took"] = (Shape.PAST, _either(received, _fell_into, onto_market))
DEALING["brought"] = (Shape.PAST, _either(_BOTH, onto_market))
DEALING["bringing"] = DEALING["taking"] = (Shape.GERUND, _either(received, onto_market))
INTO_CASH = {
    **dict.fromkeys(
        "moved shifted rolled flipped changed transformed channelled channeled".split(), Shape.PAST
    ),
    **dict.fromkeys("moves shifts rolls flips".split(), Shape.THIRD),
    **dict.fromkeys("moving shifting rolling flipping".split(), Shape.GERUND),
    **dict.fromkeys("move shift roll flip".split(), Shape.BASE),
}
"""Words that mean converting where cash is what coins went into."""
