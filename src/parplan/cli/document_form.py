"""The formal parts of an official document, from the options for place, number, signer and recipients."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from parplan.cli.choices import choice
from parplan.cli.typed_values import clean_text
from parplan.reporting.formalities import Formalities, SigningFor


def make_formalities(
    *,
    place: str | None,
    number: str | None = None,
    signer: str | None,
    signer_title: str | None,
    sign_for: str | None,
    recipients: Iterable[str],
    day: date | None = None,
) -> Formalities:
    """Make formalities from the options. Raises ``RequestError`` for empty or forbidden text."""
    chosen = choice(sign_for, [one.value for one in SigningFor], "--sign-for") if sign_for is not None else None
    return Formalities(
        place=_line(place, "--place"),
        number=_line(number, "--number"),
        signer=_line(signer, "--signer"),
        signer_title=_line(signer_title, "--signer-title"),
        signing_for=SigningFor(chosen) if chosen is not None else None,
        recipients=tuple(_line(one, "--recipient") or "" for one in recipients),
        day=day,
    )


def _line(typed: str | None, option: str) -> str | None:
    text = clean_text(typed, option)
    return None if text is None else " ".join(text.split())
