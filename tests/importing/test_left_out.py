"""What an import does not read is told: paragraphs, whole parts, tables; and what is read is not told."""

from __future__ import annotations

import random

import pytest
from plan_shapes import SHAPES, Typed
from random_plans import random_plan
from typed_plans import read_file, read_word
from word_documents import list_document, outline_document

from parplan.importing.blocks import DocumentLine
from parplan.importing.drafts import Draft, Wishes
from parplan.importing.item_tree import read_items
from parplan.importing.layout import Layout
from parplan.importing.left_out import find_left_out
from parplan.importing.readers.detecting import read_document
from parplan.importing.reading import read_plan

BY_UNIT = """
    *I. MỤC ĐÍCH
    Triển khai đồng bộ các nhiệm vụ.
    *II. PHÂN CÔNG NHIỆM VỤ
    *1. Sở Nội vụ
    - Tham mưu UBND tỉnh ban hành kế hoạch kiểm tra cải cách hành chính.
    - Theo dõi việc sắp xếp tổ chức bộ máy.
    *2. Sở Tài chính
    Có trách nhiệm:
    Hướng dẫn các đơn vị thực hiện cơ chế tự chủ.
    - Bố trí kinh phí, gồm:
    + Kinh phí của cấp tỉnh:
    • Chi thường xuyên của các sở, ban, ngành.
    + Kinh phí của cấp xã.
"""


def typed(text: str, ending: str = "") -> Typed:
    d = Typed(
        "", "ỦY BAN NHÂN DÂN\nTỈNH ĐỒNG THÁP", "90/KH-UBND", "ngày 18 tháng 01 năm 2026", place="Đồng Tháp",
        about="Triển khai công tác cải cách hành chính năm 2026",
    )  # fmt: skip
    d.lines(text + ending)
    return d


def told(draft: Draft) -> list[tuple[str, str]]:
    return [(doubt.kind, doubt.printed) for doubt in draft.doubts if "left-out" in doubt.kind]


def test_paragraphs_and_bullets_of_a_unit_are_all_read() -> None:
    draft = read_word(typed(BY_UNIT).end("CHỦ TỊCH", "Ngô Văn Phúc"), outline=True)
    assert not told(draft)
    tasks = draft.data["sections"][1]["tasks"]
    assert [task["title"] for task in tasks] == [
        "Hướng dẫn các đơn vị thực hiện cơ chế tự chủ",
        "Bố trí kinh phí, gồm",
    ]
    assert tasks[1]["parts"] == [
        "Kinh phí của cấp tỉnh",
        "Chi thường xuyên của các sở, ban, ngành",
        "Kinh phí của cấp xã",
    ]


def test_what_is_under_no_unit_is_told() -> None:
    general = """
        *3. Nhiệm vụ chung
        - Tuyên truyền về cải cách hành chính trên các phương tiện thông tin đại chúng.
        - Xây dựng chuyên mục trên báo và cổng thông tin của tỉnh trong quý I.
        *III. KINH PHÍ
        Kinh phí thực hiện do ngân sách nhà nước bảo đảm theo phân cấp hiện hành.
    """
    draft = read_word(typed(BY_UNIT, general).end("CHỦ TỊCH", "Ngô Văn Phúc"), outline=True)
    assert told(draft) == [
        (
            "paragraphs-left-out",
            "- Tuyên truyền về cải cách hành chính trên các phương tiện thông tin đại chúng.",
        ),
        ("parts-left-out", "III. KINH PHÍ"),
    ]
    (run,) = [doubt for doubt in draft.doubts if doubt.kind == "paragraphs-left-out"]
    assert run.value == "2"


def test_a_small_table_beside_the_tasks_is_told() -> None:
    d = typed(BY_UNIT)
    d.table([("Chỉ tiêu", "Mức"), ("Hồ sơ đúng hạn", "98 %"), ("Hồ sơ trực tuyến", "70 %")])
    assert told(read_word(d.end("CHỦ TỊCH", "Ngô Văn Phúc"), outline=True)) == [("table-left-out", "Chỉ tiêu | Mức")]


def test_a_paragraph_printed_twice_and_read_once_is_told() -> None:
    twice = "Rà soát các thủ tục hành chính thuộc thẩm quyền giải quyết của cơ quan."
    lines = [DocumentLine(text) for text in ("II. NHIỆM VỤ", "1. Sở A", f"- {twice}", "2. Sở B", f"- {twice}")]
    draft = Draft({"sections": [{"title": "Sở A", "tasks": [{"title": twice}]}]})
    (doubt,) = find_left_out(lines, read_items(lines), draft, (), once=True)
    assert (doubt.kind, doubt.printed) == ("paragraph-left-out", f"- {twice}")
    assert not list(find_left_out(lines, read_items(lines), draft, (), once=False))


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [name for name in SHAPES if name not in ("ministry", "sentences", "programme", "short_words")]
)
def test_nothing_of_a_shape_is_told_to_be_left_out(name: str) -> None:
    ending, make = SHAPES[name]
    assert not told(read_file(make(), f"k.{ending}", outline=name == "by_unit"))


@pytest.mark.parametrize("name", ["ministry", "sentences", "programme"])
def test_goals_are_told_to_be_left_out(name: str) -> None:
    kind, printed = told(read_word(SHAPES[name][1]()))[-1]
    assert kind == "parts-left-out"
    assert printed.endswith("MỤC TIÊU")


@pytest.mark.parametrize("seed", range(3))
def test_nothing_of_a_random_list_is_told_to_be_left_out(seed: int) -> None:
    rng = random.Random(seed)
    assert not told(read_word(list_document(random_plan(rng), rng)))


@pytest.mark.parametrize("seed", [700, 702, 703, 728, 732])
def test_every_duty_of_a_random_outline_is_read(seed: int) -> None:
    """“2.8. Các cơ quan, đơn vị liên quan” over duties was taken for the label of the coordinating units."""
    truth, data = outline_document(random.Random(seed))
    draft = read_word(data, outline=True)
    assert not told(draft)
    assert [task["title"] for section in draft.data["sections"] for task in section["tasks"]] == [
        one["title"] for one in truth
    ]


def test_a_unit_without_duties_is_told() -> None:
    draft = read_word(typed(BY_UNIT, "*3. Sở Tư pháp").end("CHỦ TỊCH", "Ngô Văn Phúc"), outline=True)
    assert told(draft) == [("paragraph-left-out", "3. Sở Tư pháp")]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_every_paragraph_that_was_lost_is_told(seed: int) -> None:
    """A task or part taken out of a draft leaves its paragraph in the document."""
    rng = random.Random(seed)
    document = read_document(outline_document(rng)[1], "k.docx")
    draft = read_word(outline_document(random.Random(seed))[1], outline=True)
    layout = Layout(document)
    root = read_items([block for block in layout.body if isinstance(block, DocumentLine)])
    section = rng.choice(draft.data["sections"])
    lost = section["tasks"].pop(rng.randrange(len(section["tasks"])))
    draft.sources = [source for source in draft.sources if source.address != lost["id"]]
    (doubt,) = find_left_out(layout.body, root, draft, (), once=True)
    assert lost["title"] in doubt.printed


def test_duties_that_may_be_one_are_told() -> None:
    document = read_document(typed(BY_UNIT).end("CHỦ TỊCH", "Ngô Văn Phúc"), "k.docx")
    blocks = [
        DocumentLine(text, may_continue=text.startswith("Theo dõi"))
        for text in (
            "KẾ HOẠCH", "Cải cách hành chính năm 2026", "II. PHÂN CÔNG NHIỆM VỤ", "1. Sở Nội vụ",
            "Tham mưu ban hành kế hoạch kiểm tra.", "Theo dõi việc sắp xếp tổ chức bộ máy.",
            "2. Sở Tài chính", "Bố trí kinh phí.",
        )
    ]  # fmt: skip
    draft = read_plan(type(document)("pdf", tuple(blocks)), Wishes(), "k.pdf", outline=True)
    assert [(doubt.address, doubt.field, doubt.value) for doubt in draft.doubts if doubt.kind == "may-continue"] == [
        ("1.1", "title", "Tham mưu ban hành kế hoạch kiểm tra"),
        ("1.2", "title", "Theo dõi việc sắp xếp tổ chức bộ máy"),
    ]


def test_a_note_below_a_table_of_tasks_is_told() -> None:
    (note,) = told(read_word(SHAPES["short_words"][1]()))
    assert note == ("paragraph-left-out", "(*) Kết quả được gửi về Văn phòng Sở để tổng hợp.")


@pytest.mark.parametrize(
    ("above", "given"),
    [
        ("Giao Văn phòng Sở chủ trì, phối hợp với các phòng rà soát quy chế trong quý I.", True),
        ("Căn cứ Quyết định số 12/QĐ-BGDĐT ngày 10/5/2025 của Bộ Giáo dục và Đào tạo;", False),
        ("Thực hiện Luật Giao dịch điện tử, Sở ban hành kế hoạch như sau:", False),
    ],
)
def test_work_given_above_the_first_part_is_read_or_told(above: str, given: bool) -> None:
    body = f"    {above}" + BY_UNIT
    draft = read_word(typed(body).end("CHỦ TỊCH", "Ngô Văn Phúc"), outline=True)
    titles = [task["title"] for section in draft.data["sections"] for task in section["tasks"]]
    assert (above.rstrip(".") in titles, told(draft)) == (given, [])
