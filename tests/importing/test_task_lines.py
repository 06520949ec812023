"""Each line below a task is in the task, or told at it: whatever paragraph a reading loses, a doubt stands for it."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace
from plan_shapes import SHAPES
from random_plans import random_plan
from typed_plans import FOOT, HEAD
from word_documents import list_document

from parplan.importing.blocks import DocumentLine, SourceDocument
from parplan.importing.drafts import Draft, Wishes
from parplan.importing.found import FoundField, FoundSection
from parplan.importing.layout import Layout
from parplan.importing.left_out import find_left_out, part_begins
from parplan.importing.lists import read_list
from parplan.importing.readers.detecting import read_document
from parplan.importing.reading import read_plan
from parplan.importing.task_lines import TaskLines
from parplan.provenance.doubts import Doubt


def left_out(document: SourceDocument, draft: Draft) -> list[Doubt]:
    """The doubts about paragraphs of a document that a draft lacks, which may be made from another one."""
    layout = Layout(document)
    lines = [block for block in layout.body if isinstance(block, DocumentLine)]
    root = read_list(lines)[1]
    sections = [FoundSection("", FoundField(("",))) for _ in draft.data["sections"]]
    below = TaskLines(lines, part_begins(root), sections, draft)
    return [*below.doubts, *find_left_out(layout.body, root, draft, below.ids, once=True)]


def lost_and_told(document: SourceDocument) -> list[tuple[str, bool]]:
    """The paragraphs of the body, and whether a doubt tells of each where a reading loses it.

    All readings must be of a plan: none is refused for the paragraph it lacks.
    """
    tried = []
    for line in Layout(document).body:
        rest = tuple(block for block in document.blocks if block is not line)
        if isinstance(line, DocumentLine) and len(rest) < len(document.blocks):
            draft = read_plan(replace(document, blocks=rest), Wishes(), "x.docx")
            tried.append((line.whole, bool(left_out(document, draft))))
    return tried


def assert_each_is_told(document: SourceDocument) -> None:
    tried = lost_and_told(document)
    assert len(tried) > 10
    assert {words for words, told in tried if not told} <= HEADINGS_OF_PURPOSES


#: Headings within the purposes of a plan, and of the part that is the plan, are no part of its tasks.
HEADINGS_OF_PURPOSES = {"1. Mục đích", "2. Yêu cầu", "II. NHIỆM VỤ"}


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.slow
def test_any_one_paragraph_that_is_lost_is_told(seed: int) -> None:
    rng = random.Random(seed)
    assert_each_is_told(read_document(list_document(random_plan(rng, tasks=8), rng), "x.docx"))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["commune", "sentences", "party", "typed_text"])
def test_any_one_paragraph_of_a_shape_that_is_lost_is_told(name: str) -> None:
    ending, make = SHAPES[name]
    assert_each_is_told(read_document(make(), f"k.{ending}"))


BODY = """\
I. NHIỆM VỤ
1. Rà soát thủ tục hành chính
- Chủ trì: Văn phòng
- Phối hợp: Văn phòng Sở Tài chính
- Thời gian: Quý I/2026
Riêng hồ sơ đất đai thực hiện theo hướng dẫn của ngành dọc
2. Số hóa hồ sơ lưu trữ
- Chủ trì: Trung tâm Lưu trữ
- Thời gian: Quý II/2026
"""


def typed(without: str = "") -> SourceDocument:
    body = "\n".join(line for line in BODY.splitlines() if not without or line != without)
    return read_document((HEAD + body + FOOT).encode(), "x.txt")


@pytest.mark.parametrize(
    ("lost", "field"),
    [
        ("- Phối hợp: Văn phòng Sở Tài chính", "lead"),
        ("Riêng hồ sơ đất đai thực hiện theo hướng dẫn của ngành dọc", "time"),
    ],
)
def test_a_lost_line_is_told_at_the_field_above_it(lost: str, field: str) -> None:
    draft = read_plan(typed(without=lost), Wishes(), "x.txt")
    told = [(doubt.kind, doubt.address, doubt.field, doubt.printed) for doubt in left_out(typed(), draft)]
    assert ("paragraph-left-out", "I.1", field, lost) in told


def test_a_unit_whose_words_another_one_has_is_told_when_it_is_lost() -> None:
    draft = read_plan(typed(without="- Chủ trì: Văn phòng"), Wishes(), "x.txt")
    assert [doubt.address for doubt in left_out(typed(), draft)] == ["I.1"]


def test_a_lost_heading_is_told_where_its_duties_went_on_in_the_section_above() -> None:
    heading = "II. TỔ CHỨC THỰC HIỆN"
    duties = "3. Văn phòng theo dõi, đôn đốc việc thực hiện Kế hoạch này.\n4. Trung tâm Lưu trữ báo cáo kết quả.\n"
    whole = read_document((HEAD + BODY + f"{heading}\n{duties}" + FOOT).encode(), "x.txt")
    assert not left_out(whole, read_plan(whole, Wishes(), "x.txt"))
    draft = read_plan(read_document((HEAD + BODY + duties + FOOT).encode(), "x.txt"), Wishes(), "x.txt")
    assert [section["id"] for section in draft.data["sections"]] == ["I"]
    assert [doubt.printed for doubt in left_out(whole, draft)] == [heading]


def test_nothing_is_told_of_a_whole_reading() -> None:
    assert not left_out(typed(), read_plan(typed(), Wishes(), "x.txt"))
