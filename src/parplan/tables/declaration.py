"""The tables of plans, declared once: the schemas of all formats and the documents are made from this.

Every table begins with the same three columns: ``plan``, the key of the plan; ``agency``, what its agency goes by (its
code where the plan has one, else its name); ``year``. States are those of the day asked about.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from parplan.diagnostics import N_


class ColumnType(StrEnum):
    """The types of columns."""

    TEXT = "text"
    TEXTS = "texts"  # a list, in the order of the plan; empty where there is none
    DATE = "date"
    MOMENT = "moment"  # with its time zone
    INTEGER = "integer"
    DECIMAL = "decimal"  # at most 15 digits before the point and 6 after it, of sums more
    BOOLEAN = "boolean"


class DataColumn(Struct, frozen=True):
    """A column. ``required``: it has a value in every row. ``meaning`` is a template of the catalogue."""

    name: str
    type: ColumnType
    meaning: str
    required: bool = False


class DataTable(Struct, frozen=True):
    """A table. ``own`` are its columns after the common three; ``key`` those that identify a row.

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
    """A column that may be empty; with ``*`` after its name, one that never is."""
    return DataColumn(name.removesuffix("*"), holds, meaning, required=name.endswith("*"))


_TEXT, _TEXTS, _DATE, _MOMENT = ColumnType.TEXT, ColumnType.TEXTS, ColumnType.DATE, ColumnType.MOMENT
_INTEGER, _DECIMAL, _BOOLEAN = ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.BOOLEAN

COMMON = (
    _column("plan*", _TEXT, N_("key of the plan: agency, year and number of the decision, separated by `:`")),
    _column("agency*", _TEXT, N_("code of the agency (`plan.code`), else its name")),
    _column("year*", _INTEGER, N_("year of the plan, the first of several")),
)

_STANDING = (
    _column("state*", _TEXT, N_("`not-started`, `in-progress`, `done`, `paused`, `dropped`")),
    _column(
        "timeliness*",
        _TEXT,
        N_("`on-track`, `due-soon`, `overdue`, `undated`, `done-early`, `done-on-time`, `done-late`"),
    ),
)
_COUNTED = (
    *_STANDING,
    _column(
        "standing*",
        _TEXT,
        N_("its column of `status`: `done`, `overdue`, `dated`, `ongoing`, `undated`, `dropped`"),
    ),
    _column("kept", _TEXT, N_("how it keeps its deadlines: `done-in-time`, `done-late`, `open-in-time`, `overdue`")),
    _column("due_kept", _TEXT, N_("the same, for deadlines on or before the day")),
    _column("reported*", _BOOLEAN, N_("whether it has an entry")),
    _column("next_due", _DATE, N_("its earliest open deadline")),
    _column("done_on", _DATE, N_("the day it was finished")),
    _column("extensions*", _INTEGER, N_("number of extensions of its deadlines")),
)

_PLANS = DataTable(
    "plans",
    N_("a plan"),
    (
        _column("as_of*", _DATE, N_("the as-of day of all states")),
        _column("code", _TEXT, N_("code of the agency, as the plan has it")),
        _column("agency_name*", _TEXT, N_("name of the agency")),
        _column("title*", _TEXT, N_("title")),
        _column("through*", _INTEGER, N_("last year of the plan")),
        _column("decision*", _TEXT, N_("number of the document that issued it")),
        _column("decision_date*", _DATE, N_("its date")),
        _column("parent", _TEXT, N_("superior body")),
    ),
    ("plan",),
)
_UNITS = DataTable(
    "units",
    N_("a unit of the agency"),
    (
        _column("unit*", _TEXT, N_("code")),
        _column("name*", _TEXT, N_("name")),
        _column("short", _TEXT, N_("short name")),
        _column("aliases*", _TEXTS, N_("other names")),
        _column("contact", _TEXT, N_("contact person or telephone")),
        _column("email", _TEXT, N_("e-mail address")),
        _column("valid_from", _DATE, N_("first day it exists")),
        _column("valid_until", _DATE, N_("last day it exists")),
        _column("successors*", _TEXTS, N_("codes of the units that took over from it")),
    ),
    ("plan", "unit"),
)
_GROUPS = DataTable(
    "groups",
    N_("a group of units"),
    (
        _column("group_code*", _TEXT, N_("code")),
        _column("name*", _TEXT, N_("name")),
        _column("open*", _BOOLEAN, N_("whether it has no fixed members")),
        _column("complete*", _BOOLEAN, N_("whether the members are all")),
        _column("size", _INTEGER, N_("number of members, where not all are listed")),
        _column("aliases*", _TEXTS, N_("other names")),
    ),
    ("plan", "group_code"),
)
_MEMBERS = DataTable(
    "members",
    N_("a unit in a group"),
    (_column("group_code*", _TEXT, N_("the group")), _column("unit*", _TEXT, N_("the unit"))),
    ("plan", "group_code", "unit"),
    (("groups", ("plan", "group_code")), ("units", ("plan", "unit"))),
)
_SECTIONS = DataTable(
    "sections",
    N_("a section of the plan"),
    (
        _column("section*", _TEXT, N_("id")),
        _column("position*", _INTEGER, N_("its place in the plan, from 1")),
        _column("title*", _TEXT, N_("title")),
        _column("kind*", _TEXT, N_("`tasks`, `steering`, `duties`")),
    ),
    ("plan", "section"),
)
_TASKS = DataTable(
    "tasks",
    N_("a task, or a standing duty of part III (`counted` distinguishes them)"),
    (
        _column("task*", _TEXT, N_("id, such as `2.b`")),
        _column("section*", _TEXT, N_("its section")),
        _column("position*", _INTEGER, N_("its place in the plan, from 1")),
        _column("counted*", _BOOLEAN, N_("whether `status` counts it; standing duties are counted apart")),
        _column("title*", _TEXT, N_("title")),
        _column("short", _TEXT, N_("short name")),
        _column("person", _TEXT, N_("who answers for it")),
        _column("time", _TEXT, N_("time as printed")),
        _column("recipient", _TEXT, N_("who receives the result, as printed")),
        _column("parts*", _TEXTS, N_("parts")),
        _column("products*", _TEXTS, N_("products")),
        _column("notes*", _TEXTS, N_("remarks on the source")),
        _column("columns*", _TEXTS, N_("other columns of the document, as `name: value`")),
        _column("led*", _BOOLEAN, N_("whether anybody leads all of it that is open")),
        _column("each*", _BOOLEAN, N_("whether each lead unit owes it by itself")),
        _column("undated*", _BOOLEAN, N_("whether some open work has no deadline")),
        _column("ongoing*", _BOOLEAN, N_("whether some open work is ongoing")),
        *_COUNTED,
        _column("carried_from", _TEXT, N_("address in the earlier plan that it continues")),
    ),
    ("plan", "task"),
    (("sections", ("plan", "section")),),
)
_ROLES = DataTable(
    "roles",
    N_("a unit or group that a task or milestone names"),
    (
        _column("task*", _TEXT, N_("the task")),
        _column("position*", _INTEGER, N_("number within the task, from 1")),
        _column("milestone", _TEXT, N_("the milestone with parties of its own; empty for the task's")),
        _column("role*", _TEXT, N_("`lead`, `coordinating`")),
        _column("party*", _TEXT, N_("code of the unit or group")),
        _column("party_kind*", _TEXT, N_("`unit`, `group`, `open`")),
        _column("printed*", _TEXT, N_("the printed name")),
    ),
    ("plan", "task", "position"),
    (("tasks", ("plan", "task")),),
)
_SHARES = DataTable(
    "shares",
    N_("one unit's part of a task: the rows of `status --by unit`"),
    (
        _column("task*", _TEXT, N_("the task")),
        _column("unit*", _TEXT, N_("code of the unit, or of a group that owes as one party")),
        *_COUNTED,
    ),
    ("plan", "task", "unit"),
    (("tasks", ("plan", "task")),),
)
_MILESTONES = DataTable(
    "milestones",
    N_("an item with its own deadline: a milestone, one occurrence or event of it, or a task without milestones"),
    (
        _column("address*", _TEXT, N_("address, such as `1.d/report@2021-Q3`")),
        _column("task*", _TEXT, N_("the task")),
        _column("position*", _INTEGER, N_("its place in the plan, from 1")),
        _column("milestone", _TEXT, N_("id of the milestone; empty for a task without")),
        _column("occurrence", _TEXT, N_("occurrence or event")),
        _column("title*", _TEXT, N_("the work to do")),
        _column("kind*", _TEXT, N_("`date`, `before`, `period`, `recurring`, `ongoing`, `event`, `undetermined`")),
        _column("due_written", _TEXT, N_("deadline as the plan writes it")),
        _column("due_printed", _TEXT, N_("the printed words, where they differ")),
        _column("start", _DATE, N_("first day of its period")),
        _column("due", _DATE, N_("last permitted day")),
        _column("last_working_day", _DATE, N_("last working day on or before it")),
        _column("days", _INTEGER, N_("days left of what is open; below 0: days late")),
        *_STANDING,
        _column("open*", _BOOLEAN, N_("whether something remains to be done")),
        _column("undated*", _BOOLEAN, N_("whether it is open, without a deadline, and not ongoing")),
        _column("since", _DATE, N_("the first day of its state")),
        _column("done_on", _DATE, N_("the day it was finished")),
        _column("each*", _BOOLEAN, N_("whether each lead unit owes it by itself")),
        _column("unlisted*", _INTEGER, N_("number of unlisted units that owe it")),
        _column("extensions*", _INTEGER, N_("number of extensions of its deadline")),
        _column("part_of", _TEXT, N_("address of the item it is part of")),
        _column("carried_from", _TEXT, N_("address in the earlier plan that it continues")),
    ),
    ("plan", "address"),
    (("tasks", ("plan", "task")),),
)
_OWED = DataTable(
    "owed",
    N_("a unit's share of a row of `milestones`, judged by itself"),
    (
        _column("address*", _TEXT, N_("address of the item it owes")),
        _column("task*", _TEXT, N_("the task")),
        _column("unit*", _TEXT, N_("code of the unit, or of a group that owes as one party")),
        _column("due", _DATE, N_("last permitted day")),
        *_STANDING,
        _column("owes*", _BOOLEAN, N_("whether the unit still owes it")),
        _column("since", _DATE, N_("the first day of its state")),
        _column("done_on", _DATE, N_("the day it was finished")),
    ),
    ("plan", "address", "unit"),
    (("milestones", ("plan", "address")), ("shares", ("plan", "task", "unit"))),
)
_TARGETS = DataTable(
    "targets",
    N_("a target of a task"),
    (
        _column("task*", _TEXT, N_("the task")),
        _column("target*", _TEXT, N_("id")),
        _column("title*", _TEXT, N_("what is measured")),
        _column("comparison", _TEXT, N_("`at_least`, `at_most`, `exactly`; empty for a figure that is only reported")),
        _column("value", _DECIMAL, N_("value to reach")),
        _column("measure_unit", _TEXT, N_("unit of measure")),
        _column("counts", _TEXT, N_("the milestone whose events are counted")),
        _column("total*", _TEXT, N_("`latest`: entries are totals to date; `sum`: they add up")),
        _column("measured", _DECIMAL, N_("value measured up to the day")),
        _column("met", _BOOLEAN, N_("whether the target is met")),
    ),
    ("plan", "task", "target"),
    (("tasks", ("plan", "task")),),
)
_ENTRIES = DataTable(
    "entries",
    N_("an entry of the history, up to the day"),
    (
        _column("task*", _TEXT, N_("the task")),
        _column("entry*", _INTEGER, N_("number within the task, in the order of the file, from 1")),
        _column("date*", _DATE, N_("the day the fact happened")),
        _column("address*", _TEXT, N_("address of the item or task it is about")),
        _column("milestone", _TEXT, N_("id of the milestone")),
        _column("occurrence", _TEXT, N_("occurrence or event")),
        _column("unit", _TEXT, N_("code of the unit it is about")),
        _column("state", _TEXT, N_("state it gives")),
        _column("percent", _INTEGER, N_("per cent done")),
        _column("event", _TEXT, N_("the event that happened")),
        _column("due", _TEXT, N_("new deadline as written")),
        _column("due_date", _DATE, N_("its last permitted day")),
        _column("basis", _TEXT, N_("document that sets the new deadline")),
        _column("reason", _TEXT, N_("the reason")),
        _column("note", _TEXT, N_("note")),
        _column("difficulty", _TEXT, N_("difficulty")),
        _column("proposal", _TEXT, N_("proposal")),
        _column("recorded_by", _TEXT, N_("who recorded it")),
        _column("batch", _TEXT, N_("collection or command it came with")),
        _column("recorded", _MOMENT, N_("when it was recorded")),
    ),
    ("plan", "task", "entry"),
    (("tasks", ("plan", "task")),),
)
_MEASURES = DataTable(
    "measures",
    N_("a measured value of an entry"),
    (
        _column("task*", _TEXT, N_("the task")),
        _column("entry*", _INTEGER, N_("the entry")),
        _column("target*", _TEXT, N_("the target")),
        _column("value*", _DECIMAL, N_("value")),
    ),
    ("plan", "task", "entry", "target"),
    (("entries", ("plan", "task", "entry")), ("targets", ("plan", "task", "target"))),
)
_EVIDENCE = DataTable(
    "evidence",
    N_("evidence of an entry: a document, file or link that proves a result"),
    (
        _column("task*", _TEXT, N_("the task")),
        _column("entry*", _INTEGER, N_("the entry")),
        _column("position*", _INTEGER, N_("number within the entry, from 1")),
        _column("number", _TEXT, N_("number and symbol")),
        _column("kind", _TEXT, N_("kind of document, as written or from its symbol")),
        _column("date", _DATE, N_("its date")),
        _column("issuer", _TEXT, N_("who issued it")),
        _column("title", _TEXT, N_("what it is about")),
        _column("file", _TEXT, N_("file")),
        _column("link", _TEXT, N_("link")),
    ),
    ("plan", "task", "entry", "position"),
    (("entries", ("plan", "task", "entry")),),
)

#: All tables; a table comes after those it refers to.
TABLES = (
    _PLANS, _UNITS, _GROUPS, _MEMBERS, _SECTIONS, _TASKS, _ROLES, _SHARES, _MILESTONES, _OWED, _TARGETS, _ENTRIES,
    _MEASURES, _EVIDENCE,
)  # fmt: skip
