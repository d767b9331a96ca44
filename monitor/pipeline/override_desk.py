"""What reviewers decide about statements: pin, exclude, correct, and take back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.disclosures.override import Act, Correction, Override, in_force
from monitor.disclosures.statement import Statement, StatementKind
from monitor.errors import UsageError
from monitor.flows.episode import Episode
from monitor.flows.flag import Flag
from monitor.flows.revisions import Revision
from monitor.money import btc_text
from monitor.pipeline.disclose import Disclosures
from monitor.pipeline.reconciling import reconcile_issuer
from monitor.pipeline.review import find
from monitor.pipeline.standing_statements import standing_statements
from monitor.store.audit import AuditEntry
from monitor.store.overrides import OverrideEntry, Undone
from monitor.store.transaction import Transaction

_NOT_YET = 0
"""An override has no number before it is kept."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision about a statement."""

    number: int
    statement: Statement
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class OverrideDesk:
    """The use case. A decision, its audit lines and all it changes are one transaction."""

    disclosures: Disclosures

    async def pin(
        self,
        statement: str,
        *,
        episode: str | None = None,
        flag: str | None = None,
        sats: int | None = None,
        who: str,
        why: str,
    ) -> Decided:
        """Say that a sale, or so much of it, is what an episode or a flag shows.

        Args:
            statement: its id, or the beginning of it.
            episode: where to, by id or the beginning of it; None with a flag.
            flag: where to, by id or txid; None with an episode.
            sats: how much of it; None for all.
            who: the reviewer.
            why: how they know.

        Raises:
            UsageError: there is no such statement or place, or it cannot be pinned so.
        """
        if (episode is None) == (flag is None):
            raise UsageError("a statement is pinned to an episode or to a flag; name one of the two")

        async def make(tx: Transaction, found: Statement) -> Override:
            _check_pin(await _as_it_stands(tx, found), sats)
            place = await find(tx, episode) if episode is not None else await _find_flag(tx, flag or "")
            if place.miner != found.issuer:
                raise UsageError(
                    f"{episode or flag} is of {place.miner}, and the statement of {found.issuer}"
                )
            return Override(
                number=_NOT_YET,
                statement_id=found.statement_id,
                act=Act.PIN,
                episode_id=place.episode_id if isinstance(place, Episode) else None,
                flag_id=place.flag_id if isinstance(place, Flag) else None,
                sats=sats,
            )

        return await self._decide(statement, make, who=who, why=why)

    async def exclude(self, statement: str, *, who: str, why: str) -> Decided:
        """Say that a statement does not count.

        Raises:
            UsageError: there is no such statement, or it is excluded already.
        """

        async def make(tx: Transaction, found: Statement) -> Override:
            acts = await tx.overrides.in_force(found.issuer)
            mine = (each for each in acts if each.statement_id == found.statement_id)
            if any(each.act is Act.EXCLUDE for each in mine):
                raise UsageError(f"{found.statement_id} is excluded already")
            return Override(number=_NOT_YET, statement_id=found.statement_id, act=Act.EXCLUDE)

        return await self._decide(statement, make, who=who, why=why)

    async def correct(self, statement: str, correction: Correction, *, who: str, why: str) -> Decided:
        """Say what is stated in truth.

        Raises:
            UsageError: there is no such statement, nothing is corrected, or it cannot be so.
        """
        if not correction.changes:
            raise UsageError("nothing is corrected; say what is stated in truth")

        async def make(_: Transaction, found: Statement) -> Override:
            return Override(
                number=_NOT_YET, statement_id=found.statement_id, act=Act.CORRECT, correction=correction
            )

        return await self._decide(statement, make, who=who, why=why)

    async def undo(self, number: int, *, who: str, why: str) -> Decided:
        """Take a decision back, as if it had never been.

        Raises:
            UsageError: there is no such decision, it is taken back already, or others rest on it.
        """
        now = self.disclosures.clock()
        async with self.disclosures.store.write() as tx:
            entry = await tx.overrides.get(number)
            if entry is None:
                raise UsageError(
                    f"there is no override {number}; `minerflow disclosures overrides` lists them"
                )
            if entry.undone is not None:
                raise UsageError(f"override {number} was taken back by {entry.undone.who} already")
            await tx.overrides.undo(number, Undone(now, who, why))
            found = await find_statement(tx, entry.override.statement_id)
            act = AuditEntry(now, who, f"undone_{entry.override.act.value}", found.statement_id, why)
            await _audit(tx, entry.override, act)
            cause = f"{_did(entry.override)} by {entry.who} was taken back by {who}: {why}"
            return await self._reconciled(tx, number, found, cause, now)

    async def _decide(
        self,
        statement: str,
        make: Callable[[Transaction, Statement], Awaitable[Override]],
        *,
        who: str,
        why: str,
    ) -> Decided:
        now = self.disclosures.clock()
        async with self.disclosures.store.write() as tx:
            found = await find_statement(tx, statement)
            override = await make(tx, found)
            number = await tx.overrides.add(OverrideEntry(override, found.issuer, now, who, why))
            await _audit(tx, override, AuditEntry(now, who, override.act.value, found.statement_id, why))
            return await self._reconciled(tx, number, found, f"{_did(override)} by {who}: {why}", now)

    async def _reconciled(
        self, tx: Transaction, number: int, statement: Statement, cause: str, now: datetime
    ) -> Decided:
        try:
            in_force(
                await tx.disclosures.statements_of(statement.issuer),
                await tx.overrides.in_force(statement.issuer),
            )
        except ValueError as error:
            raise UsageError(f"that cannot be: {error}") from error
        done = await reconcile_issuer(
            tx,
            self.disclosures.recorder,
            statement.issuer,
            self.disclosures.reconciliation,
            cause=cause,
            now=now,
        )
        return Decided(number, statement, done.revisions)


async def find_statement(tx: Transaction, text: str) -> Statement:
    """The statement of this id, or the only one whose id begins like this.

    Raises:
        UsageError: none, or several.
    """
    matches = await tx.disclosures.starting_with(text) if text else []
    if not matches:
        raise UsageError(f"there is no statement {text!r}; `minerflow disclosures list` shows their ids")
    if len(matches) > 1:
        names = ", ".join(each.statement_id for each in matches)
        raise UsageError(f"{text!r} could be {names}; write more of it")
    return matches[0]


async def _as_it_stands(tx: Transaction, found: Statement) -> Statement:
    for each in await standing_statements(tx, found.issuer):
        if each.statement_id == found.statement_id and each.only == found.only:
            return each
    raise UsageError(f"{found.statement_id} is excluded; take that back first")


def _check_pin(stated: Statement, sats: int | None) -> None:
    if stated.kind is not StatementKind.SALE:
        raise UsageError(f"{stated.statement_id} states {stated.kind.value}, and only a sale can be pinned")
    if stated.sats is None:
        raise UsageError(
            f"{stated.statement_id} tells no quantity; where the document does, correct the statement first"
        )
    if stated.only is not None:
        raise UsageError(f"{stated.statement_id} is a reviewer's own, and stays where it was confirmed")
    if sats is not None and not 0 < sats <= stated.sats:
        raise UsageError(
            f"the statement tells {btc_text(stated.sats)} BTC; pin that or less, and more than nothing"
        )


async def _find_flag(tx: Transaction, text: str) -> Flag:
    txid = text.partition(":")[0]
    found = [each for each in await tx.episodes.flags_of([txid]) if text in {txid, each.flag_id}]
    if not found:
        raise UsageError(f"there is no flag {text!r}; `minerflow show` lists those of an episode")
    if len(found) > 1:
        raise UsageError(f"{text!r} could be {', '.join(each.flag_id for each in found)}; write all of it")
    return found[0]


async def _audit(tx: Transaction, override: Override, entry: AuditEntry) -> None:
    """One line for the statement, and one for the episode where it is about one."""
    subjects = [entry.subject]
    if override.episode_id is not None:
        subjects.append(override.episode_id)
    elif override.flag_id is not None:
        subjects += [each.episode_id for each in await tx.episodes.with_flags([override.flag_id])]
    for subject in subjects:
        await tx.audit.append(replace(entry, subject=subject))


def _did(override: Override) -> str:
    done = {Act.PIN: "pinned", Act.EXCLUDE: "excluded", Act.CORRECT: "corrected"}[override.act]
    where = f" to {override.target}" if override.target else ""
    return f"statement {override.statement_id[:8]} {done}{where}"
