"""Whose satoshi is whose in a transaction of several inputs and outputs: nobody can tell, so each gets its share."""

from collections.abc import Sequence


def apportion(parts: Sequence[int], outputs: Sequence[int]) -> list[list[int]]:
    """Spread each part over the outputs in proportion to their size, in whole satoshis.

    Args:
        parts: what each trail brings in; together at most what the outputs hold.
        outputs: what each output holds, the fee being one of them.

    Returns:
        A row for each part, with a column for each output. Every row sums to its part, no column to more than
        its output, and no cell is negative.

    Raises:
        ValueError: the parts are more than the outputs hold.
    """
    total = sum(outputs)
    if sum(parts) > total:
        raise ValueError(f"{sum(parts)} sats came in and {total} went out")
    room = list(outputs)
    rows = []
    for part in parts:
        row = [
            min(part * each // total, left) if total else 0 for each, left in zip(outputs, room, strict=True)
        ]
        room = [left - taken for left, taken in zip(room, row, strict=True)]
        # What rounding left over goes first to the outputs that were cut off most.
        order = sorted(
            range(len(outputs)), key=lambda at: (-(part * outputs[at] % total if total else 0), at)
        )
        rest = part - sum(row)
        for at in order:
            more = min(rest, room[at], 1)
            row[at] += more
            room[at] -= more
            rest -= more
        for at in order:  # the outputs that were cut off most may be full
            more = min(rest, room[at])
            row[at] += more
            room[at] -= more
            rest -= more
        rows.append(row)
    return rows
