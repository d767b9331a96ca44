"""What the daemon last said of itself."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.store.tables import HeartbeatRow


@dataclass(frozen=True, slots=True)
class Heard:
    """A status document, and when it was written."""

    at: datetime
    document: Mapping[str, Any]


class HeartbeatRows:
    """Keeps the latest one only: it is for commands beside the daemon, not for history."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def save(self, network: str, document: Mapping[str, Any], at: datetime) -> None:
        """Keep how the daemon is now, instead of how it was."""
        await self._session.merge(HeartbeatRow(network=network, at=at, document=json.dumps(document)))

    async def latest(self) -> Heard | None:
        """What was saved last; None before the first."""
        row = (await self._session.exec(select(HeartbeatRow))).first()
        return Heard(row.at, json.loads(row.document)) if row else None
