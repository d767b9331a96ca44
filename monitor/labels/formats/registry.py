"""Every label format by name: how it is read and written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.network import Network
from monitor.labels.entity import Entity
from monitor.labels.formats.bip329 import read_bip329, write_bip329
from monitor.labels.formats.defaults import Defaults
from monitor.labels.formats.defillama import read_defillama
from monitor.labels.formats.jsonl import read_jsonl, write_jsonl
from monitor.labels.formats.okx import read_okx
from monitor.labels.formats.pools import read_pools_v1, read_pools_v2, write_pools_v1, write_pools_v2
from monitor.labels.formats.table import read_mapped_table, read_table, write_table
from monitor.labels.formats.tagpack import read_tagpack, write_tagpack
from monitor.labels.intake import Intake
from monitor.labels.label import Label
from monitor.labels.vocabulary import Category

Read = Callable[[TextIO, str, Intake, Defaults], None]
Entities = Mapping[str, Entity]
Write = Callable[[Iterable[Label], Entities, Network], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """One format of label files."""

    read: Read
    write: Write | None
    """None where it can only be imported."""
    whole: bool = True
    """Whether it is read in one piece."""
    lost: str = ""
    """What a label says that the format has no place for."""
    pools_only: bool = False
    """Whether it holds nothing but the payouts of pools."""

    def carries(self, label: Label, network: Network) -> bool:
        """Whether the format has a place for a label at all."""
        if not self.lost:
            return True
        pool = not self.pools_only or label.category is Category.MINING_POOL
        return pool and address_for_script(label.script_pubkey, network) is not None


def _table(stream: TextIO, file: str, intake: Intake, defaults: Defaults) -> None:
    if defaults.columns:
        read_mapped_table(stream, file, intake, defaults.columns, defaults.fields)
    else:
        read_table(stream, file, intake, defaults.fields)


FORMATS: Mapping[str, Format] = {
    "csv": Format(_table, lambda labels, _, network: write_table(labels, network), whole=False),
    "jsonl": Format(
        lambda stream, file, intake, defaults: read_jsonl(stream, file, intake, defaults.fields),
        lambda labels, _, network: write_jsonl(labels, network),
        whole=False,
    ),
    "tagpack": Format(
        lambda stream, file, intake, defaults: read_tagpack(stream.read(), file, intake, defaults.fields),
        lambda labels, _, network: write_tagpack(labels, network),
    ),
    "bip329": Format(
        read_bip329,
        lambda labels, _, network: write_bip329(labels, network),
        whole=False,
        lost="source, dates, derivation and note",
    ),
    "pools-v2": Format(
        read_pools_v2, write_pools_v2, lost="everything but the pool's name and the address", pools_only=True
    ),
    "pools-v1": Format(
        read_pools_v1,
        write_pools_v1,
        lost="everything but the address and the name of one pool",
        pools_only=True,
    ),
    "okx": Format(read_okx, None, whole=False),
    "defillama": Format(read_defillama, None),
}
"""By the name that `--format` takes; `actorpack` holds entities and stands by itself."""

BY_ENDING: Mapping[str, str] = {".csv": "csv", ".jsonl": "jsonl", ".yaml": "tagpack", ".yml": "tagpack"}
"""The formats that label paths may hold, by the ending of a file's name."""
