"""Headers of tables in unusual words: the column is read, and a column of titles taken by guess is doubted."""

from __future__ import annotations

import pytest
from typed_plans import read_tasks, tasks

from parplan.importing.drafts import Draft
from parplan.importing.labels import COORDINATING, LEAD, PERSON, PRODUCTS, TIME, TITLE, find_label
from parplan.importing.parties import split_parties


def doubted(draft: Draft, kind: str) -> list[tuple[str, str]]:
    return [(doubt.field, doubt.printed) for doubt in draft.doubts if doubt.kind == kind]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Ban phụ trách", LEAD),
        ("Phòng, khoa đầu mối", LEAD),
        ("Cán bộ phụ trách", PERSON),
        ("Phòng, ban tham gia", COORDINATING),
        ("Các vụ, cục phối hợp", COORDINATING),
        ("Mốc thời gian", TIME),
        ("Hoàn thành trước ngày", TIME),
        ("Số ngày làm việc", TIME),
        ("Đầu ra", PRODUCTS),
        ("Tên đề án, văn bản", TITLE),
        ("Tên chương trình, đề án, dự án", TITLE),
        ("Hạng mục công việc", TITLE),
        ("Nhiệm vụ được giao", TITLE),
        ("Phân công chủ trì", LEAD),
        ("Cơ quan chủ trì, trình", LEAD),
        ("Lực lượng phối hợp", COORDINATING),
        ("Cơ quan phối hợp chính", COORDINATING),
        ("Thời hạn trình HĐND tỉnh", TIME),
        ("Quý thực hiện", TIME),
        ("Dự kiến hoàn thành", TIME),
        ("Sản phẩm giao nộp", PRODUCTS),
        ("Kết quả mong đợi", PRODUCTS),
    ],
)
def test_a_header_in_other_words_is_known(header: str, field: str) -> None:
    label = find_label(header)
    assert label is not None
    assert label.field == field


@pytest.mark.parametrize(
    "header",
    [
        "Số lượng",
        "Tham gia",
        "Hoàn thành",
        "Ban hành",
        "Số ngày nghỉ phép",
        "Đề án",
        "Văn bản",
        "Minh chứng",
        "Chương trình",
    ],
)
def test_words_that_only_look_like_a_header_are_none_of_these(header: str) -> None:
    label = find_label(header)
    assert label is None or not label.sure


GUESSED = """\
| TT | Nơi làm | Chuyên đề | Mốc thời gian | Ban phụ trách | Đầu ra |
|---|---|---|---|---|---|
| 1 | Xã Long Hồ | Tập huấn giám đốc hợp tác xã về chuyển đổi số | Tháng 3/2026 | Ban Tuyên huấn | 02 lớp |
| 2 | Phường 5 | Hội chợ nông sản an toàn của các hợp tác xã | Tháng 7/2026 | Ban Kinh tế | 01 hội chợ |
| 3 | Trụ sở | Tổng kết phong trào thi đua năm 2026 | Tháng 12/2026 | Văn phòng | Báo cáo |
"""


def test_titles_taken_by_guess_are_doubted_and_other_columns_are_kept() -> None:
    draft = read_tasks(GUESSED)
    first = tasks(draft)[0]
    assert first["title"] == "Tập huấn giám đốc hợp tác xã về chuyển đổi số"
    assert (first["lead"], first["time"]) == (["Ban Tuyên huấn"], "Tháng 3/2026")
    assert first["products"] == ["02 lớp"]
    assert first["columns"] == {"Nơi làm": "Xã Long Hồ"}
    assert doubted(draft, "column-unsure") == [("title", "Chuyên đề")]


def test_titles_under_a_usual_header_are_not_doubted() -> None:
    draft = read_tasks(GUESSED.replace("Chuyên đề", "Nội dung công việc"))
    assert not doubted(draft, "column-unsure")
    assert not doubted(draft, "column-swapped")


@pytest.mark.parametrize(
    "values",
    [
        ("Phòng Kinh tế", "Văn phòng Sở", "Thanh tra tỉnh"),
        ("Quý I/2026", "Tháng 5/2026", "31/12/2026"),
        ("A1.1", "A1.2", "B2.1"),
    ],
)
def test_titles_that_are_bodies_times_or_codes_are_doubted(values: tuple[str, ...]) -> None:
    rows = "".join(f"| {n} | {value} | Sở Nội vụ | Báo cáo |\n" for n, value in enumerate(values, 1))
    draft = read_tasks(f"| TT | Nội dung | Chủ trì | Sản phẩm |\n|---|---|---|---|\n{rows}")
    assert [task["title"] for task in tasks(draft)] == list(values)
    assert doubted(draft, "column-swapped") == [("title", "Nội dung")]


def test_days_in_place_of_a_deadline_are_kept_and_doubted() -> None:
    draft = read_tasks(
        """\
| TT | Đầu việc | Chủ trì | Số ngày thực hiện |
|---|---|---|---|
| 1 | Khảo sát hiện trạng máy chủ | Phòng Kỹ thuật | 12 |
| 2 | Chuyển dữ liệu sang trung tâm mới | Phòng Kỹ thuật | 20 |
| 3 | Nghiệm thu, bàn giao | Văn phòng Sở | 3 |
"""
    )
    assert [task["time"] for task in tasks(draft)] == ["12", "20", "3"]
    assert {doubt.address for doubt in draft.doubts if doubt.field == "time" and doubt.address} == {"1", "2", "3"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Phòng Khảo thí, các khoa", ["Phòng Khảo thí", "các khoa"]),
        ("Khoa Ngoại, Khoa Sản và Phòng Điều dưỡng", ["Khoa Ngoại", "Khoa Sản", "Phòng Điều dưỡng"]),
        ("Phòng Đào tạo, các bộ môn", ["Phòng Đào tạo", "các bộ môn"]),
        ("Bộ Giáo dục, Khoa học và Công nghệ", ["Bộ Giáo dục, Khoa học và Công nghệ"]),
        ("Đảng ủy cơ quan Văn phòng Trung ương", ["Đảng ủy cơ quan Văn phòng Trung ương"]),
    ],
)
def test_faculties_are_bodies(text: str, names: list[str]) -> None:
    parties = split_parties([text])
    assert [party.name for party in parties] == names
    assert all(party.sure for party in parties)


def test_a_column_that_may_be_products_is_not_joined_to_the_products() -> None:
    table = """\
| TT | Nội dung | Chủ trì | Sản phẩm | Minh chứng |
|---|---|---|---|---|
| 1 | Ban hành quy chế chi tiêu | Văn phòng | Quy chế | Số văn bản |
| 2 | Lấy ý kiến hội viên | Ban Kinh tế | Báo cáo | Phiếu khảo sát |
"""
    draft = read_tasks(table)
    assert [task["products"] for task in tasks(draft)] == [["Quy chế"], ["Báo cáo"]]
    assert tasks(draft)[1]["columns"] == {"Minh chứng": "Phiếu khảo sát"}
    alone = read_tasks(table.replace("Sản phẩm", "Ghi chú"))
    assert [task["products"] for task in tasks(alone)] == [["Số văn bản"], ["Phiếu khảo sát"]]
    assert ("products", "Minh chứng") in doubted(alone, "column-unsure")
