"""Documents as they were received: each content once, with every place where it was found."""

import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import defer
from sqlmodel import col, exists, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.disclosures.extract.not_understood import Passage
from monitor.disclosures.unclear import UnclearDocument
from monitor.store.original_tables import OriginalRow, PlaceRow
from monitor.store.tables import StatementRow


class How(StrEnum):
    """Which way a document came."""

    EDGAR = "edgar"
    FEED = "feed"
    HAND = "hand"
    DROP = "drop"


class Outcome(StrEnum):
    """What came of reading a document."""

    STATED = "stated"
    """It holds statements."""
    SILENT = "silent"
    """It was read, and states nothing that counts."""
    UNREADABLE = "unreadable"
    """No text could be made of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a document was found, and what is said of it there."""

    url: str
    how: How
    issuer: str | None = None
    """Whose document it is; None for an article."""
    accession: str | None = None
    """EDGAR's number of the filing, with dashes."""
    form: str | None = None
    exhibit: str | None = None
    """Its type within the filing, such as "EX-99.1"."""
    filed: date | None = None
    period: date | None = None
    fetched_at: datetime
    fetched_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A document and what reading it came to, without its bytes and its text."""

    digest: str
    """SHA-256 of the bytes, hex."""
    size: int
    media_type: str
    outcome: Outcome
    reason: str | None
    mentions: tuple[dict[str, Any], ...] = ()
    """What it says of others than its issuer, as JSON-ready values."""
    not_understood: tuple[Passage, ...] = ()
    """Where it speaks of parting with coins, and no rule understood it."""
    dismissed: frozenset[str] = frozenset()
    """The words of passages that tell nothing, as a reviewer says."""
    read_at: datetime
    read_by: str | None = None
    """The version of the rules that read it; None where nobody noted it."""

    @property
    def to_read(self) -> tuple[Passage, ...]:
        """What was not understood and somebody has to read."""
        return tuple(each for each in self.not_understood if each.text not in self.dismissed)


class OriginalRows:
    """Reads and writes originals."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, original: Original, text: str | None, packed: bytes) -> None:
        """Keep an original that is not there yet, with its text where there is one, its bytes as `pack` made them."""
        self._session.add(
            OriginalRow(
                digest=original.digest,
                size=original.size,
                media_type=original.media_type,
                packed=packed,
                text=text,
                outcome=original.outcome.value,
                reason=original.reason,
                mentions=list(original.mentions),
                not_understood=_passages_json(original),
                passages=len(original.to_read),
                read_at=original.read_at,
                read_by=original.read_by,
            )
        )
        await self._session.flush()

    async def add_place(self, digest: str, place: Place) -> bool:
        """Note where an original was found; False when that was known."""
        if await self._session.get(PlaceRow, (digest, place.url)):
            return False
        self._session.add(
            PlaceRow(
                digest=digest,
                url=place.url,
                how=place.how.value,
                issuer=place.issuer,
                accession=place.accession,
                form=place.form,
                exhibit=place.exhibit,
                filed=place.filed,
                period=place.period,
                fetched_at=place.fetched_at,
                fetched_by=place.fetched_by,
            )
        )
        await self._session.flush()
        return True

    async def restate(self, original: Original, text: str | None) -> None:
        """Note what reading a kept original again comes to."""
        row = await self._session.get_one(OriginalRow, original.digest)
        row.outcome, row.reason, row.read_by = original.outcome.value, original.reason, original.read_by
        row.mentions, row.read_at, row.text = list(original.mentions), original.read_at, text
        row.not_understood = _passages_json(original)
        _count_passages(row)
        self._session.add(row)
        await self._session.flush()

    async def dismiss(self, digest: str, words: Collection[str]) -> None:
        """Note the words of all passages of an original that tell nothing, as reviewers say; others are to be read."""
        row = await self._session.get_one(OriginalRow, digest)
        row.dismissed = sorted(words)
        _count_passages(row)
        self._session.add(row)
        await self._session.flush()

    async def note_reader(self, digest: str, read_by: str) -> None:
        """Note by which rules an original was read last, where that came to nothing new."""
        row = await self._session.get_one(OriginalRow, digest)
        row.read_by = read_by
        self._session.add(row)
        await self._session.flush()

    async def stale(self, read_by: str, issuer: str | None = None, most: int | None = None) -> Sequence[str]:
        """Digests of what other rules read last, of one issuer or of all, by digest; at most so many."""
        query = select(OriginalRow.digest).where(col(OriginalRow.read_by).is_distinct_from(read_by))
        if issuer is not None:
            own = select(PlaceRow.digest).where(PlaceRow.issuer == issuer)
            query = query.where(col(OriginalRow.digest).in_(own))
        return (await self._session.exec(query.order_by(OriginalRow.digest).limit(most))).all()

    async def of_filing(self, accession: str) -> Sequence[tuple[str, str, str]]:
        """Address, digest and media type of every document that was fetched of a filing, under whatever company."""
        query = (
            select(PlaceRow.url, PlaceRow.digest, OriginalRow.media_type)
            .join(OriginalRow, col(OriginalRow.digest) == PlaceRow.digest)
            .where(PlaceRow.accession == accession)
        )
        return (await self._session.exec(query.order_by(PlaceRow.url))).all()

    async def move(self, digest: str, issuer: str) -> None:
        """Note that an original is this issuer's, wherever it was found."""
        for place in await self._session.exec(select(PlaceRow).where(PlaceRow.digest == digest)):
            place.issuer = issuer
            self._session.add(place)
        await self._session.flush()

    async def redate(self, digest: str, day: date) -> None:
        """Note on which day an original was published, wherever it was found."""
        for place in await self._session.exec(select(PlaceRow).where(PlaceRow.digest == digest)):
            place.filed = day
            self._session.add(place)
        await self._session.flush()

    async def get(self, digest: str) -> Original | None:
        """The original of a digest."""
        query = select(OriginalRow).where(OriginalRow.digest == digest).options(*_LIGHT)
        row = (await self._session.exec(query)).one_or_none()
        return _original(row) if row else None

    async def beginning(self, digest: str) -> Sequence[str]:
        """Digests that begin like this, at most ten."""
        query = (
            select(OriginalRow.digest)
            .where(col(OriginalRow.digest).istartswith(digest, autoescape=True))
            .order_by(OriginalRow.digest)
            .limit(10)
        )
        return (await self._session.exec(query)).all()

    async def raw(self, digest: str) -> bytes | None:
        """The bytes of an original."""
        packed = (
            await self._session.exec(select(OriginalRow.packed).where(OriginalRow.digest == digest))
        ).one_or_none()
        return None if packed is None else zlib.decompress(packed)

    async def text(self, digest: str) -> str | None:
        """The text of an original; None where it cannot be read."""
        return (
            await self._session.exec(select(OriginalRow.text).where(OriginalRow.digest == digest))
        ).one_or_none()

    async def at(self, url: str) -> Original | None:
        """The original that was last found at an address; None where nothing was fetched from it."""
        query = (
            select(PlaceRow.digest)
            .where(PlaceRow.url == url)
            .order_by(col(PlaceRow.fetched_at).desc(), col(PlaceRow.digest))
            .limit(1)
        )
        digest = (await self._session.exec(query)).first()
        return None if digest is None else await self.get(digest)

    async def known(self, urls: Collection[str]) -> frozenset[str]:
        """Those of these addresses that something was fetched from."""
        query = select(PlaceRow.url).where(col(PlaceRow.url).in_(urls))
        return frozenset((await self._session.exec(query)).all())

    async def found_by_itself(self, urls: Collection[str]) -> frozenset[str]:
        """Those of these addresses that EDGAR or a feed led to, and that nobody handed in."""
        machines = (How.EDGAR.value, How.FEED.value)
        query = select(PlaceRow.url).where(col(PlaceRow.url).in_(urls), col(PlaceRow.how).in_(machines))
        return frozenset((await self._session.exec(query)).all())

    async def places(self, digest: str) -> Sequence[Place]:
        """Where an original was found, the first place first."""
        query = (
            select(PlaceRow)
            .where(PlaceRow.digest == digest)
            .order_by(col(PlaceRow.fetched_at), col(PlaceRow.url))
        )
        return [_place(row) for row in await self._session.exec(query)]

    async def listed(self, issuer: str | None = None, outcome: Outcome | None = None) -> Sequence[Original]:
        """Originals of one issuer, of one outcome, or all, the latest first."""
        query = select(OriginalRow).options(*_LIGHT)
        if issuer is not None:
            own = select(PlaceRow.digest).where(PlaceRow.issuer == issuer)
            query = query.where(col(OriginalRow.digest).in_(own))
        if outcome is not None:
            query = query.where(OriginalRow.outcome == outcome.value)
        query = query.order_by(col(OriginalRow.read_at).desc(), col(OriginalRow.digest))
        return [_original(row) for row in await self._session.exec(query)]

    async def passages(self) -> Mapping[str, int]:
        """By digest how many passages of a document somebody has to read, where there are any."""
        query = select(OriginalRow.digest, OriginalRow.passages).where(col(OriginalRow.passages) > 0)
        return dict((await self._session.exec(query)).all())

    async def unclear(self, issuer: str | None = None) -> Sequence[UnclearDocument]:
        """Documents of one company or of all with passages that were not understood, the latest first.

        A company's own alone, each once for the company; not passages that were dismissed, nor documents of which
        somebody has entered figures: these were read.
        """
        entered = exists().where(
            col(StatementRow.url) == PlaceRow.url,
            col(StatementRow.issuer) == PlaceRow.issuer,
            col(StatementRow.rule) == "",
        )
        query = (
            select(PlaceRow, OriginalRow.passages)
            .join(OriginalRow, col(OriginalRow.digest) == PlaceRow.digest)
            .where(col(OriginalRow.passages) > 0, col(PlaceRow.issuer).is_not(None), ~entered)
            .order_by(col(PlaceRow.fetched_at), col(PlaceRow.url))
        )
        if issuer is not None:
            query = query.where(PlaceRow.issuer == issuer)
        found: dict[tuple[str, str], UnclearDocument] = {}
        for place, passages in await self._session.exec(query):
            assert place.issuer is not None, "it was asked for"
            known = UnclearDocument(
                digest=place.digest,
                issuer=place.issuer,
                url=place.url,
                published=place.filed or place.fetched_at.date(),
                passages=passages,
            )
            found.setdefault((place.digest, place.issuer), known)
        return sorted(found.values(), key=lambda each: (each.published, each.url), reverse=True)

    async def counts(self) -> dict[str, int]:
        """How many there are of each outcome."""
        query = select(OriginalRow.outcome, func.count()).group_by(col(OriginalRow.outcome))
        counted = dict((await self._session.exec(query)).all())
        return {outcome.value: counted.get(outcome.value, 0) for outcome in Outcome}


_LIGHT = tuple(defer(getattr(OriginalRow, name), raiseload=True) for name in ("packed", "text"))
"""A list of documents is read without what makes them long."""


def pack(raw: bytes) -> bytes:
    """The bytes of a document as they are kept."""
    return zlib.compress(raw)


def _passages_json(original: Original) -> list[dict[str, Any]]:
    return [{"text": each.text, "start": each.start} for each in original.not_understood]


def _count_passages(row: OriginalRow) -> None:
    row.passages = sum(each["text"] not in row.dismissed for each in row.not_understood)


def _original(row: OriginalRow) -> Original:
    return Original(
        digest=row.digest,
        size=row.size,
        media_type=row.media_type,
        outcome=Outcome(row.outcome),
        reason=row.reason,
        mentions=tuple(row.mentions),
        not_understood=tuple(Passage(each["text"], each["start"]) for each in row.not_understood),
        dismissed=frozenset(row.dismissed),
        read_at=row.read_at,
        read_by=row.read_by,
    )


def _place(row: PlaceRow) -> Place:
    return Place(
        url=row.url,
        how=How(row.how),
        issuer=row.issuer,
        accession=row.accession,
        form=row.form,
        exhibit=row.exhibit,
        filed=row.filed,
        period=row.period,
        fetched_at=row.fetched_at,
        fetched_by=row.fetched_by,
    )
