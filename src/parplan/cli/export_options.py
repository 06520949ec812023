"""Options of single ``export`` formats: the csv delimiter, the layout of a document, the alarms of a calendar."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parplan.cli.choices import choice
from parplan.cli.commands.rows.export import LAYOUTS
from parplan.diagnostics import N_, message
from parplan.errors import RequestError

#: The delimiters of CSV files, as typed. Excel on Vietnamese and English Windows expects a comma.
DELIMITERS = {",": ",", ";": ";", "tab": "\t"}

_ALARM = re.compile(r"([0-9]{1,3})([dw])", re.IGNORECASE)
#: The earliest alarm, in days: more than a plan's year would be pointless.
_FURTHEST_ALARM = 366


def parse_delimiter(typed: str | None, format: str) -> str:
    """The delimiter, by default a comma. Raises ``RequestError``."""
    if typed is None:
        return DELIMITERS[","]
    _refuse_for_others("--delimiter", format, "csv")
    if typed == "\t":
        return typed
    if typed.strip().lower() not in DELIMITERS:
        raise RequestError(
            message(
                N_("{option}: “{value}” is not one of: {choices}"),
                option="--delimiter",
                value=typed,
                choices=" ".join(DELIMITERS),
            )
        )
    return DELIMITERS[typed.strip().lower()]


def parse_layout(typed: str | None, format: str) -> str:
    """The layout of the tasks, by default a list. Raises ``RequestError``."""
    if typed is None:
        return LAYOUTS[0]
    _refuse_for_others("--layout", format, "docx")
    return choice(typed, LAYOUTS, "--layout")


def parse_alarms(typed: Sequence[str], format: str) -> tuple[int, ...]:
    """The alarms in days before the last working day, each once, earliest first. Raises ``RequestError``."""
    from parplan.reporting.appointments import ALARMS

    if not typed:
        return ALARMS
    _refuse_for_others("--alarm", format, "ics")
    if [text.strip().lower() for text in typed] == ["none"]:
        return ()
    return tuple(sorted({_alarm_days(text) for text in typed}, reverse=True))


def _alarm_days(typed: str) -> int:
    match = _ALARM.fullmatch(typed.strip())
    days = int(match[1]) * (7 if match[2].lower() == "w" else 1) if match else None
    if days is None or days > _FURTHEST_ALARM:
        raise RequestError(
            message(N_("--alarm: “{value}” is not a number of days or weeks"), value=typed),
            help=message(N_("type it as 7d, 2w, 0d for the day itself, or none alone; at most a year")),
        )
    return days


def _refuse_for_others(option: str, format: str, only: str) -> None:
    if format != only:
        raise RequestError(
            message(N_("{option} is for the format {only} only"), option=option, only=only),
            help=message(N_("leave it out")),
        )
