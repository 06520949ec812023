"""Fields told in words in the bracket that ends a task: “… (Phòng Kinh tế chủ trì, hoàn thành trước 30/6/2026)”."""

from __future__ import annotations

import re

from parplan.importing.labels import COORDINATING, LEAD, TIME, Label, Labelled
from parplan.importing.parties import names_party, split_parties

_BRACKET = re.compile(r"(?P<head>.*\w.*?)\s*\((?P<inner>[^()]{6,400})\)[\s.;,/]*", re.DOTALL)
_DONE = r"(?:(?:thời gian|thời hạn)\s+)?(?:thực hiện|hoàn thành|ban hành|xong)(?:\s+xong)?"
_WHEN = (
    r"(?:trước|trong|từ|quý|tháng|ngày|thường xuyên|hằng|hàng|cả năm|năm|chậm nhất|đến|tuần|định kỳ|đột xuất|\d)\b.*"
)
_WORDS = re.compile(
    r"(?:(?:do|giao)\s+)?(?P<lead>\S.*?)\s+(?P<role>chủ trì|phụ trách|làm đầu mối|đảm nhiệm)"
    r"(?:\s+(?:thực hiện|tham mưu)(?!\s+(?:trước|trong|từ|quý|tháng|ngày)))?"
    r"(?:\s*[,;]?\s*(?:và\s+)?(?P<with>phối hợp)(?:\s+(?:với|cùng))?\s+(?P<coordinating>[^;]+?))?"
    rf"(?:\s*[,;]\s*|\s+(?={_DONE}\s))?(?:(?P<done>{_DONE})?\s*(?P<time>{_WHEN}))?",
    re.IGNORECASE | re.DOTALL,
)
_TIME_ALONE = re.compile(rf"(?P<done>{_DONE})\s+(?P<time>{_WHEN})", re.IGNORECASE | re.DOTALL)


def split_bracket(text: str) -> tuple[str, tuple[Labelled, ...]]:
    """Split a task into what precedes its last bracket and the fields told in it (possibly none)."""
    bracket = _BRACKET.fullmatch(text)
    if bracket is None:
        return text, ()
    if (alone := _TIME_ALONE.fullmatch(bracket["inner"].strip())) is not None:
        return bracket["head"], (Labelled(Label(TIME, alone["done"]), alone["time"].strip()),)
    match = _WORDS.fullmatch(bracket["inner"].strip(" .;"))
    if match is None or not _are_bodies(match["lead"]):
        return text, ()
    fields = [Labelled(Label(LEAD, match["role"]), match["lead"])]
    if match["coordinating"] is not None:
        if not _are_bodies(match["coordinating"]):
            return text, ()
        fields.append(Labelled(Label(COORDINATING, match["with"]), match["coordinating"].strip(" ,")))
    if match["time"] is not None:
        fields.append(Labelled(Label(TIME, match["done"] or ""), match["time"].strip()))
    return bracket["head"], tuple(fields)


def _are_bodies(words: str) -> bool:
    named = split_parties([words])
    return bool(named) and all(one.sure and names_party(one.name) for one in named)
