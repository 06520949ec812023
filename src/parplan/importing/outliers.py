"""Values of a field unlike those of other tasks: a body among products, a time among titles, one many times as long.

Such a value most likely slipped in from the cell or line beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from parplan.importing.labels import COORDINATING, LEAD, PRODUCTS, TITLE
from parplan.importing.party_names import names_party
from parplan.vocabulary.body_kinds import kinds_pattern
from parplan.vocabulary.folding import fold

#: The fewest values beside one that make a rule, and the percentage of all that an exception is at most.
_SIBLINGS, _RARE = 4, 20
#: A value that has swallowed others is so many times as long as the longest beside it, and at least so long.
_TIMES, _LONG = 3, 160
#: The longest text that may be only a body or a number, and the longest time.
_SHORT, _SHORT_TIME = 80, 40
#: A full stop within a name: what follows is another sentence. Short forms have fewer letters: “Tp. Hà Nội”.
_STOP = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=\b[a-zà-ỹđ]{2}))\. [^\W\d_]")


#: A text that is a time and nothing else, folded.
_TIME = re.compile(
    r"(?:(?:tu|den|het|truoc|trong|cuoi|dau|giua) )*"
    r"(?:quy [ivx\d]|(?:thang|ngay|nam|tuan) \d|h[ao]ng (?:nam|quy|thang|tuan|ngay)|thuong xuyen"
    r"|\d{1,2}/\d{1,4}(?:/\d{4})?$)"
)
#: First words of bodies that hardly any plan founds or builds, as it does a “Tổ công tác” or a “Cổng dữ liệu”.
_STANDING = re.compile(rf"(?:{kinds_pattern('standing')})\b")


def find_outliers(name: str, values: Sequence[str]) -> Iterator[int]:
    """Yield the places of the values of the field ``name`` that are unlike those of the other tasks."""
    found: set[int] = set()
    if name in (LEAD, COORDINATING):
        found.update(place for place, value in enumerate(values) if _STOP.search(value))
    if len(values) <= _SIBLINGS:
        yield from sorted(found)
        return
    beside, longest = sorted(range(len(values)), key=lambda place: len(values[place]))[-2:]
    if len(values[longest]) > max(_LONG, _TIMES * len(values[beside])):
        found.add(longest)
    for of_kind in _KINDS.get(name, ()):
        alike = [place for place, value in enumerate(values) if len(value) <= _SHORT and of_kind(value)]
        if len(alike) * 100 <= _RARE * len(values):
            found.update(alike)
    yield from sorted(found)


def _is_body(text: str) -> bool:
    return _STANDING.match(text) is not None and names_party(text)


def _is_time(text: str) -> bool:
    return len(text) <= _SHORT_TIME and _TIME.match(fold(text)) is not None


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[\d.,/%x\s-]+", text) is not None


#: The kinds of values that are rare in a field.
_KINDS: dict[str, tuple[Callable[[str], bool], ...]] = {
    TITLE: (_is_time, _is_number),
    PRODUCTS: (_is_body, _is_time, _is_number),
}
