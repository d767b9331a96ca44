"""What proves itself on the spot: headers, a run of them, a raw block's header, transactions, lists of coins."""

from collections.abc import Iterable, Mapping, Sequence

from monitor.bitcoin.header import HEADER_SIZE, parse_header
from monitor.bitcoin.transaction import parse_transaction
from monitor.errors import BlockFormatError, SourceDataError, SourceLacks, SourceUnproven
from monitor.pipeline.ports import Utxo


def require_block(source: str, path: str, raw: bytes, block_hash: str) -> bytes:
    """The bytes of a block or of its header, which begin with the header of this hash.

    Raises:
        SourceUnproven: they begin with another one.
        SourceDataError: they are too short for any.
    """
    if len(raw) < HEADER_SIZE:
        raise SourceDataError(source, f"{path}: {len(raw)} bytes are no block")
    served = parse_header(raw).block_hash
    if served != block_hash:
        raise SourceUnproven(source, f"{path}: served block {served}")
    return raw


def require_transaction(source: str, path: str, raw: bytes, txid: str) -> bytes:
    """The bytes of this transaction; its txid says nothing of its witnesses.

    Raises:
        SourceDataError: they are none, or those of another one.
    """
    try:
        served = parse_transaction(raw).txid
    except BlockFormatError as error:
        raise SourceDataError(source, f"{path}: not a transaction: {error}") from error
    if served != txid:
        raise SourceDataError(source, f"{path}: served transaction {served}")
    return raw


def require_linked(source: str, path: str, headers: Iterable[bytes]) -> Sequence[bytes]:
    """Headers of 80 bytes each, every one of which names the one before.

    Raises:
        SourceDataError: one does not.
    """
    linked: list[bytes] = []
    last: str | None = None
    for raw in headers:
        header = parse_header(raw)
        if last not in {None, header.prev_hash}:
            raise SourceDataError(source, f"{path}: header {header.block_hash} does not follow {last}")
        linked.append(header.raw)
        last = header.block_hash
    return linked


def run_of_headers(
    source: str, path: str, by_height: Mapping[int, bytes], first: int, count: int
) -> Sequence[bytes]:
    """The headers from a height upwards, as far as they are there without a gap, at most `count`.

    Raises:
        SourceLacks: the first one is not there.
        SourceDataError: they do not link.
    """
    found: list[bytes] = []
    while len(found) < count and first + len(found) in by_height:
        found.append(by_height[first + len(found)])
    if not found:
        raise SourceLacks(source, f"{path}: no block at height {first}")
    return require_linked(source, path, found)


def distinct_coins(source: str, path: str, coins: Iterable[Utxo]) -> Sequence[Utxo]:
    """Each coin once.

    Raises:
        SourceDataError: one is listed with two amounts.
    """
    found: dict[tuple[str, int], Utxo] = {}
    for coin in coins:
        if found.setdefault((coin.txid, coin.vout), coin) != coin:
            raise SourceDataError(source, f"{path}: lists {coin.txid}:{coin.vout} with two amounts")
    return tuple(found.values())
