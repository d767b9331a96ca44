"""What the text of a disclosure states: prose and tables put together."""

from monitor.disclosures.extract.assembly import assembled
from monitor.disclosures.extract.found import About, Found
from monitor.disclosures.extract.prose.reader import read_prose


def extract(text: str, about: About) -> tuple[Found, ...]:
    """Every statement of a text, in the order of the text, each once.

    Deterministic, linear in the length of the text, and never raises on any text.
    """
    return assembled(text, read_prose(text, about))
