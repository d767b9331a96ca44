"""A document as it came, and what reading it comes to. Nothing here is kept yet."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import structlog

from monitor.disclosures.belonging import speaker_among, stranger
from monitor.disclosures.extract.companies.eras import renamings
from monitor.disclosures.extract.companies.names import known_names
from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.not_understood import Passage
from monitor.disclosures.extract.statements import Passed
from monitor.disclosures.plausible import EAST, future_day, told_before_it_began
from monitor.disclosures.statement import Statement
from monitor.disclosures.unclear import counted
from monitor.errors import DocumentRefused, MonitorError, Rule
from monitor.labels.entity import Entity
from monitor.pipeline.whose import issuer_of_address
from monitor.store.originals import How, Original, Outcome, Place, pack

log = structlog.get_logger()

_ITS_OWN_ALONE = "a company decides about itself, and an article only where a person handed it in"

BY_PEOPLE = frozenset({How.HAND, How.DROP})
"""Of an article that a person handed in, somebody vouches for what it says of each company.

People also err about whose a document is, and of which day: that is held against its own words.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A document as it came, and where from."""

    raw: bytes
    place: Place
    media_type: str = ""
    """As its server called it; empty where nobody did."""
    name: str = ""
    """Its file's name, for the kinds of file that a name tells."""
    joint: tuple[str, ...] = ()
    """The slugs of all whose document it is together, where that is more than its issuer: one of them is "we" in it."""

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, hex: what the document is known by."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a document."""

    text: str
    statements: tuple[Statement, ...] = ()
    """Of companies that we know, about a period."""
    passed: tuple[Passed, ...] = ()
    """What else it states, and why that is no use for reconciliation."""
    not_understood: tuple[Passage, ...] = ()
    """Where it speaks of parting with coins, and no rule understood it."""
    unread: int = 0
    """Characters at its end that are too many to be read as a whole."""


Reader = Callable[[Received, About, Collection[str]], Read]
"""Makes text and statements of a document's bytes, in a worker thread; raises `MonitorError` where it cannot.

It gets the document, what is known of it, and the slugs of the companies whose statements are wanted.
"""


@dataclass(frozen=True, slots=True)
class Examined:
    """A document that was read, ready to be kept."""

    original: Original
    text: str | None
    """None where it cannot be read."""
    packed: bytes
    statements: tuple[Statement, ...] = ()
    """What of it decides."""


def examined(received: Received, read: Reader, entities: Mapping[str, Entity], now: datetime) -> Examined:
    """Read a document, and tell what of it decides from what is only shown.

    The document of a company decides about that company alone. An article decides about every company we know,
    but only if a person handed it in.

    Raises:
        DocumentRefused: the person who handed it in errs about whose it is, or of which day.
    """
    place = received.place
    by_people = place.how in BY_PEOPLE
    if by_people and (wrong := future_day(place.filed, now.date())):
        raise DocumentRefused(_called(received), wrong, Rule.DAY)
    about = _about(received, entities)
    text: str | None = None
    reason: str | None = None
    own: tuple[Statement, ...] = ()
    mentions: tuple[dict[str, Any], ...] = ()
    passages: tuple[Passage, ...] = ()
    try:
        came = _read(received, read, about, entities.keys())
    except MonitorError as error:
        outcome, reason = Outcome.UNREADABLE, str(error)
    except Exception:
        # One document that breaks our reading must not break the daemon, at every start anew.
        log.exception("document.fault", digest=received.digest, url=place.url)
        outcome, reason = (
            Outcome.UNREADABLE,
            "reading it came upon a fault of ours; the log has it, please report it",
        )
    else:
        text, passages = came.text, came.not_understood
        if came.unread:
            log.warning("document.partly_read", digest=received.digest, url=place.url, unread=came.unread)
        another = _another_named(received, text, about, entities)
        if another and by_people and issuer_of_address(place.url, entities) != place.issuer:
            raise DocumentRefused(_called(received), f"{another}. {_advice(place.issuer)}", Rule.ISSUER)
        judged = [(each, another or _why_not(each, place, now.date())) for each in came.statements]
        own = tuple(each for each, why in judged if why is None)
        others = (_undeciding(each, why) for each, why in judged if why is not None)
        mentions = (*others, *map(_passed_over, came.passed))
        outcome, reason = (Outcome.STATED, None) if own else (Outcome.SILENT, _silence(mentions, passages))
    if by_people:
        _refuse_early(received, own, now.date())
    original = Original(
        digest=received.digest,
        size=len(received.raw),
        media_type=received.media_type,
        outcome=outcome,
        reason=reason,
        mentions=mentions,
        not_understood=passages,
        read_at=now,
    )
    return Examined(original, text, pack(received.raw), own)


def _about(received: Received, entities: Mapping[str, Entity]) -> About:
    place = received.place
    return About(
        issuer=received.joint[0] if received.joint else place.issuer,
        names=known_names(entities.values()),
        renamed=renamings(entities.values()),
        published=place.filed,
        read=place.fetched_at.date(),
        url=place.url,
    )


def _read(received: Received, read: Reader, about: About, issuers: Collection[str]) -> Read:
    """Read a document as the word of its issuer, or of whom of several its text shows to speak."""
    came = read(received, about, issuers)
    if received.joint:
        speaker = speaker_among(came.text, received.joint, about.names)
        if speaker != about.issuer:
            return read(received, replace(about, issuer=speaker), issuers)
    return came


def _another_named(received: Received, text: str, about: About, entities: Mapping[str, Entity]) -> str | None:
    """What is wrong where a text never names the company that it is said to be of, and names others; else None."""
    issuer = received.place.issuer
    if issuer is None or received.joint:
        return None
    return stranger(text, issuer, entities, about.names)


def _advice(issuer: str | None) -> str:
    return (
        "Say whose it is (--issuer, or the file's name in the drop folder); where it is "
        f"{issuer}'s all the same, enter its figures with `minerflow disclosures add --issuer {issuer} "
        "--url ADDRESS --statement sale --from DAY --to DAY --btc AMOUNT`"
    )


def _refuse_early(received: Received, own: Sequence[Statement], today: date) -> None:
    for each in own:
        if wrong := told_before_it_began(each, today):
            advice = "give the true day of publication (--published), or enter its figures"
            raise DocumentRefused(_called(received), f"{wrong}; {advice}", Rule.DAY)


def _called(received: Received) -> str:
    return received.name or received.place.url


def _why_not(statement: Statement, place: Place, today: date) -> str | None:
    """Why a statement decides nothing; None where it decides."""
    by_people = place.how in BY_PEOPLE
    if not (by_people if place.issuer is None else statement.issuer == place.issuer):
        return _ITS_OWN_ALONE
    # A typing error, or a plan read as a fact, must not decide when its days come. People are asked.
    return None if by_people else told_before_it_began(statement, today, slack=EAST)


def _undeciding(statement: Statement, why: str) -> dict[str, Any]:
    return {
        "entity": statement.issuer,
        "statement": statement.kind.value,
        "period_start": statement.period_start.isoformat(),
        "period_end": statement.period_end.isoformat(),
        "sats": statement.sats,
        "evidence": statement.evidence,
        "rule": statement.rule,
        "why": why,
    }


def _passed_over(passed: Passed) -> dict[str, Any]:
    found = passed.found
    return {
        "entity": found.entity,
        "statement": found.kind.value,
        "period_start": found.period_start.isoformat() if found.period_start else None,
        "period_end": found.period_end.isoformat() if found.period_end else None,
        "sats": found.sats,
        "evidence": found.evidence,
        "rule": found.rule,
        "why": passed.why,
    }


def _silence(mentions: Sequence[Mapping[str, Any]], passages: Sequence[Passage]) -> str:
    if mentions:
        says = f"nothing of it decides: of {len(mentions)} statements the first is none because {mentions[0]['why']}"
    else:
        says = "it states nothing of coins sold, held or mined"
    return f"{says}; {counted(len(passages))}" if passages else says


@dataclass(frozen=True, slots=True)
class Voice:
    """As whose word a document is read, by where it was found."""

    place: Place
    joint: tuple[str, ...] = ()
    """See `Received`."""


def voices(places: Sequence[Place]) -> tuple[Voice, ...]:
    """As whose word a document counts that was found at all these places, in the order in which they came.

    A company speaks for itself. Where it is the document of several, as of those that file together, one of them is
    "we" in it, and of each other one counts what is said with its name. An article that a person handed in speaks of
    everybody. One that nobody vouches for is only read where it is nothing else.
    """
    first: dict[str | None, Place] = {}
    for place in places:
        if place.issuer is not None or place.how in BY_PEOPLE:
            first.setdefault(place.issuer, place)
    companies = together(issuer for issuer in first if issuer is not None)
    heard = (Voice(place, companies if place.issuer else ()) for place in first.values())
    return tuple(heard) or tuple(map(Voice, places[:1]))


def together(companies: Iterable[str]) -> tuple[str, ...]:
    """Whose document it is together, as `Received.joint` has it: nobody's, where it is of one company only."""
    joint = tuple(dict.fromkeys(companies))
    return joint if len(joint) > 1 else ()


def unspoken(statements: Sequence[Statement], spoken_for: Collection[str]) -> tuple[Statement, ...]:
    """What a further voice adds: an issuer's own document is told once, wherever it was found."""
    return tuple(each for each in statements if each.issuer not in spoken_for)
