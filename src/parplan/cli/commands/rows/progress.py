"""The row of `progress`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes, ValueKind
from parplan.cli.commands.options import ADDRESS, ALL, ALL_UNITS, BASIS, BY, DRY_RUN, EVIDENCE, NOTE, ON, REASON, UNITS
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="progress",
    help=N_("Record how work stands: state, measured values, an event, a difficulty."),
    words=(ADDRESS,),
    options=(
        Option(
            "state",
            ("--state",),
            N_("not-started, in-progress, done, paused or dropped; in-progress also resumes paused or dropped work."),
            metavar=N_("STATE"),
            kind=ValueKind.STATE,
        ),
        Option("percent", ("--percent",), N_("How much is done, 0 to 100."), metavar=N_("NUMBER")),
        Option(
            "measure",
            ("--measure",),
            N_("The measured total of a target to date; of one that adds up, what is to be added. May be repeated."),
            Takes.MANY,
            metavar=N_("TARGET=VALUE"),
        ),
        Option(
            "event",
            ("--event",),
            N_("An event that took place, such as a dialogue; it opens the milestones that follow it."),
            metavar=N_("TEXT"),
        ),
        NOTE,
        Option("difficulty", ("--difficulty",), N_("A difficulty."), metavar=N_("TEXT")),
        Option("proposal", ("--proposal",), N_("A proposal."), metavar=N_("TEXT")),
        EVIDENCE,
        BASIS,
        REASON,
        ON,
        UNITS,
        ALL_UNITS,
        ALL,
        BY,
        DRY_RUN,
    ),
    examples=(
        Example("progress 2.b --percent 60", N_("How much is done")),
        Example("progress 2.b --measure cost=8,5", N_("The measured value of a target")),
        Example('progress 2.b --difficulty "Thiếu người"', N_("A difficulty")),
    ),
)
