"""The row of `schema`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="schema",
    help=N_("Print the JSON Schema of a plan file, for editors."),
    examples=(
        Example("schema", N_("Print the JSON Schema")),
        Example("schema > plans/plan.schema.json", N_("Put it where an editor finds it")),
    ),
)
