"""The formal parts of an official document, from the options for place, number, signer and recipients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NotRequired, TypedDict, Unpack

from parplan.cli.choices import choice
from parplan.cli.dates import parse_day
from parplan.cli.request import Request
from parplan.cli.typed_values import clean_text
from parplan.reporting.formalities import Formalities, SigningFor


class TypedFormalities(TypedDict):
    """The options ``FORMALITIES`` as typed; without ``number`` where each document has its own."""

    date: str | None
    place: str | None
    number: NotRequired[str | None]
    signer: str | None
    signer_title: str | None
    sign_for: str | None
    recipient: Sequence[str]


def make_formalities(request: Request, **typed: Unpack[TypedFormalities]) -> Formalities:
    """Make formalities from the options. Raises ``RequestError`` for empty or forbidden text and for a bad date."""
    date, sign_for = typed["date"], typed["sign_for"]
    chosen = choice(sign_for, [one.value for one in SigningFor], "--sign-for") if sign_for is not None else None
    return Formalities(
        place=_line(typed["place"], "--place"),
        number=_line(typed.get("number"), "--number"),
        signer=_line(typed["signer"], "--signer"),
        signer_title=_line(typed["signer_title"], "--signer-title"),
        signing_for=SigningFor(chosen) if chosen is not None else None,
        recipients=tuple(_line(one, "--recipient") or "" for one in typed["recipient"]),
        day=None if date is None else parse_day(date, "--date", today=request.today, year=request.today.year),
    )


def _line(typed: str | None, option: str) -> str | None:
    text = clean_text(typed, option)
    return None if text is None else " ".join(text.split())
