"""Targets and cited documents that a text states clearly, proposed as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from parplan.importing.enumerators import without_closing
from parplan.importing.party_names import begins_as_party, is_group
from parplan.vocabulary.citations import find_cited
from parplan.vocabulary.folding import fold_words
from parplan.vocabulary.quantities import Bound, Quantity, find_figures

#: The most letters of a clause on either side of a figure.
_CLAUSE = 1000
#: Words that only say that something is done: “Tổ chức 02 lớp”, “Hoàn thành 02 lớp”, “02 lớp được tổ chức”.
_DONE = frozenset({"duoc", "to", "chuc", "thuc", "hien", "hoan", "thanh"})


def targets_of(texts: Iterable[str], years: range) -> list[dict[str, Any]]:
    """Targets that are plainly printed: a share or count with its bound, or a whole hundred.

    ``years`` are those of the plan: a figure of another year (“đến năm 2030”) is none of its targets.
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
                or not _is_plain(text, figure, years)
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


#: How far the words about a figure stand from it.
_REACH = 60
#: Directly before a figure: another bound than those that are read (“≥ 03”, “trên 02”, “gần 100%”), or another figure.
_BOUNDED_OTHERWISE = re.compile(
    r"(?:[<>=≈~±+≤≥≦≧⩽⩾]|\b(?:trên|dưới|hơn|gần|khoảng|chừng|độ|quá|từ|đến|tới|vượt|thêm|cả|còn)"
    r"|\d\s?%?\s*(?:[,/]|\b(?:và|hoặc)\b))\s*\Z",
    re.IGNORECASE,
)
#: Before a figure that is denied: “chưa đạt 100%”; before a bound that is: “thấp hơn tối thiểu 95%”.
_DENIED = re.compile(r"\b(?:không|chưa)\s+(?:[^\W\d]+\s+){0,2}\Z", re.IGNORECASE)
_BOUND_DENIED = re.compile(
    r"\b(?:không|chưa|hơn)\s+(?:đạt\s+|được\s+)?(?:tối|ít|nhiều|không)\s[^,;.()]*\Z", re.IGNORECASE
)
#: In the clause of a figure: it is another's choice, or of each of several (“mỗi xã 01 mô hình”, “02 lớp/quý”).
_ONE_OF_TWO = re.compile(r"\bhoặc\b", re.IGNORECASE)
_OF_EACH = re.compile(r"\b(?:mỗi|từng|hằng|hàng)\s+(?!năm\b)|/\s*(?!năm\b)[^\W\d]", re.IGNORECASE)
_BOUND_BEHIND = re.compile(r"\btrở\s+(?:lên|xuống|về)\b", re.IGNORECASE)


_OF_YEAR = re.compile(r"(?<!so với )\bnăm\s+(?P<year>20\d\d)", re.IGNORECASE)


def _is_plain(text: str, figure: Quantity, years: range) -> bool:
    """Whether nothing about a figure in its clause gives it another meaning than its bound."""
    before = text[max(figure.start - _REACH, 0) : figure.start]
    clause = re.split(r"[;.(]\s|\(", before)[-1]
    behind = re.split(r"[,;.()]", text[figure.end : figure.end + _REACH], maxsplit=1)[0]
    if (_DENIED if figure.bound is Bound.NONE else _BOUND_DENIED).search(before):
        return False
    if _ONE_OF_TWO.search(clause) or _ONE_OF_TWO.search(behind):
        return False
    if any(int(match["year"]) not in years for part in (clause, behind) for match in _OF_YEAR.finditer(part)):
        return False
    if not figure.percent and (_OF_EACH.search(clause) or _OF_EACH.search(behind)):
        return False
    return figure.bound is not Bound.NONE or not (_BOUNDED_OTHERWISE.search(before) or _BOUND_BEHIND.search(behind))


#: “báo cáo kết quả, trình UBND tỉnh”: who receives a product stands at its end.
_RECEIVED = re.compile(r"\b(?:trình|gửi)\s+(?:về\s+)?(?P<who>[^,;.()]{4,60})$")
#: It is not sent, or somebody else is asked to: “không trình UBND tỉnh”, “đề nghị Sở Tài chính trình UBND tỉnh”.
_NOT_SENT = re.compile(r"\b(?:không|chưa)(?:\s+\w+)?\s*\Z|\b(?:đề nghị|yêu cầu|để|sau khi)\s[^,;]*\Z", re.IGNORECASE)
#: Words behind a recipient that say what happens next: “Sở Nội vụ tổng hợp trình UBND tỉnh”.
_PASSED_ON = re.compile(r"\s(?:trình|gửi|ký|để|tổng hợp|xem xét|phê duyệt|ban hành)(?!\w)")


def recipient_of(products: Iterable[str]) -> str | None:
    """The body the products go to, where one body is named at their ends and nobody else; else ``None``."""
    found = {
        "" if _NOT_SENT.search(product[: match.start()]) else match["who"].strip()
        for product in products
        if (match := _RECEIVED.search(product)) is not None
    }
    who = found.pop() if len(found) == 1 else ""
    return who if who and begins_as_party(who) and not is_group(who) and not _PASSED_ON.search(who) else None


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
