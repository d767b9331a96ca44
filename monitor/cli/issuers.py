"""Companies as they are named on a command line."""

import difflib
from collections.abc import Mapping
from pathlib import Path

from monitor.errors import UsageError


def require_known(issuer: str, entities: Mapping[str, object], file: Path) -> None:
    """See to it that a slug is an entity's, of those that a file names.

    Raises:
        UsageError: it is not; the message names those that are spelt like it.
    """
    if issuer in entities:
        return
    near = difflib.get_close_matches(issuer, entities, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else f"see {file}"
    raise UsageError(f"there is no entity {issuer!r}; {hint}")
