"""Word's automatic numbers (``w:numPr``), which are not in the text but computed from the numbering part."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from parplan.importing.enumerators import BULLETS
from parplan.importing.readers.style_chains import inherited

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

#: The bullets a list may have, as they would be typed: those of Word's symbol fonts, and the “o” of its second level.
_SIGNS = {"–": "-", "—": "-", "−": "-", "\uf02d": "-", "·": "•", "\uf0b7": "•", "o": "◦", "\uf0a7": "▪", "§": "▪"}
#: The bullets of levels that look alike, from the outermost inwards.
_ALIKE = "-+•◦▪➢"
#: Twips by which a paragraph is farther in when that can be seen.
_SEEN = 100
#: A whole number as Word writes it; Word refuses longer ones.
_NUMBER = re.compile(r"-?[0-9]{1,10}", re.ASCII)
#: The highest number Word counts to; beyond it a Roman numeral could have millions of letters.
_HIGHEST = 32_767


class _Level(Struct, frozen=True):
    format: str
    text: str
    start: int
    restart: int | None
    indent: int | None = None


class Numbering:
    """The counters of a document's lists; paragraphs must be given in order."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._linked: dict[str, dict[str, int]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        #: The bullet before, with its list and how far in it stands; ``None`` after a number.
        self._bullet: tuple[str, tuple[str, int], int | None] | None = None
        #: The list and level each style gives its paragraphs.
        self._of_styles: dict[str, tuple[str | None, int | None]] = {}
        if numbering is not None:
            self._read(numbering)
        if styles is not None:
            self._read_styles(styles)

    def next(self, paragraph: Any) -> str:
        """Count ``paragraph`` (a ``w:p``) and return the number Word prints before it, or an empty string."""
        properties = paragraph.find(f"{W}pPr")
        found = self._list_of(properties)
        if found is None:
            return ""
        list_id, level = found
        known = self._lists.get(list_id)
        if known is None:
            return ""
        abstract, levels, starts = known
        own = levels.get(level)
        if own is None or own.format == "none":
            return ""
        if own.format == "bullet":
            return self._sign(abstract, levels, level, _indent_of(properties, own.indent))
        self._bullet = None
        counts = self._counts.setdefault(abstract, {})
        if level in starts and (list_id, level) not in self._begun:
            self._begun.add((list_id, level))
            counts[level] = starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else own.start
        for deeper in [k for k in counts if k > level]:
            limit = levels[deeper].restart if deeper in levels else None
            if limit is None or limit > level:
                del counts[deeper]
        return self._shown(levels, counts, level)

    def _sign(self, abstract: str, levels: dict[int, _Level], level: int, indent: int | None) -> str:
        """The bullet of a paragraph, unlike those of the levels above; bullets of two lists as far in are alike."""
        used: list[str] = []
        for k in sorted(k for k in levels if k <= level and levels[k].format == "bullet"):
            sign = _typed(levels[k].text)
            used.append(next((one for one in _ALIKE if one not in used), sign) if sign in used else sign)
        sign, before = used[-1], self._bullet
        if before is not None and (
            before[1] == (abstract, level) or (before[1][0] != abstract and _same(before[2], indent))
        ):
            sign = before[0]
        self._bullet = sign, (abstract, level), indent
        return sign

    def _shown(self, levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        text = levels[level].text
        for k in range(9, 0, -1):
            place = f"%{k}"
            if place in text:
                one = levels.get(k - 1)
                value = counts.get(k - 1, one.start if one else 1)
                text = text.replace(place, _counted(value, one.format if one else "decimal"))
        return text.strip()

    def _list_of(self, properties: Any | None) -> tuple[str, int] | None:
        """The list and level of a paragraph, set directly or by its style; list 0 means none."""
        list_id: str | None = None
        level: int | None = None
        style: str | None = None
        if properties is not None:
            own = properties.find(f"{W}numPr")
            if own is not None:
                list_id = value_of(own.find(f"{W}numId"))
                level = number_of(own.find(f"{W}ilvl"))
            style = value_of(properties.find(f"{W}pStyle"))
        if list_id is None and style is not None:
            list_id, style_level = self._of_styles.get(style, (None, None))
            level = style_level if level is None else level
        if list_id is None or list_id == "0":
            return None
        return list_id, level or 0

    def _read_styles(self, styles: Any) -> None:
        own: dict[str, tuple[str | None, int | None] | None] = {}
        parents: dict[str, str | None] = {}
        for style in styles.findall(f"{W}style"):
            name = style.get(f"{W}styleId") or ""
            parents[name] = value_of(style.find(f"{W}basedOn"))
            numbers = style.find(f"{W}pPr/{W}numPr")
            list_id = None if numbers is None else value_of(numbers.find(f"{W}numId"))
            own[name] = None
            if numbers is not None and list_id is not None:
                abstract = self._lists.get(list_id, ("", {}, {}))[0]
                level = number_of(numbers.find(f"{W}ilvl"))
                own[name] = list_id, self._linked.get(abstract, {}).get(name, level)
        self._of_styles = inherited(own, parents, (None, None))

    def _read(self, numbering: Any) -> None:
        by_style: dict[str, str] = {}
        through_style: dict[str, str] = {}
        for abstract in numbering.findall(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId") or ""
            levels: dict[int, _Level] = {}
            for level in abstract.findall(f"{W}lvl"):
                number, read = _level(level)
                levels[number] = read
                linked = value_of(level.find(f"{W}pStyle"))
                if linked:
                    self._linked.setdefault(name, {})[linked] = number
            self._abstract[name] = levels
            if defines := value_of(abstract.find(f"{W}styleLink")):
                by_style[defines] = name
            if uses := value_of(abstract.find(f"{W}numStyleLink")):
                through_style[name] = uses
        for num in numbering.findall(f"{W}num"):
            list_id = num.get(f"{W}numId") or ""
            name = value_of(num.find(f"{W}abstractNumId")) or ""
            name = by_style.get(through_style.get(name, ""), name)
            levels = dict(self._abstract.get(name, {}))
            starts: dict[int, int] = {}
            for override in num.findall(f"{W}lvlOverride"):
                number = _whole(override.get(f"{W}ilvl")) or 0
                if (own := override.find(f"{W}lvl")) is not None:
                    levels[number] = _level(own)[1]
                start = number_of(override.find(f"{W}startOverride"))
                if start is not None:
                    starts[number] = start
            self._lists[list_id] = (name, levels, starts)


def _level(level: Any) -> tuple[int, _Level]:
    start = number_of(level.find(f"{W}start"))
    text = value_of(level.find(f"{W}lvlText"))
    return _whole(level.get(f"{W}ilvl")) or 0, _Level(
        value_of(level.find(f"{W}numFmt")) or "decimal",
        text or "",
        1 if start is None else start,
        number_of(level.find(f"{W}lvlRestart")),
        _indent_of(level.find(f"{W}pPr"), None),
    )


def _typed(text: str) -> str:
    sign = _SIGNS.get(text, text)
    return sign if len(sign) == 1 and sign in BULLETS else "-"


def _same(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and abs(one - other) < _SEEN


def _indent_of(properties: Any | None, otherwise: int | None) -> int | None:
    """Left indent of a paragraph, in twips."""
    own = None if properties is None else properties.find(f"{W}ind")
    if own is None:
        return otherwise
    left = _whole(own.get(f"{W}left") or own.get(f"{W}start"))
    return otherwise if left is None else left


def value_of(element: Any | None) -> str | None:
    """Value of an element such as ``w:basedOn``; ``None`` where there is no such element, or it says nothing."""
    return None if element is None else element.get(f"{W}val")


def number_of(element: Any | None) -> int | None:
    """The whole number an element such as ``w:gridSpan`` says; ``None`` where it says none."""
    return _whole(value_of(element))


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and _NUMBER.fullmatch(text) else None


def _counted(value: int, format: str) -> str:
    """A count as Word writes it. Word counts with the Latin letters, including ``f`` and ``j``."""
    if value > _HIGHEST:
        return str(value)
    if format in ("upperRoman", "lowerRoman"):
        roman = _roman(value)
        return roman if format == "upperRoman" else roman.lower()
    if format in ("upperLetter", "lowerLetter") and value >= 1:
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if format == "upperLetter" else letter.lower()
    if format == "decimalZero":
        return f"{value:02d}"
    return str(value)


def _roman(value: int) -> str:
    numerals = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for worth, letters in numerals:
        while value >= worth:
            text += letters
            value -= worth
    return text
