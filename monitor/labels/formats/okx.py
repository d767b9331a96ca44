"""OKX's proof of reserves: CSV with a signed message for every address, and each signature is proven.

The file begins with a table of totals, which those made for auditors leave out; the header of the addresses follows.
Only rows of bitcoin's own chain are taken, and only those whose signatures show that whoever signed can spend the
address (BIP-137).
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TextIO

from monitor.bitcoin.address import script_for_address
from monitor.bitcoin.message import SignatureError, require_signed
from monitor.errors import AddressError
from monitor.labels.formats.defaults import Defaults
from monitor.labels.formats.lines import bounded_lines
from monitor.labels.intake import Intake

_COIN = "btc"
_HEADER = ("coin", "address", "message", "signature1")
_SCRIPT = "redeem script/ public key"
_OTHER_NAMES = {
    "digitalasset": "coin",
    "signedmessage": "signature1",
    "signedmessage2": "signature2",
    "publickey": _SCRIPT,
}
"""Columns of the lists of 2025 and later, by what they were called before."""
_NONE = frozenset({"", "null"})
_RESERVE = {
    "entity": "okx",
    "category": "exchange",
    "role": "reserve",
    "confidence": "95",
    "source": "https://www.okx.com/proof-of-reserves",
}

Cells = Mapping[str, str]


def read_okx(stream: TextIO, file: str, intake: Intake, defaults: Defaults) -> None:
    """Read the addresses of a proof of reserves; a signature that proves nothing is refused with its line."""
    others = Counter[str]()
    found = False
    for line, cells in _rows(stream, file, intake):
        found = True
        coin = cells["coin"].lower()
        if coin != _COIN or cells.get("network", _COIN).lower() not in {_COIN, "bitcoin", ""}:
            others[cells["coin"]] += 1
            continue
        try:
            _prove(cells, intake)
        except (SignatureError, AddressError, ValueError) as error:
            intake.refuse(file, line, f"{cells['address'][:90]}: {error}")
            continue
        height = cells.get("snapshot height", "")
        note = f"signature proven; snapshot at height {height}" if height else "signature proven"
        given = {**_RESERVE, "note": note, **defaults.fields, "address": cells["address"]}
        intake.take(given, file, line)
    if others:
        names = ", ".join(sorted(others)[:10])
        intake.remark(file, 1, f"passed over: {others.total()} rows of other coins or chains ({names})")
    if not found:
        intake.refuse(file, 1, f"no table of addresses is here; its header must name {', '.join(_HEADER)}")


def _rows(stream: TextIO, file: str, intake: Intake) -> Iterator[tuple[int, Cells]]:
    reader = csv.reader(bounded_lines(stream))
    header: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            words = [cell.strip() for cell in cells]
            if header is None:
                names = [" ".join(word.lower().split()) for word in words]
                names = [_OTHER_NAMES.get(name, name) for name in names]
                header = names if all(name in names for name in _HEADER) else None
            elif any(words):
                yield line, dict(zip(header, [*words, *[""] * len(header)], strict=False))
            line = reader.line_num + 1
    except csv.Error as error:
        intake.refuse(file, line, f"no valid CSV: {error}")


def _prove(cells: Cells, intake: Intake) -> None:
    script = script_for_address(cells["address"], intake.network)
    signatures = [
        text for name in ("signature1", "signature2") if (text := cells.get(name, "")).lower() not in _NONE
    ]
    redeem = cells.get(_SCRIPT, "").removeprefix("0x")
    try:
        redeem_script = bytes.fromhex(redeem) if redeem.lower() not in _NONE else None
    except ValueError:
        raise SignatureError("the redeem script is no hex") from None
    require_signed(script, cells["message"], signatures, redeem_script)
