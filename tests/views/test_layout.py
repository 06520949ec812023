"""Screens laid out in a width: nothing lost, nothing wider, and the quick ways give what the careful ones do."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from parplan.views.blocks import Cell, Column, Style, Table, cell, is_plain
from parplan.views.layout import lay_out, text_width, wrap

PLAIN = st.text("ab đế-,.\u00a0ộ…→ ", max_size=60)
ANY = st.text("ab ế\u00a0→ 漢字e\u0301🎈 ", max_size=60)
WIDTHS = st.integers(1, 30)


@given(PLAIN, WIDTHS)
def test_a_plain_text_is_wrapped_as_any_other(text: str, width: int) -> None:
    assert is_plain(text)
    assert wrap(text, width, plain=True) == wrap(text, width) == wrap(text, width, plain=False)


@given(st.one_of(PLAIN, ANY), WIDTHS)
def test_wrapping_keeps_every_word_in_order_and_no_line_is_wider(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line) <= width or _one_sign(line) for line in lines)
    assert all(line == line.strip(" ") for line in lines)


def test_a_long_word_of_wide_signs_is_cut_soon() -> None:
    word = "漢" * 200_000  # was cut in a time that grew with the square: minutes
    assert wrap(f"a {word}", 81) == ["a", *["漢" * 40] * 5_000]


def _one_sign(line: str) -> bool:
    """A sign of two columns is not cut, however narrow the line."""
    return sum(not unicodedata.combining(c) for c in line) == 1


@given(PLAIN, st.integers(8, 30))
def test_wrapping_breaks_as_late_as_it_can(text: str, width: int) -> None:
    lines = wrap(text, width)
    for line, following in pairwise(lines):
        assert text_width(line) + 1 + text_width(following.split(" ")[0]) > width


CELLS = st.lists(st.one_of(PLAIN, ANY), max_size=3).map(cell)
COLUMNS = st.builds(Column, st.sampled_from(["", "Hạn", "Đơn vị chủ trì"]), st.integers(0, 3), st.booleans())


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = tuple(draw(st.lists(COLUMNS, min_size=1, max_size=4)))
    rows = tuple(tuple(draw(CELLS) for _ in columns) for _ in range(draw(st.integers(0, 4))))
    return Table(columns, rows, draw(st.integers(0, 3)))


def painted(table: Table, width: int) -> list[str]:
    return ["".join(text for text, _ in pieces).rstrip(" ") for pieces in lay_out([table], width)]


@given(tables(), st.integers(40, 120))
def test_a_table_is_the_same_whether_its_cells_are_known_to_be_plain(table: Table, width: int) -> None:
    unknown = Table(
        table.columns, tuple(tuple(Cell(c.paragraphs, c.style) for c in row) for row in table.rows), table.indent
    )
    assert painted(table, width) == painted(unknown, width)


@given(tables(), st.integers(40, 120))
def test_a_table_shows_all_of_its_cells(table: Table, width: int) -> None:
    shown = sorted("".join(painted(table, width)).replace(" ", ""))
    titles = "".join(column.title for column in table.columns)
    written = titles + "".join(text for row in table.rows for c in row for text in c.paragraphs)
    assert shown == sorted(written.replace(" ", ""))


def test_columns_stand_under_each_other() -> None:
    rows = (
        (cell("2.b/plan"), cell(["31/03/2021", "còn 30 ngày"]), cell("Ban hành kế hoạch rà soát thủ tục hành chính")),
        (cell("III"), cell("–"), cell("漢字 là hai cột một chữ")),
    )
    table = Table((Column(), Column(right=True), Column(flex=1)), rows, indent=1)
    assert painted(table, 44) == [
        " 2.b/plan   31/03/2021  Ban hành kế hoạch rà",
        "           còn 30 ngày  soát thủ tục hành",
        "                        chính",
        " III                 –  漢字 là hai cột một",
        "                        chữ",
    ]


def test_a_style_stays_with_its_text() -> None:
    table = Table((Column(), Column(flex=1)), ((cell("2.b", Style.STRONG), cell("x " * 30, Style.LATE)),))
    pieces = [piece for line in lay_out([table], 40) for piece in line if piece[0].strip()]
    assert [style for _, style in pieces] == [Style.STRONG, Style.LATE, Style.LATE]


def test_a_word_is_not_cut_where_another_column_has_room() -> None:
    columns = (Column("Id"), Column("Task", 3), Column("Standing", 1))
    words = "kế hoạch cải cách hành chính của Sở trong năm nay"
    table = Table(columns, ((cell("1.a"), cell(words), cell("no deadline determined")),))
    assert painted(table, 34) == [
        "Id   Task               Standing",
        "1.a  kế hoạch cải cách  no",
        "     hành chính của Sở  deadline",
        "     trong năm nay      determined",
    ]


def test_a_long_reason_in_a_column_of_its_own_width_leaves_a_third_to_the_others() -> None:
    reason = "tạm dừng: " + "chờ cấp trên cho ý kiến " * 3
    table = Table((Column(), Column(), Column(flex=1)), ((cell("1.a"), cell(reason), cell("Rà soát văn bản " * 3)),))
    assert painted(table, 60) == [
        "1.a  tạm dừng: chờ cấp trên cho ý kiến  Rà soát văn bản Rà",
        "     chờ cấp trên cho ý kiến chờ cấp    soát văn bản Rà soát",
        "     trên cho ý kiến                    văn bản",
    ]


def test_a_word_that_fits_nowhere_takes_no_room_from_others() -> None:
    columns = (Column("Setting"), Column("Value", 1), Column("Written in", 1))
    table = Table(columns, ((cell("ignore"), cell("P412, P418"), cell("/a/folder/" * 9 + "parplan.toml")),))
    assert painted(table, 40)[1].startswith("ignore   P412, P418")


def test_a_title_stands_in_one_line_where_there_is_room() -> None:
    table = Table((Column("Setting"), Column("Written in", 1)), ((cell("lang"), cell("--lang")),))
    assert painted(table, 40) == ["Setting  Written in", "lang     --lang"]
    assert painted(table, 18) == ["Setting  Written", "         in", "lang     --lang"]


@given(tables(), st.integers(60, 120))
def test_no_word_is_cut_where_the_longest_words_fit_side_by_side(table: Table, width: int) -> None:
    columns = tuple(Column(column.title, max(column.flex, 1)) for column in table.columns)
    flexible = Table(columns, table.rows, table.indent)
    words = [
        [w for row in table.rows for text in row[i].paragraphs for w in text.split(" ")] for i in range(len(columns))
    ]
    longest = [max([8, *map(text_width, found)]) for found in words]
    assume(sum(longest) + 2 * len(columns) + table.indent <= width)
    lines = painted(flexible, width)
    assert all(any(word in line for line in lines) for found in words for word in found)
