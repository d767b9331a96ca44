"""What an importer says of a file that does not say it itself, and how a file's names become entities."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.labels.intake import Intake
from monitor.labels.names import plain


@dataclass(frozen=True, slots=True)
class Defaults:
    """Fields of the intake that hold where the file has none, and the slugs of its names."""

    fields: Mapping[str, str] = field(default_factory=dict)
    """Such as `entity`, `category`, `confidence`, `source`."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """The slug that a name of the file stands for."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """The file's column for a field of the intake, in CSV of other makers."""

    def filled(self, given: Mapping[str, str]) -> dict[str, str]:
        """The fields that are given, and ours for those that are not."""
        return {**self.fields, **{key: text for key, text in given.items() if text}}

    def entity(self, name: str, category: str, intake: Intake) -> dict[str, str]:
        """The entity behind a name: by alias, as a slug or name that is known, or as a new one of a category.

        A known entity keeps its own category, so that a miner's own pool is not made a pool of many.
        """
        slug = self.aliases.get(name) or intake.slug_of(name)
        if slug is not None:
            return {"entity": slug, **({} if slug in intake.entities else {"category": category})}
        return {"entity": plain(name), "category": category}
