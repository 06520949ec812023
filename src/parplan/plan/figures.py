"""The figures of a task as of a day: each target with the value measured, of the agency or of those who owe it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from parplan.plan.progress import measured, measured_apart, measurements
from parplan.plan.structure import Target, Task


class Figure(Struct, frozen=True):
    """A target, or a figure without one, with the value measured, last on the day ``measured_on``.

    ``apart`` units have measured their own instead. What counts events has no such day.
    """

    task: Task
    target: Target
    value: Decimal | None
    apart: int = 0
    measured_on: date | None = None

    @property
    def met(self) -> bool | None:
        """Whether the value meets the target; ``None`` without a value, or where nothing is asked for."""
        return None if self.value is None else self.target.met_by(self.value)


def figures_of(task: Task, as_of: date, units: Sequence[str] | None) -> tuple[Figure, ...]:
    """The figures of a task in the order of its targets, of ``units`` as in :func:`measured`."""
    return tuple(_figure(task, target, as_of, units) for target in task.targets)


def _figure(task: Task, target: Target, as_of: date, units: Sequence[str] | None) -> Figure:
    days = [day for day, _value in measurements(task, target, as_of, units)]
    return Figure(
        task,
        target,
        measured(task, target, as_of, units),
        len(measured_apart(task, target, as_of, units)),
        max(days, default=None),
    )
