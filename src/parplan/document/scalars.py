"""The kinds of values in a plan file. YAML gives every scalar as text; these types check the form of the text.

Lax parsing is avoided on purpose: the text form is checked before anything is converted, so ``2_021``, ``2021.0`` or
``1617148800`` are never taken for a year or a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import with_info_plain_validator_function

from parplan.diagnostics import N_, excerpt
from parplan.document.error_limit import ErrorLimit


class Shape(StrEnum):
    """The error types of the scalar checks; loading gives each its ``S`` code."""

    WRONG_SHAPE = "wrong-shape"
    EMPTY = "empty-value"
    BAD_NUMBER = "bad-number"
    BAD_DATE = "bad-date"
    BAD_CHOICE = "bad-choice"
    BAD_DURATION = "bad-duration"
    BAD_ID = "bad-id"
    INCOMPLETE = "incomplete"
    CONTRADICTION = "contradiction"


def refuse(shape: Shape, template: str, **context: str | int) -> PydanticCustomError:
    """Return the error to raise for a value; ``template`` is an English msgid marked with ``N_``.

    The template travels in the context, so that whoever reports the error can translate it.
    """
    return PydanticCustomError(str(shape), template, {**context, "template": template})


def scalar(value: Any) -> str:
    """Return ``value`` when it is a text; refuse a list or a mapping."""
    if isinstance(value, str) and value and not value.isspace():
        return value  # checked first, and not copied: nearly every value of a plan
    if isinstance(value, dict | list):
        raise refuse(Shape.WRONG_SHAPE, N_("one text is expected here, not a list or a mapping"))
    if not isinstance(value, str):
        raise refuse(Shape.WRONG_SHAPE, N_("one text is expected here"))
    raise refuse(Shape.EMPTY, N_("nothing is written here"))


def _within_limit(check: Callable[[Any], Any]) -> Callable[[Any, ValidationInfo], Any]:
    """Let a wrong value pass without an error once the limit of errors is reached."""

    def checked(value: Any, info: ValidationInfo) -> Any:
        try:
            return check(value)
        except PydanticCustomError:
            limit: ErrorLimit | None = info.context
            if limit is None or limit.take():
                raise
            return None

    return checked


class ScalarForm:
    """How a value of a file is written: the check that reads it, and the JSON Schema an editor is given.

    Gives pydantic in one step what ``BeforeValidator`` and ``WithJsonSchema`` would make it compute for each field.
    """

    def __init__(self, check: Callable[[Any], Any], schema: dict[str, Any]) -> None:
        self._core = with_info_plain_validator_function(_within_limit(check))
        self._schema = schema

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return self._core

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(self._schema)


def _matching(pattern: str, convert: Callable[[str], Any], shape: Shape, template: str) -> Callable[[Any], Any]:
    compiled = re.compile(pattern)

    def parse(value: Any) -> Any:
        text = scalar(value).strip()
        if compiled.fullmatch(text):
            try:
                return convert(text)
            except (ValueError, ArithmeticError):
                pass
        raise refuse(shape, template, value=excerpt(text))

    return parse


def _year(text: str) -> int:
    year = int(text)
    if not 1945 <= year <= 2999:
        raise ValueError(text)
    return year


def _percent(text: str) -> int:
    percent = int(text)
    if percent > 100:
        raise ValueError(text)
    return percent


def _flag(value: Any) -> bool:
    text = scalar(value).strip()
    choices = {"yes": True, "true": True, "no": False, "false": False}
    if text.lower() not in choices:
        raise refuse(Shape.BAD_CHOICE, N_("“{value}” is not one of: {choices}"), value=excerpt(text), choices="yes, no")
    return choices[text.lower()]


def one_of(*choices: str) -> Callable[[Any], str]:
    """Return a check that a text is one of ``choices``."""

    def parse(value: Any) -> str:
        text = scalar(value).strip()
        if text not in choices:
            raise refuse(
                Shape.BAD_CHOICE,
                N_("“{value}” is not one of: {choices}"),
                value=excerpt(text),
                choices=", ".join(choices),
            )
        return text

    return parse


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    for zone in _ZONES:
        moment.astimezone(zone)  # raises OverflowError for what another zone has no date for
    return moment


#: The farthest zones: a moment is told in Vietnam, in UTC and where a reader of the data is.
_ZONES = (timezone(timedelta(hours=14)), timezone(timedelta(hours=-12)))
_DATE = N_("“{value}” is not a date; dates are written year-month-day, such as 2021-03-31")

#: Numbers and truth values of other YAML readers are texts here, so editors must accept them.
Text = Annotated[str, ScalarForm(scalar, {"type": ["string", "number"], "pattern": r"\S"})]
Year = Annotated[
    int,
    ScalarForm(
        _matching(
            r"[0-9]{4}", _year, Shape.BAD_NUMBER, N_("“{value}” is not a year; a year is four digits, such as 2021")
        ),
        {
            "type": ["integer", "string"],
            "pattern": "^(19(4[5-9]|[5-9][0-9])|2[0-9]{3})$",
            "minimum": 1945,
            "maximum": 2999,
        },
    ),
]
Date = Annotated[
    date,
    ScalarForm(
        _matching(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date.fromisoformat, Shape.BAD_DATE, _DATE),
        {"type": "string", "format": "date", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"},
    ),
]
Moment = Annotated[
    datetime,
    ScalarForm(
        _matching(
            r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})",
            _moment,
            Shape.BAD_DATE,
            N_("“{value}” is not a moment; it is written such as 2021-02-10T09:12:00+07:00"),
        ),
        {
            "type": "string",
            "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
            r"(Z|[+-][0-9]{2}:[0-9]{2})$",
        },
    ),
]
Flag = Annotated[
    bool,
    ScalarForm(_flag, {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no", "true", "false"]}]}),
]
Percent = Annotated[
    int,
    ScalarForm(
        _matching(
            r"[0-9]{1,3}", _percent, Shape.BAD_NUMBER, N_("“{value}” is not a percentage, a number from 0 to 100")
        ),
        {"type": ["integer", "string"], "minimum": 0, "maximum": 100, "pattern": "^0*([0-9]{1,2}|100)$"},
    ),
]
#: A count.
Count = Annotated[
    int,
    ScalarForm(
        _matching(r"0*[1-9][0-9]{0,5}", int, Shape.BAD_NUMBER, N_("“{value}” is not a count, such as 96")),
        {"type": ["integer", "string"], "minimum": 1, "maximum": 999999, "pattern": "^0*[1-9][0-9]{0,5}$"},
    ),
]
Number = Annotated[
    Decimal,
    ScalarForm(
        _matching(
            r"-?[0-9]{1,15}(\.[0-9]{1,6})?",
            Decimal,
            Shape.BAD_NUMBER,
            N_("“{value}” is not a number; write digits, with a point before decimals, such as 2.5"),
        ),
        {"type": ["number", "string"], "pattern": r"^-?[0-9]{1,15}(\.[0-9]{1,6})?$"},
    ),
]
Duration = Annotated[
    str,
    ScalarForm(
        _matching(
            r"[0-9]{1,4}[dwmqy]",
            str,
            Shape.BAD_DURATION,
            N_("“{value}” is not a length of time; it is written such as 7d, 2w, 1m"),
        ),
        {"type": "string", "pattern": "^[0-9]{1,4}[dwmqy]$"},
    ),
]
# No class of letters means the same in every dialect of patterns, so the excluded signs are listed.
_KEY_FOR_EDITORS = r"^[^\s!-/:-@\[-`{-~][^\s!-,./:-@\[-^`{-~]{0,63}$"

#: The id of a milestone, a target or a report: a letter or digit, then letters, digits, ``-`` and ``_``.
Key = Annotated[
    str,
    ScalarForm(
        _matching(
            r"[^\W_][\w-]{0,63}",
            str,
            Shape.BAD_ID,
            N_("“{value}” cannot be an id here; use letters, digits, - and _"),
        ),
        {"type": ["string", "number"], "pattern": _KEY_FOR_EDITORS},
    ),
]
#: The id of a task or a section, or the code of a unit: no blanks, and none of the signs used in addresses.
Identifier = Annotated[
    str,
    ScalarForm(
        _matching(
            r"[^\s/@:,\[\]{}]{1,64}",
            str,
            Shape.BAD_ID,
            N_(
                "“{value}” cannot be an id or a code; it is short, without blanks and without / @ : , "
                "and square or curly brackets"
            ),
        ),
        {"type": ["string", "number"], "pattern": r"^[^\s/@:,\[\]{}]{1,64}$"},
    ),
]
