"""A compiled plan as the bytes of a cache file, and back: nothing that is not whole is taken for a plan.

It is one JSON object: the plan with its outlook, the tasks apart, so that of a large plan only those are read that a
question concerns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import DecodeError, Raw, Struct, ValidationError
from msgspec.json import Decoder, Encoder
from msgspec.structs import replace

from parplan.caching.sealing import seal, unseal
from parplan.caching.stored import StoredPlan, StoredTasks
from parplan.diagnostics import Finding
from parplan.plan.outlook import Outlook, outlook_of
from parplan.plan.structure import Plan, Task


class AskedPlan(Struct, frozen=True):
    """A plan to ask: ``plan`` where the file is valid, else the ``findings`` that say why it is not.

    ``outlook`` is there where the plan came from the cache and has one.
    """

    plan: Plan | None
    findings: tuple[Finding, ...] = ()
    outlook: Outlook | None = None


class _Packed(Struct, frozen=True, array_like=True):
    """A plan without its tasks, their ids, and the tasks of each section."""

    plan: Plan
    outlook: Outlook | None
    ids: tuple[tuple[str, ...], ...]
    tasks: tuple[tuple[Raw, ...], ...]


_ENCODER = Encoder(decimal_format="string")
_PACKED = Decoder(_Packed)
_TASK = Decoder(Task)


def pack(plan: Plan, key: str) -> bytes:
    """A compiled plan as bytes; ``key`` is what it will be asked for by."""
    bare = replace(plan, sections=tuple(replace(section, tasks=()) for section in plan.sections))
    body = _ENCODER.encode(
        _Packed(
            bare,
            outlook_of(plan),
            tuple(tuple(task.id for task in section.tasks) for section in plan.sections),
            tuple(tuple(Raw(_ENCODER.encode(task)) for task in section.tasks) for section in plan.sections),
        )
    )
    return seal(body, key)


def unpack(data: bytes, key: str) -> AskedPlan | None:
    """The plan of a file made by :func:`pack` for the same key; ``None`` for anything else."""
    body = unseal(data, key)
    if body is None:
        return None
    try:
        packed = _PACKED.decode(body)
        if [len(ids) for ids in packed.ids] != [len(raws) for raws in packed.tasks]:
            return None
        return AskedPlan(_plan(packed), (), packed.outlook)
    except (DecodeError, ValidationError, ValueError, RecursionError):
        return None


def _plan(packed: _Packed) -> StoredPlan:
    sections = tuple(
        replace(section, tasks=StoredTasks(raws, _task))
        for section, raws in zip(packed.plan.sections, packed.tasks, strict=True)
    )
    fields = {**_fields(packed.plan), "sections": sections}
    return StoredPlan(**fields, ids=tuple(id for ids in packed.ids for id in ids))


def _fields(plan: Plan) -> Mapping[str, Any]:
    return {name: getattr(plan, name) for name in plan.__struct_fields__}


def _task(raw: Raw) -> Task:
    return _TASK.decode(raw)
