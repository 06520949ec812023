"""Telling a plan from other files without reading it as one: one that cannot be read may still be the only copy."""

from __future__ import annotations

import json
import re

# A key of the whole file, in quotes or not, at the beginning of a line or of a mapping in braces.
_VERSION_KEY = re.compile(rb"""(?:^|[\r\n{,])[ \t]*["']?parplan["']?[ \t]*:""")
# Not in a line that is a comment as a whole, as in the plan that `init` writes.
_PROGRESS_KEY = re.compile(rb"""(?:^|[\r\n])[ \t]*(?:[^# \t\r\n][^\r\n]*)?progress["']?[ \t]*:""")


def is_plan(data: bytes) -> bool:
    """Whether a file has the key that every plan has, and is no answer of parplan in JSON, which has it too."""
    if not _VERSION_KEY.search(data):
        return False
    if data.lstrip().startswith(b"{"):
        try:
            answer = json.loads(data)
        except (ValueError, RecursionError):
            return True
        return isinstance(answer, dict) and "parplan" in answer and "kind" not in answer
    return True


def has_progress(data: bytes) -> bool:
    """Whether a plan has the key under which work is recorded, at any place."""
    return _PROGRESS_KEY.search(data) is not None
