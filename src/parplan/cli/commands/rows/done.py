"""The row of `done`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, ValueKind, Word
from parplan.cli.commands.options import ALL, ALL_UNITS, BY, DRY_RUN, EVIDENCE, NOTE, ON, UNITS
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="done",
    help=N_("Record that tasks, milestones, occurrences or a unit's share are finished."),
    words=(
        Word(
            "addresses",
            N_("ADDRESS..."),
            N_("Tasks (2.b), milestones (2.b/report) or occurrences (1.d/report@q3); all are recorded, or none."),
            many=True,
            kind=ValueKind.OPEN_ADDRESS,
        ),
    ),
    options=(ON, UNITS, ALL_UNITS, ALL, NOTE, EVIDENCE, BY, DRY_RUN),
    examples=(
        Example("done 2.b/plan --evidence 12/KH-SKHCN", N_("A milestone, and the document that shows it")),
        Example("done III.1/q1 --unit KHTC --on 1/3", N_("A unit's share, finished on 1 March")),
        Example("done 1.d/plan 2.b/plan --dry-run", N_("Show what would be recorded about two")),
    ),
)
