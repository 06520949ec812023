"""Recognition of plans without loading them: an invalid plan may still be the only copy."""

from __future__ import annotations

import json
import re

# A top-level key, quoted or not, at the beginning of a line or of a mapping in braces.
_VERSION_KEY = re.compile(rb"""(?:^|[\r\n{,])[ \t]*["']?parplan["']?[ \t]*:""")
# But not in a comment line, as in the plan that `init` writes.
_PROGRESS_KEY = re.compile(rb"""(?:^|[\r\n])[ \t]*(?:[^# \t\r\n][^\r\n]*)?progress["']?[ \t]*:""")


def is_plan(data: bytes) -> bool:
    """Whether a file has the key ``parplan`` of every plan and is not a JSON answer, which has it too."""
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
    """Whether a plan has recorded progress: the key ``progress`` anywhere."""
    return _PROGRESS_KEY.search(data) is not None
