"""What is read from short articles, in few words, for the tests of this room."""

from datetime import date

from monitor.config.shipped import shipped
from monitor.disclosures.extract.companies.names import known_names
from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.labels.directory import load_entities
from monitor.money import btc_from_sats

NAMES = known_names(load_entities(shipped("entities.yaml")))


def told(
    text: str, kind: str = "sale", published: str = "2025-11-06", title: str | None = None
) -> list[tuple[str | None, str, str]]:
    """Who, how many and when, of every statement of a kind; without a title it is the first line."""
    found = extract(text, About(names=NAMES, published=date.fromisoformat(published), title=title))
    return [
        (
            each.entity,
            "-" if each.sats is None else f"{btc_from_sats(each.sats):f}".rstrip("0").rstrip("."),
            f"{each.period_start}..{each.period_end}",
        )
        for each in found
        if each.kind == kind
    ]
