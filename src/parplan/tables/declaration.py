"""The tables plans are told in, declared once: the schemas of all formats and the documents are made from this.

Every table begins with the same three columns: ``plan``, the key of the plan; ``agency``, what its agency goes by (its
code where the plan has one, else its name); ``year``. States are those of the day asked about.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class ColumnType(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    TEXTS = "texts"  # a list, in the order of the plan; empty where there is none
    DATE = "date"
    MOMENT = "moment"  # with its time zone
    INTEGER = "integer"
    DECIMAL = "decimal"  # at most 15 digits before the point and 6 after it, of sums more
    BOOLEAN = "boolean"


class DataColumn(Struct, frozen=True):
    """A column. ``required``: it has a value in every row."""

    name: str
    type: ColumnType
    meaning: str
    required: bool = False


class DataTable(Struct, frozen=True):
    """A table. ``own`` are its columns after the common three; ``key`` those that tell a row from all others.

    ``references`` are the columns whose values are a row of another table, by the name of that table.
    """

    name: str
    meaning: str
    own: tuple[DataColumn, ...]
    key: tuple[str, ...]
    references: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def columns(self) -> tuple[DataColumn, ...]:
        """All columns in order."""
        return (*COMMON, *self.own)


def _column(name: str, holds: ColumnType, meaning: str) -> DataColumn:
    """A column that may be empty; with ``*`` after its name one that never is."""
    return DataColumn(name.removesuffix("*"), holds, meaning, required=name.endswith("*"))


_TEXT, _TEXTS, _DATE, _MOMENT = ColumnType.TEXT, ColumnType.TEXTS, ColumnType.DATE, ColumnType.MOMENT
_INTEGER, _DECIMAL, _BOOLEAN = ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.BOOLEAN

COMMON = (
    _column("plan*", _TEXT, "key of the plan: agency, year and number of the decision, parted by `:`"),
    _column("agency*", _TEXT, "code of the agency (`plan.code`), else its name"),
    _column("year*", _INTEGER, "year of the plan, the first of several"),
)

_STANDING = (
    _column("state*", _TEXT, "`not-started`, `in-progress`, `done`, `paused`, `dropped`"),
    _column(
        "timeliness*", _TEXT, "`on-track`, `due-soon`, `overdue`, `undated`, `done-early`, `done-on-time`, `done-late`"
    ),
)
_COUNTED = (
    *_STANDING,
    _column(
        "standing*", _TEXT, "its one column of `status`: `done`, `overdue`, `dated`, `ongoing`, `undated`, `dropped`"
    ),
    _column("kept", _TEXT, "how it keeps its deadlines: `done-in-time`, `done-late`, `open-in-time`, `overdue`"),
    _column("due_kept", _TEXT, "the same of the deadlines on or before the day"),
    _column("reported*", _BOOLEAN, "whether anything was recorded"),
    _column("next_due", _DATE, "its earliest open deadline"),
    _column("done_on", _DATE, "the day it was finished"),
    _column("extensions*", _INTEGER, "how many times a deadline was extended"),
)

_PLANS = DataTable(
    "plans",
    "a plan",
    (
        _column("as_of*", _DATE, "the day all states are of"),
        _column("code", _TEXT, "code of the agency, as the plan has it"),
        _column("agency_name*", _TEXT, "name of the agency"),
        _column("title*", _TEXT, "title"),
        _column("through*", _INTEGER, "last year of the plan"),
        _column("decision*", _TEXT, "number of the document that issued it"),
        _column("decision_date*", _DATE, "its day"),
        _column("parent", _TEXT, "superior body"),
    ),
    ("plan",),
)
_UNITS = DataTable(
    "units",
    "a unit of the agency",
    (
        _column("unit*", _TEXT, "code"),
        _column("name*", _TEXT, "name"),
        _column("short", _TEXT, "short name"),
        _column("aliases*", _TEXTS, "other names"),
        _column("contact", _TEXT, "who to ask"),
        _column("email", _TEXT, "address for mail"),
        _column("valid_from", _DATE, "first day it exists"),
        _column("valid_until", _DATE, "last day it exists"),
        _column("successors*", _TEXTS, "codes of the units that took over from it"),
    ),
    ("plan", "unit"),
)
_GROUPS = DataTable(
    "groups",
    "a group of units",
    (
        _column("group_code*", _TEXT, "code"),
        _column("name*", _TEXT, "name"),
        _column("open*", _BOOLEAN, "whether it has no fixed members"),
        _column("complete*", _BOOLEAN, "whether the members are all"),
        _column("size", _INTEGER, "how many members there are, where they are not all listed"),
        _column("aliases*", _TEXTS, "other names"),
    ),
    ("plan", "group_code"),
)
_MEMBERS = DataTable(
    "members",
    "a unit in a group",
    (_column("group_code*", _TEXT, "the group"), _column("unit*", _TEXT, "the unit")),
    ("plan", "group_code", "unit"),
    (("groups", ("plan", "group_code")), ("units", ("plan", "unit"))),
)
_SECTIONS = DataTable(
    "sections",
    "a section of the plan",
    (
        _column("section*", _TEXT, "id"),
        _column("position*", _INTEGER, "its place in the plan, from 1"),
        _column("title*", _TEXT, "title"),
        _column("kind*", _TEXT, "`tasks`, `steering`, `duties`"),
    ),
    ("plan", "section"),
)
_TASKS = DataTable(
    "tasks",
    "a task, or a standing duty of part III (`counted` tells them apart)",
    (
        _column("task*", _TEXT, "id, such as `2.b`"),
        _column("section*", _TEXT, "its section"),
        _column("position*", _INTEGER, "its place in the plan, from 1"),
        _column("counted*", _BOOLEAN, "whether `status` counts it; standing duties are counted apart"),
        _column("title*", _TEXT, "title"),
        _column("short", _TEXT, "short name"),
        _column("person", _TEXT, "who answers for it"),
        _column("time", _TEXT, "time as printed"),
        _column("recipient", _TEXT, "who receives the result, as printed"),
        _column("parts*", _TEXTS, "parts"),
        _column("products*", _TEXTS, "products"),
        _column("notes*", _TEXTS, "remarks on the source"),
        _column("columns*", _TEXTS, "what the document has besides, as `name: value`"),
        _column("led*", _BOOLEAN, "whether anybody leads it"),
        _column("each*", _BOOLEAN, "whether each lead unit owes it by itself"),
        _column("undated*", _BOOLEAN, "whether open work of it has no deadline"),
        _column("ongoing*", _BOOLEAN, "whether open work of it is ongoing"),
        *_COUNTED,
        _column("carried_from", _TEXT, "address in the earlier plan it goes on with"),
    ),
    ("plan", "task"),
    (("sections", ("plan", "section")),),
)
_ROLES = DataTable(
    "roles",
    "a unit or group that a task or milestone names",
    (
        _column("task*", _TEXT, "the task"),
        _column("position*", _INTEGER, "number within the task, from 1"),
        _column("milestone", _TEXT, "the milestone with parties of its own; empty for the task's"),
        _column("role*", _TEXT, "`lead`, `coordinating`"),
        _column("party*", _TEXT, "code of the unit or group"),
        _column("party_kind*", _TEXT, "`unit`, `group`, `open`"),
        _column("printed*", _TEXT, "as printed there"),
    ),
    ("plan", "task", "position"),
    (("tasks", ("plan", "task")),),
)
_SHARES = DataTable(
    "shares",
    "a task as far as one unit answers for it: the rows of `status --by unit`",
    (
        _column("task*", _TEXT, "the task"),
        _column("unit*", _TEXT, "code of the unit, or of a group that owes as one party"),
        *_COUNTED,
    ),
    ("plan", "task", "unit"),
    (("tasks", ("plan", "task")),),
)
_MILESTONES = DataTable(
    "milestones",
    "what has a deadline of its own: a milestone, one occurrence or event of it, or a task without milestones",
    (
        _column("address*", _TEXT, "address, such as `1.d/report@2021-Q3`"),
        _column("task*", _TEXT, "the task"),
        _column("position*", _INTEGER, "its place in the plan, from 1"),
        _column("milestone", _TEXT, "id of the milestone; empty for a task without"),
        _column("occurrence", _TEXT, "which occurrence or event"),
        _column("title*", _TEXT, "what is to be done"),
        _column("kind*", _TEXT, "`date`, `before`, `period`, `recurring`, `ongoing`, `event`, `undetermined`"),
        _column("due_written", _TEXT, "deadline as the plan writes it"),
        _column("due_printed", _TEXT, "as printed, where that is something else"),
        _column("start", _DATE, "first day of its period"),
        _column("due", _DATE, "last permitted day"),
        _column("last_working_day", _DATE, "last working day on or before it"),
        _column("days", _INTEGER, "days left; below 0: days late"),
        *_STANDING,
        _column("open*", _BOOLEAN, "whether something remains to be done"),
        _column("undated*", _BOOLEAN, "whether it is open, without a deadline, and not ongoing"),
        _column("since", _DATE, "the day its state holds since"),
        _column("done_on", _DATE, "the day it was finished"),
        _column("each*", _BOOLEAN, "whether each lead unit owes it by itself"),
        _column("unlisted*", _INTEGER, "how many units owe it that are not listed"),
        _column("extensions*", _INTEGER, "how many times its deadline was extended"),
        _column("part_of", _TEXT, "address of what it runs inside"),
        _column("carried_from", _TEXT, "address in the earlier plan it goes on with"),
    ),
    ("plan", "address"),
    (("tasks", ("plan", "task")),),
)
_OWED = DataTable(
    "owed",
    "a unit's share of a row of `milestones`, judged by itself",
    (
        _column("address*", _TEXT, "address of what it owes"),
        _column("task*", _TEXT, "the task"),
        _column("unit*", _TEXT, "code of the unit, or of a group that owes as one party"),
        _column("due", _DATE, "last permitted day"),
        *_STANDING,
        _column("owes*", _BOOLEAN, "whether the unit still owes it"),
        _column("since", _DATE, "the day its state holds since"),
        _column("done_on", _DATE, "the day it was finished"),
    ),
    ("plan", "address", "unit"),
    (("milestones", ("plan", "address")), ("shares", ("plan", "task", "unit"))),
)
_TARGETS = DataTable(
    "targets",
    "a target of a task",
    (
        _column("task*", _TEXT, "the task"),
        _column("target*", _TEXT, "id"),
        _column("title*", _TEXT, "what is measured"),
        _column("comparison", _TEXT, "`at_least`, `at_most`, `exactly`; empty for a figure only reported"),
        _column("value", _DECIMAL, "value to reach"),
        _column("measure_unit", _TEXT, "what it is measured in"),
        _column("counts", _TEXT, "the milestone whose events are counted"),
        _column("total*", _TEXT, "`latest`: entries are totals to date; `sum`: they add up"),
        _column("measured", _DECIMAL, "value measured by the day"),
        _column("met", _BOOLEAN, "whether that meets it"),
    ),
    ("plan", "task", "target"),
    (("tasks", ("plan", "task")),),
)
_ENTRIES = DataTable(
    "entries",
    "what was recorded up to the day",
    (
        _column("task*", _TEXT, "the task"),
        _column("entry*", _INTEGER, "number within the task, in the order of the file, from 1"),
        _column("date*", _DATE, "the day of the fact"),
        _column("address*", _TEXT, "what it is about"),
        _column("milestone", _TEXT, "id of the milestone"),
        _column("occurrence", _TEXT, "which occurrence or event"),
        _column("unit", _TEXT, "code of the unit it is about"),
        _column("state", _TEXT, "state it gives"),
        _column("percent", _INTEGER, "per cent done"),
        _column("event", _TEXT, "what happened"),
        _column("due", _TEXT, "new deadline as written"),
        _column("due_date", _DATE, "its last permitted day"),
        _column("basis", _TEXT, "document the new deadline rests on"),
        _column("reason", _TEXT, "why"),
        _column("note", _TEXT, "note"),
        _column("difficulty", _TEXT, "difficulty"),
        _column("proposal", _TEXT, "proposal"),
        _column("recorded_by", _TEXT, "who recorded it"),
        _column("batch", _TEXT, "collection or command it came with"),
        _column("recorded", _MOMENT, "when it was recorded"),
    ),
    ("plan", "task", "entry"),
    (("tasks", ("plan", "task")),),
)
_MEASURES = DataTable(
    "measures",
    "a value measured, of an entry",
    (
        _column("task*", _TEXT, "the task"),
        _column("entry*", _INTEGER, "the entry"),
        _column("target*", _TEXT, "the target"),
        _column("value*", _DECIMAL, "value"),
    ),
    ("plan", "task", "entry", "target"),
    (("entries", ("plan", "task", "entry")), ("targets", ("plan", "task", "target"))),
)
_EVIDENCE = DataTable(
    "evidence",
    "a document, file or link that shows a result, of an entry",
    (
        _column("task*", _TEXT, "the task"),
        _column("entry*", _INTEGER, "the entry"),
        _column("position*", _INTEGER, "number within the entry, from 1"),
        _column("number", _TEXT, "number and symbol"),
        _column("kind", _TEXT, "kind of document, as written or as its symbol tells"),
        _column("date", _DATE, "its day"),
        _column("issuer", _TEXT, "who issued it"),
        _column("title", _TEXT, "what it is about"),
        _column("file", _TEXT, "file"),
        _column("link", _TEXT, "link"),
    ),
    ("plan", "task", "entry", "position"),
    (("entries", ("plan", "task", "entry")),),
)

#: All tables; a table comes after those it refers to.
TABLES = (
    _PLANS, _UNITS, _GROUPS, _MEMBERS, _SECTIONS, _TASKS, _ROLES, _SHARES, _MILESTONES, _OWED, _TARGETS, _ENTRIES,
    _MEASURES, _EVIDENCE,
)  # fmt: skip
