"""Row to domain value and back, nothing else."""

from collections.abc import Iterable

from monitor.disclosures.statement import Statement, StatementKind
from monitor.flows.episode import Episode, Review, in_order
from monitor.flows.flag import Flag, Stage
from monitor.flows.policy import Policy
from monitor.flows.transfer import BlockRef, PaidOutput, Transfer
from monitor.labels.vocabulary import Category
from monitor.store.tables import EpisodeRow, FlagRow, StatementRow, TransferRow


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
        mixed_inputs=flag.mixed_inputs,
        proven_senders=flag.proven_senders,
        conflicted=flag.conflicted,
        confidence=flag.confidence,
        confirmed_sats=flag.confirmed_sats,
        refuted=flag.refuted,
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
        block=BlockRef(row.height, row.block_hash, row.block_time),
        hops=row.hops,
        mixed_inputs=row.mixed_inputs,
        proven_senders=row.proven_senders,
        conflicted=row.conflicted,
        confidence=row.confidence,
        confirmed_sats=row.confirmed_sats,
        refuted=row.refuted,
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
    )


def transfer_row(transfer: Transfer) -> TransferRow:
    """A transfer as its row."""
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
        confidence=transfer.confidence,
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
        confidence=row.confidence,
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
    )


def statement(row: StatementRow) -> Statement:
    """A row as the statement it stores."""
    return Statement(
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
    )
