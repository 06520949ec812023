"""Recognition of plans without loading them: an invalid plan may still be the only copy."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

# Between a key and its colon: nothing or blanks, but for a key behind “?” also ends of lines and comments.
_COLON = rb"""["']?(?:\s|#[^\r\n]*[\r\n])*+:"""
# A top-level key, quoted or not, at the beginning of a line or of a mapping in braces.
_VERSION_KEY = re.compile(rb"""(?:^|[\r\n{,])[ \t]*(?:\?[ \t]+)?["']?parplan""" + _COLON)
# But not in a comment line, as in the plan that `init` writes.
_PROGRESS_KEY = re.compile(rb"(?:^|[\r\n])[ \t]*(?:[^# \t\r\n][^\r\n]*)?progress" + _COLON)
# A letter that a key in double quotes spells as an escape: "progr\x65ss".
_ESCAPED_LETTER = re.compile(rb"\\(?:x|u00|U000000)([46][1-9A-Fa-f]|[57][0-9Aa])")


#: In its first bytes: the records beside a plan, of its import and of what was collected.
_RECORD = re.compile(rb'"kind"\s*:\s*"[a-z]+-record"')


def is_record(data: bytes) -> bool:
    """Whether a file is a record that belongs to a plan: of doubts and answers, or of what units sent."""
    return data.lstrip().startswith(b"{") and _RECORD.search(data, 0, 1000) is not None


def is_plan(data: bytes) -> bool:
    """Whether a file has the key ``parplan`` of every plan and is not a JSON answer, which has it too."""
    if not _VERSION_KEY.search(_with_letters(data)):
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
    return _PROGRESS_KEY.search(_with_letters(data)) is not None


def _with_letters(data: bytes) -> bytes:
    """The bytes with Latin letters as in UTF-8, without a mark before the first key.

    Windows saves “Unicode”, UTF-16, with a NUL beside each letter, and UTF-8 with a mark of its own.
    """
    for mark in (BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE):
        data = data.removeprefix(mark)
    data = data.replace(b"\0", b"")
    return _ESCAPED_LETTER.sub(lambda found: bytes.fromhex(found[1].decode()), data)
