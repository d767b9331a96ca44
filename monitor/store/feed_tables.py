"""The table of what feeds told of, so that nothing is taken in twice and nothing that failed is forgotten."""

from datetime import datetime
from typing import Any, ClassVar

from sqlmodel import Field, SQLModel


class FeedItemRow(SQLModel, table=True):
    """An item of a feed that matters to us, and what became of it."""

    __tablename__: ClassVar[Any] = "feed_item"

    feed: str = Field(primary_key=True)
    guid: str = Field(primary_key=True)
    """What names the item within its feed."""
    url: str = Field(index=True)
    title: str
    story: str = Field(index=True)
    """The headline as it is compared."""
    issuer: str | None
    published: datetime | None
    first_seen: datetime
    state: str = Field(index=True)
    tries: int = 0
    retry_at: datetime | None = None
    rule: str | None = None
    """Which rule refused it."""
    reason: str | None = None
    digest: str | None = None
    """The original that it led to."""
