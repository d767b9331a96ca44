"""Text as a YAML value that no reader takes for anything else."""

import json


def quoted(text: str) -> str:
    """Text in double quotes: JSON's way to write it is also YAML's (YAML 1.2, 5.2), kept to ASCII."""
    return json.dumps(text)
