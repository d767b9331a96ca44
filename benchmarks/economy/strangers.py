"""What strangers do that looks like what miners do, and what attackers do to be mistaken for somebody."""

from collections.abc import Callable, Mapping
from hashlib import sha256

from benchmarks.economy.bank import FEE_MARGIN_SATS, Kind, Part, Short, Wallet
from benchmarks.economy.world import Stranger, World
from monitor.bitcoin.script import OP_1, p2tr, push, witness_script_pubkey
from monitor.simulation.wallet import Actor, ScriptType, Unlocking

DUST_SATS = 600
_KEY_PATH = 64
DISGUISES = {ScriptType.P2PKH, ScriptType.P2WPKH, ScriptType.P2WSH, ScriptType.P2SH}
"""The types of script that an input can pretend to spend."""


def deposit(world: World, person: Stranger) -> None:
    """Pay into a deposit address."""
    address = world.deposit_address(person, world.platform())
    _pay(world, person, "customer", address, world.amount(0.01, 4))


def straight(world: World, person: Stranger) -> None:
    """Pay a platform's labelled wallet."""
    _pay(world, person, "customer", world.rng.choice(world.platform().hot), world.amount(0.5, 5))


def to_service(world: World, person: Stranger) -> None:
    """Pay into the service that nobody knows."""
    _pay(world, person, "service", world.service_address(), world.amount(0.1, 4))


def many_scripts(world: World, person: Stranger) -> None:
    """Somebody with a script for every payment takes all to a platform's labelled wallet at once."""
    wallets = [world.bank.open(person.name, Kind.STRANGER, ScriptType.P2WPKH) for _ in range(7)]
    sats = world.amount(0.05, 0.3)
    payments = [(wallet, sats) for wallet in wallets]
    world.bank.pay("stranger", world.bank.pick((person.wallet,), 7 * sats), payments, person.wallet)
    hot = world.rng.choice(world.platform().hot)
    world.later(lambda: world.bank.pay("customer", world.bank.coins(*wallets), [], hot))


def among_friends(world: World, person: Stranger) -> None:
    """Pay another stranger."""
    _pay(world, person, "stranger", world.rng.choice(world.strangers).wallet, world.amount(0.01, 3))


def peel(world: World, person: Stranger) -> None:
    """Three deposits in a row from the change of change."""
    source = person.wallet
    for _ in range(3):
        change = world.bank.open(person.name, Kind.STRANGER, ScriptType.P2WPKH)
        sats = world.amount(0.1, 0.5)
        inputs = world.bank.pick((source,), sats)
        world.bank.pay("stranger", inputs, [(world.deposit_address(person, world.platform()), sats)], change)
        source = change
    world.bank.pay("stranger", world.bank.coins(source), [], person.wallet)


def batch(world: World, person: Stranger) -> None:
    """Pay many at once."""
    payments = [(each.wallet, world.amount(0.001, 0.2)) for each in world.rng.sample(world.strangers, 20)]
    inputs = world.bank.pick((person.wallet,), sum(sats for _, sats in payments))
    world.bank.pay("stranger", inputs, payments, person.wallet)


def consolidation(world: World, person: Stranger) -> None:
    """Gather all its coins."""
    world.bank.pay("stranger", world.bank.coins(person.wallet)[:60], [], person.wallet)


def coinjoin(world: World, _: Stranger) -> None:
    """Mix with others."""
    size = world.amount(0.1, 1)
    parts = []
    for each in world.rng.sample(world.strangers, 8):
        inputs = [held for held in world.bank.coins(each.wallet) if held.coin.sats > size + FEE_MARGIN_SATS][
            :1
        ]
        left = sum(held.coin.sats for held in inputs) - size - FEE_MARGIN_SATS // 10
        if inputs:
            parts.append(Part(inputs, [(each.wallet, size), (each.wallet, left)]))
    if len(parts) < 4:  # noqa: PLR2004 - fewer are no crowd
        raise Short
    world.bank.join("stranger", parts, mixed=True)


def pays_both(world: World, person: Stranger) -> None:
    """Pay a miner and a platform at once, sometimes one of the two very little."""
    miner, hot = world.rng.choice(world.miners), world.rng.choice(world.platform().hot)
    little, much = world.rng.choice((DUST_SATS, world.amount(1.1, 3))), world.amount(1.1, 4)
    if world.rng.random() < 0.5:  # noqa: PLR2004 - either of them
        little, much = much, little
    payments = [(world.rng.choice(miner.treasuries), little), (hot, much)]
    world.bank.pay("incoming", world.bank.pick((person.wallet,), little + much), payments, person.wallet)


def dust(world: World, person: Stranger) -> None:
    """Strew dust over miners' scripts, known ones and others that hold coins, as whoever wants to follow them."""
    targets = [wallet for miner in world.miners for wallet in (*miner.treasuries, *miner.loose[-3:])]
    targets += [address for miner in world.miners for address in list(miner.deposits.values())[-2:]]
    payments = [(wallet, DUST_SATS) for wallet in targets]
    world.bank.pay(
        "dust", world.bank.pick((person.wallet,), DUST_SATS * len(payments)), payments, person.wallet
    )


def poisoning(world: World, person: Stranger) -> None:
    """Dust from an address that begins and ends like a platform's, beside a payment of its own to that platform."""
    miner, platform = world.rng.choice(world.miners), world.platform()
    alike = _look_alike(world, platform.hot[0])
    sats = world.amount(1.1, 3)
    world.bank.pay("look-alike", world.bank.pick((person.wallet,), sats), [(alike, sats)], person.wallet)

    def strike() -> None:
        payments = [(miner.treasuries[0], DUST_SATS), (platform.hot[0], sats - FEE_MARGIN_SATS)]
        world.bank.pay("look-alike", world.bank.coins(alike), payments, person.wallet)

    world.later(strike)


def disguise(world: World, person: Stranger) -> None:
    """Pay a platform from an output that anybody may spend, with an input dressed up as the miner's."""
    treasuries = [wallet for miner in world.miners for wallet in miner.treasuries]
    victims = [wallet for wallet in treasuries if wallet.actor.script_type in DISGUISES]
    if not victims:
        raise Short
    dressed = _dressed(world, world.rng.choice(victims))
    sats = world.amount(1.1, 4)
    world.bank.pay("disguise", world.bank.pick((person.wallet,), sats), [(dressed, sats)], person.wallet)
    hot = world.rng.choice(world.platform().hot)
    world.later(lambda: world.bank.pay("disguise", world.bank.coins(dressed), [], hot))


def _pay(world: World, person: Stranger, cause: str, to: Wallet, sats: int) -> None:
    world.bank.pay(cause, world.bank.pick((person.wallet,), sats), [(to, sats)], person.wallet)


def _look_alike(world: World, model: Wallet) -> Wallet:
    """A taproot script whose bytes begin and end as another script's do; its input names nobody."""
    key = sha256(world.rng.randbytes(32)).digest()
    key = model.script[2:6] + key[4:-4] + model.script[-4:]
    actor = Actor("look-alike", ScriptType.P2TR, p2tr(key), lambda _: Unlocking(witness=(bytes(_KEY_PATH),)))
    return Wallet(actor, "look-alike", Kind.STRANGER)


def _dressed(world: World, victim: Wallet) -> Wallet:
    """An output under no rules, legacy or of a future witness version, opened with just what the victim would show."""
    kind, unique = victim.actor.script_type, world.rng.randbytes(32)
    legacy = kind in {ScriptType.P2PKH, ScriptType.P2SH}
    script = push(unique) + bytes((OP_1,)) if legacy else witness_script_pubkey(2, unique)
    return Wallet(Actor("disguise", kind, script, victim.actor.unlock), "disguise", Kind.STRANGER)


BEHAVIOURS: Mapping[Callable[[World, Stranger], None], float] = {
    deposit: 30,
    straight: 4,
    to_service: 6,
    many_scripts: 0.05,
    among_friends: 10,
    peel: 1,
    batch: 1,
    consolidation: 2,
    coinjoin: 0.5,
    pays_both: 1,
    dust: 0.7,
    poisoning: 1,
    disguise: 1,
}
"""How often each is chosen."""
