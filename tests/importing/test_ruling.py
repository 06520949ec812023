"""The lines of ruled tables in pictures, and tables that go on over a page."""

from __future__ import annotations

import pytest

from parplan.importing.readers.ruling import Grid, cells_of, find_grids, with_columns_of, without_noise


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


def test_letters_beside_one_another_are_no_line() -> None:
    image, draw = pytest.importorskip("PIL.Image"), pytest.importorskip("PIL.ImageDraw")
    page = image.new("L", (1654, 800), 255)
    pen = draw.Draw(page)
    for x in (200, 700, 1400):
        pen.line((x, 300 if x != 700 else 350, x, 700), fill=0, width=3)
    for y in (300, 350, 500, 700):
        pen.line((200, y, 1400, y), fill=0, width=3)
    pen.line((696, 304, 696, 330), fill=0, width=3)  # the h and the y of a merged row, where the column below begins
    pen.line((705, 320, 705, 347), fill=0, width=3)
    (grid,) = find_grids(page)
    assert len(cells_of(grid, page)) == 5


def test_the_last_column_of_a_wide_page_is_found() -> None:
    image, draw = pytest.importorskip("PIL.Image"), pytest.importorskip("PIL.ImageDraw")
    page = image.new("L", (2339, 1655), 255)  # A4 that lies, at 200 dots an inch
    pen = draw.Draw(page)
    xs = (100, 450, 800, 1150, 1500, 1850, 2205)
    for x in xs:
        pen.line((x, 400, x, 1480), fill=0, width=3)
    for y in (400, 800, 1480):
        pen.line((100, y, 2205, y), fill=0, width=3)
    (grid,) = find_grids(page)
    assert len(grid.xs) == len(xs)


def test_the_grain_of_blank_paper_is_taken_away_and_letters_stay_as_they_are() -> None:
    image, draw = pytest.importorskip("PIL.Image"), pytest.importorskip("PIL.ImageDraw")
    page = image.effect_noise((1000, 702), 9).point(lambda v: min(v + 117, 255))  # paper of 245
    draw.Draw(page).text((500, 30), "3", fill=40, font_size=26)
    cleaned = without_noise(page)
    number = (500, 30, 520, 60)
    assert cleaned.crop(number).tobytes() == page.crop(number).tobytes()
    assert set(cleaned.crop((0, 100, 1000, 702)).tobytes()) == {255}
    dark = page.point(lambda v: max(v - 40, 0))
    assert without_noise(dark).tobytes() == dark.tobytes()
