"""The tree of a text's numbered items, each with its labelled fields in the order of the print."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from msgspec.structs import replace

from parplan.importing.blocks import DocumentLine
from parplan.importing.bracket_fields import split_bracket
from parplan.importing.enumerators import Enumerator, Numeral, read_enumerator
from parplan.importing.labels import ALIKE, LEAD, TIME, TITLE, Labelled, read_labelled
from parplan.importing.labels_inside import split_inside
from parplan.importing.list_items import ListField, ListItem
from parplan.importing.open_items import OpenItems
from parplan.importing.party_roles import split_sentence
from parplan.importing.unknown_labels import column_names, find_column, find_unknown, leading_labels
from parplan.vocabulary.folding import fold


def read_items(lines: Sequence[DocumentLine], alike: int = ALIKE, headings: Container[int] = ()) -> ListItem:
    """The tree of a text's items; ``alike`` is the least similarity to a known label (see ``labels.ALIKE``).

    headings: the ids of lines that are headings without a number.
    """
    reader = _TreeReader(lines, alike, headings)
    for line in lines:
        reader.read(line)
    return reader.root


#: The most lines of a value made of bullets.
_MOST_BULLETS = 12


class _TreeReader:
    """Reads line after line; each is a field, an item, or goes on with the one before."""

    def __init__(self, lines: Sequence[DocumentLine], alike: int, headings: Container[int]) -> None:
        self.root = ListItem(None)
        self._alike = alike
        self._headings = headings
        self._columns = column_names(lines)
        self._leading = leading_labels(lines, self._columns, alike)
        self._open = OpenItems(self.root)
        self._field: ListField | None = None  # the one that the next line may go on with
        self._owner: ListItem | None = None  # the item of the field read last
        self._above = ""  # the line before

    def read(self, line: DocumentLine) -> None:
        """Add a line to the tree."""
        innermost = self._open.innermost
        if line.may_continue:
            before = innermost if self._field is None else self._field
            before.may_go_on = True
        if _lacks_title(innermost) and line.whole.isupper():
            innermost.lines.append(line)
        else:
            self._add(line)
        self._above = line.whole

    def _add(self, line: DocumentLine) -> None:
        heading = id(line) in self._headings
        enumerator = read_enumerator(line.whole) or _unnumbered_heading(line.whole)
        if enumerator is not None and enumerator.value.isdecimal() and len(enumerator.value) > 3:
            enumerator = enumerator if self._open.is_next(enumerator) else None  # else a figure
        if enumerator is not None:
            enumerator = self._open.as_letter(enumerator)
        if heading:
            enumerator = Enumerator(Numeral.HEADING, "", "", line.whole)
            self._open.close_lettered()
        labelled = None if heading else self._find_label(line, numbered=enumerator is not None)
        if labelled is not None and not _is_item(labelled, enumerator, self._open):
            self._add_field(line, labelled, enumerator)
        elif enumerator is None or _names_none(enumerator, self._field):
            self._add_words(line)
        elif self._field is not None and self._is_bullet_of(self._field, enumerator):
            self._field.lines.append(line)
        else:
            self._add_item(line, enumerator, labelled=labelled is not None)

    def _find_label(self, line: DocumentLine, *, numbered: bool) -> Labelled | None:
        labelled = read_labelled(line.whole, self._alike)
        if labelled is not None:
            return labelled
        if self._field is not None:
            return find_column(line.whole, self._columns) if numbered else find_unknown(line.whole, self._field)
        return find_column(line.whole, self._columns) if id(line) in self._leading else None

    def _add_field(self, line: DocumentLine, labelled: Labelled, enumerator: Enumerator | None) -> None:
        sign = enumerator.value if enumerator is not None and enumerator.style is Numeral.BULLET else ""
        if sign:
            self._open.close_bullets(sign)
        elif enumerator is not None and enumerator.style is not Numeral.BULLET:
            self._open.close_label(enumerator)
        owner = self._open.innermost
        if self._owner is not None and self._field is not None and _goes_on_line(self._above, line):
            owner = self._owner
        elif not sign and owner.is_bullet and owner.parent is not None:
            owner = owner.parent
            # The bullet stays open: the next line may still be an item beside it.
        self._owner = owner
        value, others = split_inside(labelled.value, labelled=True)
        number = None if sign else enumerator
        self._field = ListField(Labelled(labelled.label, value), [line], sign, number, after=len(owner.lines))
        owner.events.append(self._field)
        self._add_others(others, line, owner, len(owner.lines))

    def _add_others(self, others: Sequence[Labelled], line: DocumentLine, owner: ListItem, after: int) -> None:
        """Add the fields behind the first of a line: “… quý IV/2026. Sản phẩm: tờ trình”."""
        for one in others:
            assert self._field is not None
            part = DocumentLine(one.value, line.place, unsure=line.unsure)
            self._field = ListField(one, [part], self._field.bullet, self._field.number, after=after)
            owner.events.append(self._field)

    def _add_words(self, line: DocumentLine) -> None:
        """Add a line without a number or label to the field or the item above."""
        innermost = self._open.innermost
        if self._field is not None and _continues(self._field, line):
            rest, others = split_inside(line.whole, labelled=True)
            self._field.lines.append(replace(line, text=rest, number="") if others else line)
            self._add_others(others, line, innermost, self._field.after)
            return
        head, inside = split_inside(line.whole)
        if not inside and line.whole.startswith("(") and innermost is not self.root:
            head, inside = split_bracket(line.whole)
        innermost.lines.append(replace(line, text=head, number="") if inside else line)
        self._add_inside(inside, line, innermost, len(innermost.lines))

    def _add_inside(self, told: Sequence[Labelled], line: DocumentLine, owner: ListItem, after: int = 0) -> None:
        """Add fields told within a line; one without a value, whose label ends the line, is told in the next."""
        for one in told:
            field = ListField(one, [line], inside=bool(one.value), after=after)
            owner.events.append(field)
            if not field.inside:
                self._field = field

    def _is_bullet_of(self, field: ListField, enumerator: Enumerator) -> bool:
        """Whether a bullet is one of those that are the value of a field."""
        return (
            enumerator.style is Numeral.BULLET
            and not field.labelled.value
            and len(field.lines) < _MOST_BULLETS
            and field.labelled.label.field != TIME
            and self._open.find(enumerator) is None
        )

    def _add_item(self, line: DocumentLine, enumerator: Enumerator, *, labelled: bool) -> None:
        self._field = None
        rank = self._open.make_room(enumerator)
        head, inside = ("", ()) if labelled else split_inside(enumerator.rest)
        if not labelled and not inside:
            task, told = split_bracket(enumerator.rest)
            head, inside = (task, told) if task else (head, ())
        if inside:
            enumerator = Enumerator(enumerator.style, enumerator.printed, enumerator.value, head)
        parent = self._open.innermost
        item = ListItem(enumerator, [line], parent=parent)
        parent.events.append(item)
        self._add_inside(inside, line, item)
        self._open.add(item, rank)


def _lacks_title(item: ListItem) -> bool:
    """Whether an item is a name with a number, whose title is in the next line: “Phần thứ ba | TỔ CHỨC THỰC HIỆN”."""
    enumerator = item.enumerator
    named = enumerator is not None and enumerator.style is Numeral.NAMED and not enumerator.rest
    return named and len(item.lines) == 1 and not item.events


def _goes_on_line(above: str, line: DocumentLine) -> bool:
    """Whether a label goes on with the line of another that a page broke: “phối hợp: B; | thời gian: Quý I”."""
    return line.text[:1].islower() and above.rstrip().endswith((";", ","))


def _names_none(enumerator: Enumerator, current: ListField | None) -> bool:
    """Whether a name with a number, alone below a field, is a line of that field: “Nội dung 2.” under “Kết quả”."""
    if enumerator.style is not Numeral.NAMED or enumerator.rest or current is None:
        return False
    return re.match(r"(?:phần|chương)\b", enumerator.printed, re.IGNORECASE) is None


def _unnumbered_heading(text: str) -> Enumerator | None:
    """The enumerator to assume for a heading without a number, such as “MỤC ĐÍCH, YÊU CẦU”; else ``None``."""
    if text.isupper() and re.match(r"MỤC ĐÍCH|YÊU CẦU|TỔ CHỨC THỰC HIỆN", text) and len(text) < 60:
        return Enumerator(Numeral.ROMAN, "", "", text)
    return None


def _is_item(labelled: Labelled, enumerator: Enumerator | None, opened: OpenItems) -> bool:
    """Whether a line that reads as a label is really a numbered item, such as “1. Nhiệm vụ: …”."""
    outer = (
        Numeral.ROMAN,
        Numeral.UPPER,
        Numeral.NUMBER,
        Numeral.DOTTED,
        Numeral.MIXED,
    )
    if enumerator is not None and enumerator.style in outer and not labelled.value:
        return True  # “2.8. Các cơ quan, đơn vị liên quan:” is a heading
    if enumerator is not None and enumerator.style in outer and labelled.label.field == LEAD:
        # “3. Đơn vị chủ trì: A; đơn vị phối hợp: B” beside headings is one
        return split_sentence(enumerator.rest) is not None and opened.is_next(enumerator)
    if enumerator is not None and enumerator.style is Numeral.LETTER and not labelled.value:
        # “a) Chủ trì:” below a unit is a heading over its duties
        return fold(labelled.label.printed) in ("chu tri", "phoi hop", "nhiem vu chu tri", "nhiem vu phoi hop")
    if labelled.label.field == TITLE:
        return enumerator is not None and enumerator.style is not Numeral.BULLET
    return False


def _continues(current: ListField, line: DocumentLine) -> bool:
    """Whether an unnumbered line continues a field: as the rest of a sentence, or as its value."""
    last = current.lines[-1].text
    if current.inside:
        return False
    if not current.labelled.value and len(current.lines) == 1:
        return True
    if line.text[:1].islower():
        return True
    listed = last.rstrip().endswith((";", ",")) and current.labelled.label.field != TIME
    ended = last.rstrip().endswith((".", ";", ":"))
    return not line.bold and len(line.text) < 200 and (listed or not ended)
