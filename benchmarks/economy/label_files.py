"""The labels that a user of this economy would have: treasuries, platforms' wallets, the pool; no deposit addresses."""

import csv
from pathlib import Path

from benchmarks.economy.world import World

COLUMNS = ("address", "entity", "entity_type", "confidence", "source")


def write_labels(world: World, file: Path) -> None:
    """Write them as CSV with a header."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        for wallet, category in world.labelled:
            writer.writerow([wallet.actor.address, wallet.owner, category.value, 90, "made up"])
