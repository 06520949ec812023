"""Editions of a calendar: a record of each appointment as last handed out, so that a change gets a higher number.

Calendar programs ignore an appointment whose SEQUENCE is lower than the one they have. A number computed from plan and
day alone would go back after `undo`, and would not change after a correction by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import Annotated

from msgspec import DecodeError, Meta, Struct, ValidationError
from msgspec.json import Decoder, Encoder
from msgspec.structs import replace

from parplan.plan.structure import Plan
from parplan.plan.units import Party
from parplan.reporting.appointments import GREATEST, Appointment

_SECOND = timedelta(seconds=1)


class Edition(Struct, frozen=True, array_like=True):
    """An appointment as last handed out: a digest of its content, its SEQUENCE, its DTSTAMP and its as-of day."""

    digest: str
    revision: int
    stamp: Annotated[datetime, Meta(tz=True)]
    as_of: date


Editions = Mapping[str, Edition]
_ENCODER, _DECODER = Encoder(), Decoder(dict[str, Edition])


def editions_key(plan: Plan, party: Party | None) -> str:
    """The cache key of a calendar's editions."""
    names = (plan.agency, str(plan.year), plan.decision_number, party.code if party is not None else "")
    return f"calendar-{blake2b(chr(10).join(names).encode(), digest_size=16).hexdigest()}"


def encode_editions(editions: Editions) -> bytes:
    """Serialise editions."""
    return _ENCODER.encode(editions)


def decode_editions(data: bytes | None) -> Editions:
    """Read editions written by :func:`encode_editions`; empty for missing or foreign bytes."""
    try:
        return {} if data is None else _DECODER.decode(data)
    except (DecodeError, ValidationError, ValueError):
        return {}


def revise(
    appointments: Iterable[Appointment], known: Editions, as_of: date
) -> tuple[tuple[Appointment, ...], Editions]:
    """Number appointments by the editions handed out before; return them with the new editions.

    An unchanged appointment keeps its number and stamp, a changed one gets higher ones. A calendar as of an earlier day
    than the last edition is a look back: it gets the numbers of its own day and makes no new edition.
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
