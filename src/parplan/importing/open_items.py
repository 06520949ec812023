"""The items that the next line of a text may belong to, from the outermost to the innermost."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from parplan.importing.enumerators import Enumerator, Numeral, ordinal
from parplan.importing.labels import LEAD, find_label, read_labelled
from parplan.importing.list_items import ListItem
from parplan.importing.party_names import names_party


class OpenItems:
    """A stack of items with their ranks: the style of the number and its depth. Items of equal rank are siblings."""

    def __init__(self, root: ListItem) -> None:
        self._open: list[tuple[str, ListItem]] = [("", root)]

    @property
    def innermost(self) -> ListItem:
        """The item that a line without a number belongs to."""
        return self._open[-1][1]

    def as_letter(self, enumerator: Enumerator) -> Enumerator:
        """A number “I” behind an open item “H.” as the letter that it is."""
        if enumerator.style is not Numeral.ROMAN or enumerator.value != "I":
            return enumerator
        before = next((item.enumerator for kind, item in self._open if kind == str(Numeral.UPPER)), None)
        behind_h = before is not None and before.value == "H"
        return replace(enumerator, style=Numeral.UPPER) if behind_h else enumerator

    def find(self, enumerator: Enumerator) -> ListItem | None:
        """The outermost item beside which one with this number stands."""
        rank = _rank(enumerator)
        return next((item for kind, item in self._open if kind == rank), None)

    def add(self, item: ListItem, rank: str) -> None:
        """Open an item within the innermost."""
        self._open.append((rank, item))

    def make_room(self, enumerator: Enumerator) -> str:
        """Close the items within which one with this number does not stand; the rank that it has."""
        rank, innermost = self._open[-1]
        if enumerator.style is not Numeral.HEADING or not _is_unit_with_duties(innermost):
            rank = _rank(enumerator)  # else its number is not there: it stands beside a unit with one
        beside_another = self.find(enumerator) is not None
        self._close_all(lambda kind, _: kind == rank)
        match enumerator.style:
            case Numeral.ROMAN | Numeral.UPPER:
                self._close_while(lambda kind, _: not kind.startswith(("upper", "named", "roman")))
            case Numeral.NUMBER if not beside_another:
                self._close_while(
                    lambda kind, item: kind.startswith(("bullet", "dotted")) and not _holds(item, enumerator)
                )
            case Numeral.DOTTED | Numeral.MIXED:
                self.close_lettered()
                self._close_all(lambda kind, _: kind.startswith("dotted") and kind > rank)
                if enumerator.style is Numeral.MIXED and enumerator.value[0].isupper():
                    self._close_all(lambda _, item: _is_other_section(item, enumerator))
            case Numeral.NAMED:
                self._close_while(lambda kind, _: kind.startswith(("bullet", "letter", "parenthesis", "dotted")))
            case Numeral.LETTER:
                self._close_while(lambda kind, _: kind.startswith("bullet"))
            case _:
                pass
        return rank

    def close_lettered(self) -> None:
        """Close the innermost bullets, letters and brackets."""
        self._close_while(lambda kind, _: kind.startswith(("bullet", "letter", "parenthesis")))

    def close_bullets(self, sign: str) -> None:
        """Close the bullets with a sign, and what is within them."""
        self._close_all(lambda kind, _: kind == f"bullet {sign}")

    def close_label(self, enumerator: Enumerator) -> None:
        """Close the item beside a numbered label, if that one is a label too: “2. Cơ quan chủ trì”."""
        beside = self.find(enumerator)
        if beside is not None and (label := find_label(beside.title().text)) is not None and label.sure:
            self._close_all(lambda _, item: item is beside)

    def is_next(self, enumerator: Enumerator) -> bool:
        """Whether a number is the first, or follows that of an open item which is no label."""
        before = self.find(enumerator)
        if before is None or before.enumerator is None:
            return ordinal(enumerator.value) == 1
        following = ordinal(enumerator.value) == (ordinal(before.enumerator.value) or 0) + 1
        labelled = read_labelled(before.lines[0].whole)
        return following and (labelled is None or labelled.label.field == LEAD)

    def _close_while(self, condition: Callable[[str, ListItem], bool]) -> None:
        while len(self._open) > 1 and condition(*self._open[-1]):
            self._open.pop()

    def _close_all(self, condition: Callable[[str, ListItem], bool]) -> None:
        """Close the outermost item of which something is true, and all within it."""
        place = next((i for i, one in enumerate(self._open) if condition(*one)), None)
        if place is not None:
            del self._open[place:]


def _rank(enumerator: Enumerator) -> str:
    if enumerator.style is Numeral.BULLET:
        sign = "-" if enumerator.value in "-–—−" else enumerator.value
        return f"bullet {sign}"
    if enumerator.style in (Numeral.DOTTED, Numeral.MIXED):
        return f"dotted {enumerator.value.count('.')}"
    return str(enumerator.style)


def _is_unit_with_duties(item: ListItem) -> bool:
    """Whether an item is a heading that names units, with duties below it."""
    style = item.enumerator.style if item.enumerator is not None else None
    return style in (Numeral.NUMBER, Numeral.HEADING) and bool(item.children) and names_party(item.title().text)


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
