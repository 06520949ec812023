"""Colours: the same lines with and without them, and the same escapes as the library's."""

from __future__ import annotations

import re
from io import StringIO

import pytest

from parplan.views import painting
from parplan.views.blocks import Block, Column, Style, Table, cell, line
from parplan.views.painting import paint

SCREEN: list[Block] = [
    line("Quá hạn", Style.LATE),
    line(),
    Table(
        (Column("Mốc"), Column("Việc", flex=1), Column("Ngày", right=True)),
        (
            (cell("2.b/plan", Style.STRONG), cell("Ban hành kế hoạch [bold]x[/] :smile:"), cell("-3", Style.LATE)),
            (cell("1.đ", Style.DIM), cell(["Báo cáo", "quý I"], Style.SOON), cell("", Style.GOOD)),
        ),
        indent=2,
    ),
    line("Xong", Style.GOOD, 4),
]


def painted(*, colour: bool) -> str:
    stream = StringIO()
    paint(SCREEN, stream, 40, colour=colour)
    return stream.getvalue()


def test_colours_add_nothing_but_colours() -> None:
    coloured = painted(colour=True)
    assert "\x1b[1;31mQuá hạn\x1b[0m\n" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == painted(colour=False)
    assert "\x1b[0m\x1b[0m" not in coloured


def test_a_console_without_escapes_is_painted_by_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")  # else the library sees that a text is no terminal
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = painted(colour=True)
    monkeypatch.setattr(painting, "knows_escapes", lambda stream: False)
    by_rich = re.sub(r" +((?:\x1b\[0m)?)$", r"\1", painted(colour=True), flags=re.MULTILINE)
    assert by_rich == coloured
