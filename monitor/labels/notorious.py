"""Addresses that lists give to whomever they like: examples of documentation, seized coins, sanctioned services."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Story:
    """Why an address is well known."""

    what: str
    entities: frozenset[str] = frozenset()
    """Whose label it may carry all the same."""


_EXAMPLE = Story("an example of documentation, which nobody keeps coins at")
_BURNED = Story("one that nobody has the key of")

NOTORIOUS: Mapping[str, Story] = MappingProxyType(
    {
        # BIP-173 and BIP-350, and what wikis, wallets and their documentation show.
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4": _EXAMPLE,
        "bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3": _EXAMPLE,
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0": _EXAMPLE,
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq": _EXAMPLE,
        "bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh": _EXAMPLE,
        "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2": _EXAMPLE,
        "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy": _EXAMPLE,
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa": Story("that of the genesis block"),
        "1BitcoinEaterAddressDontSendf59kuE": _BURNED,
        "1CounterpartyXXXXXXXXXXXXXXXUWLpVr": _BURNED,
        "1111111111111111111114oLvT2": _BURNED,
        "1HQ3Go3ggs8pFnXuHVHRytPCq5fGG8Hbhx": Story("a wallet of the Silk Road"),
        "bc1qa5wkgaew2dkv56kfvj49j0av5nml45x9ek9hz6": Story(
            "where the United States keep what they seized from the Silk Road", frozenset({"us-government"})
        ),
        "3NDzzVxiLBUs1WPvVGRfCYDTAD2Ua2PvW4": Story("Blender.io's, which is under sanctions (OFAC)"),
    }
)
