"""The cache file of a compiled plan; a damaged one is never taken for a plan.

The first line identifies the file and has a checksum of the rest: one JSON object with the plan, its open work and
its tasks, each task encoded separately. So only the tasks a question concerns are decoded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, overload
from zlib import crc32

from msgspec import DecodeError, Raw, Struct, ValidationError
from msgspec.json import Decoder, Encoder
from msgspec.structs import replace

from parplan.caching.fingerprint import FORMAT
from parplan.plan.open_work import OpenWork, find_open_work
from parplan.plan.structure import CarriedItem, Plan, Task


class _Written(Struct, frozen=True, array_like=True):
    """The content of the file: the plan without tasks, its open work, and by section the task ids and encoded tasks."""

    plan: Plan
    open_work: OpenWork | None
    ids: tuple[tuple[str, ...], ...]
    tasks: tuple[tuple[Raw, ...], ...]


_ENCODER = Encoder(decimal_format="string")
_WRITTEN = Decoder(_Written)
_TASK = Decoder(Task)


class StoredPlan(Plan, frozen=True):
    """A plan whose tasks are decoded on demand; ``ids`` are those of all tasks in document order."""

    ids: tuple[str, ...] = ()
    work: OpenWork | None = None

    def task_index(self) -> Mapping[str, Task]:
        """The tasks by id, in document order."""
        places = ((section.tasks, index) for section in self.sections for index in range(len(section.tasks)))
        return _TaskIndex(dict(zip(self.ids, places, strict=True)))

    def carried(self) -> tuple[CarriedItem, ...]:
        """The items carried over from earlier plans; stored, so that no task is decoded."""
        return super().carried() if self.work is None else self.work.carried

    def open_work(self) -> OpenWork | None:
        """The open work of the plan, stored with it."""
        return self.work


def encode_plan(plan: Plan, key: str) -> bytes:
    """Encode a compiled plan; ``key`` is its cache key."""
    bare = replace(plan, sections=tuple(replace(section, tasks=()) for section in plan.sections))
    body = _ENCODER.encode(
        _Written(
            bare,
            find_open_work(plan),
            tuple(tuple(task.id for task in section.tasks) for section in plan.sections),
            tuple(tuple(Raw(_ENCODER.encode(task)) for task in section.tasks) for section in plan.sections),
        )
    )
    return b"%s\n%s" % (_title(key, body), body)


def decode_plan(data: bytes, key: str, read_anew: Callable[[], Plan]) -> StoredPlan | None:
    """Decode what :func:`encode_plan` made for the same key; ``None`` for anything else.

    ``read_anew`` loads the plan from its file, in case a task turns out to be damaged when it is decoded.
    """
    title, _, body = data.partition(b"\n")
    if title != _title(key, body):
        return None
    try:
        written = _WRITTEN.decode(body)
    except (DecodeError, ValidationError, ValueError, RecursionError):
        return None
    ids = tuple(id for ids in written.ids for id in ids)
    counts = [len(tasks) for tasks in written.tasks]
    whole = len(counts) == len(written.plan.sections) and counts == [len(ids) for ids in written.ids]
    if not whole or (written.open_work is not None and not written.open_work.is_of(len(ids))):
        return None
    anew = _Anew(read_anew)
    sections = tuple(
        replace(section, tasks=_StoredTasks(tasks, number, anew))
        for number, (section, tasks) in enumerate(zip(written.plan.sections, written.tasks, strict=True))
    )
    fields = {**_fields(written.plan), "sections": sections}
    return StoredPlan(**fields, ids=ids, work=written.open_work)


def _title(key: str, body: bytes) -> bytes:
    """The first line. Its checksum detects damage, not manipulation: the folder is the user's own."""
    return b'{"parplan-cache": %d, "key": "%s", "size": %d, "crc32": %d}' % (
        FORMAT,
        key.encode(),
        len(body),
        crc32(body),
    )


def _fields(plan: Plan) -> Mapping[str, Any]:
    return {name: getattr(plan, name) for name in plan.__struct_fields__}


class _Anew:
    """The plan loaded from its file, once, on demand."""

    def __init__(self, read: Callable[[], Plan]) -> None:
        self._read = read
        self._plan: Plan | None = None

    def task(self, section: int, index: int) -> Task:
        if self._plan is None:
            self._plan = self._read()
        return self._plan.sections[section].tasks[index]


class _StoredTasks(Sequence[Task]):
    """The tasks of a section, each decoded on demand."""

    def __init__(self, written: Sequence[Raw], section: int, anew: _Anew) -> None:
        self._written = written
        self._section = section
        self._anew = anew
        self._made: dict[int, Task] = {}

    def __len__(self) -> int:
        return len(self._written)

    @overload
    def __getitem__(self, index: int) -> Task: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Task, ...]: ...
    def __getitem__(self, index: int | slice) -> Task | tuple[Task, ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        task = self._made.get(index)
        if task is None:
            try:
                task = _TASK.decode(self._written[index])
            except (DecodeError, ValidationError, ValueError, RecursionError):
                task = self._anew.task(self._section, index)
            self._made[index] = task
        return task

    def __iter__(self) -> Iterator[Task]:
        for index in range(len(self._written)):
            yield self[index]


class _TaskIndex(Mapping[str, Task]):
    """Tasks by id, each decoded on demand."""

    def __init__(self, places: dict[str, tuple[Sequence[Task], int]]) -> None:
        self._places = places

    def __getitem__(self, id: str) -> Task:
        tasks, index = self._places[id]
        return tasks[index]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
