"""Layout of blocks: wrapped, padded lines of styled pieces. Widths are terminal columns, not characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from parplan.views.blocks import Block, Cell, Line, Style, Table, is_plain
from parplan.vocabulary.hidden_characters import INVISIBLE

#: The gap between two columns of a table.
_GAP = 2
#: The least width of a column, whatever the terminal.
_LEAST = 8

Piece = tuple[str, Style]


def text_width(text: str) -> int:
    """The terminal columns of ``text``: two for wide East Asian characters and emoji, none for marks on another one."""
    if is_plain(text):
        return len(text)
    return sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or INVISIBLE.match(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int, *, plain: bool | None = None) -> list[str]:
    """Break ``text`` between words into lines of at most ``width`` columns; a longer word is cut.

    plain: the answer of ``is_plain``, if known.
    """
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(word for word in text.split(" ") if word)  # only there: a no-break space keeps its neighbours
    if is_plain(text) if plain is None else plain:
        return _wrap_plain(text, width)
    if text_width(text) <= width:
        return [text]
    lines: list[str] = []
    current, used = "", 0
    for word in text.split(" "):
        size = text_width(word)
        if current and used + 1 + size <= width:
            current, used = f"{current} {word}", used + 1 + size
            continue
        if current:
            lines.append(current)
        if size > width:
            *whole, word = _cut(word, width)
            lines += whole
            size = text_width(word)
        current, used = word, size
    if current or not lines:
        lines.append(current)
    return lines


def _wrap_plain(text: str, width: int) -> list[str]:
    """The same for a plain text with single spaces, whose characters take one column each."""
    lines: list[str] = []
    start, length = 0, len(text)
    while length - start > width:
        blank = text.rfind(" ", start, start + width + 1)
        if blank < 0:
            lines.append(text[start : start + max(width, 1)])
            start += max(width, 1)
        else:
            lines.append(text[start:blank])
            start = blank + 1
    if start < length or not lines:
        lines.append(text[start:])
    return lines


def _cut(word: str, width: int) -> list[str]:
    """Cut a word into pieces of at most ``width`` columns, each of at least one sign."""
    pieces: list[str] = []
    start, used = 0, 0
    for position, character in enumerate(word):
        size = text_width(character)
        if used + size > width and position > start:
            pieces.append(word[start:position])
            start, used = position, 0
        used += size
    return [*pieces, word[start:]]


def lay_out(blocks: Iterable[Block], width: int) -> Iterator[list[Piece]]:
    """Yield the lines of a screen, each a list of styled pieces without the line end."""
    for block in blocks:
        if isinstance(block, Line) and block.verbatim:
            yield [(block.text, block.style)]
        elif isinstance(block, Line):
            margin = " " * block.indent
            for text in wrap(block.text, max(width - block.indent, _LEAST)):
                yield [(margin + text, block.style)] if text else []
        else:
            yield from _lay_out_table(block, width)


def _lay_out_table(table: Table, width: int) -> Iterator[list[Piece]]:
    widths = _column_widths(table, width - table.indent)
    if any(column.title for column in table.columns):
        yield from _lay_out_row([Cell((c.title,), Style.STRONG) for c in table.columns], table, widths)
    for row in table.rows:
        yield from _lay_out_row(row, table, widths)


def _title_width(title: str) -> int:
    """The width of a title: at least its longest word, and enough for two lines if possible."""
    return max([(text_width(title) + 1) // 2, *map(text_width, title.split())], default=0) if title else 0


def _natural_width(cell: Cell) -> int:
    """The width a cell needs so that no paragraph is wrapped."""
    return max(map(len if cell.plain else text_width, cell.paragraphs), default=0)


def _column_widths(table: Table, width: int) -> list[int]:
    natural = [
        max(_title_width(column.title), *(_natural_width(row[i]) for row in table.rows), 0)
        for i, column in enumerate(table.columns)
    ]
    shares = sum(column.flex for column in table.columns)
    if shares:
        _make_room_for_flexible(table, natural, width)
    taken = sum(size for size, column in zip(natural, table.columns, strict=True) if not column.flex)
    room = width - taken - _GAP * (len(table.columns) - 1)
    widths: list[int] = []
    for size, column in zip(natural, table.columns, strict=True):
        if column.flex:
            size = min(size, max(room * column.flex // shares, _LEAST))
        widths.append(size)
    flexible = [i for i, column in enumerate(table.columns) if column.flex]
    # Take what the least width added from the widest column, so that the row still fits.
    while flexible and sum(widths[i] for i in flexible) > room:
        widest = max(flexible, key=widths.__getitem__)
        if widths[widest] <= _LEAST:
            break
        widths[widest] -= 1
    # Give the width one flexible column does not need to the next ones.
    spare = room - sum(w for w, column in zip(widths, table.columns, strict=True) if column.flex)
    for i, column in enumerate(table.columns):
        if column.flex and spare > 0:
            more = min(spare, natural[i] - widths[i])
            widths[i] += more
            spare -= more
    _make_room_for_words(table, widths)
    _unwrap_titles(table, widths, width)
    return widths


def _make_room_for_flexible(table: Table, natural: list[int], width: int) -> None:
    """Narrow what a long text, such as a reason, makes of a column without ``flex``, to two fifths of the width.

    Only where less than a third is left to the columns with ``flex``.
    """
    fixed = [i for i, column in enumerate(table.columns) if not column.flex]
    missing = sum(natural[i] for i in fixed) + _GAP * (len(table.columns) - 1) + width // 3 - width
    for i in sorted(fixed, key=natural.__getitem__, reverse=True):
        if missing <= 0:
            return
        kept = max(width * 2 // 5, _title_width(table.columns[i].title), *_word_widths(table, i))
        less = min(missing, natural[i] - kept)
        if less > 0:
            natural[i] -= less
            missing -= less


def _make_room_for_words(table: Table, widths: list[int]) -> None:
    """Widen flexible columns that would cut a word, at the cost of those wider than their own longest word.

    A word longer than all the room there is, such as a path, is cut all the same and makes no column wider.
    """
    flexible = [i for i, column in enumerate(table.columns) if column.flex]
    for i in flexible:
        cut = [size for size in _word_widths(table, i, widths[i]) if size > widths[i]]
        if not cut:
            continue
        spares = {j: widths[j] - max(_LEAST, *_word_widths(table, j), 0) for j in flexible if j != i}
        room = widths[i] + sum(spare for spare in spares.values() if spare > 0)
        needed = max((size for size in cut if size <= room), default=0)
        while widths[i] < needed:
            giver = max(spares, key=spares.__getitem__)
            spares[giver] -= 1
            widths[giver] -= 1
            widths[i] += 1


def _word_widths(table: Table, i: int, above: int = 0) -> Iterator[int]:
    """The widths of the words of a column: its title's, and those in cells wider than ``above``."""
    yield from map(text_width, table.columns[i].title.split())
    for row in table.rows:
        for paragraph in row[i].paragraphs:
            if len(paragraph) * 2 > above:  # no sign takes more than two columns
                yield from map(len if row[i].plain else text_width, paragraph.split(" "))


def _unwrap_titles(table: Table, widths: list[int], width: int) -> None:
    """Give the remaining room to flexible columns whose titles would take two lines."""
    spare = width - sum(widths) - _GAP * (len(widths) - 1)
    for i, column in enumerate(table.columns):
        more = text_width(column.title) - widths[i]
        if column.flex and 0 < more <= spare:
            widths[i] += more
            spare -= more


def _lay_out_row(row: Sequence[Cell], table: Table, widths: list[int]) -> Iterator[list[Piece]]:
    columns = [
        [part for paragraph in cell.paragraphs for part in wrap(paragraph, size, plain=cell.plain or None)]
        for cell, size in zip(row, widths, strict=True)
    ]
    last = len(columns) - 1
    # Below its neighbours, the text of the last column continues alone.
    beside = columns if table.columns[-1].right else columns[:-1]
    alone = max(map(len, beside), default=0)
    for number in range(max(alone, min(1, len(columns[-1])))):
        pieces: list[Piece] = [(" " * table.indent, Style.PLAIN)] if table.indent else []
        pending = 0
        for i, (cell, lines, size, column) in enumerate(zip(row, columns, widths, table.columns, strict=True)):
            text = lines[number] if number < len(lines) else ""
            if not text:
                pending += size + _GAP
                continue
            space = size - (len(text) if cell.plain else text_width(text)) if column.right or i < last else 0
            if pending or column.right:
                pieces.append((" " * (pending + (space if column.right else 0)), Style.PLAIN))
            pieces.append((text, cell.style))
            pending = _GAP if column.right else space + _GAP
        yield pieces
    margin = (" " * (table.indent + sum(widths[:-1]) + _GAP * last), Style.PLAIN)
    empty = [(" " * table.indent, Style.PLAIN)] if table.indent else []
    for text in columns[-1][max(alone, 1) :]:
        yield [margin, (text, row[-1].style)] if text else list(empty)
