"""Editions of a calendar: what was handed out of each appointment, so that a changed one is always a later one.

A calendar program leaves alone what has a lower number than what it has. A number made of the plan and the day alone
goes back when an entry is taken back, and stands still when a file is corrected by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from hashlib import blake2b

from msgspec import DecodeError, Struct, ValidationError
from msgspec.json import Decoder, Encoder
from msgspec.structs import replace

from parplan.plan.structure import Plan
from parplan.plan.units import Party
from parplan.reporting.appointments import GREATEST, Appointment

_SECOND = timedelta(seconds=1)


class Edition(Struct, frozen=True, array_like=True):
    """An appointment as it was handed out last: a digest of what it says, its number and moment, and the day."""

    digest: str
    revision: int
    stamp: datetime
    as_of: date


Editions = Mapping[str, Edition]
_ENCODER, _DECODER = Encoder(), Decoder(dict[str, Edition])


def editions_key(plan: Plan, party: Party | None) -> str:
    """The name under which the editions of a calendar are kept."""
    names = (plan.agency, str(plan.year), plan.decision_number, party.code if party is not None else "")
    return f"calendar-{blake2b(chr(10).join(names).encode(), digest_size=16).hexdigest()}"


def encode_editions(editions: Editions) -> bytes:
    """Editions as bytes."""
    return _ENCODER.encode(editions)


def decode_editions(data: bytes | None) -> Editions:
    """The editions of such bytes; none where they are anything else."""
    try:
        return {} if data is None else _DECODER.decode(data)
    except (DecodeError, ValidationError, ValueError):
        return {}


def revise(
    appointments: Iterable[Appointment], known: Editions, as_of: date
) -> tuple[tuple[Appointment, ...], Editions]:
    """Number appointments after what was handed out before; return them, and what is handed out now.

    What says the same keeps its number and moment, what says something else gets a later one. A look back at an earlier
    day than that of the last edition is none, and is numbered as it was.
    """
    made: list[Appointment] = []
    editions = dict(known)
    for appointment in appointments:
        digest = blake2b(repr(_said(appointment)).encode(), digest_size=16).hexdigest()
        last = known.get(appointment.uid)
        if last is not None and last.as_of <= as_of:
            if last.digest == digest:
                appointment = replace(appointment, revision=last.revision, stamp=last.stamp)
            else:
                revision = min(max(appointment.revision, last.revision + 1), GREATEST)
                stamp = max(appointment.stamp, last.stamp + _SECOND)
                appointment = replace(appointment, revision=revision, stamp=stamp)
        made.append(appointment)
        if last is None or last.as_of <= as_of:
            editions[appointment.uid] = Edition(digest, appointment.revision, appointment.stamp, as_of)
    return tuple(made), editions


def _said(appointment: Appointment) -> tuple[object, ...]:
    return appointment.day, appointment.summary, appointment.description, appointment.alarms
