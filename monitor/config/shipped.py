"""Where the files that come with Minerflow lie: labels, entities and the default configuration."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped(name: str) -> Path:
    """The path of a shipped file or folder, such as "minerflow.toml", "entities.yaml" or "labels".

    An installed wheel carries them inside the package; a checkout has them in `config/` beside it.
    """
    inside = _PACKAGE / "shipped"
    return (inside if inside.is_dir() else _PACKAGE.parent / "config") / name
