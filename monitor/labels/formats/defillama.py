"""The bitcoin-book of DefiLlama-Adapters: JavaScript that exports arrays of addresses, by the key of a service.

Nothing is run. String literals inside brackets are taken, under the name before the bracket.
"""

import re
from typing import TextIO

from monitor.labels.formats.defaults import Defaults
from monitor.labels.intake import Intake
from monitor.labels.vocabulary import Category

_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | ['"]?(?P<key>[A-Za-z_$][\w$-]*)['"]?\s*:\s*(?=\[)
      | ['"]?(?P<fetched>[A-Za-z_$][\w$-]*)['"]?\s*:\s*(?:async\b|\(|[A-Za-z_$])
      | (?P<quote>['"`])(?P<text>(?:\\.|(?!(?P=quote)).)*)(?P=quote)
      | (?P<variable>[A-Za-z_$][\w$]*)\s*=\s*(?=\[)
      | (?P<spread>\.\.\.\s*[\w$.]+)
      | (?P<mark>[\[\]\n])""",
    re.VERBOSE | re.DOTALL,
)
_RESERVE = {
    "role": "reserve",
    "confidence": "80",
    "source": "https://github.com/DefiLlama/DefiLlama-Adapters",
}
"""A list of reserves; docs/labels.md has the rule."""


def read_defillama(stream: TextIO, file: str, intake: Intake, defaults: Defaults) -> None:
    """Read arrays of addresses. An array without a name, as in a file of its own, needs a default entity."""
    depth, line, key, opened = 0, 1, "", ""
    for token in _TOKEN.finditer(stream.read()):
        kind, text = token.lastgroup, token[0]
        if text == "[":
            depth, opened = depth + 1, opened if depth else key
            key = ""
        elif text == "]":
            depth = max(0, depth - 1)
        elif kind == "key" and not depth:
            key = token["key"]
        elif kind == "variable" and not depth:
            key = token["variable"] if token["variable"] in defaults.aliases else ""
        elif kind == "fetched" and not depth:
            intake.remark(file, line, f"passed over: {token['fetched']} is no list, but comes from elsewhere")
        elif kind == "spread" and depth:
            intake.remark(file, line, f"passed over: {text} stands for a list of another place")
        elif token["text"] is not None and depth:
            _take(token["text"], opened, (file, line), intake, defaults)
        line += text.count("\n")


def _take(address: str, key: str, where: tuple[str, int], intake: Intake, defaults: Defaults) -> None:
    if "entity" in defaults.fields:
        entity = {}
    elif key:
        entity = defaults.entity(key, Category.EXCHANGE.value, intake)
    else:
        intake.refuse(*where, f"{address}: the list has no name; say whose it is with --entity")
        return
    intake.take(defaults.filled({**_RESERVE, **defaults.fields, **entity, "address": address}), *where)
