"""A compiled plan as the bytes of a cache file, and back: nothing that is not whole is taken for a plan."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zlib import crc32

from parplan.caching.rows import fields_of, outlook_of_row, row_of, section_of
from parplan.caching.stamping import FORMAT
from parplan.caching.stored import StoredPlan, StoredTasks
from parplan.diagnostics import Finding
from parplan.plan.outlook import Outlook, outlook_of
from parplan.plan.structure import Plan, Section

#: What a damaged or strange file may raise while it is read as a plan.
_DAMAGE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)

#: Plans of up to so many tasks are checked whole when they are read; of larger ones the tasks when they are asked for.
_CHECKED_WHOLE = 200


@dataclass(frozen=True, slots=True)
class AskedPlan:
    """A plan to ask: ``plan`` where the file is valid, else the ``findings`` that say why it is not.

    ``outlook`` is there where the plan came from the cache and has one.
    """

    plan: Plan | None
    findings: tuple[Finding, ...] = ()
    outlook: Outlook | None = None


def pack(plan: Plan, key: str) -> bytes:
    """A compiled plan as lines of JSON: what it is, the plan and its outlook, then a task a line."""
    lengths = [len(section.tasks) for section in plan.sections]
    bare = replace(plan, sections=tuple(replace(section, tasks=()) for section in plan.sections))
    outlook = outlook_of(plan)
    head = [row_of(bare), lengths, [task.id for task in plan.tasks()], None if outlook is None else row_of(outlook)]
    body = b"\n".join([_line(head), *(_line(row_of(task)) for task in plan.tasks())])
    return b"%s\n%s" % (_line(_title(key, body)), body)


def unpack(data: bytes, key: str) -> AskedPlan | None:
    """The plan of a file made by :func:`pack` for the same key; ``None`` for anything else."""
    try:
        first, _, body = data.partition(b"\n")
        if json.loads(first) != _title(key, body):
            return None
        head, *tasks = body.split(b"\n")
        plan_row, lengths, ids, outlook_row = json.loads(head)
        if sum(lengths) != len(tasks):
            return None
        stored = StoredPlan(**fields_of(plan_row, tuple(_sections(plan_row[7], lengths, tasks))), ids=ids)
        if len(ids) <= _CHECKED_WHOLE and [task.id for task in stored.tasks()] != ids:
            return None
        return AskedPlan(stored, (), None if outlook_row is None else outlook_of_row(outlook_row))
    except _DAMAGE:
        return None


def _sections(rows: list[Any], lengths: list[int], lines: Sequence[bytes]) -> Iterator[Section]:
    start = 0
    for row, length in zip(rows, lengths, strict=True):
        yield section_of(row, StoredTasks(lines[start : start + length]))
        start += length


def _title(key: str, body: bytes) -> dict[str, Any]:
    """What the first line says; the sum is against damage, not against people, who may do all in their own folder."""
    return {"parplan-cache": FORMAT, "key": key, "size": len(body), "crc32": crc32(body)}


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
