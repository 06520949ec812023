"""Parsing of an entry's values: texts, percentages, measured values, evidence, day and moment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from parplan.changing.evidence import parse_evidence
from parplan.cli.dates import parse_day
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.plan.structure import Citation, Plan
from parplan.source.text import FORBIDDEN_IN_VALUES, name_of
from parplan.vocabulary.folding import nfc
from parplan.vocabulary.typed_numbers import is_ambiguous, without_groups

_ONE_DAY, _THOUSANDTH = timedelta(days=1), timedelta(milliseconds=1)

_PERCENT = re.compile(r"([0-9]{1,3})\s*%?")
_NUMBER = re.compile(r"(-?[0-9]{1,15})(?:[.,]([0-9]{1,6}))?\s*(%?)")


def clean_text(typed: str | None, option: str) -> str | None:
    """Return a text in the form plans use: NFC, line feeds. Raises ``RequestError``."""
    if typed is None:
        return None
    text = nfc(typed.replace("\r\n", "\n"))
    if not text.strip():
        raise RequestError(message(N_("{option} is empty"), option=option), help=message(N_("leave the option out")))
    forbidden = FORBIDDEN_IN_VALUES.search(text)
    if forbidden:
        raise RequestError(
            message(
                N_("{option}: the character {character} is not allowed in a plan"),
                option=option,
                character=name_of(forbidden[0]),
            ),
            help=message(N_("type the text again without it; it often comes with pasted text")),
        )
    return text


def parse_on(typed: str | None, as_of: date, today: date) -> date | None:
    """The day it happened; ``None`` for the as-of day.

    Raises ``RequestError`` if it is invalid, after the as-of day, or in the future.
    """
    day = as_of if typed is None else parse_day(typed, "--on", today=today, year=as_of.year)
    if day > today:
        raise RequestError(
            message(
                N_("{option}: {day} is after today, {today}; what has not happened cannot be recorded"),
                option="--as-of" if typed is None else "--on",
                day=day,
                today=today,
            ),
            help=message(N_("record it when it has happened; --on takes the day it happened")),
        )
    if day > as_of:
        raise RequestError(
            message(N_("--on: {day} is after the as-of day, {as_of}"), day=day, as_of=as_of),
            help=message(N_("record it when it has happened; --as-of takes another day")),
        )
    return None if typed is None else day


def parse_percent(typed: str | None) -> int | None:
    """A percentage from 0 to 100. Raises ``RequestError``."""
    if typed is None:
        return None
    found = _PERCENT.fullmatch(typed.strip())
    if found is None or int(found[1]) > 100:
        raise RequestError(
            message(N_("--percent: “{value}” is not a percentage"), value=typed),
            help=message(N_("type a whole number from 0 to 100")),
        )
    return int(found[1])


def parse_measure(typed: str) -> tuple[str, Decimal, bool]:
    """A target's id, the total measured to date, and whether it is a percentage: ``cost=12,5``, ``cost=12.5%``.

    Raises ``RequestError``.
    """
    id, equals, value = (part.strip() for part in typed.partition("="))
    figure = value.removesuffix("%").rstrip()
    number = _NUMBER.fullmatch(f"{without_groups(figure)}{value[len(figure) :]}")
    if is_ambiguous(figure):
        raise RequestError(
            message(N_("--measure: “{value}” can be read in two ways"), value=value),
            help=message(N_("type thousands without a separator, such as 1000, and decimals as 2.5 or 2,5")),
        )
    if not id or not equals or number is None:
        raise RequestError(
            message(N_("--measure: “{value}” is not a target and its value"), value=typed),
            help=message(
                N_("type the target's id, = and a number, such as cost=12.5; `parplan show` lists the targets")
            ),
        )
    return id, Decimal(f"{number[1]}.{number[2] or 0}"), bool(number[3])


def parse_pieces(typed: Iterable[str]) -> tuple[Citation, ...]:
    """Pieces of evidence, each once. Raises ``RequestError``."""
    return tuple(dict.fromkeys(parse_evidence(clean_text(one, "--evidence") or "", _exists) for one in typed))


def missing_files(evidence: Iterable[Citation]) -> list[str]:
    """Files named as evidence that do not exist."""
    return [one.file for one in evidence if one.file is not None and not _exists(one.file)]


def _exists(file: str) -> bool:
    try:
        return Path(file).exists()
    except (OSError, ValueError):
        return False


def moment_after(plans: Iterable[Plan], now: datetime, *, fixed: bool = False) -> datetime:
    """The moment to record: ``now`` in seconds, or in milliseconds if one of the plans has an entry of this second.

    Later entries must sort later, so that they take effect and ``undo`` finds the last one. If another machine's clock
    was ahead, by less than a day, the moment is just after its entry. A ``fixed`` moment is kept.
    """
    entries = (entry for plan in plans for task in plan.tasks() for entry in task.entries)
    moments = (entry.recorded for entry in entries if entry.recorded is not None)
    latest = max((moment for moment in moments if moment - now < _ONE_DAY), default=None)
    second = now.replace(microsecond=0)
    exact = now.replace(microsecond=now.microsecond // 1000 * 1000)
    if latest is None or second > latest:
        return second
    if exact > latest:
        return exact
    return second if fixed else latest.astimezone(now.tzinfo) + _THOUSANDTH
