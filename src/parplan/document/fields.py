"""The keys and values allowed at each place of a plan."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from parplan.diagnostics import Path
from parplan.document.model import Document


class Field(Struct, frozen=True):
    """A key with its Vietnamese label, its meaning (an English msgid), and the words its value is chosen from, if any.

    ``holds``: ``list``, ``mapping``, else ``text``. ``required``: whether it may not be left out.
    """

    key: str
    label: str
    meaning: str
    choices: tuple[str, ...] = ()
    holds: str = "text"
    required: bool = False


@lru_cache(maxsize=256)  # of paths, which have indexes
def fields_at(path: Path) -> dict[str, Field]:
    """The fields that a mapping at ``path`` may have, by key; none where a mapping is not allowed."""
    mapping = _plain(_place(path))
    required = mapping.get("required", ())
    return {
        key: Field(
            key,
            str(value.get("title", "")),
            str(value.get("description", "")),
            _choices(value),
            _holds(value),
            key in required,
        )
        for key, value in mapping.get("properties", {}).items()
    }


def choices_at(path: Path) -> tuple[str, ...]:
    """The words from which a value at ``path`` is chosen; none where it may be any text."""
    return _choices(_place(path))


def _place(path: Path) -> dict[str, Any]:
    here = _schema()
    for step in path:
        here = _step(here, step)
    return here


@cache
def _schema() -> dict[str, Any]:
    """The models' schema, made once: a file may have thousands of unknown keys."""
    return Document.model_json_schema(by_alias=True)


def _choices(here: dict[str, Any]) -> tuple[str, ...]:
    alternatives = (here, *here.get("anyOf", ()))
    return tuple(word for one in alternatives for word in one.get("enum", ()) if isinstance(word, str))


def _holds(here: dict[str, Any]) -> str:
    if any(one.get("type") in ("string", "integer", "boolean") for one in here.get("anyOf", ())):
        return "text"  # a text may be written instead of the list or mapping
    plain = _plain(here)
    if "items" in plain:
        return "list"
    return "mapping" if plain.keys() & {"properties", "additionalProperties", "patternProperties"} else "text"


def _plain(here: dict[str, Any]) -> dict[str, Any]:
    """Follow references and choices to the mapping or list among them."""
    while True:
        if "$ref" in here:
            here = _schema()["$defs"][here["$ref"].rpartition("/")[2]]
        elif "anyOf" in here:
            choices = [
                choice
                for choice in here["anyOf"]
                if choice.keys() & {"$ref", "items", "additionalProperties", "patternProperties"}
            ]
            if not choices:
                return {}
            here = choices[0]
        else:
            return here


def _step(here: dict[str, Any], step: str | int) -> dict[str, Any]:
    plain = _plain(here)
    if isinstance(step, int):
        found = plain.get("items", {})
    else:
        by_pattern = plain.get("patternProperties", {}).values()  # where keys have a form of their own
        found = plain.get("properties", {}).get(step) or plain.get("additionalProperties") or next(iter(by_pattern), {})
    return found if isinstance(found, dict) else {}
