"""The row of `tasks`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes, ValueKind, Word
from parplan.cli.commands.options import ANSWER_FILE, FORCE, LIMIT, ROLE, SECTION, UNIT
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="tasks",
    help=N_("List tasks by unit, role, state or words."),
    words=(Word("text", N_("[TEXT]"), N_("Words in the task."), required=False),),
    options=(
        UNIT,
        ROLE,
        SECTION,
        Option(
            "state",
            ("--state",),
            N_("Only tasks in this state: not-started, in-progress, done, paused, dropped; may be repeated."),
            Takes.MANY,
            metavar=N_("STATE"),
            kind=ValueKind.STATE,
        ),
        Option("undated", ("--undated",), N_("Only tasks with open work that has no deadline."), Takes.NOTHING),
        Option("ongoing", ("--ongoing",), N_("Only tasks with ongoing work."), Takes.NOTHING),
        Option(
            "person", ("--person",), N_("Only tasks of a person; words of the name are enough."), metavar=N_("NAME")
        ),
        LIMIT,
        ANSWER_FILE,
        FORCE,
    ),
    examples=(
        Example("tasks --unit VP --role lead", N_("The tasks a unit leads")),
        Example("tasks --state in-progress --state not-started", N_("What is not finished yet")),
        Example('tasks "một cửa"', N_("Tasks with these words, typed with or without diacritics")),
    ),
)
