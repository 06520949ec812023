"""Work on a plan since it was imported: answers to doubts, and edits of the file."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from parplan.plan.structure import Plan
from parplan.provenance.record import ImportRecord
from parplan.provenance.values import value_at


class LaterWork(Struct, frozen=True):
    """The number of answers and of edited fields; ``edits`` is ``None`` if it cannot be known whether there are any.

    An edited file has at least one edit, of a comment for example. Work is false where none is known.
    """

    answers: int
    edits: int | None

    def __bool__(self) -> bool:
        return self.answers > 0 or bool(self.edits)


def fingerprint(data: bytes) -> str:
    """The SHA-256 of a plan file; line ends and a byte order mark do not count, as git and editors change them."""
    return hashlib.sha256(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")).hexdigest()


def later_work(record: ImportRecord | None, data: bytes, plan: Plan | None) -> LaterWork:
    """The work in the file ``data``, of which ``plan`` was loaded if it is valid."""
    if record is None:
        return LaterWork(0, None)
    answers = sum(1 for one in record.doubts if one.decided is not None and not one.carried)
    if record.written is None:  # a record of version 0.5.0 or before
        return LaterWork(answers, None)
    if record.written == fingerprint(data):
        return LaterWork(answers, 0)
    return LaterWork(answers, 1 if plan is None else max(1, _edited(record, plan)))


def _edited(record: ImportRecord, plan: Plan) -> int:
    """The number of imported fields that hold another value which no answer has written."""
    answered = {(one.doubt.address, one.doubt.field) for one in record.doubts if one.decided is not None}
    changed = 0
    for one in record.fields:
        now = value_at(plan, one.address, one.field)
        if now == "" and not one.address:  # a field of the document that the plan has no value for, as the signer
            continue
        changed += now != one.value and (one.address, one.field) not in answered
    return changed
