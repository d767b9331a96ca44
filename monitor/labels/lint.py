"""What is doubtful about labels that can all be read: who reads a list should know before they trust it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.network import Network
from monitor.errors import Problem
from monitor.labels.book import LabelBook
from monitor.labels.label import Label
from monitor.labels.notorious import NOTORIOUS

_SPOILT = 3
"""So many addresses that fail their checksum show that a list was made up, ..."""
_SPOILT_SHARE = 0.1
"""... if they are at least this part of it."""
_ALIKE = 8
"""Characters at the beginning that two addresses hardly share by chance."""
_CHECKSUM = "bad checksum"
_COINBASE = "coinbase"
_PAYOUT = "coinbase_payout"


def doubts(
    labels: Sequence[Label],
    problems: Iterable[Problem],
    known: LabelBook | None,
    today: date,
    network: Network,
) -> Iterator[Problem]:
    """Warnings over the labels of one list.

    Args:
        labels: what could be read of it.
        problems: what is wrong with it, as its reader found.
        known: labels to hold it against, such as those that are shipped.
        today: the present UTC day.
        network: the network of the addresses.
    """
    failed = [_quoted(problem.what) for problem in problems if _CHECKSUM in problem.what]
    spoilt = len(failed) >= _SPOILT and len(failed) >= _SPOILT_SHARE * (len(failed) + len(labels))
    for label in labels:
        shown = address_for_script(label.script_pubkey, network) or label.script_pubkey.hex()
        found = [*_of_itself(label, today), *_by_its_address(label, shown), *_against(label, known)]
        if spoilt and not _supported(label, known):
            found.append(
                f"invented? {len(failed)} addresses of this list fail their checksum, so that it seems made up: "
                f"{shown} needs another source"
            )
        for what in found:
            yield Problem(label.where, what, fatal=False)
    yield from _imitations(problems, known, network)


def _of_itself(label: Label, today: date) -> Iterator[str]:
    if not label.source:
        yield "unsourced: nobody says where the label comes from"
    if label.valid_to is not None and label.valid_to < today:
        yield f"expired: it was true until {label.valid_to}"
    if label.withdrawn is not None:
        yield f"withdrawn on {label.withdrawn}"
    if label.entity == _COINBASE or (label.entity.startswith(_COINBASE) and label.role == _PAYOUT):
        yield (
            "coinbase: is the company meant, or the coinbase transaction of a block? "
            "The company is 'coinbase-exchange', and whom a block pays is a pool or miner"
        )


def _by_its_address(label: Label, shown: str) -> Iterator[str]:
    story = NOTORIOUS.get(shown)
    if story is not None and label.entity not in story.entities:
        yield f"notorious: {shown} is {story.what}, not {label.entity}"


def _against(label: Label, known: LabelBook | None) -> Iterator[str]:
    """What labels that are known already say of the same script."""
    for other in known.scripts.get(label.script_pubkey, ()) if known else ():
        if other.withdrawn is None and other.entity != label.entity and other.overlaps(label):
            yield f"conflict with {other.where}: there it is {other.entity}'s ({other.confidence} %)"


def _supported(label: Label, known: LabelBook | None) -> bool:
    claims = known.scripts.get(label.script_pubkey, ()) if known else ()
    return any(other.entity == label.entity for other in claims)


def _imitations(problems: Iterable[Problem], known: LabelBook | None, network: Network) -> Iterator[Problem]:
    """Addresses that fail their checksum and begin like known ones: somebody made up the rest."""
    beginnings: dict[str, tuple[str, str]] | None = None
    for problem in problems:
        if _CHECKSUM not in problem.what:
            continue
        if beginnings is None:
            beginnings = dict(_beginnings(known, network))
        address = _quoted(problem.what)
        real = beginnings.get(address[:_ALIKE])
        if real is not None and real[0] != address:
            what = f"invented: {address} begins like {real[0]} of {real[1]} and ends otherwise"
            yield Problem(problem.where, what, fatal=False)


def _beginnings(known: LabelBook | None, network: Network) -> Iterator[tuple[str, tuple[str, str]]]:
    for script, claims in known.scripts.items() if known else ():
        address = address_for_script(script, network)
        if address is not None:
            yield address[:_ALIKE], (address, claims[0].entity)


def _quoted(what: str) -> str:
    """The address that a problem is about, which its text puts in quotes."""
    return what.split("'")[1] if what.count("'") > 1 else ""
