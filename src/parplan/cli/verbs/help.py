"""The `help` command."""

from __future__ import annotations

from parplan.cli.program import help_text
from parplan.cli.request import Request


def run(request: Request, *, verb: str | None) -> int:
    """Show the help of all commands, or of one."""
    request.answer_words(help_text(verb, request.language))
    return 0
