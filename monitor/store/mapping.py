"""Row to domain value and back, nothing else."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from monitor.disclosures.statement import Statement, StatementKind
from monitor.flows.agreement import Agreement, Dissent
from monitor.flows.episode import Episode, Review, in_order
from monitor.flows.evidence import Evidence, EvidenceKind
from monitor.flows.flag import Flag, Stage
from monitor.flows.policy import Policy
from monitor.flows.transfer import BlockRef, PaidOutput, Transfer
from monitor.flows.unsettled import State, Unsettled
from monitor.labels.vocabulary import Category
from monitor.store.chain_tables import TransferRow, UnsettledRow
from monitor.store.tables import EpisodeRow, FlagRow, StatementRow
from monitor.store.trail_mapping import path, path_json

OUTPOINT_SIZE = 36


def flag_row(flag: Flag, episode_id: str) -> FlagRow:
    """A flag as its row."""
    return FlagRow(
        flag_id=flag.flag_id,
        episode_id=episode_id,
        txid=flag.txid,
        miner=flag.miner,
        to_entity=flag.to_entity,
        to_type=flag.to_type.value,
        vouts=list(flag.vouts),
        sats=flag.sats,
        stage=flag.stage.value,
        height=flag.block.height,
        block_hash=flag.block.block_hash,
        block_time=flag.block.time,
        hops=flag.hops,
        path=path_json(flag.path),
        mixed_inputs=flag.mixed_inputs,
        proven_senders=flag.proven_senders,
        conflicted=flag.conflicted,
        candidate=flag.candidate,
        co_spent_sats=flag.co_spent_sats,
        confidence=flag.confidence,
        proven_inclusion=flag.proven_inclusion,
        late=flag.late,
        confirmed_sats=flag.confirmed_sats,
        refuted=flag.refuted,
        seen_by=flag.block.seen_by,
        replaced_by=flag.replaced_by,
        agreement=_agreement_json(flag.agreement),
        agreement_state=flag.agreement.state.value,
        agreement_open=flag.live and flag.agreement.open,
    )


def flag(row: FlagRow) -> Flag:
    """A row as the flag it stores."""
    return Flag(
        txid=row.txid,
        miner=row.miner,
        to_entity=row.to_entity,
        to_type=Category(row.to_type),
        vouts=tuple(row.vouts),
        sats=row.sats,
        stage=Stage(row.stage),
        block=BlockRef(row.height, row.block_hash, row.block_time, row.seen_by),
        hops=row.hops,
        path=path(row.path),
        mixed_inputs=row.mixed_inputs,
        proven_senders=row.proven_senders,
        conflicted=row.conflicted,
        candidate=row.candidate,
        co_spent_sats=row.co_spent_sats,
        confidence=row.confidence,
        proven_inclusion=row.proven_inclusion,
        late=row.late,
        confirmed_sats=row.confirmed_sats,
        refuted=row.refuted,
        replaced_by=row.replaced_by,
        agreement=_agreement(row.agreement),
    )


def _agreement_json(agreement: Agreement) -> dict[str, Any]:
    return {
        "by": list(agreement.by),
        "against": [[each.source, each.says] for each in agreement.against],
        "since": agreement.since.isoformat() if agreement.since else None,
        "waived": agreement.waived,
    }


def _agreement(stored: dict[str, Any]) -> Agreement:
    return Agreement(
        by=tuple(stored["by"]),
        against=tuple(Dissent(source, says) for source, says in stored["against"]),
        since=datetime.fromisoformat(stored["since"]) if stored["since"] else None,
        waived=stored["waived"],
    )


def unsettled_row(each: Unsettled) -> UnsettledRow:
    """An unsettled transaction as its row."""
    return UnsettledRow(
        txid=each.txid,
        outpoints=b"".join(sorted(each.outpoints)),
        scripts=[script.hex() for script in each.scripts],
        state=each.state.value,
        first_seen=each.first_seen,
        last_seen=each.last_seen,
        raw=each.raw,
        source=each.source,
        misses=each.misses,
        rival=each.rival,
        block_hash=each.block_hash,
    )


def unsettled(row: UnsettledRow) -> Unsettled:
    """A row as the transaction it remembers."""
    starts = range(0, len(row.outpoints), OUTPOINT_SIZE)
    return Unsettled(
        txid=row.txid,
        outpoints=frozenset(row.outpoints[start : start + OUTPOINT_SIZE] for start in starts),
        scripts=tuple(bytes.fromhex(script) for script in row.scripts),
        state=State(row.state),
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        raw=row.raw,
        source=row.source,
        misses=row.misses,
        rival=row.rival,
        block_hash=row.block_hash,
    )


def episode_row(episode: Episode, policy: Policy) -> EpisodeRow:
    """An episode as its row, without its flags."""
    severity = episode.severity(policy)
    return EpisodeRow(
        episode_id=episode.episode_id,
        miner=episode.miner,
        revision=episode.revision,
        opened_at=episode.opened_at,
        last_at=episode.last_at,
        updated_at=episode.updated_at,
        expires_at=episode.expires_at,
        expired=episode.expired,
        owner=episode.review.owner,
        dismissed=episode.review.dismissed,
        standing=episode.standing.value,
        stage=episode.stage.value,
        severity=severity.value,
        severity_rank=severity.rank,
        sats=episode.sats,
        confirmed_sats=episode.confirmed_sats,
        evidence=[_evidence_json(each) for each in episode.evidence],
        unexplained_sats=episode.unexplained_sats,
    )


def episode(row: EpisodeRow, flags: Iterable[FlagRow]) -> Episode:
    """A row and its flags as the episode they store."""
    return Episode(
        episode_id=row.episode_id,
        miner=row.miner,
        flags=in_order(flag(each) for each in flags),
        revision=row.revision,
        updated_at=row.updated_at,
        expires_at=row.expires_at,
        expired=row.expired,
        review=Review(owner=row.owner, dismissed=row.dismissed),
        evidence=tuple(map(_evidence, row.evidence)),
    )


def _evidence_json(each: Evidence) -> dict[str, Any]:
    return {
        "kind": each.kind.value,
        "start": each.start.isoformat(),
        "end": each.end.isoformat(),
        "statement_ids": list(each.statement_ids),
        "sats": each.sats,
        **{name: told for name in _OF_DOCUMENTS if (told := getattr(each, name)) is not None},
    }


_OF_DOCUMENTS = ("url", "digest", "passages")


def _evidence(stored: dict[str, Any]) -> Evidence:
    return Evidence(
        EvidenceKind(stored["kind"]),
        date.fromisoformat(stored["start"]),
        date.fromisoformat(stored["end"]),
        tuple(stored["statement_ids"]),
        stored["sats"],
        **{name: stored[name] for name in _OF_DOCUMENTS if name in stored},
    )


def transfer_row(transfer: Transfer) -> TransferRow:
    """A transfer as its row; only what a block holds is recorded."""
    assert transfer.block.block_hash is not None
    return TransferRow(
        txid=transfer.txid,
        block_hash=transfer.block.block_hash,
        from_entity=transfer.from_entity,
        to_entity=transfer.to_entity,
        to_type=transfer.to_type.value,
        height=transfer.block.height,
        time=transfer.block.time,
        sats=transfer.sats,
        net_sats=transfer.net_sats,
        gross_sats=transfer.gross_sats,
        returned_sats=transfer.returned_sats,
        outputs=[[output.vout, output.script_pubkey.hex(), output.sats] for output in transfer.outputs],
        senders=[script.hex() for script in transfer.senders],
        mixed_inputs=transfer.mixed_inputs,
        proven_senders=transfer.proven_senders,
        conflicted=transfer.conflicted,
        candidate=transfer.candidate,
        co_spent_sats=transfer.co_spent_sats,
        confidence=transfer.confidence,
        proven_inclusion=transfer.proven_inclusion,
    )


def transfer(row: TransferRow) -> Transfer:
    """A row as the transfer it stores."""
    return Transfer(
        txid=row.txid,
        block=BlockRef(row.height, row.block_hash, row.time),
        from_entity=row.from_entity,
        to_entity=row.to_entity,
        to_type=Category(row.to_type),
        sats=row.sats,
        net_sats=row.net_sats,
        gross_sats=row.gross_sats,
        returned_sats=row.returned_sats,
        outputs=tuple(PaidOutput(vout, bytes.fromhex(script), sats) for vout, script, sats in row.outputs),
        senders=tuple(bytes.fromhex(script) for script in row.senders),
        mixed_inputs=row.mixed_inputs,
        proven_senders=row.proven_senders,
        conflicted=row.conflicted,
        candidate=row.candidate,
        co_spent_sats=row.co_spent_sats,
        confidence=row.confidence,
        proven_inclusion=row.proven_inclusion,
    )


def statement_row(statement: Statement, document_id: str) -> StatementRow:
    """A statement as its row."""
    return StatementRow(
        statement_id=statement.statement_id,
        document_id=document_id,
        issuer=statement.issuer,
        kind=statement.kind.value,
        period_start=statement.period_start,
        period_end=statement.period_end,
        sats=statement.sats,
        approximate=statement.approximate,
        proceeds_usd=statement.proceeds_usd,
        avg_price_usd=statement.avg_price_usd,
        holdings_after_sats=statement.holdings_after_sats,
        purpose=statement.purpose,
        url=statement.url,
        published=statement.published,
        evidence=statement.evidence,
        only_episode=statement.only_episode,
        proceeds_usdt=statement.proceeds_usdt,
        derived=sorted(statement.derived),
        rule=statement.rule,
    )


def statement(row: StatementRow, *, hearsay: bool = False) -> Statement:
    """A row as the statement it stores; `hearsay` where its document is nowhere said to be the issuer's."""
    stored = Statement(
        issuer=row.issuer,
        kind=StatementKind(row.kind),
        period_start=row.period_start,
        period_end=row.period_end,
        sats=row.sats,
        approximate=row.approximate,
        proceeds_usd=row.proceeds_usd,
        avg_price_usd=row.avg_price_usd,
        holdings_after_sats=row.holdings_after_sats,
        purpose=row.purpose,
        url=row.url,
        published=row.published,
        evidence=row.evidence,
        only_episode=row.only_episode,
        proceeds_usdt=row.proceeds_usdt,
        derived=frozenset(row.derived),
        rule=row.rule,
        hearsay=hearsay,
    )
    if stored.statement_id == row.statement_id:
        return stored
    return replace(stored, known_as=row.statement_id)  # read again since
