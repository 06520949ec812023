"""The tree of a text's numbered items, each with its labelled fields in the order of the print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from parplan.importing.blocks import DocumentLine
from parplan.importing.bracket_fields import split_bracket
from parplan.importing.enumerators import (
    CAPITALS,
    SIGN,
    Enumerator,
    Numeral,
    ordinal,
    read_enumerator,
    without_closing,
)
from parplan.importing.found import FoundField
from parplan.importing.labels import (
    ALIKE,
    COLUMNS,
    LEAD,
    TIME,
    TITLE,
    UNKNOWN_LABEL,
    Label,
    Labelled,
    find_label,
    read_labelled,
    split_inside,
)
from parplan.importing.party_names import begins_as_party
from parplan.importing.party_roles import split_sentence
from parplan.importing.time_marks import TIME_WORDS
from parplan.provenance.doubts import Place
from parplan.vocabulary.folding import fold


class ListItem(Struct, eq=False):
    """One numbered item of the text, or the root. ``events``: its sub-items and fields in order."""

    enumerator: Enumerator | None
    lines: list[DocumentLine] = field(default_factory=list)
    events: list[ListItem | ListField] = field(default_factory=list)
    parent: ListItem | None = None
    #: Whether it has one block of fields below several bullets, where bullets elsewhere are tasks.
    over_bullets: bool = False
    #: Whether the line below its own may be their rest.
    may_go_on: bool = False

    @property
    def children(self) -> list[ListItem]:
        """The items directly below."""
        return [event for event in self.events if isinstance(event, ListItem)]

    @property
    def fields(self) -> list[ListField]:
        """The item's own fields."""
        return [event for event in self.events if isinstance(event, ListField)]

    @property
    def is_bullet(self) -> bool:
        """Whether it is a bullet, without a number."""
        return self.enumerator is not None and self.enumerator.style is Numeral.BULLET

    @property
    def place(self) -> Place:
        """The place of its first line."""
        return self.lines[0].place if self.lines else Place()

    def title(self) -> FoundField:
        """Its text as one field."""
        first = self.enumerator.rest if self.enumerator is not None else ""
        texts = (
            [first, *(line.whole for line in self.lines[1:])]
            if self.enumerator is not None
            else [line.whole for line in self.lines]
        )
        unsure = tuple(word for line in self.lines for word in line.unsure)
        return FoundField((without_closing(" ".join(text for text in texts if text)),), self.place, unsure=unsure)


class ListField(Struct, eq=False):
    """A labelled line with its continuation lines; ``bullet`` is the sign before the label."""

    labelled: Labelled
    lines: list[DocumentLine]
    bullet: str = ""
    #: The number before the label: “b)” of “b) Cơ quan thực hiện: …”.
    number: Enumerator | None = None
    inside: bool = False
    #: The number of lines its item had by then, which tells the paragraph it belongs to.
    after: int = 0
    #: Whether the line below its own may be their rest.
    may_go_on: bool = False


def read_items(lines: Sequence[DocumentLine], alike: int = ALIKE, headings: Container[int] = ()) -> ListItem:
    """The tree of a text's items; ``alike`` is the least similarity to a known label (see ``labels.ALIKE``).

    headings: the ids of lines that are headings without a number.
    """
    root = ListItem(None)
    columns = _column_names(lines)
    leading = _leading_labels(lines, columns, alike)
    stack: list[tuple[str, ListItem]] = [("", root)]
    current: ListField | None = None
    holder: ListItem | None = None  # the item of the current field
    text = ""
    for line in lines:
        if line.may_continue:
            before = stack[-1][1] if current is None else current
            before.may_go_on = True
        above, text = text, line.whole
        if _lacks_title(stack[-1][1]) and text.isupper():
            stack[-1][1].lines.append(line)
            continue
        labelled = read_labelled(text, alike)
        enumerator = read_enumerator(text) or _unnumbered_heading(text)
        if id(line) in headings:
            labelled, enumerator = None, Enumerator(Numeral.HEADING, "", "", text)
            while len(stack) > 1 and stack[-1][0].startswith(("bullet", "letter", "parenthesis")):
                stack.pop()
        if labelled is None and current is not None and id(line) not in headings:
            labelled = _column(text, columns) if enumerator is not None else _unknown_label(text, current)
        elif labelled is None and id(line) in leading:
            labelled = _column(text, columns)
        if labelled is not None and not _is_item(labelled, enumerator, stack):
            sign = enumerator.value if enumerator is not None and enumerator.style is Numeral.BULLET else ""
            if sign:
                while any(kind == f"bullet {sign}" for kind, _ in stack):
                    stack.pop()
            beside = _beside(enumerator, stack)
            if beside is not None:
                del stack[beside:]
            owner = stack[-1][1]
            if holder is not None and current is not None and _goes_on_line(above, line):
                owner = holder
            elif not sign and owner.is_bullet and owner.parent is not None:
                owner = owner.parent
                # The bullet stays on the stack: the next line may still be an item beside it.
            value, others = split_inside(labelled.value, labelled=True)
            holder = owner
            number = None if sign else enumerator
            current = ListField(Labelled(labelled.label, value), [line], sign, number, after=len(owner.lines))
            owner.events.append(current)
            for one in others:  # several labels on one line
                part = DocumentLine(one.value, line.place, unsure=line.unsure)
                current = ListField(one, [part], sign, number, after=len(owner.lines))
                owner.events.append(current)
            continue
        if enumerator is None or _names_none(enumerator, current):
            if current is not None and _continues(current, line):
                rest, others = split_inside(text, labelled=True)
                current.lines.append(replace(line, text=rest, number="") if others else line)
                for one in others:  # “… quý | IV/2026. Sản phẩm: tờ trình”
                    part = DocumentLine(one.value, line.place, unsure=line.unsure)
                    current = ListField(one, [part], current.bullet, current.number, after=current.after)
                    stack[-1][1].events.append(current)
            else:
                head, inside = split_inside(text)
                if not inside and text.startswith("(") and stack[-1][1] is not root:
                    head, inside = split_bracket(text)
                stack[-1][1].lines.append(replace(line, text=head, number="") if inside else line)
                for one in inside:
                    found = _inside(one, line, after=len(stack[-1][1].lines))
                    stack[-1][1].events.append(found)
                    current = current if found.inside else found
            continue
        if (
            current is not None
            and enumerator.style is Numeral.BULLET
            and not current.labelled.value
            and len(current.lines) < 12
            and _is_list_of_values(current)
            and _rank(enumerator) not in [kind for kind, _ in stack]
        ):
            current.lines.append(line)
            continue
        current = None
        rank = _rank(enumerator)
        beside_another = any(kind == rank for kind, _ in stack)
        while any(kind == rank for kind, _ in stack):
            stack.pop()
        if enumerator.style in (Numeral.ROMAN, Numeral.UPPER):
            while len(stack) > 1 and not stack[-1][0].startswith(("upper", "named", "roman")):
                stack.pop()
        if enumerator.style is Numeral.NUMBER and not beside_another:
            while stack[-1][0].startswith(("bullet", "dotted")) and not _holds(stack[-1][1], enumerator):
                stack.pop()
        if enumerator.style in (Numeral.DOTTED, Numeral.MIXED):
            while len(stack) > 1 and stack[-1][0].startswith(("bullet", "letter", "parenthesis")):
                stack.pop()
            while any(kind.startswith("dotted") and kind > rank for kind, _ in stack):
                stack.pop()
            if enumerator.style is Numeral.MIXED and enumerator.value[0].isupper():
                while any(_is_other_section(item, enumerator) for _, item in stack):
                    stack.pop()
        if enumerator.style is Numeral.NAMED:
            while len(stack) > 1 and stack[-1][0].startswith(("bullet", "letter", "parenthesis", "dotted")):
                stack.pop()
        if enumerator.style is Numeral.LETTER:
            while len(stack) > 1 and stack[-1][0].startswith("bullet"):
                stack.pop()
        head, inside = split_inside(enumerator.rest) if labelled is None else ("", ())
        if labelled is None and not inside:
            task, told = split_bracket(enumerator.rest)
            head, inside = (task, told) if task else (head, ())
        if inside:
            enumerator = Enumerator(enumerator.style, enumerator.printed, enumerator.value, head)
        item = ListItem(enumerator, [line], parent=stack[-1][1])
        stack[-1][1].events.append(item)
        for one in inside:
            found = _inside(one, line)
            item.events.append(found)
            current = current if found.inside else found
        stack.append((rank, item))
    return root


def _inside(labelled: Labelled, line: DocumentLine, after: int = 0) -> ListField:
    """A field told within a line; one without a value, whose label ends the line, is told in the next."""
    return ListField(labelled, [line], inside=bool(labelled.value), after=after)


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


def _holds(item: ListItem, inner: Enumerator) -> bool:
    """Whether an item “2.” stands below a heading “II.1.”, or “1.” below “1.1.”, with no other number open."""
    if item.enumerator is None or item.enumerator.style is not Numeral.MIXED:
        return False
    return item.enumerator.value[0].isupper() or inner.value == "1"


def _is_other_section(item: ListItem, inner: Enumerator) -> bool:
    """Whether an open section is not the one that the number of an item names: “MỤC ĐÍCH” before “I.1.”."""
    return (
        item.enumerator is not None
        and item.enumerator.style in (Numeral.ROMAN, Numeral.UPPER)
        and not inner.value.startswith(item.enumerator.value + ".")
    )


def _beside(enumerator: Enumerator | None, stack: Sequence[tuple[str, ListItem]]) -> int | None:
    """The place in the stack of the item beside a numbered label, if that one is a label too: “2. Cơ quan chủ trì”."""
    if enumerator is None or enumerator.style is Numeral.BULLET:
        return None
    rank = _rank(enumerator)
    place = next((i for i, (kind, _) in enumerate(stack) if kind == rank), None)
    if place is None:
        return None
    label = find_label(stack[place][1].title().text)
    return place if label is not None and label.sure else None


#: A label the format has no key for: “- Nguồn kinh phí: Ngân sách tỉnh”.
COLUMN = re.compile(rf"{SIGN}\s*(?P<name>[{CAPITALS}][^:.;]{{2,40}}):\s+(?P<value>\S.*)")


def _column_names(lines: Sequence[DocumentLine]) -> frozenset[str]:
    """Unknown labels that several tasks have: each becomes one of the tasks' ``columns``."""
    counts = Counter(match["name"] for line in lines if (match := COLUMN.match(line.whole)) is not None)
    return frozenset(name for name, count in counts.items() if count > 1 and find_label(name) is None)


def _leading_labels(lines: Sequence[DocumentLine], names: frozenset[str], alike: int) -> frozenset[int]:
    """The ids of lines with an unknown label that is the first below every item that has it.

    “- Đối tượng: …” between “1. Kiểm tra …” and “- Đơn vị chủ trì: …”; a name of work is not the same in several items.
    """
    if not names:
        return frozenset()
    printed = [(line, read_enumerator(line.whole)) for line in lines]
    numbered = [(line, enumerator) for line, enumerator in printed if enumerator is not None]
    found: dict[str, list[int]] = {}
    others: set[str] = set()
    for k, (line, enumerator) in enumerate(numbered):
        match = COLUMN.match(line.whole)
        if match is None or match["name"] not in names:
            continue
        above = numbered[k - 1][1].style if k else Numeral.BULLET
        below = numbered[k + 1] if k + 1 < len(numbered) else None
        beside = below is not None and below[1].value == enumerator.value and read_labelled(below[0].whole, alike)
        if above is not Numeral.BULLET and beside:
            found.setdefault(match["name"], []).append(id(line))
        else:
            others.add(match["name"])
    return frozenset(one for name, ids in found.items() if name not in others and len(ids) > 1 for one in ids)


def _column(text: str, names: frozenset[str]) -> Labelled | None:
    match = COLUMN.match(text)
    if match is None or match["name"] not in names:
        return None
    return Labelled(Label(f"{COLUMNS}{match['name']}", match["name"]), match["value"])


def _unknown_label(text: str, current: ListField) -> Labelled | None:
    """A line below a field as a label that is not known; ``None`` where it may go on with the value of the field."""
    match = UNKNOWN_LABEL.fullmatch(text)
    name = current.labelled.label.field
    last = current.lines[-1].text.rstrip()
    if match is None or not current.labelled.value or current.inside or last.endswith((";", ",", ":")):
        return None
    if begins_as_party(match["name"]) or len(match["name"].split()) > 6:
        return None
    if name == TIME and TIME_WORDS.search(fold(text)):  # “Quý I: ban hành”, “Báo cáo: 15/12”
        return None
    return Labelled(Label(f"{COLUMNS}{match['name']}", match["name"]), match["value"])


def _unnumbered_heading(text: str) -> Enumerator | None:
    """The enumerator to assume for a heading without a number, such as “MỤC ĐÍCH, YÊU CẦU”; else ``None``."""
    if text.isupper() and re.match(r"MỤC ĐÍCH|YÊU CẦU|TỔ CHỨC THỰC HIỆN", text) and len(text) < 60:
        return Enumerator(Numeral.ROMAN, "", "", text)
    return None


def _rank(enumerator: Enumerator) -> str:
    """The rank of an item, made of its style and the depth of a dotted number; equal ranks are siblings."""
    if enumerator.style is Numeral.BULLET:
        sign = "-" if enumerator.value in "-–—−" else enumerator.value
        return f"bullet {sign}"
    if enumerator.style in (Numeral.DOTTED, Numeral.MIXED):
        return f"dotted {enumerator.value.count('.')}"
    return str(enumerator.style)


def _is_item(labelled: Labelled, enumerator: Enumerator | None, stack: Sequence[tuple[str, ListItem]]) -> bool:
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
        return split_sentence(enumerator.rest) is not None and _goes_on(enumerator, stack)
    if enumerator is not None and enumerator.style is Numeral.LETTER and not labelled.value:
        # “a) Chủ trì:” below a unit is a heading over its duties
        return fold(labelled.label.printed) in ("chu tri", "phoi hop", "nhiem vu chu tri", "nhiem vu phoi hop")
    if labelled.label.field == TITLE:
        return enumerator is not None and enumerator.style is not Numeral.BULLET
    return False


def _goes_on(enumerator: Enumerator, stack: Sequence[tuple[str, ListItem]]) -> bool:
    """Whether a number is the first, or follows that of an open item which is no label."""
    rank = _rank(enumerator)
    before = next((item for kind, item in stack if kind == rank), None)
    if before is None or before.enumerator is None:
        return ordinal(enumerator.value) == 1
    following = ordinal(enumerator.value) == (ordinal(before.enumerator.value) or 0) + 1
    labelled = read_labelled(before.lines[0].whole)
    return following and (labelled is None or labelled.label.field == LEAD)


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


def _is_list_of_values(current: ListField) -> bool:
    return current.labelled.label.field not in (TIME,)
