"""What is asked of a source, in one request."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

NOT_FOUND: AbstractSet[int] = frozenset({HTTPStatus.NOT_FOUND})


@dataclass(frozen=True, slots=True)
class Question:
    """One request, and what its answer may be like."""

    method: str
    path: str
    """Below the base URL."""
    subject: str
    """What it is about, for errors."""
    limit: int
    """Greatest length of the answer in bytes."""
    lacking: AbstractSet[int]
    """Statuses by which the source says that it has no such thing."""
    answering: AbstractSet[int]
    """Statuses beside 200 that come with an answer."""
    document: Any = None
    """What is sent along, as JSON."""
