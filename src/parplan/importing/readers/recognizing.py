"""Pictures of words read by tesseract: a page with columns, cells put under one another, numbers before a line."""

from __future__ import annotations

import csv
import io
import re
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from parplan.importing.readers.letters import as_printed
from parplan.importing.readers.measured_words import measured
from parplan.importing.readers.printed_page import PrintedWord
from parplan.importing.readers.programs import run_program
from parplan.importing.readers.strokes import is_cross, roman
from parplan.importing.readers.two_readings import Read, WordReading, compared

#: The resolution of a drawn page; more costs time and is not read better.
DPI = 200
_SECONDS_A_PAGE = 60
#: The mode of tesseract for one block.
_AS_BLOCK = "6"
#: The space between parts put together in one picture, and the margin cut off at the rules around a cell, in dots.
_SPACE, _EDGE = 24, 1
#: Darker than this is ink that counts.
_INK = 140
#: The shades of grey between paper and the faintest print.
_SHADES = 16
#: The width of the line shown after a number, in dots: a digit alone is read badly.
_BESIDE = 220
#: The largest height of a row's number, in dots: two lines are higher.
_ONE_LINE = 45

#: The width of a few letters, in dots.
_FEW_LETTERS = 75

#: A rest of a rule is not higher, and not further from it, in dots.
_SPECK = 10

#: OCR readings of a single stroke.
_STROKE = ("1", "I", "l", "|")

#: A number, or the stroke of a 1, before a letter.
_GLUED_NUMBER = re.compile(r"(?:\d{1,3}|[Il|])[.)/]?(?=[^\W\d_])")

#: A word is at most so many times as high as most: a larger one is of a blank or a stamp, over which a line was seen.
_TALLEST = 5

#: The second reading is of a picture so much larger.
_ENLARGED = 1.5

Box = tuple[int, int, int, int]


class _Alone(Struct, eq=False):
    """The part of a cell that has ink, a letter or a few, and where it stands."""

    part: Any
    left: int
    upper: int
    cell: Box

    def word(self, text: str) -> PrintedWord:
        """Its reading."""
        return PrintedWord(text, self.left, self.left + self.part.width, self.upper, self.upper + self.part.height)


class Recognizer(Struct, frozen=True):
    """Tesseract for one document ``name``: the words of a picture as read twice, in dots."""

    program: str
    folder: Path
    name: str

    def page(self, picture: Any) -> Iterator[WordReading]:
        """The words of a page, line by line: read by its columns, numbers and bullets before tabs would be lost."""
        ink = picture.point(lambda v: 255 if v < _INK else 0).getbbox()
        if ink is None:
            return
        left, top = max(ink[0] - _SPACE, 0), max(ink[1] - _SPACE, 0)
        # The noise of a page left blank around a few words would be read for minutes.
        part = picture.crop((left, top, min(ink[2] + _SPACE, picture.width), min(ink[3] + _SPACE, picture.height)))
        for reading in measured(part, self._words(part)):
            yield replace(reading, word=_moved(reading.word, left, top))

    def cells(self, picture: Any, cells: Sequence[Box]) -> Iterator[WordReading]:
        """The words of cells: these are put under one another, as the lines of neighbours would be read as one.

        A few letters alone are read badly, so that a cell with no more is read beside the line of another cell.
        """
        from PIL import Image

        parts, short = [], []
        top = _SPACE
        for cell in sorted(cells, key=lambda cell: (cell[1], cell[0])):
            part, left, upper = _inked(picture, cell, whole=True)
            if part is None or part.width < 4:
                continue
            narrow = _inked(picture, cell)
            if narrow[0].width <= _FEW_LETTERS and narrow[0].height <= _ONE_LINE:
                inside = min(narrow[2] - cell[1], cell[3] - narrow[2] - narrow[0].height)
                if narrow[0].height > _SPECK or inside > _SPECK:  # else a rest of a rule, or a mark of the next row
                    short.append(_Alone(*narrow, cell))
                continue
            parts.append((part, left, upper, top))
            top += part.height + _SPACE
        column = Image.new("L", (max((part.width for part, *_ in parts), default=0) + 2 * _SPACE, top), 255)
        for part, _, _, at in parts:
            column.paste(part, (_SPACE, at))
        for reading in measured(column, self._words(column) if parts else []):
            word = reading.word
            middle = (word.top + word.bottom) / 2
            home = min(parts, key=lambda one: abs(one[3] + one[0].height / 2 - middle) - one[0].height / 2)
            yield replace(reading, word=_moved(word, home[1] - _SPACE, home[2] - home[3]))
        crosses = [one for one in short if is_cross(one.part)]
        for one in crosses:
            yield WordReading(one.word("x"), 99.0)
        yield from self._beside_lines(picture, [one for one in short if one not in crosses], cells)

    def numbers(self, picture: Any, numbers: Sequence[Box], cells: Sequence[Box]) -> Iterator[WordReading]:
        """The words of the cells that number rows, each read before the beginning of the line beside it."""
        alone, others = [], []
        for cell in sorted(numbers, key=lambda cell: cell[1]):
            part, left, upper = _inked(picture, cell)
            if part is None:
                continue
            if (
                part.height > _ONE_LINE
                or part.width > 2 * _FEW_LETTERS
                or all(c[0] != cell[2] or c[1] >= cell[3] or c[3] <= cell[1] for c in cells)
            ):
                others.append(cell)
                continue
            alone.append(_Alone(part, left, upper, cell))
        yield from self.cells(picture, others)
        read = list(self._beside_lines(picture, alone, cells))
        before = 0
        for k, reading in enumerate(read):
            text = reading.word.text
            number, also = (_digits(one) for one in (text, reading.other or ""))
            if before + 1 in (number, also) and number != also:  # the reading that counts on is the right one
                text = text if number == before + 1 else reading.other or text
                reading = replace(reading, other=None)
            before = _digits(text) or before
            bare = text.strip(".,:;)")
            following = read[k + 1].word.text.strip(".,:;)") if k + 1 < len(read) else ""
            if bare in _STROKE and (following == "2" or following in _STROKE):  # one stroke is I over 1, and 1 over 2
                text = ("1" if following == "2" else "I") + text[len(bare) :]
            yield replace(reading, word=replace(reading.word, text=text))

    def _beside_lines(self, picture: Any, alone: Sequence[_Alone], cells: Sequence[Box]) -> Iterator[WordReading]:
        """A word for each part, read before the beginning of the first line of a cell in its row."""
        from PIL import Image

        lines = []
        top = _SPACE
        for one in alone:
            line = next(filter(None, (_first_line(picture, cell) for cell in _nearest(one.cell, cells))), None)
            height = max(one.part.height, line.height if line is not None else 0)
            lines.append((one, line, top, height))
            top += height + _SPACE
        if not lines:
            return
        widest = max(one.part.width for one in alone)
        column = Image.new("L", (widest + _BESIDE + 3 * _SPACE, top), 255)
        for one, line, at, height in lines:
            column.paste(one.part, (_SPACE + widest - one.part.width, at + (height - one.part.height) // 2))
            if line is not None:
                column.paste(line, (_SPACE + widest + _SPACE // 2, at + (height - line.height) // 2))
        found: dict[int, list[WordReading]] = {}
        for reading in self._words(column):
            edge = _SPACE + widest + _SPACE // 4
            if reading.word.x0 < edge < (reading.word.x0 + reading.word.x1) / 2:
                reading = _before_line(reading)
            word = reading.word
            if word.text and word.x0 < edge and ((word.x0 + word.x1) / 2 < edge or word.stood):
                middle = (word.top + word.bottom) / 2
                home = min(range(len(lines)), key=lambda k: abs(lines[k][2] + lines[k][3] / 2 - middle))
                found.setdefault(home, []).append(reading)
        for k, one in enumerate(alone):
            readings = found.get(k, [])
            text = "".join(reading.word.text for reading in readings)
            if text:
                sure = min(reading.sure for reading in readings)
                other = next((reading for reading in readings if reading.other is not None), None)
                also = (other.other, other.other_sure) if other is not None else ()
                yield _with_numeral(WordReading(one.word(text), sure, *also), one.part)

    def _words(self, picture: Any) -> list[WordReading]:
        """The words of a picture, read as it is and enlarged; none in one of a single shade."""
        from PIL import Image

        lightest, darkest = picture.getextrema()
        if darkest - lightest < _SHADES:
            return []
        size = (round(picture.width * _ENLARGED), round(picture.height * _ENLARGED))
        larger = self._read(picture.resize(size, Image.Resampling.BICUBIC), round(DPI * _ENLARGED))
        second = [(scaled(word, 1 / _ENLARGED), sure) for word, sure in larger]
        return compared(self._read(picture, DPI), second)

    def _read(self, picture: Any, dpi: int) -> list[Read]:
        """The words tesseract reads in a picture, with its estimate of each."""
        file = self.folder / "page.png"
        picture.save(file, dpi=(dpi, dpi), compress_level=1)
        table = run_program(
            (self.program, str(file), "stdout", "-l", "vie", "--psm", _AS_BLOCK, "--dpi", str(dpi), "tsv"),
            self.folder,
            _SECONDS_A_PAGE,
            self.name,
        )
        text = table.decode("utf-8", "replace")
        lines: dict[tuple[str, ...], float] = {}
        found = []
        for row in csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE):
            words = (row.get("text") or "").strip()
            if row.get("level") != "5" or not words or float(row["conf"]) < 0:
                continue
            x, y, w, h = (int(row[key]) for key in ("left", "top", "width", "height"))
            line = (row["block_num"], row["par_num"], row["line_num"])
            lines[line] = max(lines.get(line, 0), y + h)
            found.append((line, PrintedWord(as_printed(words), x, x + w, y, y + h), float(row["conf"])))
        high = statistics.median([word.bottom - word.top for _, word, _ in found] or [0])
        found = [one for one in found if one[1].bottom - one[1].top <= _TALLEST * high]
        # A word without descenders stands on the same line as one with: all get the line's lower edge.
        return [(replace(word, bottom=lines[line]), sure) for line, word, sure in found]


def _before_line(reading: WordReading) -> WordReading:
    """The number of a word that was read together with the line beside it: 7 of “7Ban”."""
    text, other = (
        None if one is None else match[0] if (match := _GLUED_NUMBER.match(one)) is not None else ""
        for one in (reading.word.text, reading.other)
    )
    word = replace(reading.word, text=text or "", stood=reading.word.text)
    return replace(reading, word=word, other=None if other == text else other)


def _with_numeral(reading: WordReading, part: Any) -> WordReading:
    """A reading of strokes that look like letters, such as HI for III, as the numeral in its picture."""
    text = reading.word.text
    bare = text.strip(".,:;)")
    if not bare or any(c.isdecimal() for c in bare.strip("1")) or bare in _STROKE:
        return reading
    numeral = roman(part, (0, 0, part.width, part.height))
    if numeral is None or len(numeral) == 1:
        return reading
    return WordReading(replace(reading.word, text=f"{numeral}{text[len(bare) :]}"), 99.0)


def _digits(text: str) -> int | None:
    """The number of a row that is printed in digits."""
    bare = text.strip(".,:;)")
    return int(bare) if bare.isdecimal() and len(bare) < 5 else None


def _inked(picture: Any, cell: Box, *, whole: bool = False) -> tuple[Any, int, int]:
    """The part of a cell that has ink, and where it begins; ``whole``: in the cell's whole width. None for a blank."""
    x0, y0, x1, y1 = cell
    part = picture.crop((x0 + _EDGE, y0 + _EDGE, x1 - _EDGE, y1 - _EDGE))
    box = part.point(lambda v: 255 if v < _INK else 0).getbbox()
    if box is None or box[2] - box[0] < 4:
        return None, x0, y0
    left, right = (0, part.width) if whole else (max(box[0] - 1, 0), min(box[2] + 1, part.width))
    top, bottom = max(box[1] - 2, 0), min(box[3] + 2, part.height)
    return part.crop((left, top, right, bottom)), x0 + _EDGE + left, y0 + _EDGE + top


def _nearest(cell: Box, cells: Sequence[Box]) -> list[Box]:
    """The wide cells of a row from the one right of a cell, then the others of the table."""

    def far(other: Box) -> tuple[bool, bool, int, int]:
        in_row = other[1] < cell[3] and other[3] > cell[1]
        return not in_row, other[0] < cell[2], abs(other[0] - cell[2]), abs(other[1] - cell[1])

    return sorted((c for c in cells if c != cell and c[2] - c[0] > 2 * _FEW_LETTERS), key=far)


def _first_line(picture: Any, cell: Box) -> Any:
    """The beginning of the first line of a cell; ``None`` where it has a few letters or none."""
    from PIL import Image

    part, _, _ = _inked(picture, cell)
    if part is None or part.width <= _FEW_LETTERS:
        return None
    ink = part.point(lambda v: 255 if v < _INK else 0)
    rows = ink.resize((1, ink.height), Image.Resampling.BOX).tobytes()
    end = next((y for y in range(14, len(rows)) if not rows[y]), len(rows))
    return part.crop((0, 0, min(part.width, _BESIDE), min(end, _ONE_LINE)))


def scaled(word: PrintedWord, by: float) -> PrintedWord:
    """A word in other units."""
    return replace(word, x0=word.x0 * by, x1=word.x1 * by, top=word.top * by, bottom=word.bottom * by)


def _moved(word: PrintedWord, right: float, down: float) -> PrintedWord:
    return replace(word, x0=word.x0 + right, x1=word.x1 + right, top=word.top + down, bottom=word.bottom + down)
