"""Footnotes of a Word document are in no field: each is told, at a short field or together."""

from __future__ import annotations

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from typed_plans import FOOT, HEAD, read_word
from word_documents import saved

from parplan.importing.drafts import Draft

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def plan(items: str, *notes: str, whole: bool = True) -> bytes:
    """A plan whose text has ``[1]``, ``[2]`` … where the marks of notes stand. whole: the notes are in the file."""
    document = docx.Document()
    paragraphs = [document.add_paragraph() for _ in (HEAD + items + FOOT).splitlines()]
    for paragraph, text in zip(paragraphs, (HEAD + items + FOOT).splitlines(), strict=True):
        before, *marks = text.split("[")
        paragraph.add_run(before)
        for mark in marks:
            number, _, behind = mark.partition("]")
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), number)
            run = paragraph.add_run()
            run.font.superscript = True
            run._r.append(reference)
            paragraph.add_run(behind)
    xml = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote>'
        for n, note in enumerate(notes, 1)
    )
    if whole:
        data = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="0" w:type="separator"/>{xml}</w:footnotes>'.encode()
        part = Part(PackURI("/word/footnotes.xml"), "application/xml", data, document.part.package)
        document.part.relate_to(part, _KIND)
    return saved(document)


def told(draft: Draft) -> list[tuple[str, str, str, str, str]]:
    return [
        (one.kind, one.address, one.field, one.value, one.printed) for one in draft.doubts if "footnote" in one.kind
    ]


ITEMS = """\
I. NHIỆM VỤ
1. Niêm yết thủ tục hành chính[1]
- Chủ trì: Văn phòng Sở
- Thời gian: Quý I/2026[2]
2. Số hóa hồ sơ lưu trữ[3]
- Chủ trì: Thanh tra Sở
- Thời gian: Quý II/2026
"""


def test_a_note_of_a_time_is_told_there_and_the_others_together() -> None:
    draft = read_word(plan(ITEMS, "Theo Quyết định số 1", "Lùi sang quý II nếu chưa có hướng dẫn", "Gồm hồ sơ cấp xã"))
    assert told(draft) == [
        ("footnote-left-out", "I.1", "time", "Quý I/2026", "Lùi sang quý II nếu chưa có hướng dẫn"),
        ("footnotes-left-out", "", "", "2", "Theo Quyết định số 1"),
    ]
    assert draft.data["sections"][0]["tasks"][0]["title"] == "Niêm yết thủ tục hành chính"


def test_a_note_whose_text_is_lost_is_told() -> None:
    assert told(read_word(plan(ITEMS.replace("[1]", "").replace("[3]", ""), whole=False))) == [
        ("footnote-left-out", "I.1", "time", "Quý I/2026", "…")
    ]


def test_a_document_without_notes_tells_of_none() -> None:
    assert not told(read_word(plan(ITEMS.replace("[1]", "").replace("[2]", "").replace("[3]", ""))))
