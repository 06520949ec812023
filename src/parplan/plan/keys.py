"""Keys of plans and agencies where many are shown together: the same in every format and every export."""

from __future__ import annotations

import hashlib
import unicodedata

from parplan.plan.structure import Plan

#: The key is part of a folder's name: up to 255 bytes on Linux; on Windows a path has up to 260 characters.
_LONGEST_KEY = 120


def agency_key(plan: Plan) -> str:
    """The key of a plan's agency: its code where the plan has one, else its name.

    A name longer than 120 bytes in UTF-8 is cut, with a checksum that keeps it distinct from others.
    """
    key = " ".join(unicodedata.normalize("NFC", plan.code or plan.agency).split())
    written = key.encode()
    if len(written) <= _LONGEST_KEY:
        return key
    total = hashlib.sha256(written).hexdigest()[:8]
    return f"{written[: _LONGEST_KEY - 12].decode(errors='ignore').rstrip()} #{total}"


def plan_key(plan: Plan) -> str:
    """The key of a plan: agency, year and number of its decision, as an agency may have several plans a year."""
    number = " ".join(unicodedata.normalize("NFC", plan.decision_number).split())
    return f"{agency_key(plan)}:{plan.year}:{number}"
