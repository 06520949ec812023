"""The options of official documents: their place, number, signer and recipients."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from parplan.cli.choices import choice
from parplan.cli.current import _
from parplan.cli.facts import clean_text
from parplan.reporting.formalities import Formalities, SigningFor

PLACE = typer.Option(
    "--place",
    metavar=_("NAME"),
    help=_("Where it is signed, such as Quảng Ngãi; else what the plan tells."),
    show_default=False,
)
NUMBER = typer.Option(
    "--number", metavar=_("NUMBER"), help=_("Its number: 12, or with its symbol 12/BC-SKHCN."), show_default=False
)
SIGNER = typer.Option("--signer", metavar=_("NAME"), help=_("Who signs; else the plan's signer."), show_default=False)
SIGNER_TITLE = typer.Option(
    "--signer-title",
    metavar=_("OFFICE"),
    help=_("The office of who signs, such as “Phó Giám đốc”."),
    show_default=False,
)
SIGN_FOR = typer.Option(
    "--sign-for",
    metavar="kt|tl|tuq|tm",
    help=_("Signed for the head: KT., TL., TUQ. or TM. before the head's office."),
    autocompletion=lambda: [one.value for one in SigningFor],
    show_default=False,
)
RECIPIENT = typer.Option(
    "--recipient",
    metavar=_("NAME"),
    help=_("A line of “Nơi nhận”, such as “Lãnh đạo Sở”; may be repeated."),
    show_default=False,
)


def make_formalities(
    *,
    place: str | None,
    number: str | None = None,
    signer: str | None,
    signer_title: str | None,
    sign_for: str | None,
    recipients: Iterable[str] | None,
) -> Formalities:
    """What was typed, cleaned. Raises ``RequestError``."""
    chosen = choice(sign_for, [one.value for one in SigningFor], "--sign-for") if sign_for is not None else None
    return Formalities(
        place=_line(place, "--place"),
        number=_line(number, "--number"),
        signer=_line(signer, "--signer"),
        signer_title=_line(signer_title, "--signer-title"),
        signing_for=SigningFor(chosen) if chosen is not None else None,
        recipients=tuple(_line(one, "--recipient") or "" for one in recipients or ()),
    )


def _line(typed: str | None, option: str) -> str | None:
    text = clean_text(typed, option)
    return None if text is None else " ".join(text.split())
