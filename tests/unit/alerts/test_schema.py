"""The JSON Schemas in docs/schema are those of the code, and what is sent fits them."""

import json
from pathlib import Path

import pytest

from monitor.alerts.schemas import SCHEMAS

FOLDER = Path(__file__).parents[3] / "docs" / "schema"


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_that_of_the_code(name):
    written = json.loads((FOLDER / f"{name}.json").read_text())
    assert written == SCHEMAS[name].model_json_schema(by_alias=True, mode="serialization")


def test_no_other_schema_lies_about():
    assert {path.stem for path in FOLDER.glob("*.json")} == set(SCHEMAS)
