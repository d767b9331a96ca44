"""One filing is read: its index page, its primary document and its exhibits, each of them once."""

from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from monitor.clock import Clock
from monitor.errors import SourceDataError, SourceLacks, SourceUnavailable
from monitor.pipeline.filing_source import FilingSource, Piece, Served
from monitor.pipeline.received import Received, together
from monitor.pipeline.take_document import TakeDocuments, Taken
from monitor.pipeline.whose import filed_under
from monitor.store.filings import HELD, Filing, Reading
from monitor.store.originals import How, Place
from monitor.store.store import Store

log = structlog.get_logger()

FETCHED_BY = "edgar"
_EXHIBITS = "EX-99"
"""Exhibits of this type and its parts (EX-99.1, EX-99.2 …) hold what a company says beside its forms."""
_READABLE = (".htm", ".html", ".xhtml", ".txt", ".pdf")
_MOST_PIECES = 20
_WAITS = tuple(timedelta(minutes=minutes) for minutes in (10, 30, 120, 360, 720, *[1440] * 10))
"""Before what EDGAR lists and does not serve is asked for again: its own faults have lasted a day."""
_TRIES = 6
"""After so many, which is 21 hours, a filing is given up; it goes on being asked for, once a day, for ten days."""


@dataclass(frozen=True, slots=True)
class FilingReader:
    """Reads filings that wait. What was fetched is never fetched again, whatever comes in between."""

    source: FilingSource
    store: Store
    take: TakeDocuments
    clock: Clock
    on_taken: Callable[[Taken], None]
    """Called with what came of each document."""
    on_step: Callable[[], None]
    """Called now and then while it gets on."""

    async def read(self, filing: Filing, *, on_demand: bool = False) -> None:
        """Fetch and take in the documents of a filing, and keep how far that came.

        Args:
            filing: one that waits, or was given up.
            on_demand: whether somebody wants it now, whenever it was to be asked for again.

        Raises:
            SourceUnavailable: EDGAR serves nothing now; the filing goes on waiting, and no try is counted.
            StoreError: the database refuses.
        """
        held = await self._hold(filing, on_demand=on_demand)
        if held is None:
            return
        try:
            missing = await self._fetched(held)
        except SourceUnavailable as error:
            await self._save(replace(held, reason=error.what))
            raise
        await self._settle(held, missing)

    async def _hold(self, filing: Filing, *, on_demand: bool) -> Filing | None:
        """Keep others from reading a filing for a while; None where another process has it, or has read it."""
        now = self.clock()
        async with self.store.write() as tx:
            present = await tx.filings.get(*filing.key)
            if present is None or not present.may_be_read(now, on_demand=on_demand):
                return None
            held = replace(present, retry_at=now + HELD)
            await tx.filings.save(held)
        return held

    async def _fetched(self, filing: Filing) -> list[str]:
        """Take in what was not fetched yet; what of it is not to be had."""
        try:
            index = await self.source.index(filing)
        except (SourceLacks, SourceDataError) as error:
            return [error.what]
        except SourceUnavailable as error:
            await self._require_answers(error, self._something_known(filing))
            return [error.what]
        pieces, joint = worth_reading(index.pieces, filing.form), self._ours(index.filers)
        own = {piece.url: filed_under(piece.url, filing.cik) for piece in pieces}
        async with self.store.read() as tx:
            known = await tx.originals.known(list(own.values()))
        missing: list[str] = []
        for piece in pieces:
            if own[piece.url] in known:
                continue
            try:
                served = await self._fetched_by_others(piece, filing) or await self.source.document(piece.url)
            except (SourceLacks, SourceDataError) as error:
                missing.append(error.what)
                continue
            except SourceUnavailable as error:
                await self._require_answers(error, self.source.index(filing))
                missing.append(error.what)
                continue
            received = Received(
                raw=served.raw,
                place=self._place(own[piece.url], piece, filing),
                media_type=served.media_type,
                name=piece.name,
                joint=joint,
            )
            self.on_taken(await self.take.take(received, self.on_step))
        return missing

    async def _require_answers(self, error: SourceUnavailable, known: Awaitable[object]) -> None:
        """Tell whether one thing alone cannot be had, by asking for another that was served before.

        Raises:
            SourceUnavailable: that cannot be had either, so that it is EDGAR that is away.
        """
        self.on_step()
        try:
            await known
        except (SourceLacks, SourceDataError):
            return  # an answer all the same
        except SourceUnavailable:
            raise error from None
        finally:
            self.on_step()

    async def _something_known(self, filing: Filing) -> None:
        """Ask for the index page of the filing that was read last, or for a list where none was read yet."""
        async with self.store.read() as tx:
            latest = await tx.filings.latest_read()
        if latest is not None:
            await self.source.index(latest)
            return
        await self.source.submissions(filing.cik)
        self.source.forget(filing.cik)  # what is new in it is for the next look at the list

    def _ours(self, filers: Collection[int]) -> tuple[str, ...]:
        """Those of our companies that file together."""
        slugs = {
            entity.cik: entity.slug for entity in self.take.entities().values() if entity.cik is not None
        }
        return together(slugs[cik] for cik in filers if cik in slugs)

    async def _fetched_by_others(self, piece: Piece, filing: Filing) -> Served | None:
        """A document that was fetched already for another registrant of the same filing."""
        async with self.store.read() as tx:
            for url, digest, media_type in await tx.originals.of_filing(filing.accession):
                if filed_under(url, filing.cik) == filed_under(piece.url, filing.cik):
                    raw = await tx.originals.raw(digest)
                    return None if raw is None else Served(raw, media_type)
        return None

    def _place(self, url: str, piece: Piece, filing: Filing) -> Place:
        return Place(
            url=url,
            how=How.EDGAR,
            issuer=filing.issuer,
            accession=filing.accession,
            form=filing.form,
            exhibit=piece.kind,
            filed=filing.filed,
            period=filing.period,
            fetched_at=self.clock(),
            fetched_by=FETCHED_BY,
        )

    async def _settle(self, filing: Filing, missing: list[str]) -> None:
        if missing:
            await self._save(self._put_off(filing, "; ".join(missing)))
            return
        if filing.state is Reading.GIVEN_UP:
            log.info("edgar.had_after_all", accession=filing.accession, issuer=filing.issuer)
        await self._save(replace(filing, state=Reading.READ, retry_at=None, reason=None))

    def _put_off(self, filing: Filing, reason: str) -> Filing:
        """A filing that lacks something after one more try; once these were enough it is given up, visibly."""
        more = _WAITS[filing.tries : filing.tries + 1]
        after = replace(
            filing,
            tries=filing.tries + 1,
            retry_at=self.clock() + more[0] if more else None,
            reason=reason,
            state=Reading.GIVEN_UP if filing.tries + 1 >= _TRIES else Reading.WAITING,
        )
        if after.state is not filing.state:
            log.warning("edgar.given_up", accession=after.accession, issuer=after.issuer, reason=reason)
        return after

    async def _save(self, filing: Filing) -> None:
        async with self.store.write() as tx:
            await tx.filings.save(filing)


def worth_reading(pieces: Iterable[Piece], form: str) -> tuple[Piece, ...]:
    """The primary document and the exhibits that may state something, as far as their kinds of file can be read."""
    base = form.removesuffix("/A")
    wanted = [
        piece
        for piece in pieces
        if piece.name.lower().endswith(_READABLE)
        and (piece.kind in {form, base} or piece.kind == _EXHIBITS or piece.kind.startswith(f"{_EXHIBITS}."))
    ]
    return tuple(wanted[:_MOST_PIECES])
