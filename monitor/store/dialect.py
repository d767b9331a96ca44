"""What SQLite and PostgreSQL say differently, in one place. Whatever is not here is said the same way to both.

On PostgreSQL every whole number is 64 bits wide and every text is compared by its bytes, as SQLite does it: so an
amount, a height or an order that holds on one holds on the other.
"""

from typing import Any, Final, cast

from sqlalchemy import BigInteger, Column, ColumnElement, Integer, String, event, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler, TypeCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.sqltypes import AutoString

POSTGRESQL: Final = "postgresql"
SQLITE: Final = "sqlite"


def insert_into(session: AsyncSession, table: type[SQLModel]) -> sqlite.Insert:
    """An INSERT that can say `on_conflict_do_update` and `on_conflict_do_nothing`, whatever the database is."""
    if session.get_bind().dialect.name == POSTGRESQL:
        return cast(
            "sqlite.Insert", postgresql.insert(table)
        )  # both have the same methods, and no common name
    return sqlite.insert(table)


def total(column: Any) -> ColumnElement[int]:
    """A sum of whole numbers as a whole number: PostgreSQL makes a decimal number of it."""
    return func.sum(column).cast(BigInteger)


class lesser(GenericFunction[Any]):  # noqa: N801 - it is written like a function
    """The lesser of two values, row by row."""

    inherit_cache = True


class greater(GenericFunction[Any]):  # noqa: N801
    """The greater of two values, row by row."""

    inherit_cache = True


class first_of_month(GenericFunction[str]):  # noqa: N801
    """The first day of a moment's month in UTC, as in "2026-02-01"."""

    type = String()
    inherit_cache = True


_CALLS: Final = {
    (lesser, SQLITE): "min({})",
    (lesser, POSTGRESQL): "least({})",
    (greater, SQLITE): "max({})",
    (greater, POSTGRESQL): "greatest({})",
    (first_of_month, SQLITE): "strftime('%Y-%m-01', {})",
    (first_of_month, POSTGRESQL): "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-01')",
}


@compiles(lesser)
@compiles(greater)
@compiles(first_of_month)
def _call(element: GenericFunction[Any], compiler: SQLCompiler, **options: Any) -> str:
    template = _CALLS[type(element), compiler.dialect.name]
    return template.format(compiler.process(element.clauses, **options))


@event.listens_for(Column, "after_parent_attach")
def _widen(column: Column[Any], _table: object) -> None:
    if type(column.type) is Integer:
        column.type = Integer().with_variant(BigInteger(), POSTGRESQL)


@compiles(AutoString, POSTGRESQL)
def _by_bytes(_type: AutoString, _compiler: TypeCompiler, **_options: Any) -> str:
    return 'VARCHAR COLLATE "C"'
