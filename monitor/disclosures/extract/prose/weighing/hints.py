"""What speaks for and against a sale that no rule reads: words, how much each weighs, and how much is enough.

One word seldom tells that coins were sold: "600 left", "moved 600", "$40 million". Several that do not depend on each
other do: "600 left the treasury in March, bringing in $40 million to pay for power".
"""

import re
from enum import StrEnum

from monitor.disclosures.extract.alternation import any_of


class Hint(StrEnum):
    """What a word or sum says of a sale, by the name under which a statement tells that it counted."""

    PARTING = "parting"
    """Coins were parted with: each word has a weight of its own."""
    TAKER = "taker"
    """Who took them: buyers, the market, a desk; or what they were turned into: cash."""
    PRICE = "price"
    """Money told as what was got, of which a price of those days can be made."""
    GOT = "got"
    """That money stands behind a verb of getting: "collecting $9 million"."""
    SUM = "sum"
    """Money of which such a price can be made, and of which nothing tells what it is."""
    PURPOSE = "purpose"
    """What the money was for."""
    PROCEEDS = "proceeds"
    """A word that only money has that was got: proceeds, receipts, net of fees."""
    SPUN = "spun"
    """A machine has put other words in: "the corporate offered 887 bitcoin" was "the company sold" them."""
    CHANGED = "changed"
    """A stock became smaller by it: "from 440 to 430"."""
    EMPTIED = "emptied"
    """It was all that there was: "to nil", "its last 66 bitcoin"."""
    THERE = "there"
    """A rule takes the coins for held or pledged."""
    OWN = "own"
    """The store that the coins came out of: "our balance sheet"."""
    HEADED = "headed"
    """Sales were what the words right before spoke of."""
    RELATED = "related"
    """A sale stands in the same sentence, or was told right before."""
    GUESSED = "guessed"
    """No period is told."""
    WORTH = "worth"
    """Money is told as what they are worth."""
    MISFIT = "misfit"
    """Money told as their price is none."""
    BOUGHT = "bought"
    SECURITY = "security"
    """Loans, margin, collateral, custody: coins that come back, or never went."""
    STORED = "stored"
    """Where coins went that stay one's own: a wallet, the treasury."""
    MINED = "mined"
    WARES = "wares"
    """Shares, machines, contracts."""
    CROWD = "crowd"
    UNREAL = "unreal"
    """Planned, possible, supposed, denied, or usual."""
    WATCHED = "watched"
    """Who watches chains sees coins move, and no sale."""


WEIGHTS = {
    Hint.TAKER: 2.5,
    Hint.PRICE: 2.0,
    Hint.GOT: 1.0,
    Hint.SUM: 1.0,
    Hint.PURPOSE: 1.5,
    Hint.PROCEEDS: 1.0,
    Hint.SPUN: 2.5,
    Hint.CHANGED: 1.5,
    Hint.EMPTIED: 1.5,
    Hint.THERE: -2.0,
    Hint.OWN: 1.0,
    Hint.HEADED: 1.0,
    Hint.RELATED: 0.5,
    Hint.GUESSED: -0.5,
    Hint.WORTH: 0.0,
    Hint.MISFIT: -3.0,
    Hint.BOUGHT: -4.0,
    Hint.SECURITY: -4.0,
    Hint.STORED: -4.0,
    Hint.MINED: -1.5,
    Hint.WARES: -4.0,
    Hint.CROWD: -4.0,
    Hint.UNREAL: -4.0,
    Hint.WATCHED: -4.0,
}
"""Of all but words of parting, each once."""
MOST_OF_MONEY = WEIGHTS[Hint.PRICE] + WEIGHTS[Hint.GOT]
"""More is not to be had from money."""
ENOUGH = 4.0
"""So much must be for a sale in the end; less stays not understood."""
_Weight = tuple[float, frozenset[str]]


def _by_word(*groups: tuple[float, str, str]) -> dict[str, tuple[_Weight, ...]]:
    made: dict[str, tuple[_Weight, ...]] = {}
    for weight, words, behind in groups:
        for word in words.split():
            made[word] = (*made.get(word, ()), (weight, frozenset(behind.split())))
    return made


PARTING = _by_word(
    (3, ("unloaded unloading offloaded offloading liquidated liquidating monetized monetizing monetised monetising"
        " dumped dumping divested divesting encashed sold selling disposed disposing cashed cashing"), ""),
    (2, ("gone shed shedding exited departed depart exchanged exchanging swapped swapping unwound unwinding realised"
        " realized realising realizing parted converted turned flipped rotated dispatched ditched jettisoned"
        " hived trimmed trimming pared paring shaved lopped emptied thinned"), ""),
    (1.5, ("moved left went passed released releasing delivered placed placing reduced reducing offered handed fed"
          " relinquished surrendered drained lightened tapped used spent ceded slimmed became found walked flowed"
          " shipped shipping"), ""),
    (1, ("shrank shrunk shrinking lighter smaller leaner dwindled declined fell dropped lost received raised collected"
        " got netted grossed generated"), ""),
    (2, "let letting", "go loose"),
    (2, "gave given giving", "away up"),
    (2, "farewell goodbye rid", ""),
    (2, "traded", "for in into away"),
    (2, "closed closing", "out position"),
    (2, "drew drawn drawing dipped dipping ate ran", "down into"),
    (4, "took taking", "profit profits"),
    (2, "took taken taking brought bringing pulled", "market off out"),
    (1.5, "put putting", "market buyers sale block"),
    (1.5, "cut cutting scaled", "back position holdings stake stack treasury by"),
    (2, "picked snapped", "up"),
    (2, "changed changing", "hands owners"),
    (3, "left gone went", "good"),
    (1, "meant", ""),
    (1, "down", "by"),
)  # fmt: skip
"""Words of parting: how much each weighs, and the words of which one must stand close behind it, if
any must."""
SEEN = frozenset("saw see seen watch watched watching".split())
LEAVING = frozenset("go leave depart exit".split())
"""Bare infinitives that tell of parting behind a word of seeing: "May saw 300 BTC go to a buyer"."""
MAY_PART = LEAVING | PARTING.keys()
LEFT = 1.5
"""The weight of these."""
STORES = frozenset(
    "treasury treasuries balance reserve reserves holdings holding stack stash stockpile position hodl hoard books"
    " wallets vault vaults inventory pile coffers portfolio book hands".split()
)
BUYERS = frozenset(
    "buyer buyers bidder bidders taker takers purchaser purchasers counterparty counterparties desk desks otc"
    " over-the-counter market-makers dealer dealers auction block".split()
)
"""Who takes coins that are sold."""
MONEY = frozenset("cash dollars fiat usd usdt usdc stablecoins".split())
TAKING = frozenset(
    {("liquidity", "provider"), ("family", "office"), ("the", "hammer")}
    | {(kind, deal) for kind in ("spot", "market", "block", "otc") for deal in ("trade", "trades", "sales")}
)
MARKET = frozenset({"market", "markets"})
ONTO = frozenset("to onto into on open spot".split())
INTO = frozenset("into to for onto favour favor".split())
NO_MARKET = frozenset(
    "value values price prices cap capitalization capitalisation conditions rate share sentiment downturn crash rally"
    " close volatility participants leader".split()
)
"""Behind "market" these make it something else."""
NOTHING_LEFT = frozenset({("to", "nil"), ("to", "zero"), ("to", "nothing")})
LAST = frozenset("last remaining entire".split())
"""Before coins: no others were left."""
PER_COIN = frozenset("average price prices mean".split())
PROCEEDS = frozenset("proceeds receipts takings apiece".split())
FEES = frozenset("fees commissions costs".split())
GOT = frozenset(
    "bringing brought brings netting netted collecting collected pocketing pocketed banking banked realising realizing"
    " realised realized receiving received raising raised generating generated yielding yielded fetching fetched"
    " earning adding took got taking paid paying became grossing grossed making for at".split()
)
"""Before money that was got."""
FOR = frozenset("for at taking took paying became".split())
"""Of these what may as well stand before a cost."""
WORTH = frozenset("worth valued value values equivalent valuing".split())
BOUGHT = frozenset(
    "bought purchase purchased purchases purchasing acquired acquiring acquisition buying buy spent accumulated"
    " accumulating".split()
)
SECURITY = frozenset(
    "pledged pledge pledging collateral collateralised collateralized margin lent lending loan loans loaned"
    " security secured securing custody custodian custodians escrow lender lenders borrowed facility encumbered"
    " restricted staked deposited deposit wrapped".split()
)
STORED = frozenset(
    "wallet wallets address addresses treasury storage cold reserve reserves holdings vault vaults".split()
)
"""Behind "to" and "into"."""
WARES = frozenset(
    "shares share stock stocks futures options option calls puts warrants premium premiums etf etfs equity contracts"
    " megawatts mw petahash exahash eh ph machines rigs miners asics employees staff tokens eth ether".split()
)
CROWD = frozenset(
    "holder investor client customer user trader"
    " holders investors whale whales customers clients users traders hackers sector industry companies reserves"
    " everyone someone".split()
)
SOMEBODY = frozenset("a an another some its their our".split())
OTHERS = frozenset(
    "office fund bank lender broker exchange buyer investor holder whale customer client company firm pool landlord"
    " custodian government state insider founder subsidiary".split()
)
"""Who is somebody else where he is told so: "its lender", "a fund"."""
UNREAL = frozenset(
    "would could might may will shall should can if plan plans planned planning intends intend aims aim aiming"
    " expects expect expected prepared preparing hopes wants reportedly allegedly rumored rumoured not no none never"
    " nothing without neither unless usually typically generally normally policy cannot hypothetical assume assumed"
    " assumes assuming estimate estimates forecast scheduled agreed".split()
)
WATCHED = frozenset("on-chain onchain arkham lookonchain blockchain explorer glassnode cryptoquant".split())
OPTIONS = frozenset("calls call options option".split())
EXERCISED = frozenset("exercised assigned settle settled holders".split())
"""With these, options are who took the coins: "delivered against calls that were exercised"."""
DEFINITE = frozenset(
    "foundation agency ministry trustee estate group state receiver company firm miner".split()
)
"""Behind "the", somebody whom the text has named."""
AGAINST = (
    (Hint.BOUGHT, BOUGHT),
    (Hint.SECURITY, SECURITY),
    (Hint.WARES, WARES),
    (Hint.CROWD, CROWD),
    (Hint.UNREAL, UNREAL),
    (Hint.WATCHED, WATCHED),
)
_TO_DO = any_of(
    "fund cover cowl pay cut repay prepay meet finance service retire redeem settle shore bankroll support bolster"
    " strengthen raise reduce lower buy acquire invest free keep satisfy build extinguish defray generate plug".split()
)
PURPOSE = re.compile(
    rf"\b(?:to|help)\s+(?:help\s+)?(?:partly\s+|partially\s+)?(?:{_TO_DO})\b"
    r"|\b(?:paying|paid|pay)\s+(?:down|off|back|for)\b|\brepay(?:ing|ment)\b|\brepaid\b"
    r"|\b(?:used?|using|put|putting|went|going|goes|earmarked|applied|directed|deployed)\s+(?:[a-z']+\s+){0,4}?"
    r"(?:to|towards?|for)\b"
    r"|\b(?:funding|financing|covering)\s+(?:of\s+)?(?:the|its|our|a)\b"
)
"""What money was for, in small letters; what follows is spoken of for its sake alone."""
SPUN_FROM_SOLD = "offered"
SPUN = re.compile(
    r"\bone other\s+\d|\bcowl\b|\b(?:internet|complete|whole) proceeds\b|\bintroduced that\b"
    r"|\bwidespread (?:inventory|shares)\b"
    r"|\bthe corporate (?:additionally|introduced|mentioned|mined|has|had|is|was|holds|offered|retained|stated|to)\b"
    r"|\b(?:working|operational) bills\b|\b(?:month|finish|quarter) of 12 months\b"
)
"""What nobody writes, but machines that replace each word with another of its meanings; in small letters."""
SELLING_BEFORE = re.compile(
    r"\b(?:sold|sales?|selling|sells?|disposals?|liquidat\w+|moneti[sz]\w+|offload\w*"
    r"|(?:exchanged|converted|swapped|turned)\s+(?:for|into|to)\s+(?:u\.?s\.?\s+)?(?:dollars|cash|fiat))\b"
)
