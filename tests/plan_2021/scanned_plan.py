"""The scan of the printed plan, cut into fields and laid beside the plan file's.

The scan lost most diacritics and misread many letters, so it is cut by what survived: the enumerators, in document
order, and the labels at the start of a line. A field is named by its item and its place there, such as
``("2.b", "time")``; enumerators, labels and the punctuation that closes a field are no part of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

Field = tuple[str, str]

#: Where each item starts, in document order: its id and what its first line begins with, as the scan has it.
_STARTS = (
    ("plan", r"KE HOACH$"),
    ("I", r"I\. "),
    ("I.1", r"1\. "),
    ("I.2", r"2\. "),
    ("II", r"II\. "),
    ("1", r"1\. "),
    *((f"1.{letter}", rf"{seen}\) ?") for letter, seen in zip("abcdđ", "abcdd", strict=True)),
    ("2", r"2\. "),
    *((f"2.{letter}", rf"{seen}\) ?") for letter, seen in zip("abcdđeghikl", "ab¢ddegh1k1", strict=True)),
    ("3", r"3\. "),
    *((f"3.{letter}", rf"{seen}\) ?") for letter, seen in zip("abcdđ", "ab¢dd", strict=True)),
    ("4", r"4\. "),
    *((f"4.{letter}", rf"{letter}\) ?") for letter in "abd"),
    ("5", r"5\. "),
    *((f"5.{letter}", rf"{letter}\) ?") for letter in "ab"),
    ("6", r"6\. "),
    ("6.1", r"6\.1\. "),
    ("6.2", r"6\.2, "),
    ("6.2.a", r"a\) "),
    ("6.2.b", r"b "),
    ("6.3", r"6\.3\."),
    ("6.3.a", r"@\) "),
    ("6.3.b", r"b\) "),
    ("6.4", r"6\.4\. "),
    ("7", r"7\. "),
    ("7.a", r"b\) "),
    ("7.b", r"b\) "),
    ("III", r"III\. "),
    *((f"III.{number}", rf"{number}\. ") for number in "1234"),
    ("closing", r"(?=Trong qu. trinh)"),
    ("signer", r"(?=GIAM POC$)"),
)

#: What the label of a field looks like in the scan, without diacritics.
_LABELS = {
    "lead": re.compile(r"[BPD]{1,2}on vi,?(?: ¢4 nhan)? ch[ui] ,?tri[^:]*: ?"),
    "coordinating": re.compile(r"b?[BP]on vi,?(?: c4 nhan)? ph[^:]*p: ?"),
    "products": re.compile(r"S(?:an|eq) ph[a-z]+m(?:: ?| )"),
    "time": re.compile(r"Tho[ti] gian[^:]*: "),
}

#: Items whose paragraphs or parts begin with a dash that no label follows.
_DASHED = {"I.1": "text", "I.2": "text", "2.g": "part", "III.1": "report"}

#: Marks the scanner set before an enumerator or a dash: specks of dust.
_SPECKS = re.compile(r"^[’‘~, ]*[-+] ?|^[’‘~,]+ ?|^ +")


def bare(text: str) -> str:
    """Return ``text`` without diacritics and with ``đ`` as ``d``; case and punctuation stay."""
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(character for character in decomposed if not unicodedata.combining(character))
    return letters.replace("đ", "d").replace("Đ", "D")


def read_scan(text: str) -> dict[Field, str]:
    """Return the fields of the scan ``text``, bare, in document order; lines before the first item are ``heading``.

    A field printed twice (2.g names its units under both parts) is numbered from its second time on:
    ``lead``, ``lead 2``.
    """
    starts = list(_STARTS)
    fields: dict[Field, list[str]] = {("heading", "title"): []}
    item, field = next(iter(fields))

    def begin(part: str) -> None:
        nonlocal field
        earlier = sum(1 for known, name in fields if known == item and name.split(" ")[0] == part)
        field = f"{part} {earlier + 1}" if earlier or part in _DASHED.values() else part
        fields[item, field] = []

    for line in bare(text).splitlines():
        rest = _SPECKS.sub("", line)
        if starts and (start := re.match(starts[0][1], rest)):
            item = starts.pop(0)[0]
            begin("title")
            rest = rest[start.end() :]
        elif label := next((name for name, pattern in _LABELS.items() if pattern.match(rest)), None):
            begin(label)
            rest = _LABELS[label].sub("", rest, count=1)
        elif line.startswith("- ") and item in _DASHED:
            begin(_DASHED[item])
        else:
            rest = line
        fields[item, field].append(rest)
    if starts:
        raise ValueError(f"the scan has no {starts[0][0]} after {item}")
    return {name: _closed(" ".join(" ".join(lines).split())) for name, lines in fields.items()}


def _closed(text: str) -> str:
    """Leave off the punctuation that closes a printed line."""
    return re.sub(r"[.:;/]+$", "", text)


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a field where the scan and the plan differ, both bare; one of them is empty for a word too many."""

    item: str
    part: str
    scan: str
    plan: str


def find_differences(scan: dict[Field, str], plan: dict[Field, str]) -> list[Difference]:
    """Return all differences in the plan's order; a field with as many words on both sides is compared by place."""
    return [
        Difference(*field, *words)
        for field in dict.fromkeys([*plan, *scan])
        for words in _unequal(scan.get(field, "").split(), plan.get(field, "").split())
    ]


def _unequal(scan: list[str], plan: list[str]) -> Iterator[tuple[str, str]]:
    if len(scan) == len(plan):
        yield from (pair for pair in zip(scan, plan, strict=True) if pair[0] != pair[1])
        return
    for tag, start, end, plan_start, plan_end in SequenceMatcher(None, scan, plan, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _paired(scan[start:end], plan[plan_start:plan_end])


def _paired(scan: list[str], plan: list[str]) -> Iterator[tuple[str, str]]:
    if len(scan) == len(plan):
        yield from zip(scan, plan, strict=True)
    else:
        yield " ".join(scan), " ".join(plan)
