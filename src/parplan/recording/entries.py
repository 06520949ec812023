"""Entries as the file has them: one mapping in flow style, the keys in the order of the format, free text in quotes."""

from __future__ import annotations

import re
from datetime import datetime

from parplan.plan.structure import Citation, Entry
from parplan.source.writing import Plain, Word, Written

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def entry_written(entry: Entry) -> dict[str, Written]:
    """Return what is written for an entry: its keys and texts."""
    values: dict[str, Written | None] = {
        "date": Plain(entry.date.isoformat()),
        "milestone": None if entry.named is None else Word(entry.named),
        "unit": None if entry.unit is None else Word(entry.unit),
        "state": None if entry.state is None else Plain(entry.state.value),
        "percent": None if entry.percent is None else Plain(entry.percent),
        "measures": {id: Plain(f"{value.normalize():f}") for id, value in entry.measures} or None,
        "event": entry.event,
        "due": None if entry.due is None else Plain(entry.due) if _DAY.fullmatch(entry.due) else entry.due,
        "basis": entry.basis,
        "reason": entry.reason,
        "note": entry.note,
        "difficulty": entry.difficulty,
        "proposal": entry.proposal,
        "evidence": [_evidence(one) for one in entry.evidence] or None,
        "by": entry.by,
        "recorded": None if entry.recorded is None else Plain(_moment(entry.recorded)),
    }
    return {key: value for key, value in values.items() if value is not None}


def _evidence(citation: Citation) -> Written:
    written: dict[str, Written | None] = {
        "number": citation.number,
        "date": None if citation.date is None else Plain(citation.date.isoformat()),
        "issuer": citation.issuer,
        "title": citation.title,
        "file": citation.file,
        "link": citation.link,
    }
    found = {key: value for key, value in written.items() if value is not None}
    return found["number"] if found.keys() == {"number"} else found


def _moment(moment: datetime) -> str:
    """Seconds, and the thousandths where they were needed to tell it from the moment before."""
    return moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds")
