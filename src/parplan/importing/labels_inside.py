"""Labels within running text: “… gửi Bộ Tài chính. Thời gian hoàn thành: Trước ngày 31/5/2026.”"""

from __future__ import annotations

import re

from parplan.importing.enumerators import CAPITALS
from parplan.importing.labels import OF_TASKS, Labelled, find_label, read_labelled
from parplan.vocabulary.folding import fold

#: Labels in the words that most plans use.
_INSIDE = re.compile(
    r"(?<=[.;,)\s])[-–+(\[]?\s*(?P<label>(?:Đơn vị|"
    r"Cơ quan|đơn vị|cơ quan)(?:, cá nhân)? (?:chủ "
    r"trì|phối hợp|thực hiện)(?: tham mưu)?(?: thực hiện)?"
    r"|[Tt]hời (?:gian|hạn)(?: thực hiện| hoàn thành| ban hành)?|(?:[Ss]ản phẩm|Kết quả)(?: đầu ra| dự kiến)?)\s*:\s*"
)
#: Words before a colon that may be a label, where a sign parts them from those before: “…; phối hợp: Văn phòng; …”.
_APART = re.compile(
    r"(?P<sign>[;.,(\[–|•]|\s[-+])\s*(?:\(?(?:\d{1,2}|[a-zđ])\)|[-–+(])?\s*(?P<label>[^\W\d_][^:;.,()\[\d]{2,44}?)\s*:\s*"
)


def _labels_inside(text: str, *, labelled: bool) -> list[re.Match[str]]:
    """The labels inside running text, in order. labelled: it is the value of a label, where a comma may part too."""
    found = {match.start("label"): match for match in _INSIDE.finditer(text)}
    opening: re.Match[str] | None = None  # a label that opens a bracket, and is not sure by itself
    at = 0
    while (match := _APART.search(text, at)) is not None:
        label = find_label(match["label"]) if labelled or match["sign"] != "," else None
        # “các bộ, ngành liên quan: Tài chính, Nội vụ” is no label
        in_series = match["sign"] != "," and (labelled or bool(found))  # “…; hoàn thành: Quý I”, “… – hoàn thành: …”
        if label is not None and label.field in OF_TASKS and "lien quan" not in fold(match["label"]):
            if label.sure or in_series:
                found[match.start("label")] = match
                if opening is not None:  # “(Thực hiện: …; phối hợp: …)”
                    found[opening.start("label")] = opening
                opening = None
            elif match["sign"] in "([":
                opening = match
        at = match.start("label")
    if opening is not None and not re.search(r"[)\]]", text[opening.end() :]) and text.rstrip().endswith((";", ",")):
        found[opening.start("label")] = opening  # the others are in the lines below
    return [found[start] for start in sorted(found)]


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether the words of a label only end a sentence over its parts: “báo cáo theo thời hạn:”."""
    ends = not text[match.end() :].strip() and match["label"][0].islower()
    return ends and re.search(r"\w\s*$", text[: match.start()]) is not None


def label_within(text: str) -> str:
    """The first label within a text, which then holds more than one field; empty if there is none."""
    opened = f"({text}"
    found = _labels_inside(opened, labelled=False)
    return found[0]["label"] if found and not _ends_sentence(opened, found[0]) else ""


#: A name before a colon behind the end of a value: “tháng 5/2026; Kinh phí: 50 triệu đồng”.
_ANOTHER_NAME = re.compile(rf"(?:[;.–|•]|\s[-+])\s+(?P<name>[{CAPITALS}][^:;.,()]{{2,30}}):\s+\S")


def name_within(value: str) -> str:
    """The words that may be a label that is not known, within the value of a label; empty if there are none."""
    found = _ANOTHER_NAME.search(value)
    return found["name"] if found is not None else ""


def split_inside(text: str, *, labelled: bool = False) -> tuple[str, tuple[Labelled, ...]]:
    """Split running text into what precedes its first label and the labelled fields that follow (possibly none).

    labelled: it is the value of a label itself.
    """
    found = _labels_inside(text, labelled=labelled)
    if found and _ends_sentence(text, found[-1]):
        found.pop()
    if not found:
        return _without_end_of_bracket(text) if labelled else text, ()
    fields: list[Labelled] = []
    for match, following in zip(found, [*found, None][1:], strict=True):
        end = len(text) if following is None else following.start()
        label = find_label(match["label"])
        if label is not None:
            value = text[match.end() : end].strip(" .;,([-–+|•")
            fields.append(Labelled(label, _without_end_of_bracket(value)))
    head = text[: found[0].start()].rstrip(" ([-–+,;|•")
    return head, tuple(fields)


def _without_end_of_bracket(value: str) -> str:
    """A value without the end of a bracket that was opened before its label, maybe in the line above."""
    for opening, closing in ("()", "[]"):
        if value.count(closing) > value.count(opening):
            value = value.rstrip(f"{closing} .;,:")
    return value


def ends_with_label(text: str) -> bool:
    """Whether running text ends with a label, whose value the next line gives."""
    fields = split_inside(text)[1] if text.rstrip().endswith(":") else ()
    return bool(fields) and not fields[-1].value


def without_labels(text: str) -> str:
    """A line without the label it begins with, and without those inside it."""
    labelled = read_labelled(text)
    value = labelled.value if labelled is not None else text
    for match in reversed(_labels_inside(value, labelled=labelled is not None)):
        value = f"{value[: match.start()]} {value[match.end() :]}"
    return value
