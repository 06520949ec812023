"""What plans and agencies go by where many are told together: the same in every format and in every export."""

from __future__ import annotations

import hashlib
import unicodedata

from parplan.plan.structure import Plan

#: An agency's key is part of a folder's name, which Linux takes up to 255 bytes and Windows in a path of 260 signs.
_LONGEST_KEY = 120


def agency_key(plan: Plan) -> str:
    """What the agency of a plan goes by: its code where the plan has one, else its name.

    Of a name longer than 120 bytes in UTF-8 the beginning, and a sum of it that tells it from others.
    """
    key = " ".join(unicodedata.normalize("NFC", plan.code or plan.agency).split())
    written = key.encode()
    if len(written) <= _LONGEST_KEY:
        return key
    total = hashlib.sha256(written).hexdigest()[:8]
    return f"{written[: _LONGEST_KEY - 12].decode(errors='ignore').rstrip()} #{total}"


def plan_key(plan: Plan) -> str:
    """What a plan goes by: its agency, its year and the number of its decision, as an agency may have several."""
    number = " ".join(unicodedata.normalize("NFC", plan.decision_number).split())
    return f"{agency_key(plan)}:{plan.year}:{number}"
