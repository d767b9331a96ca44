"""Texts on their way to PostgreSQL. Apart from the rest, since the driver is loaded only where there is a server."""

from psycopg.types.string import StrDumperUnknown


class WithoutNul(StrDumperUnknown):
    """Texts of the world hold any character; PostgreSQL's hold all but one, which is shown as missing."""

    def dump(self, obj: str) -> bytes | bytearray | memoryview | None:
        """The text as bytes."""
        return super().dump(obj.replace("\0", "\ufffd"))
