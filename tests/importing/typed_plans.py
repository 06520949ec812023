"""A typed plan around the items of a test: its head, its end, and how files and texts are read."""

from __future__ import annotations

from typing import Any

from parplan.importing.drafts import Draft, Wishes
from parplan.importing.readers.detecting import read_document
from parplan.importing.reading import read_plan

HEAD = """\
UBND TỈNH QUẢNG NGÃI
SỞ NỘI VỤ

Số: 12/KH-SNV
Quảng Ngãi, ngày 05 tháng 12 năm 2025

KẾ HOẠCH
Cải cách hành chính năm 2026

"""
FOOT = "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"


def read_file(data: bytes, name: str, wishes: Wishes | None = None, *, outline: bool = False) -> Draft:
    return read_plan(read_document(data, name), wishes or Wishes(), name, outline=outline)


def read_word(data: bytes, wishes: Wishes | None = None, *, outline: bool = False) -> Draft:
    return read_file(data, "x.docx", wishes, outline=outline)


def read_text(text: str, *, outline: bool = False) -> Draft:
    return read_file(text.encode(), "x.txt", outline=outline)


def read_typed(body: str, *, outline: bool = False) -> Draft:
    return read_text(HEAD + body + FOOT, outline=outline)


def read_tasks(items: str) -> Draft:
    return read_typed(f"I. NHIỆM VỤ\n{items}")


def tasks(draft: Draft) -> list[dict[str, Any]]:
    return [task for section in draft.data["sections"] for task in section["tasks"]]
