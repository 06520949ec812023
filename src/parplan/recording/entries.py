"""Entries as written in the file: one flow mapping, keys in the format's order, free text in quotes."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from parplan.plan.structure import Citation, Entry, State
from parplan.source.writing import Plain, PlainWord, Written

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def entry_written(entry: Entry) -> dict[str, Written]:
    """Return the keys and values to write for an entry."""
    return {key: _written(key, value) for key, value in entry.statements().items()}


def _written(key: str, value: Any) -> Written:
    if key == "measures":
        return {id: Plain(f"{number.normalize():f}") for id, number in value}
    if key == "evidence":
        return [_evidence(one) for one in value]
    if key in ("milestone", "unit"):
        return PlainWord(value)
    if key == "due":
        return Plain(value) if _DAY.fullmatch(value) else str(value)
    if isinstance(value, datetime):
        return Plain(_moment(value))
    if isinstance(value, date):
        return Plain(value.isoformat())
    return Plain(value) if isinstance(value, State | int) else str(value)


def _evidence(citation: Citation) -> Written:
    found = {key: Plain(part.isoformat()) if isinstance(part, date) else part for key, part in citation.parts().items()}
    return found["number"] if found.keys() == {"number"} else found


def _moment(moment: datetime) -> str:
    """The moment in seconds, with milliseconds if it has any."""
    return moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds")
