"""What the settings' models know about a key: which ones there are, and which of them are secret."""

from collections.abc import Iterator, Sequence
from typing import Any, get_args

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from monitor.config.toml_file import KeyPath


def keys_of(model: type[BaseModel]) -> Iterator[tuple[str, ...]]:
    """Every key that takes a value, as a path; a list such as `sources` is one value."""
    for name, field in model.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, BaseModel):
            yield from ((name, *rest) for rest in keys_of(section))
        else:
            yield (name,)


def names_in(model: type[BaseModel], table: KeyPath) -> Sequence[str]:
    """The keys that the table at this path knows; none where there is no such table."""
    owner = _model_at(model, table)
    return tuple(owner.model_fields) if owner else ()


def is_secret(model: type[BaseModel], key: KeyPath) -> bool:
    """Whether a value may not be shown."""
    owner = _model_at(model, key[:-1]) if key else None
    field = owner.model_fields.get(str(key[-1])) if owner else None
    return field is not None and _holds(field, SecretStr)


def is_list(model: type[BaseModel], key: KeyPath) -> bool:
    """Whether the key takes a list."""
    owner = _model_at(model, key[:-1])
    field = owner.model_fields.get(str(key[-1])) if owner else None
    return field is not None and getattr(field.annotation, "__origin__", None) is tuple


def _holds(field: FieldInfo, kind: type) -> bool:
    return field.annotation is kind or kind in get_args(field.annotation)


def _model_at(model: type[BaseModel], table: KeyPath) -> type[BaseModel] | None:
    owner: type[BaseModel] | None = model
    for name in table:
        if isinstance(name, str) and owner is not None:
            field = owner.model_fields.get(name)
            owner = _section(field.annotation) if field else None
    return owner


def _section(annotation: Any) -> type[BaseModel] | None:
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None
