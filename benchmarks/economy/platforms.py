"""What platforms and pools do: sweeps, hot and cold wallets, withdrawals, payouts."""

from collections.abc import Callable, Mapping

from benchmarks.economy.bank import FEE_MARGIN_SATS, Kind, Short
from benchmarks.economy.world import Platform, World

FEWEST_SWEPT, MOST_SWEPT = 5, 60


def sweep(world: World, platform: Platform) -> None:
    """Gather the coins of many deposit addresses in a labelled wallet."""
    coins = world.bank.coins(*platform.deposits)
    if len({held.wallet.script for held in coins}) < FEWEST_SWEPT:
        raise Short
    world.rng.shuffle(coins)
    coins = coins[: world.rng.randint(FEWEST_SWEPT, MOST_SWEPT)]
    if world.rng.random() < 0.15:  # noqa: PLR2004 - some put a coin of their own with it
        coins += world.bank.coins(platform.hot[0])[:1]
    world.bank.pay("sweep", coins, [], world.rng.choice(platform.hot))


def sweep_and_pay(world: World, platform: Platform) -> None:
    """Pay customers from deposits and the hot wallet together, as some do: the sweep has outputs to strangers."""
    coins = world.bank.coins(*platform.deposits)
    if len({held.wallet.script for held in coins}) < FEWEST_SWEPT:
        raise Short
    coins = world.rng.sample(coins, min(len(coins), 20)) + world.bank.coins(platform.hot[0])[:1]
    people = world.rng.sample(world.strangers, 4)
    payments = [(person.wallet, world.amount(0.02, 1)) for person in people]
    world.bank.pay("sweep and pay", coins, payments, platform.hot[0])


def sweep_one(world: World, platform: Platform) -> None:
    """Move what lies on one deposit address."""
    full = [wallet for wallet in platform.deposits if world.bank.coins(wallet)]
    if not full:
        raise Short
    coins = world.bank.coins(world.rng.choice(full))
    world.bank.pay("sweep", coins, [], world.rng.choice((*platform.hot, platform.cold)))


def to_cold(world: World, platform: Platform) -> None:
    """From the hot wallet to the cold one."""
    sats = world.amount(5, 80)
    world.bank.pay(
        "hot to cold", world.bank.pick(platform.hot, sats), [(platform.cold, sats)], platform.hot[0]
    )


def to_hot(world: World, platform: Platform) -> None:
    """From the cold wallet to the hot one."""
    sats = world.amount(5, 50)
    inputs = world.bank.pick((platform.cold,), sats)
    world.bank.pay("cold to hot", inputs, [(platform.hot[0], sats)], platform.cold)


def withdrawals(world: World, platform: Platform) -> None:
    """Pay out customers, sometimes a miner or another platform among them."""
    people = world.rng.sample(world.strangers, world.rng.randint(1, 15))
    payments = [(person.wallet, world.amount(0.02, 4)) for person in people]
    if world.rng.random() < 0.3:  # noqa: PLR2004 - a miner buys, or moves back
        miner = world.rng.choice(world.miners)
        payments.append((world.rng.choice(miner.treasuries), world.amount(1, 15)))
    if world.rng.random() < 0.2:  # noqa: PLR2004 - a customer of two platforms
        other = world.platform()
        if other is not platform:
            payments.append((world.deposit_address(people[0], other), world.amount(0.5, 5)))
    inputs = world.bank.pick(platform.hot, sum(sats for _, sats in payments))
    world.bank.pay("incoming", inputs, payments, platform.hot[0])


def between_platforms(world: World, platform: Platform) -> None:
    """Pay another platform's labelled wallet."""
    other = world.platform()
    sats = world.amount(2, 40)
    if other is platform:
        raise Short
    world.bank.pay(
        "between platforms", world.bank.pick(platform.hot, sats), [(other.hot[0], sats)], platform.hot[0]
    )


def payouts(world: World, _: Platform) -> None:
    """The mining pool pays miners, some of them on scripts that nobody knows, and strangers who mine."""
    payments = []
    for miner in world.miners:
        payments.append((world.rng.choice(miner.treasuries), world.amount(0.3, 3)))
        if world.rng.random() < 0.3:  # noqa: PLR2004 - see above
            if miner.unknown is None:
                miner.unknown = world.bank.open(miner.name, Kind.OWN, miner.treasuries[0].actor.script_type)
            payments.append((miner.unknown, world.amount(0.3, 3)))
    payments += [(each.wallet, world.amount(0.005, 0.5)) for each in world.rng.sample(world.strangers, 15)]
    inputs = world.bank.pick((world.pool,), sum(sats for _, sats in payments))
    world.bank.pay("payout", inputs, payments, world.pool)


def service(world: World, _: Platform) -> None:
    """The unlabelled service gathers what was paid in, and pays out: to strangers, and to platforms for them."""
    coins = world.bank.coins(*world.service.deposits)
    if len(coins) >= FEWEST_SWEPT:
        world.bank.pay("service", coins[:MOST_SWEPT], [], world.service.hot)
    people = world.rng.sample(world.strangers, 4)
    payments = [(person.wallet, world.amount(0.05, 2)) for person in people]
    payments.append((world.deposit_address(people[0], world.platform()), world.amount(1, 6)))
    payments.append((world.platform().hot[0], world.amount(1, 6)))
    inputs = world.bank.pick((world.service.hot,), sum(sats for _, sats in payments))
    world.bank.pay("service", inputs, payments, world.service.hot)


def settle(world: World) -> None:
    """Sweep all that lies on deposit addresses, at the end, so that every delivery lands."""
    for platform in world.platforms.values():
        coins = [
            held for held in world.bank.coins(*platform.deposits) if held.coin.sats > FEE_MARGIN_SATS // 10
        ]
        for start in range(0, len(coins), MOST_SWEPT):
            world.bank.pay("sweep", coins[start : start + MOST_SWEPT], [], platform.hot[0])


BEHAVIOURS: Mapping[Callable[[World, Platform], None], float] = {
    sweep: 10,
    sweep_one: 4,
    sweep_and_pay: 0.4,
    service: 2,
    to_cold: 2,
    to_hot: 1,
    withdrawals: 5,
    between_platforms: 2,
    payouts: 2,
}
"""How often each is chosen."""
