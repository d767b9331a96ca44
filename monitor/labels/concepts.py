"""GraphSense's concepts (and INTERPOL's, from which they come) as the categories that we distinguish.

https://github.com/graphsense/graphsense-tagpack-tool, `src/tagpack/db/concepts.yaml`. Older packs write them with
capitals and blanks ("Mixing Service").
"""

from collections.abc import Mapping
from types import MappingProxyType

from monitor.labels.vocabulary import Category

_DISTINGUISHED: Mapping[str, Category] = MappingProxyType(
    {
        **{category.value: category for category in Category},
        "mining": Category.MINER,
        "mining_service": Category.MINING_POOL,
        "vasp": Category.EXCHANGE,
        "custody": Category.CUSTODIAN,
        "hosted_wallet": Category.CUSTODIAN,
        "wallet_service": Category.CUSTODIAN,
        "otc": Category.OTC_DESK,
        "defi_lending": Category.LENDER,
    }
)
_OTHERS = frozenset(
    """
    abuse atm behaviour child_sexual_abuse coinjoin cold_wallet collectible concept dark_web defi defi_bridge
    defi_derivative defi_derivatives defi_dex donation entity escrow_wallet extortion extremism faucet filesharing
    financial_crime forum_mention gambling gray_usage hosting hot_wallet ico_wallet index investment_fraud item
    market marketplace mention messaging_service mixing mixing_service money_laundering organization
    payment_card_fraud payment_processor perpetrator phishing ponzi_scheme pyramid_scheme ransomware sanction scam
    search_engine service service_hack sextortion sexual_abuse shop source terrorism torture user victim violence
    vpn warm_wallet website_mention white_usage
    """.split()
)


def category_of_concept(name: str) -> Category | None:
    """The category that a concept means, `other` for those that we do not distinguish; None where it is none."""
    concept = name.strip().lower().replace(" ", "_")
    return _DISTINGUISHED.get(concept) or (Category.OTHER if concept in _OTHERS else None)
