"""Minerflow: follows labelled bitcoin miners' coins to the places where coins get sold."""

__version__: str


def __getattr__(name: str) -> str:
    """The version, once somebody asks for it: to look it up takes a fifth of what `--help` does."""
    if name != "__version__":
        raise AttributeError(name)
    from importlib.metadata import version  # noqa: PLC0415 - as said

    return version("minerflow")
