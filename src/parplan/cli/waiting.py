"""What is said while another command holds a plan."""

from __future__ import annotations

import sys

from parplan.cli.request import Request
from parplan.files.locking import LONGEST_WAIT


def say_waiting(request: Request, path: str) -> None:
    """Say that the plan at ``path`` is held by another command, and for how long it is waited for."""
    request.advise(
        request.language.gettext(
            "Another command is writing to {path}; waiting for it, at most {seconds} seconds …"
        ).format(path=path, seconds=round(LONGEST_WAIT))
    )
    sys.stderr.flush()
