"""What really happened to miners' coins. Amounts are satoshis, txids hex in display order."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Sighting = tuple[str, str, str]
"""Txid, miner and platform: what a flag claims."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A transaction in which a delivery can be seen."""

    txid: str
    sats: int
    """All of the miner's coins that it brought; the most it can have been, where that is unsure."""
    traceable_sats: int
    """The part of it whose way begins at a script that is labelled as the miner's; the least that it was, likewise."""
    hops: int
    """Transactions between the one that left the labelled script and this one: 0 for a direct payment."""


@dataclass(slots=True, eq=False)
class Delivery:
    """Coins of a miner that came under a platform's control in one output, all of them over as many hops.

    Paid to a customer's deposit address, they are seen twice: in the payment, by whoever knows the address, and in
    the sweep to a labelled wallet, by everybody. Both are the same delivery and worth one flag.
    """

    miner: str
    platform: str
    unsure: bool
    """They were mixed with others' coins on the way: nobody can tell how many they were, nor is asked to find them."""
    spots: list[Spot] = field(default_factory=list)
    landed: Spot | None = None
    """Where they reached a labelled script of the platform; None while they lie on a deposit address."""

    @property
    def hops(self) -> int:
        """Of the spot that everybody can see; -1 while there is none."""
        return self.landed.hops if self.landed else -1


@dataclass(slots=True)
class Truth:
    """Everything that is known of a chain because it was made up."""

    deliveries: list[Delivery] = field(default_factory=list)
    deposits: dict[bytes, str] = field(default_factory=dict)
    """Every customer's deposit address, unlabelled, by script: the platform."""
    own: dict[bytes, str] = field(default_factory=dict)
    """Every unlabelled script of a miner: its change, its new vaults, its wallets on the way."""
    companions: set[bytes] = field(default_factory=set)
    """Those of `own` whose coins were spent together with labelled ones of the same miner."""
    swept: dict[bytes, int] = field(default_factory=lambda: defaultdict(int))
    """For every deposit address, how many unlabelled ones the largest sweep held that emptied it."""
    causes: dict[str, str] = field(default_factory=dict)
    """Why each transaction was made, by txid: the name of the behaviour."""

    def sightings(self) -> Mapping[Sighting, list[tuple[Delivery, Spot]]]:
        """What may rightly be flagged, with the deliveries behind it: several may meet in one transaction."""
        found: dict[Sighting, list[tuple[Delivery, Spot]]] = defaultdict(list)
        for delivery in self.deliveries:
            for spot in delivery.spots:
                found[spot.txid, delivery.miner, delivery.platform].append((delivery, spot))
        return found

    def expected(self, min_sats: int, max_hops: int) -> Iterator[Delivery]:
        """The deliveries that are to be found.

        Args:
            min_sats: smaller ones are not asked for, nor those of which a smaller part is traceable.
            max_hops: nor those that took a longer way.
        """
        for delivery in self.deliveries:
            landed = delivery.landed
            if landed is None or delivery.unsure or landed.hops > max_hops:
                continue
            if min(spot.traceable_sats for spot in delivery.spots) >= min_sats:
                yield delivery
