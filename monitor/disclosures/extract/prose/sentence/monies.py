"""What coins are converted into: cash, coins that stand for it, and other coins."""

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.numbers.amounts import Unit

CASH = frozenset(
    "cash money usd usdc usdt dollars fiat stablecoin stablecoins tether currency operations".split()
)
MONEY = frozenset({Unit.USD, Unit.USDT, Unit.MONEY})
"""What a number counts that is a sum, in whatever currency."""
OTHER_COINS = frozenset(
    "eth ether ethereum bnb sol solana xrp zec zcash doge dogecoin ltc litecoin ada avax trx ton sui hype bch bcc bcash"
    " ust altcoins".split()
)
"""A bitcoin that becomes one of these is gone as if it were sold; wrapped it stays one."""


def is_into_money(atom: Atom) -> bool:
    """Whether what stands there is cash, or as good as cash, or another coin."""
    if atom.amount is not None:
        return atom.amount.unit in {Unit.USD, Unit.USDT}
    return atom.low in CASH or atom.low in OTHER_COINS
