"""The message shown while another command holds a plan's lock."""

from __future__ import annotations

import sys

from parplan.cli.request import Request
from parplan.files.locking import LONGEST_WAIT


def say_waiting(request: Request, path: str) -> None:
    """Say that another command holds the lock of the plan at ``path``, and how long parplan will wait."""
    request.advise(
        request.language.gettext(
            "Another command is writing to {path}; waiting for it, at most {seconds} seconds …"
        ).format(path=path, seconds=round(LONGEST_WAIT))
    )
    sys.stderr.flush()
