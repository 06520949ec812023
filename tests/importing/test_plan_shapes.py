"""Documents of other shapes than the random ones, typed by hand: every task and field, as Word, PDF and scan."""

from __future__ import annotations

import io
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from other_programs import TESSERACT, converted, needs_office, scanned
from plan_shapes import SHAPES, Typed, commune, sentences, truth_of
from typed_plans import read_text, read_word, tasks

from benchmarks.importing.score import Score, score
from parplan.importing.drafts import Draft, Wishes
from parplan.importing.plan_text import render_plan
from parplan.importing.readers.detecting import read_document
from parplan.importing.reading import read_plan
from parplan.importing.refusing import NotAPlanError

WORD = [name for name, (ending, _) in SHAPES.items() if ending == "docx"]


def imported(data: bytes, name: str, ending: str) -> tuple[Score, list[str], Draft]:
    document = read_document(data, f"{name}.{ending}")
    draft = read_plan(document, Wishes(), name, outline=name == "by_unit")
    result, wrong = score(truth_of(name), draft)
    return result, wrong, draft


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_each_shape(name: str) -> None:
    ending, make = SHAPES[name]
    result, wrong, draft = imported(make(), name, ending)
    assert not wrong
    tasks = sum(len(section["tasks"]) for section in draft.data["sections"] if section.get("kind") != "duties")
    assert tasks == result.tasks  # nothing else was taken for a task


def test_sections_are_the_headings_over_the_tables() -> None:
    titles = {name: sections(name) for name in ("automatic", "two_tables", "fields_of_work", "activities")}
    assert titles == {
        "automatic": ["I CẢI CÁCH THỦ TỤC HÀNH CHÍNH", "II CHUYỂN ĐỔI SỐ"],
        "two_tables": ["1 Nhiệm vụ trọng tâm", "2 Nhiệm vụ thường xuyên"],
        "fields_of_work": ["I Cải cách thể chế", "II Cải cách thủ tục hành chính"],
        "activities": ["I CẢI CÁCH THỂ CHẾ", "II CHUYỂN ĐỔI SỐ"],
    }


def test_a_decision_with_its_programme() -> None:
    draft = imported(SHAPES["programme"][1](), "programme", "docx")[2]
    head = draft.data["plan"]
    assert (head["title"], head["year"], head["through"]) == ("Chương trình phát triển dữ liệu mở", "2026", "2030")
    assert head["signer"] == {"name": "Lê Văn Cường", "title": "Phó Thủ tướng", "for": ["kt"]}
    assert [doubt.printed for doubt in draft.doubts if doubt.kind == "table-left-out"] == [
        "TT | Chỉ tiêu | Đơn vị | Kết quả | Cơ quan chủ trì theo dõi"
    ]
    assert sections("programme") == ["I.1 THỂ CHẾ – Văn bản quy phạm", "I.2 THỂ CHẾ – Tiêu chuẩn", "II NHÂN LỰC"]
    assert [group["name"] for group in draft.data["groups"].values()][-1] == "Ban Chỉ đạo các tỉnh"


def sections(name: str) -> list[str]:
    draft = imported(SHAPES[name][1](), name, SHAPES[name][0])[2]
    return [f"{section['id']} {section['title']}" for section in draft.data["sections"]]


def test_what_only_refers_to_the_row_above_is_in_doubt() -> None:
    draft = imported(SHAPES["ditto"][1](), "ditto", "docx")[2]
    told = {(doubt.address, doubt.field) for doubt in draft.doubts if doubt.kind == "ditto"}
    assert told == {("2", "lead"), ("3", "lead"), ("3", "coordinating"), ("4", "time"), ("5", "lead"), ("5", "time")}


def test_times_made_of_crosses_are_told() -> None:
    draft = imported(SHAPES["months"][1](), "months", "docx")[2]
    assert [(doubt.address, doubt.printed) for doubt in draft.doubts if doubt.kind == "time-marks"] == [
        (str(number), "Thời gian thực hiện (tháng)") for number in range(1, 5)
    ]


def test_other_kinds_of_documents_with_tables_are_no_plans() -> None:
    """A schedule of a week, and the steps of a procedure in a decision: bodies and times, but nobody leads tasks."""
    rows = {
        "LỊCH CÔNG TÁC": [
            ("Ngày", "Thời gian", "Nội dung", "Lãnh đạo chủ trì/tham dự"),
            *(("Thứ 2", f"{hour}h00", "Giao ban Thường trực", "Thường trực HĐND") for hour in (7, 8, 9, 10)),
        ],
        "QUYẾT ĐỊNH": [
            ("TT", "Nội dung công việc", "Đơn vị thực hiện", "Thời gian giải quyết"),
            *((str(step), f"Bước {step} thẩm định hồ sơ", "Phòng Một cửa", "0,5 ngày") for step in (1, 2, 3, 4)),
        ],
    }
    for kind, table in rows.items():
        d = Typed("UBND HUYỆN ĐẮK SONG", "VĂN PHÒNG", "45/VP", "ngày 08 tháng 11 năm 2026", kind, place="Đắk Song")
        d.table(table)
        with pytest.raises(NotAPlanError, match=kind.split()[0]):
            imported(d.end(), "ministry", "docx")


def test_a_letter_that_assigns_duties_is_no_plan() -> None:
    d = Typed("TỈNH ỦY", "ĐẢNG ỦY XÃ TỊNH KHÊ", "12-CV/ĐU", "ngày 08 tháng 6 năm 2026", "Kính gửi:", place="Tịnh Khê")
    d.lines("1. Giao Ủy ban nhân dân xã:\n- Rà soát.\n- Báo cáo.\n2. Giao Ban Xây dựng Đảng:\n- Tuyên truyền.")
    with pytest.raises(NotAPlanError, match="Kính gửi"):
        imported(d.end(), "by_unit", "docx")


def test_a_letter_that_says_to_give_duties_to_units_is_read() -> None:
    body = (
        "SỞ XÂY DỰNG\n\nSố: 43/SXD-VP\nHuế, ngày 10 tháng 02 năm 2026\n\n"
        "Kính gửi: Các phòng thuộc Sở.\n\nGiám đốc Sở {} như sau:\n\n"
        "1. Văn phòng: lập danh mục.\n\n2. Phòng Kế toán: lập dự toán.\n\n3. Thanh tra Sở: kiểm tra.\n"
    )
    draft = read_text(body.format("phân công nhiệm vụ cho các phòng"), outline=True)
    assert [task["lead"] for task in tasks(draft)] == [["Văn phòng"], ["Phòng Kế toán"], ["Thanh tra Sở"]]
    with pytest.raises(NotAPlanError, match="Kính gửi"):
        read_text(body.format("có ý kiến"), outline=True)


@needs_office
@pytest.mark.slow
def test_the_same_as_pdf(tmp_path: Path) -> None:
    total, wrong = Score(), list[str]()
    for name in WORD:
        one, lines, _ = imported(converted(SHAPES[name][1](), "pdf", tmp_path), name, "pdf")
        total.add(one)
        wrong += lines
    assert total.found >= 0.99 * total.tasks, wrong
    assert total.exact >= 0.98 * total.fields, wrong
    assert total.silent < 0.005 * total.fields, wrong


@needs_office
@pytest.mark.skipif(TESSERACT is None, reason="tesseract is not installed")
@pytest.mark.slow
def test_the_same_as_scans(tmp_path: Path) -> None:
    total, wrong = Score(), list[str]()
    for seed, name in enumerate(WORD):
        one, lines, _ = imported(scanned(converted(SHAPES[name][1](), "pdf", tmp_path), seed), name, "pdf")
        total.add(one)
        wrong += lines
    assert total.found >= 0.95 * total.tasks, wrong
    assert total.exact >= 0.9 * total.fields, wrong
    assert total.silent < 0.02 * total.fields, wrong


def test_ids_do_not_run_through_where_a_heading_has_the_same_number() -> None:
    draft = imported(SHAPES["activities"][1](), "activities", "docx")[2]
    ids = [task["id"] for section in draft.data["sections"] for task in section["tasks"]]
    assert ids == ["I.1.1", "I.1.2", "I.2", "II.1"]


def test_of_two_plans_only_the_first_is_read() -> None:
    first, second = docx.Document(io.BytesIO(commune())), docx.Document(io.BytesIO(sentences()))
    for element in list(second.element.body):
        first.element.body.append(deepcopy(element))
    made = io.BytesIO()
    first.save(made)
    result, wrong, draft = imported(made.getvalue(), "commune", "docx")
    assert not wrong
    assert sum(len(section["tasks"]) for section in draft.data["sections"]) == result.tasks + 2  # two duties
    assert ("two-plans", "2") in {(doubt.kind, doubt.printed) for doubt in draft.doubts}


def test_a_plan_of_pictures_is_told_to_be_so() -> None:
    image = pytest.importorskip("PIL.Image")
    picture = io.BytesIO()
    image.new("L", (200, 100), 255).save(picture, "PNG")
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH cải cách hành chính năm 2026")
    document.add_picture(picture)
    made = io.BytesIO()
    document.save(made)
    with pytest.raises(NotAPlanError, match="pictures were not read"):
        imported(made.getvalue(), "commune", "docx")


def test_a_printed_calendar_of_reports_is_proposed() -> None:
    typed = Typed("UBND TỈNH HÀ TĨNH", "SỞ NỘI VỤ", "9/KH-SNV", "ngày 05 tháng 01 năm 2026", about="Năm 2026")
    typed.table(
        [
            ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian"),
            ("1", "Kiểm tra công vụ", "Thanh tra Sở", "Quý II/2026"),
        ]
    )
    typed.line("Các phòng gửi báo cáo quý I trước ngày 05/3/2026 và báo cáo năm trước ngày 01/12/2026.")
    draft = read_word(typed.end())
    assert draft.data["reports"] == {"q1": {"due": "trước ngày 05/3/2026"}, "year": {"due": "trước ngày 01/12/2026"}}
    assert "reports" in {doubt.kind for doubt in draft.doubts}
    assert "reports:\n  q1: {due: trước ngày 05/3/2026}\n" in render_plan(draft, [])


def test_an_attached_plan_ends_with_the_decision() -> None:
    doubts = imported(SHAPES["ministry"][1](), "ministry", "docx")[2].doubts
    assert [(doubt.kind, doubt.printed) for doubt in doubts] == [("parts-left-out", "I. MỤC TIÊU")]


@pytest.mark.parametrize(
    ("numbers", "behind_a_gap"),
    [
        (("I", "II", "VI"), ["VI"]),
        (("1", "2", "4", "5"), ["4"]),
        (("I", "II", "III"), []),
        (("II", "III"), []),  # the table goes on from the body
    ],
)
def test_a_section_missing_in_a_table_is_doubted(numbers: tuple[str, ...], behind_a_gap: list[str]) -> None:
    d = Typed(
        "UBND TỈNH CÀ MAU", "SỞ XÂY DỰNG", "205/KH-SXD", "ngày 22 tháng 12 năm 2025", place="Cà Mau",
        about="Cải cách hành chính năm 2026",
    )  # fmt: skip
    rows = [("TT", "Tên nhiệm vụ", "Chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn")]
    for number in numbers:
        rows.append((number, "CẢI CÁCH THỂ CHẾ", "", "", "", ""))
        rows.append((f"{number}.1", "Sửa đổi quy chế", "Văn phòng", "Các phòng", "Quy chế", "31/3/2026"))
    d.table(rows, bold=(0,))
    draft = read_word(d.end())
    assert [section["id"] for section in draft.data["sections"]] == list(numbers)
    assert [doubt.address for doubt in draft.doubts if doubt.kind == "section-gap"] == behind_a_gap
