"""The row of `lsp`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="lsp",
    help=N_("Run the language server for an editor: findings while typing, completion, hover."),
    options=(),
    examples=(
        Example("lsp", N_("Speaks the Language Server Protocol on standard input and output")),
        Example("lsp --lang vi", N_("The same, in Vietnamese whatever the editor's language")),
    ),
)
