"""Our own JSON lines: one label a line, with the names of the CSV columns (`category` for `entity_type`).

```json
{"address": "bc1q…", "entity": "my-miner", "category": "miner", "confidence": 0.9, "derived_from": "tx:…"}
```
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from types import MappingProxyType
from typing import Any, TextIO

from monitor.bitcoin.network import Network
from monitor.labels.formats.fields import texts_of
from monitor.labels.formats.json_text import read_json
from monitor.labels.formats.lines import MAX_LINE, bounded_lines
from monitor.labels.intake import Intake
from monitor.labels.label import Label

KEYS = (
    "address",
    "script_pubkey",
    "entity",
    "category",
    "role",
    "confidence",
    "source",
    "valid_from",
    "valid_to",
    "known_since",
    "withdrawn",
    "derived_from",
    "note",
)


def read_jsonl(
    stream: TextIO | str, file: str, intake: Intake, defaults: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Read JSON lines into an intake; what is wrong becomes the intake's problems.

    Args:
        stream: the text.
        file: its name.
        intake: where labels and problems go.
        defaults: keys that a line leaves out.
    """
    for line, document in documents(stream, file, intake):
        unknown = [key for key in document if key not in KEYS]
        for key in unknown:
            intake.refuse(file, line, f"unknown key {key!r}; known are {', '.join(KEYS)}")
        texts = plain_texts(document, file, line, intake)
        if not unknown and texts is not None:
            intake.take({**defaults, **texts}, file, line)


def write_jsonl(labels: Iterable[Label], network: Network) -> Iterator[str]:
    """Labels as JSON lines; what a label does not have is left out."""
    for label in labels:
        texts = {key: text for key, text in texts_of(label, network).items() if text}
        yield json.dumps(texts, ensure_ascii=False) + "\n"


def documents(stream: TextIO | str, file: str, intake: Intake) -> Iterator[tuple[int, dict[str, Any]]]:
    """The JSON objects of a text with their lines, blank lines left out; what is none is refused."""
    text = StringIO(stream) if isinstance(stream, str) else stream
    for line, words in enumerate(bounded_lines(text), 1):
        if not words.strip():
            continue
        if len(words) >= MAX_LINE:
            intake.refuse(file, line, f"the line is longer than {MAX_LINE} characters")
            continue
        try:
            document = read_json(words)
        except ValueError as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else error
            intake.refuse(file, line, f"no valid JSON: {reason}")
            continue
        if isinstance(document, dict):
            yield line, document
        else:
            intake.refuse(file, line, "the line must hold a JSON object")


def plain_texts(document: Mapping[str, Any], file: str, line: int, intake: Intake) -> dict[str, str] | None:
    """The values as text; None, and a problem each, where one is neither text nor a number."""
    wrong = [key for key, value in document.items() if not isinstance(value, str | int | float | None)]
    for key in wrong:
        intake.refuse(file, line, f"{key} must be text or a number")
    return (
        None
        if wrong
        else {key: "" if value is None else str(value).strip() for key, value in document.items()}
    )
