"""Options and words shared by several commands."""

from __future__ import annotations

from parplan.cli.commands.command import Option, Takes, ValueKind, Word
from parplan.diagnostics import N_
from parplan.plan.roles import Role

_ADDRESS_HELP = N_("A task (2.b), a milestone (2.b/report) or an occurrence (1.d/report@q3).")

ADDRESS = Word("address", N_("ADDRESS"), _ADDRESS_HELP, kind=ValueKind.ADDRESS)

UNIT = Option(
    "unit",
    ("--unit",),
    N_("A unit or group: code, name, short name or alias, with or without diacritics."),
    metavar=N_("UNIT"),
    kind=ValueKind.UNIT,
)
FACTS_OF_UNIT = Option("unit", ("--unit",), N_("Only entries of this unit."), metavar=N_("UNIT"), kind=ValueKind.UNIT)
ROLES = (*(role.value for role in Role), "any")
ROLE = Option("role", ("--role",), N_("Only tasks in which the unit has this role."), choices=ROLES)
SECTION = Option(
    "section",
    ("--section",),
    N_("Only this section: 1 to 7, II for all of them, III."),
    metavar=N_("SECTION"),
    kind=ValueKind.SECTION,
)

LIMIT = Option(
    "limit",
    ("--limit",),
    N_("Show at most this many rows; 0 shows all. Default: 200 at a terminal, else all. JSON is never cut."),
    metavar=N_("COUNT"),
)
PERIOD = Option(
    "period",
    ("--period",),
    N_("The period, by its key in the plan's report calendar, such as q1, h1, q3, year."),
    metavar=N_("PERIOD"),
    kind=ValueKind.PERIOD,
)

# -- for recording --------------------------------------------------------------------------------------------------

ON = Option(
    "on",
    ("--on",),
    N_("The day it happened. Default: the as-of day."),
    metavar=N_("DATE"),
    kind=ValueKind.DATE,
)
UNITS = Option(
    "unit",
    ("--unit",),
    N_("The unit it is about; may be repeated. Required where each unit owes its own share."),
    Takes.MANY,
    metavar=N_("UNIT"),
    kind=ValueKind.UNIT,
)
ALL_UNITS = Option("all_units", ("--all-units",), N_("It is about all units that owe it."), Takes.NOTHING)
ALL = Option("all", ("--all",), N_("All occurrences, all reports, the whole task, without asking."), Takes.NOTHING)
NOTE = Option("note", ("--note",), N_("A note."), metavar=N_("TEXT"))
EVIDENCE = Option(
    "evidence",
    ("--evidence",),
    N_("A document (“12/KH-SKHCN | 2021-02-10 | title”, date and title optional), a file or a link; may be repeated."),
    Takes.MANY,
    metavar=N_("EVIDENCE"),
    kind=ValueKind.FILE,
)
BASIS = Option("basis", ("--basis",), N_("The document that decided it."), metavar=N_("DOCUMENT"))
REASON = Option("reason", ("--reason",), N_("Why."), metavar=N_("TEXT"))
BY = Option("by", ("--by",), N_("Who records it."), metavar=N_("NAME"))
DRY_RUN = Option("dry_run", ("--dry-run",), N_("Show the difference and write nothing."), Takes.NOTHING)

# -- of what is written ----------------------------------------------------------------------------------------------

OUTPUT = Option(
    "output", ("--output", "-o"), N_("File to write; - is standard output."), metavar=N_("FILE"), kind=ValueKind.FILE
)
ANSWER_FILE = Option(
    "answer_file",
    ("--output", "-o"),
    N_("File for the answer, in UTF-8 whatever the console; - is standard output."),
    metavar=N_("FILE"),
    kind=ValueKind.FILE,
)
FORCE = Option("force", ("--force",), N_("Overwrite an existing file."), Takes.NOTHING)
