"""Targets and cited documents that a text states clearly, proposed as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from parplan.importing.enumerators import without_closing
from parplan.importing.party_names import begins_as_party, is_group
from parplan.vocabulary.citations import find_cited
from parplan.vocabulary.folding import fold_words
from parplan.vocabulary.quantities import Bound, find_figures

#: The most letters of a clause on either side of a figure.
_CLAUSE = 1000
#: Words that only say that something is done: “Tổ chức 02 lớp”, “Hoàn thành 02 lớp”, “02 lớp được tổ chức”.
_DONE = frozenset({"duoc", "to", "chuc", "thuc", "hien", "hoan", "thanh"})


def targets_of(texts: Iterable[str]) -> list[dict[str, Any]]:
    """Targets that are plainly printed: a share or count with its bound, or a whole hundred.

    What the product repeats of the title, but that it is finished, is one target.
    """
    targets: list[dict[str, Any]] = []
    told: set[tuple[str, str, str, frozenset[str]]] = set()
    for text in texts:
        for figure in find_figures(text):
            if (
                figure.frequency
                or len(figure.values) > 1
                or (figure.bound is Bound.NONE and figure.percent and figure.value != 100)
            ):
                continue
            key = "at_least" if figure.bound is Bound.LEAST else "at_most" if figure.bound is Bound.MOST else "exactly"
            unit = "%" if figure.percent else text[figure.start : figure.end].split(None, 1)[-1]
            title = _around(text, figure.start, figure.end)
            value = _plain(figure.value)
            same = (key, value, unit, frozenset(fold_words(title).split()) - _DONE)
            if same not in told:
                told.add(same)
                targets.append({"id": f"t{len(targets) + 1}", "title": title, key: value, "unit": unit})
    return targets


#: “báo cáo kết quả, trình UBND tỉnh”: who receives a product stands at its end.
_RECEIVED = re.compile(r"\b(?:trình|gửi)\s+(?:về\s+)?(?P<who>[^,;.()]{4,60})$")


def recipient_of(products: Iterable[str]) -> str | None:
    """The body the products go to, where one body is named at their ends and nobody else; else ``None``."""
    found = {match["who"].strip() for product in products if (match := _RECEIVED.search(product)) is not None}
    who = found.pop() if len(found) == 1 else ""
    return who if who and begins_as_party(who) and not is_group(who) else None


def cites_of(text: str) -> Iterator[dict[str, Any]]:
    """The documents a text cites with their day, and their issuer where it follows directly."""
    seen: set[str] = set()
    for cited in find_cited(text):
        if cited.number in seen or cited.impossible:
            continue
        seen.add(cited.number)
        found: dict[str, Any] = {"number": cited.number}
        if cited.day is not None:
            found["date"] = cited.day.isoformat()
        issuer = re.match(
            r"\s+của\s+((?:Thủ tướng )?Chính phủ|Quốc hội|"
            r"Bộ Chính trị|Ban Bí thư|(?:Chủ tịch )?(?:UBND|"
            r"HĐND) (?:tỉnh|thành phố)|Tỉnh ủy)(?!\w)",
            text[cited.end :],
        )
        if issuer:
            found["issuer"] = issuer[1]
        yield found


def _around(text: str, start: int, end: int) -> str:
    """The clause of a text with a figure, shortened to a title for the target."""
    # A clause is far shorter than a text that holds thousands of figures.
    before, behind = text[max(start - _CLAUSE, 0) : start], text[start : end + _CLAUSE]
    first = max((match.end() for match in re.finditer(r"[,;.(]\s+|\(", before)), default=0)
    stop = re.search(r"\s*(?:[,;)]|\.\s)", behind[end - start :])
    clause = before[first:] + (behind[: end - start + stop.start()] if stop is not None else behind)
    if len(clause) > 110:
        clause = f"{clause[:110].rsplit(' ', 1)[0]} …"
    clause = without_closing(clause)
    return clause[:1].upper() + clause[1:]


def _plain(value: Any) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
