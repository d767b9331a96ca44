"""A period of a deed, and how sure it is."""

from dataclasses import dataclass
from datetime import date

from monitor.disclosures.extract.periods.when import Form


@dataclass(frozen=True, slots=True)
class Moment:
    """A period and how sure it is."""

    first: date | None
    last: date | None
    sure: int
    end: int | None = None
    """Where its words end in the text, if they belong to the clause itself."""
    form: Form | None = None
    vague: bool = False
    """As in "late last year": within it, and not all of it."""
