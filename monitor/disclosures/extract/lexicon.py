"""The words that the rules for prose know, in lower case."""

from enum import StrEnum, auto

from monitor.disclosures.extract.selling import SALES, SOLD


class Deed(StrEnum):
    """What a verb or noun says was done with coins."""

    SELL = auto()
    CONVERT = auto()
    """A sale only if into money."""
    MINE = auto()
    BUY = auto()
    HOLD = auto()
    PLEDGE = auto()
    MOVE = auto()
    """Moving coins states nothing, but ends what was said before."""


SELLING = frozenset({Deed.SELL, Deed.CONVERT})
"""Deeds by which coins are given away for money, or for something else."""


DEALS = SELLING | {Deed.BUY}
"""Deeds that are done on a day, for money."""


class Shape(StrEnum):
    """How the word stands."""

    PAST = auto()
    """As in "sold": active, passive or a participle."""
    BASE = auto()
    """As in "sell": after "to", after "may", or of a habit."""
    THIRD = auto()
    """As in "sells": as headlines tell what happened."""
    GERUND = auto()
    NOUN = auto()


def _words(deed: Deed, shape: Shape, words: str) -> dict[str, tuple[Deed, Shape]]:
    return dict.fromkeys(words.split(), (deed, shape))


DEEDS: dict[str, tuple[Deed, Shape]] = {
    **_words(
        Deed.SELL, Shape.PAST,
        " ".join(SOLD)
        + " parted cashed let rid went shed unwound brought realised realized exited found used spent delivered called"
        + " ditched flogged jettisoned hived hawked encashed fire-sold done relieved unburdened stripped closed"
        + " cleared emptied trimmed pared slashed cut reduced lightened whittled shaved lopped tapped dipped raided"
        + " released fed",
    ),
    **_words(
        Deed.SELL, Shape.BASE,
        "sell part liquidate divest offload off-load dump dispose monetize monetise unload unwind auction",
    ),
    **_words(
        Deed.SELL, Shape.THIRD,
        "auctions off-loads sells sheds unwinds liquidates divests offloads dumps disposes monetizes monetises unloads"
        " ditches flogs jettisons cashes lets parts",
    ),
    **_words(
        Deed.SELL, Shape.GERUND,
        "off-loading selling parting shedding unwinding bringing letting exiting using spending"
        " liquidating divesting offloading dumping disposing monetizing monetising unloading"
        " ditching flogging jettisoning hiving hawking encashing cashing"
        " trimming paring slashing cutting shaving lopping tapping dipping raiding releasing",
    ),
    **_words(
        Deed.SELL, Shape.NOUN,
        " ".join(SALES) + " delivery sell-off selloff sell-offs sell-down sell-downs trades trade seller",
    ),
    **_words(Deed.CONVERT, Shape.PAST, "converted exchanged swapped turned rotated traded"),
    **_words(Deed.CONVERT, Shape.NOUN, "conversion conversions"),
    **_words(Deed.CONVERT, Shape.BASE, "convert exchange swap rotate"),
    **_words(Deed.CONVERT, Shape.THIRD, "converts exchanges swaps rotates turns"),
    **_words(Deed.CONVERT, Shape.GERUND, "converting exchanging swapping rotating"),
    **_words(
        Deed.MINE, Shape.PAST,
        "mined self-mined selfmined produced minted earned generated made yielded churned cranked dug unearthed"
        " extracted harvested",
    ),
    **_words(Deed.MINE, Shape.BASE, "mine produce generate earn"),
    **_words(Deed.MINE, Shape.THIRD, "mines produces generates earns mints"),
    **_words(Deed.MINE, Shape.GERUND, "producing self-mining generating mining"),
    **_words(Deed.MINE, Shape.NOUN, "production output harvest haul"),
    **_words(
        Deed.BUY, Shape.PAST,
        "purchased bought acquired added invested put paid bagged grabbed nabbed scooped snapped picked",
    ),
    **_words(Deed.BUY, Shape.BASE, "purchase buy acquire"),
    **_words(Deed.BUY, Shape.THIRD, "purchases buys acquires scoops snaps"),
    **_words(Deed.BUY, Shape.GERUND, "purchasing buying acquiring adding scooping snapping"),
    **_words(Deed.BUY, Shape.NOUN, "acquisition acquisitions"),
    **_words(
        Deed.HOLD, Shape.PAST,
        "held owned had possessed carried contained retained left remained stayed kept accumulated amassed"
        " stockpiled sat",
    ),
    **_words(Deed.HOLD, Shape.BASE, "hold own have possess remain leave keep retain"),
    **_words(Deed.HOLD, Shape.THIRD,
        "holds owns has possesses carries sits leaves keeps retains remains maintains controls boasts",
    ),
    **_words(Deed.HOLD, Shape.GERUND, "holding owning having leaving keeping retaining sitting"),
    **_words(
        Deed.HOLD, Shape.NOUN,
        "holdings treasury reserve reserves balance stockpile stash stack hodl pile coffers count total tally inventory"
        " hoard position assets stock",
    ),
    **_words(
        Deed.PLEDGE, Shape.PAST,
        "pledged secured backed served posted loaned lent encumbered segregated collateralized collateralised"
        " restricted",
    ),
    **_words(Deed.PLEDGE, Shape.NOUN, "collateral pledge"),
    **_words(Deed.PLEDGE, Shape.BASE, "secure"),
    **_words(Deed.PLEDGE, Shape.GERUND, "pledging lending posting"),
    **_words(
        Deed.MOVE, Shape.PAST,
        "transferred moved sent deposited withdrew withdrawn staked distributed shifted wired routed allocated",
    ),
    **_words(Deed.MOVE, Shape.BASE, "transfer move send deposit withdraw"),
    **_words(Deed.MOVE, Shape.THIRD, "transfers moves sends deposits withdraws"),
    **_words(Deed.MOVE, Shape.GERUND, "transferring moving sending depositing withdrawing"),
}  # fmt: skip

ANY_COINS = frozenset("cryptocurrency cryptocurrencies crypto digital".split())
"""Wider words: who sold none of these sold no bitcoin either."""
COINS = frozenset("bitcoin bitcoins btc btcs #bitcoin #btc xbt ₿ coins coin".split())
MACHINES = frozenset(
    "mine mines farm farms miner miners mining machine machines rig rigs asic asics server servers atm atms etf etfs"
    " option options calls puts forwards perpetuals contracts derivatives swaps collars warrants etp etps"
    " wallet wallets address addresses equivalent equivalents futures note notes"
    " bond bonds network blockchain price prices power site facility business segment operations"
    " hosting treasury-related".split()
)
"""After the coin's name these make it something else: "bitcoin miners"."""
BREAKS = frozenset(
    "while whereas but although though however whereby unlike compared versus vs instead".split()
) | {
    ";", "|", "•",
}  # fmt: skip
"""What ends a clause, beside another verb."""
DASHES = frozenset(": - – —".split())
"""What stands between a time and what is told of it: "(May: 132 BTC)", "June 30, 2024 – proceeds of"."""
ABOUT = frozenset("approximately about around roughly nearly almost over some just ~ an a".split())
"""What makes a number a rough one."""
FILLERS = frozenset(
    "approximately approx about around roughly nearly almost over just only a an the its their"
    " our his total aggregate of some another additional more than less fewer under up to all off"
    " out at least close north upwards estimated an circa ca combined record as many much further"
    " ~ ≈ ( net wholly entire full most “ \" ‘ ' collectively"
    " cumulative itself well excess newly mined in meaningful significant last final first go"
    " single down other"
    " mere cool whopping hefty massive remaining rest even number substantial small large sizable sizeable"
    " considerable big huge major monthly weekly daily shy confiscated seized forfeited nominal modest tiny minimal"
    " negligible immaterial insignificant corporate".split()
)
"""What may stand between a verb and the amount it governs."""
ADVERBS = frozenset(
    "also then subsequently now only just already since recently ever yet either even therefore"
    " thus thereby still actually ultimately currently previously strategically opportunistically"
    " selectively fully partially not n't".split()
)
_NO_ADVERBS = frozenset("rally supply family reply italy ally assembly anomaly".split())


def is_adverb(word: str) -> bool:
    """Whether a word says how or when something was done: "recently", "also"; a "rally" is a thing."""
    return word in ADVERBS or (word.endswith("ly") and word not in _NO_ADVERBS)


AUXILIARIES = frozenset(
    "has have had having begin begins began begun start starts started continue continues"
    " continued keep kept is are was were be been being do does did get got gets".split()
)
NEGATIONS = frozenset("not never no without rather neither nor cannot non".split())
CONTRACTED = frozenset(
    "didn't didn’t hasn't hasn’t haven't haven’t won't won’t doesn't doesn’t don't don’t wasn't"
    " wasn’t weren't weren’t isn't isn’t aren't aren’t hadn't hadn’t wouldn't wouldn’t couldn't"
    " couldn’t can't can’t".split()
)
MODALS = frozenset("may might can could would will shall should must ought cannot would".split())
GOVERNORS = frozenset(
    "plan plans planned planning intend intends intended intending expect expects expected aim"
    " aims aimed aiming seek seeks seeking committed going wanted propose proposes proposed proposing hope hopes want"
    " wants wish"
    " wishes prepare prepares preparing prepared consider considers considering considered"
    " predict predicts predicted anticipate anticipates anticipated"
    " contemplate contemplates contemplating authorize authorized authorised authorizes"
    " authorization authorisation permit permits permitted allow allows allowed allowing able"
    " ability option right rights decision decided decides agree agreed agrees agreement approval"
    " approved approves likely willing ready need needs needed possible potential potentially"
    " possibility decide elect choose intention intent policy strategy opportunity required obligated scheduled"
    " hinted hints hinting open motion bid request requests application means asked cleared clearance"
    " permission go-ahead green-light refused refuses weigh weighs weighing mull mulls mulling explore"
    " explores exploring looking vow vows vowed vowing promise promises promised swore"
    " ordered proposal proposals pressure forecast forecasts target targets might pretend weighed mulled explored"
    " discuss discusses discussed discussing debate debates debated debating ponder ponders"
    " pondered floated examined".split()
)
"""What makes the following verb a wish or a permission."""
FACTIVES = frozenset(
    "opted took taken taking chose elected continued began started proceeded managed went had"
    " forced resorted proceeded ended helped used moved choosing opting electing".split()
)
"""What makes the following infinitive something that happened: "opted to sell"."""
HYPOTHETICAL = frozenset(
    "if unless whether until hypothetical assuming should were-to suppose would-be when whenever".split()
)
HABITS = frozenset(
    "always usually typically generally regularly often sometimes normally periodically occasionally"
    " commonly".split()
)
ENDED_ACTS = frozenset(
    "cancel cancelled canceled abandon abandoned postpone postponed shelve shelved stop stopped halt halted"
    " cease ceased pause paused suspend suspended avoid avoided avoiding"
    " refrain refrained from-time instead rather than without prevent".split()
)  # fmt: skip
HOARDS = frozenset(
    "holdings treasury reserve reserves stockpile stash stack hoard coffers pile position balance inventory".split()
)
"""Words for all the coins that somebody has."""
GREW = frozenset(
    "increased decreased rose fell grew declined climbed dropped gained shrank expanded slipped eased"
    " jumped surged soared slid sank plunged plummeted tumbled slumped".split()
)
"""Verbs of a number that became another."""
NEARLY = frozenset("nearly almost substantially virtually practically essentially".split())
"""Before "all" these leave some out."""
NIL = frozenset("none nil zero nothing".split())
"""No coins at all, where a number might stand."""
IS = frozenset("is are was were".split())
HELPING = frozenset("did has have had".split())
"""What stands before a subject where a sentence is turned round: "nor did it sell", "never has it sold"."""
FIRM = frozenset("it we company firm miner".split())
"""Subjects that are one company."""
RELATIVE = frozenset("which who whose".split())
"""Words with which a clause about what stands before them begins."""
NOTHING = frozenset("any no zero none nothing nil neither".split())
CROWD = frozenset(
    "customer client investor holder whale trader lender lenders counterparty"
    " counterparties miners companies firms investors holders whales"
    " traders people operators treasuries sellers analysts users funds players peers rivals"
    " others stockholders shareholders holder insiders customers clients hedgers etf etfs producers shareholder"
    " stockholder insider founder co-founder director employee employees hacker hackers thief thieves attacker"
    " attackers scammer scammers creditors executive executives".split()
)
"""Sellers of whom nobody is one issuer."""
MANY = (
    "(?:miners|companies|firms|treasuries|holders|investors|funds|producers|operators|sellers|whales|traders)"
)
"""An expression for those whom an article tells of together, without regard to case."""
TELLING = frozenset(
    "announced announces said says reported reports disclosed discloses confirmed confirms told"
    " informed published revealed stated states wrote writes completed finished reporting"
    " according".split()
)
"""A day beside these is when it was told or done with, not when it was begun."""
COMPARED = frozenset(
    "from than unlike versus vs against compared relative contrast opposed under below above".split()
)
WE = frozenset("we our us company registrant corporation group management".split())
IT = frozenset("it its he she they their who which".split())
PARTS = frozenset(
    "some portion portions part parts all its their our most half majority tenth fifth third quarter thirds fifths"
    " quarters fraction slice chunk tranche two-thirds three-quarters one-third one-quarter one-half percent"
    " remaining remainder rest entire entirety bulk existing of a the mined purchased acquired"
    " self-mined newly produced restricted"
    " unrestricted own these those company’s company's freshly minted much little bit good great deal two three"
    " whole amount amounts quantity volume undisclosed unspecified unknown several few various twice double hundreds"
    " big huge major vast thousands dozens handful hundred thousand larger greater bigger lion's lion’s share".split()
)
"""What may stand between a verb and the coins of which it governs a part."""
