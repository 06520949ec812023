"""A plan read back from the cache, whose tasks are made when they are asked for: a large plan has many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import overload

from msgspec import Raw

from parplan.plan.structure import Plan, Task


class StoredTasks(Sequence[Task]):
    """The tasks of a section, each as it was written until it is asked for."""

    def __init__(self, raws: Sequence[Raw], make: Callable[[Raw], Task]) -> None:
        self._raws = raws
        self._make = make
        self._made: dict[int, Task] = {}

    def __len__(self) -> int:
        return len(self._raws)

    @overload
    def __getitem__(self, index: int) -> Task: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Task, ...]: ...
    def __getitem__(self, index: int | slice) -> Task | tuple[Task, ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        task = self._made.get(index)
        if task is None:
            task = self._made[index] = self._make(self._raws[index])
        return task

    def __iter__(self) -> Iterator[Task]:
        for index in range(len(self._raws)):
            yield self[index]


class StoredPlan(Plan, frozen=True):
    """A plan whose sections hold :class:`StoredTasks`; ``ids`` are the ids of all tasks in document order."""

    ids: tuple[str, ...] = ()

    def task_index(self) -> Mapping[str, Task]:
        """Find tasks by their ids, in document order."""
        places = ((section.tasks, index) for section in self.sections for index in range(len(section.tasks)))
        return _TaskIndex(dict(zip(self.ids, places, strict=True)))


class _TaskIndex(Mapping[str, Task]):
    """Tasks by id, made when they are asked for."""

    def __init__(self, places: dict[str, tuple[Sequence[Task], int]]) -> None:
        self._places = places

    def __getitem__(self, id: str) -> Task:
        tasks, index = self._places[id]
        return tasks[index]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
