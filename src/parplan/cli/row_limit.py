"""The limit of rows on a screen: nobody at a terminal wants thousands of lines."""

from __future__ import annotations

import re

from parplan.cli.request import Request
from parplan.diagnostics import N_, message
from parplan.errors import RequestError

#: The default at a terminal: a few screens to scroll through.
AT_A_TERMINAL = 200


def parse_limit(typed: str | None, request: Request) -> int | None:
    """The most rows to show; ``None`` for all. Raises ``RequestError``, also with ``--json``, which is never cut."""
    if typed is None:
        return AT_A_TERMINAL if request.out.isatty() and not request.json else None
    if request.json:
        raise RequestError(
            message(N_("--limit and --json cannot be used together: JSON is never cut")),
            help=message(N_("leave one of them out")),
        )
    if not re.fullmatch("[0-9]{1,9}", typed.strip()):
        raise RequestError(
            message(N_("--limit: “{value}” is not a number of rows"), value=typed),
            help=message(N_("type it as 50, or 0 for all")),
        )
    return int(typed) or None
