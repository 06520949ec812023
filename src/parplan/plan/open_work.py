"""Open work of each task after the latest entry: enough to tell which tasks a question concerns.

Most questions about a large plan concern few of its tasks. These columns find them without computing each task.
"""

# Annotations are real types, not texts: the cache's decoder asks for them at every start, and is slow with texts.

from collections.abc import Sequence
from datetime import date
from itertools import compress

from msgspec import Struct
from msgspec.structs import replace

from parplan.plan.assessment import Assessment
from parplan.plan.items import TaskStanding
from parplan.plan.structure import CarriedItem, Plan
from parplan.vocabulary.readings import Kind


class OpenWork(Struct, frozen=True):
    """Open work of all tasks, valid from the day ``since`` on; each column has one value for each task, in order.

    ``first_due``: the earliest open deadline. ``undated``, ``ongoing``: whether open items have no deadline, or are
    ongoing work; ``ongoing_until``: the last day of the last of these. ``led``: whether anybody leads all that has no
    deadline. ``counted``: whether it is not a standing duty. ``carried``: the items of earlier plans that it continues.
    """

    since: date
    first_due: tuple[date | None, ...] = ()
    undated: tuple[bool, ...] = ()
    ongoing: tuple[bool, ...] = ()
    ongoing_until: tuple[date | None, ...] = ()
    led: tuple[bool, ...] = ()
    counted: tuple[bool, ...] = ()
    carried: tuple[CarriedItem, ...] = ()

    def is_of(self, count: int) -> bool:
        """Whether every column has ``count`` values; a damaged cache may have others."""
        columns = (self.first_due, self.undated, self.ongoing, self.ongoing_until, self.led, self.counted)
        return all(len(column) == count for column in columns)

    def of(self, wanted: Sequence[bool]) -> "OpenWork":
        """The same columns for the ``wanted`` tasks only."""
        return OpenWork(
            self.since,
            tuple(compress(self.first_due, wanted)),
            tuple(compress(self.undated, wanted)),
            tuple(compress(self.ongoing, wanted)),
            tuple(compress(self.ongoing_until, wanted)),
            tuple(compress(self.led, wanted)),
            tuple(compress(self.counted, wanted)),
        )


def find_open_work(plan: Plan) -> OpenWork | None:
    """Open work from the day of the latest entry on; ``None`` where the units that answer change with the day."""
    if any(unit.valid_from or unit.valid_until for unit in plan.directory.units.values()):
        return None
    since = max((entry.date for task in plan.tasks() for entry in task.entries), default=date.min)
    rows = [_row(standing) for standing in Assessment(plan, since).passing()]
    columns = (tuple(column) for column in zip(*rows, strict=True))
    return replace(OpenWork(since, *columns) if rows else OpenWork(since), carried=plan.carried())


_Row = tuple[date | None, bool, bool, date | None, bool, bool]


def _row(standing: TaskStanding) -> _Row:
    open_items = [item for item in standing.items if item.open]
    ongoing = [item for item in open_items if item.due is None and item.kind is Kind.ONGOING]
    return (
        min((item.due for item in open_items if item.due is not None), default=None),
        any(item.undated for item in open_items),
        bool(ongoing),
        ongoing[-1].end if ongoing else None,
        all(item.led for item in open_items if item.undated),
        standing.task.counted,
    )
