"""Everybody else: transactions by the thousand that concern nobody, to fill blocks for load."""

from itertools import cycle

from monitor.bitcoin.transaction import Transaction, TxOutput
from monitor.simulation.block import Coin, coins_made
from monitor.simulation.chain import Chain
from monitor.simulation.payment import Holding, spend
from monitor.simulation.wallet import ScriptType

COIN_SATS = 1_000_000
"""What a coin of the crowd begins with."""
FEE_SATS = 4_800
"""What each transaction leaves to the miner, some 12 satoshis per virtual byte."""
SPENT_UP_SATS = 2 * FEE_SATS
MEMBERS_PER_TYPE = 16
SCRIPT_TYPES = (ScriptType.P2WPKH, ScriptType.P2PKH, ScriptType.P2SH_P2WPKH, ScriptType.P2TR)


class Crowd:
    """Strangers who pay two of their coins to two others, again and again.

    The reserve gives them their first coins, 0.02 BTC for each transaction of the largest block asked for.
    The same coins then go round for some 400 blocks, so that the unspent set does not grow with the chain.
    """

    def __init__(self, chain: Chain) -> None:
        self._chain = chain
        members = [
            chain.actor(f"stranger-{number}", script_type)
            for number in range(MEMBERS_PER_TYPE)
            for script_type in SCRIPT_TYPES
        ]
        self._members = {member.script_pubkey: member for member in members}

    def transactions(self, count: int) -> list[Transaction]:
        """Transactions for the next block on the best tip, to be mined before more are asked for.

        Args:
            count: how many; one more comes in front when the crowd has too few coins.

        Raises:
            ValueError: the reserve cannot give the crowd the coins it lacks; see `Chain.mine_reserve`.
        """
        coins = [coin for member in self._members.values() for coin in self._chain.coins(member)]
        usable = [coin for coin in coins if coin.sats > SPENT_UP_SATS]
        fan_outs = self._fan_outs(2 * count - len(usable))
        usable += [coin for fan_out in fan_outs for coin in self._coins_from(fan_out)]
        receivers = cycle(self._members)
        pairs = zip(usable[: 2 * count : 2], usable[1 : 2 * count : 2], strict=True)
        return fan_outs + [self._exchange(pair, next(receivers), next(receivers)) for pair in pairs]

    def _fan_outs(self, lacking: int) -> list[Transaction]:
        if lacking <= 0:
            return []
        payments = [
            (script_pubkey, COIN_SATS) for script_pubkey, _ in zip(cycle(self._members), range(lacking))
        ]
        return [self._chain.pay(self._chain.reserve, payments)]

    def _coins_from(self, fan_out: Transaction) -> list[Coin]:
        coins = coins_made(fan_out, fan_out.txid, self._chain.tip.height + 1)
        return [coin for coin in coins if coin.script_pubkey in self._members]

    def _exchange(self, coins: tuple[Coin, Coin], first: bytes, second: bytes) -> Transaction:
        holdings = [Holding(coin, self._members[coin.script_pubkey]) for coin in coins]
        left = sum(coin.sats for coin in coins) - FEE_SATS
        return spend(holdings, (TxOutput(left // 2, first), TxOutput(left - left // 2, second)))
