"""The answer of ``parplan settings``: each setting with its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from parplan.languages import Language
from parplan.views.blocks import Block, Column, Style, Table, cell
from parplan.views.json_view import Json, envelope


class Setting(Struct, frozen=True):
    """A setting: its ``value`` (empty if not set) and the ``source`` that sets it."""

    name: str
    value: str
    source: str


def settings_screen(language: Language, settings: Sequence[Setting]) -> Iterator[Block]:
    """Yield a row for each setting."""
    _ = language.gettext
    columns = (Column(_("Setting")), Column(_("Value"), 1), Column(_("Written in"), 1))
    yield Table(
        columns,
        tuple(
            (
                cell(one.name, Style.STRONG),
                cell(one.value or _("(not set)"), Style.PLAIN if one.value else Style.DIM),
                cell(one.source, Style.DIM),
            )
            for one in settings
        ),
    )


def settings_json(settings: Sequence[Setting], as_of: date) -> Json:
    """``parplan settings``."""
    return envelope(
        "settings",
        as_of,
        [{"setting": one.name, "value": one.value or None, "source": one.source or None} for one in settings],
    )
