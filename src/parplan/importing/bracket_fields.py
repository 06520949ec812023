"""Fields told in words behind a task: “… (Phòng Kinh tế chủ trì, hoàn thành trước 30/6/2026)”, “… Giao … chủ trì …”."""

from __future__ import annotations

import re

from parplan.importing.labels import COORDINATING, LEAD, TIME, Label, Labelled
from parplan.importing.parties import split_parties
from parplan.importing.party_names import names_party
from parplan.importing.party_roles import TOGETHER, WITH

#: The most letters of the words that give a task to somebody.
_LONGEST = 300
_GIVING = re.compile(r"[.;]\s+(?=Giao\s)")
_DONE = r"(?:(?:thời gian|thời hạn)\s+)?(?:thực hiện|hoàn thành|ban hành|xong)(?:\s+xong)?"
_WHEN = (
    r"(?:trước|trong|từ|quý|tháng|ngày|thường xuyên|(?:hằng|hàng) (?:năm|quý|tháng|tuần|ngày)|cả năm|năm|chậm nhất"
    r"|đến|tuần|định kỳ|đột xuất|\d)\b.*"
)
_WORDS = re.compile(
    r"(?:(?:do|giao)\s+)?(?P<lead>\S.*?)\s+(?P<role>chủ trì|phụ trách|làm đầu mối|đảm nhiệm)"
    r"(?:\s+(?:thực hiện|tham mưu)(?!\s+(?:trước|trong|từ|quý|tháng|ngày)))?"
    rf"(?:\s*[,;]?\s*(?:và\s+)?(?P<with>{TOGETHER})(?:\s+{WITH})?\s+(?P<coordinating>[^;]+?))?"
    rf"(?:(?:\s*[,;]\s*|\s+(?={_DONE}\s|(?:trước|trong)\s))(?P<done>{_DONE})?\s*(?P<time>{_WHEN}))?",
    re.IGNORECASE | re.DOTALL,
)
_TO_DO = re.compile(r"\s+(?:tổ chức\s+|triển khai\s+)?(?:thực hiện|triển khai)$")
#: “(ban hành năm 2023)” tells of a document, not when the work is due.
_TIME_ALONE = re.compile(
    rf"(?P<done>hoàn thành(?: xong)?|xong|(?:thời gian|thời hạn)(?: {_DONE})?)\s+(?P<time>{_WHEN})",
    re.IGNORECASE | re.DOTALL,
)


def split_bracket(text: str) -> tuple[str, tuple[Labelled, ...]]:
    """Split a task into what precedes its last bracket or sentence and the fields told in it (possibly none).

    The bracket may stand alone, below the title.
    """
    head, inner = _last_part(text)
    if not inner:
        return text, ()
    if (alone := _TIME_ALONE.fullmatch(inner)) is not None:
        return head, (Labelled(Label(TIME, alone["done"]), alone["time"].strip()),)
    match = _WORDS.fullmatch(inner)
    if match is None or not _are_bodies(match["lead"]):
        return text, ()
    fields = [Labelled(Label(LEAD, match["role"]), match["lead"])]
    if match["coordinating"] is not None:
        beside = _TO_DO.sub("", match["coordinating"].strip(" ,"))
        if not _are_bodies(beside):
            return text, ()
        fields.append(Labelled(Label(COORDINATING, match["with"]), beside))
    if match["time"] is not None:
        fields.append(Labelled(Label(TIME, match["done"] or ""), match["time"].strip()))
    return head, tuple(fields)


def _last_part(text: str) -> tuple[str, str]:
    """The text before the last bracket or sentence, and the words in it; two empty texts where it has none."""
    whole = text.rstrip(" .;,/\n")
    if whole.endswith(")"):
        begin = whole.rfind("(", -_LONGEST)
        head, inner = (whole[:begin], whole[begin + 1 : -1]) if begin >= 0 else ("", "")
        return ("", "") if ")" in inner else (head.rstrip(), inner.strip(" .;"))
    last = max((match.end() for match in _GIVING.finditer(whole, max(len(whole) - _LONGEST, 0))), default=0)
    return (whole[:last].rstrip(" .;"), whole[last:]) if last else ("", "")


def _are_bodies(words: str) -> bool:
    named = split_parties([words])
    return bool(named) and all(one.sure and names_party(one.name) for one in named)
