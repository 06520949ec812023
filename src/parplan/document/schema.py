"""The JSON Schema (2020-12) of a plan file, for editors that complete and check while one types."""

from __future__ import annotations

from typing import Any

from parplan.document.model import Document

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """Return the schema; each key has its Vietnamese label as title and its meaning in English as description."""
    schema = Document.model_json_schema(by_alias=True)
    found = _without_null(schema)
    assert isinstance(found, dict)
    return {"$schema": DIALECT, "title": "parplan", **{key: value for key, value in found.items() if key != "title"}}


def _without_null(node: Any) -> Any:
    """A key may be left out, but not left empty: drop the null that an optional field of a model allows."""
    if isinstance(node, list):
        return [_without_null(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _without_null(value) for key, value in node.items() if not (key == "default" and value is None)}
    choices = [choice for choice in kept.get("anyOf", ()) if choice != {"type": "null"}]
    if "anyOf" not in kept or len(choices) == len(kept["anyOf"]):
        return kept
    rest = {key: value for key, value in kept.items() if key != "anyOf"}
    return {**choices[0], **rest} if len(choices) == 1 else {"anyOf": choices, **rest}
