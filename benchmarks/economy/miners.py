"""What miners do with their coins. Each behaviour makes one transaction, and says what comes later."""

from collections.abc import Callable, Mapping, Sequence

from benchmarks.economy.bank import FEE_MARGIN_SATS, Held, Kind, Part, Short, Wallet
from benchmarks.economy.world import Miner, World
from monitor.money import SATS_PER_BTC

LEAST_BTC, MOST_BTC = 1.3, 45.0


def direct(world: World, miner: Miner) -> None:
    """Pay one or two platforms' labelled wallets."""
    names = world.rng.sample(list(world.platforms), world.rng.choice((1, 1, 1, 2)))
    payments = [
        (world.rng.choice(world.platforms[name].hot), world.amount(LEAST_BTC, MOST_BTC)) for name in names
    ]
    _from_treasury(world, miner, "direct", payments)


def deposit(world: World, miner: Miner) -> None:
    """Pay into its own deposit address; the platform sweeps it in its own time."""
    address = world.deposit_address(miner, world.platform())
    _from_treasury(world, miner, "deposit", [(address, world.amount(LEAST_BTC, MOST_BTC))])


def forward(world: World, miner: Miner) -> None:
    """Pay a wallet of its own on the way, and from there a deposit address; or over one or two wallets more."""
    between = world.fresh(miner)
    if miner.between is not None and world.rng.random() < 0.3:  # noqa: PLR2004 - two payments meet there
        between = miner.between
    miner.between = between
    _from_treasury(world, miner, "forward", [(between, world.amount(LEAST_BTC, MOST_BTC))])
    _forward_on(world, miner, between, world.rng.choice((0, 0, 1, 2)))


def _forward_on(world: World, miner: Miner, source: Wallet, more: int) -> None:
    def on() -> None:
        target = world.fresh(miner) if more else world.deposit_address(miner, world.platform())
        _pass_on(world, "forward", source, target)
        if more:
            _forward_on(world, miner, target, more - 1)

    world.later(on)


def fork(world: World, miner: Miner) -> None:
    """Pay a wallet of its own, and from there several platforms at once."""
    between = world.fresh(miner)
    sats = world.amount(8, MOST_BTC)
    _from_treasury(world, miner, "fork", [(between, sats)])

    def on() -> None:
        names = world.rng.sample(list(world.platforms), 3)
        addresses = [world.deposit_address(miner, world.platforms[name]) for name in names]
        payments = [(address, sats // 4) for address in addresses]
        world.bank.pay("fork", world.bank.coins(between), payments, world.rng.choice(miner.treasuries))

    world.later(on)


def peel(world: World, miner: Miner) -> None:
    """Pay deposit addresses and labelled wallets one after the other, each time from the change of the last."""
    change = world.fresh(miner)
    inputs = world.bank.pick(miner.treasuries, world.amount(20, 60))
    world.bank.pay("peel", inputs, [_peeled(world, miner)], change)
    _peel_on(world, miner, change, world.rng.randint(1, 4))


def _peel_on(world: World, miner: Miner, source: Wallet, links: int) -> None:
    def link() -> None:
        if not links:
            if world.rng.random() < 0.5:  # noqa: PLR2004 - what is left comes home, or stays
                _pass_on(world, "peel", source, world.rng.choice(miner.treasuries))
            return
        change = world.fresh(miner)
        world.bank.pay("peel", world.bank.coins(source), [_peeled(world, miner)], change)
        _peel_on(world, miner, change, links - 1)

    world.later(link, 1, 5)


def _peeled(world: World, miner: Miner) -> tuple[Wallet, int]:
    platform = world.platform()
    hot = world.rng.random() < 0.3  # noqa: PLR2004 - some know the platform's own wallet
    address = world.rng.choice(platform.hot) if hot else world.deposit_address(miner, platform)
    return address, world.amount(LEAST_BTC, 3.5)


def payroll(world: World, miner: Miner) -> None:
    """Pay many people little, sometimes a deposit address and a platform with them."""
    people = world.rng.sample(world.strangers, world.rng.randint(12, 40))
    payments = [(person.wallet, world.amount(0.0005, 0.08)) for person in people]
    if world.rng.random() < 0.4:  # noqa: PLR2004 - see above
        payments.append((world.deposit_address(miner, world.platform()), world.amount(LEAST_BTC, 15)))
        payments.append((world.platform().hot[0], world.amount(LEAST_BTC, 15)))
    _from_treasury(world, miner, "payroll", payments)


def vendor(world: World, miner: Miner) -> None:
    """Buy machines; the maker keeps the coins, or takes all of them to a platform as they are."""
    maker = world.bank.open(
        "maker", Kind.STRANGER, world.rng.choice(world.strangers).wallet.actor.script_type
    )
    _from_treasury(world, miner, "vendor", [(maker, world.amount(LEAST_BTC, 15))])
    if world.rng.random() < 0.5:  # noqa: PLR2004 - see above
        customer = world.rng.choice(world.strangers)
        address = world.deposit_address(customer, world.platform())
        world.later(lambda: _pass_on(world, "vendor", maker, address))


def friend(world: World, miner: Miner) -> None:
    """Pay a stranger, who spends it together with coins of others."""
    person = world.rng.choice(world.strangers)
    _from_treasury(world, miner, "friend", [(person.wallet, world.amount(LEAST_BTC, 5))])


def unlabelled_service(world: World, miner: Miner) -> None:
    """Pay into a service that nobody knows."""
    _from_treasury(world, miner, "service", [(world.service_address(), world.amount(LEAST_BTC, 15))])


def another_miner(world: World, miner: Miner) -> None:
    """Pay another miner."""
    other = world.rng.choice([each for each in world.miners if each is not miner])
    _from_treasury(world, miner, "another miner", [(other.treasuries[0], world.amount(1, 15))])


def gather(world: World, miner: Miner) -> None:
    """Spend all change at once: to a new script of its own, to a deposit address, or to a platform."""
    coins = world.bank.coins(*miner.loose)
    if len(coins) < 4:  # noqa: PLR2004 - nothing to gather
        raise Short
    platform = world.platform()
    to = world.rng.choice((_change(world, miner), world.deposit_address(miner, platform), platform.hot[0]))
    inputs = world.rng.sample(coins, min(len(coins), 15))
    home = world.rng.choice(miner.treasuries)
    sats = sum(held.coin.sats for held in inputs) // 3
    world.bank.pay("gather", inputs, world.rng.choice(([], [(home, sats)])), to)


def consolidation(world: World, miner: Miner) -> None:
    """Gather all coins of some treasuries into one."""
    coins = world.bank.coins(*world.rng.sample(miner.treasuries, world.rng.randint(1, len(miner.treasuries))))
    if len(coins) < 3:  # noqa: PLR2004 - nothing to gather
        raise Short
    world.bank.pay("consolidation", coins[:50], [], world.rng.choice(miner.treasuries))


def internal(world: World, miner: Miner) -> None:
    """Move coins between labelled scripts."""
    _from_treasury(world, miner, "internal", [(world.rng.choice(miner.treasuries), world.amount(1, 60))])


def rotation(world: World, miner: Miner) -> None:
    """Move coins to a new vault that nobody knows, where they stay."""
    _from_treasury(world, miner, "rotation", [(world.fresh(miner), world.amount(2, 20))])


def spend_change(world: World, miner: Miner) -> None:
    """Spend change that lies on unlabelled scripts: to a platform, to a deposit address, or home."""
    sources = [wallet for wallet in miner.loose if world.bank.coins(wallet)]
    if not sources:
        raise Short
    source = world.rng.choice(sources)
    coins = world.bank.coins(source)
    platform = world.platform()
    to = world.rng.choice((platform.hot[0], world.deposit_address(miner, platform), miner.treasuries[0]))
    total = sum(held.coin.sats for held in coins)
    part = min(world.amount(LEAST_BTC, 20), total - FEE_MARGIN_SATS)
    change = _change(world, miner)
    world.bank.pay("change", coins, [(to, part)], change)


def beside(world: World, miner: Miner) -> None:
    """Spend an unlabelled script together with a treasury: to a treasury, or to a platform."""
    sources = [wallet for wallet in (miner.unknown, *miner.loose) if wallet and world.bank.coins(wallet)]
    if not sources:
        raise Short
    coins = world.bank.coins(world.rng.choice(sources))
    labelled = world.bank.pick(miner.treasuries, world.amount(2, 10))
    home = world.rng.choice(miner.treasuries)
    total = sum(held.coin.sats for held in (*coins, *labelled))
    to_platform = [(world.rng.choice(world.platform().hot), total - FEE_MARGIN_SATS)]
    payments = world.rng.choice((to_platform, []))
    world.bank.pay("beside", [*coins, *labelled], payments, home)


def tranches(world: World, miner: Miner) -> None:
    """Pay three equal round amounts at once, from treasuries and from change: it looks like a coinjoin and is none."""
    full = [wallet for wallet in miner.loose if world.bank.coins(wallet)]
    sources = world.rng.sample(full, min(len(full), 3))
    sats = world.rng.choice((2, 5, 10)) * SATS_PER_BTC
    inputs = world.bank.coins(*sources) + world.bank.pick(miner.treasuries, 3 * sats)
    first, second, third = world.rng.sample(list(world.platforms.values()), 3)
    to = (first.hot[0], world.deposit_address(miner, second), world.deposit_address(miner, third))
    world.bank.pay("tranches", inputs, [(wallet, sats) for wallet in to], world.rng.choice(miner.treasuries))


def loan(world: World, miner: Miner) -> None:
    """Pledge coins with a lender; some come back."""
    lender = world.platforms["long-credit"]
    sats = world.amount(2, MOST_BTC)
    _from_treasury(world, miner, "loan", [(lender.hot[0], sats)])
    home = world.rng.choice(miner.treasuries)

    def repaid() -> None:
        inputs = world.bank.pick((*lender.hot, lender.cold), sats)
        world.bank.pay("incoming", inputs, [(home, sats * 9 // 10)], lender.hot[0])

    world.later(repaid, 10, 60)


def coinjoin(world: World, miner: Miner) -> None:
    """Mix coins with those of strangers, of whom one takes its own straight to a platform."""
    size = world.amount(0.5, 2)
    parts = []
    for person in world.rng.sample(world.strangers, 5):
        try:
            inputs = world.bank.pick((person.wallet,), size)
        except Short:
            continue
        parts.append(_mixing(inputs, size, person.wallet, person.wallet))
    ours = world.bank.pick(miner.treasuries, size)
    target = world.fresh(miner)
    parts.append(_mixing(ours, size, target, world.rng.choice(miner.treasuries)))
    if len(parts) < 4:  # noqa: PLR2004 - fewer are no crowd
        raise Short
    if world.rng.random() < 0.3:  # noqa: PLR2004 - rare
        stranger = parts[0]
        hot = world.rng.choice(world.platform().hot)
        parts[0] = Part(stranger.inputs, [(hot, size), *stranger.payments[1:]])
    world.bank.join("coinjoin", parts, mixed=True)
    address = world.deposit_address(miner, world.platform())
    world.later(lambda: _pass_on(world, "coinjoin", target, address))


def _mixing(inputs: Sequence[Held], size: int, target: Wallet, change: Wallet) -> Part:
    left = sum(held.coin.sats for held in inputs) - size - FEE_MARGIN_SATS // 5
    return Part(inputs, [(target, size), (change, left)])


def _from_treasury(world: World, miner: Miner, cause: str, payments: Sequence[tuple[Wallet, int]]) -> None:
    """Pay from labelled scripts; the change goes back, to another labelled one, or to a new one nobody knows."""
    inputs = world.bank.pick(miner.treasuries, sum(sats for _, sats in payments))
    roll = world.rng.random()
    if roll < 0.4:  # noqa: PLR2004 - back where it came from
        change = inputs[0].wallet
    else:
        change = world.rng.choice(miner.treasuries) if roll < 0.65 else _change(world, miner)  # noqa: PLR2004
    world.bank.pay(cause, inputs, payments, change)


def _change(world: World, miner: Miner) -> Wallet:
    wallet = world.fresh(miner)
    miner.loose.append(wallet)
    return wallet


def _pass_on(world: World, cause: str, source: Wallet, target: Wallet) -> None:
    """All coins of one script to another."""
    coins = world.bank.coins(source)
    if coins:
        world.bank.pay(cause, coins, [], target)


BEHAVIOURS: Mapping[Callable[[World, Miner], None], float] = {
    direct: 8,
    deposit: 10,
    forward: 6,
    peel: 4,
    payroll: 3,
    vendor: 2,
    friend: 1,
    unlabelled_service: 1.5,
    another_miner: 1,
    fork: 2,
    gather: 1.5,
    consolidation: 4,
    internal: 4,
    rotation: 2,
    spend_change: 8,
    beside: 3,
    tranches: 1,
    loan: 2,
    coinjoin: 0.5,
}
"""How often each is chosen."""
