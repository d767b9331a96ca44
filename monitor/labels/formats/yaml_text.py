"""Text as a YAML value that no reader takes for anything else."""

_PLAIN = range(0x20, 0x7F)


def quoted(text: str) -> str:
    """Text in double quotes, with an escape for everything that is not plain ASCII (YAML 1.2, 5.7)."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    code = ord(character)
    if character in '"\\':
        return "\\" + character
    if code in _PLAIN:
        return character
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - four digits
