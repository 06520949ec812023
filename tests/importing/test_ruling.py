"""The lines of ruled tables in pictures, and tables that go on over a page."""

from __future__ import annotations

import pytest

from parplan.importing.readers.ruling import Grid, cells_of, find_grids, with_columns_of


def test_a_page_has_the_columns_its_table_has_on_the_next() -> None:
    header, body = Grid((100, 200, 600, 900), (50, 90, 130)), Grid((104, 204, 400, 604, 904), (40, 80))
    assert with_columns_of(header, body) == Grid((100, 200, 396, 600, 900), (50, 90, 130))
    assert with_columns_of(body, header) == body


def test_tables_with_other_edges_are_others() -> None:
    one, other = Grid((100, 200, 900), (50, 90)), Grid((100, 300, 700), (50, 90))
    assert with_columns_of(one, other) == one


def test_strokes_of_letters_are_no_line() -> None:
    image, draw = pytest.importorskip("PIL.Image"), pytest.importorskip("PIL.ImageDraw")
    page = image.new("L", (1654, 2339), 255)
    pen = draw.Draw(page)
    for x in (200, 700, 1400):
        pen.line((x, 300, x, 1300), fill=0, width=3)
    for y in (300, 500, 1300):
        pen.line((200, y, 1400, y), fill=0, width=3)
    pen.line((1000, 380, 1000, 460), fill=0, width=3)  # an I of large letters
    (grid,) = find_grids(page)
    assert len(grid.xs) == 3
    assert len(cells_of(grid, page)) == 4
