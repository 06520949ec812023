"""Words around a date that make it no deadline, and usages that are read although they are written otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from parplan.vocabulary.time_words import Frequency, Kind, Problem, occurrences, read_time


@pytest.mark.parametrize(
    "words",
    [
        "không trước ngày 15/3/2021",
        "không được trước ngày 30/6/2021",
        "không sớm hơn ngày 30/6/2021",
        "sớm nhất ngày 30/6/2021",
        "không thực hiện trong quý I",
        "tạm dừng đến 30/6/2021",
        "hoãn đến quý III",
        "hằng quý, trừ quý IV",
        "24/7",
        "1/3 tổng số hồ sơ",
        "10/10 đơn vị",
        "trước ngày 05/1 2/2021",
        "2021-12-05..",
        "vào cuối năm học",
        "đầu mỗi tháng",
        "Kỳ họp cuối năm",
        "trong vòng 6 tháng kể từ ngày 01/01/2021",
        "quý IV năm 2021 đến quý I năm sau",
        "từ quý II đến năm 2022",
        "tháng 3, 6 báo cáo",
        "tháng 02 bài",
        "Quý 1 + 2/2021",
        "Quyết định 335/QĐ-SKHCN, 17/11/2020",
        "Quyết định của Chính phủ, ngày 15/3/2021",
        "Biên bản phiên họp ngày 15 tháng 3 năm 2021",
        "đã hoàn thành ngày 15/3/2021",
        "Quý I; II; III",
        "tháng 11, 12 và tháng 01/2022",
        "Quý IV và Quý I/2022",
        "trước ngày 15/12 và 15/01/2022",
        "1. Quý I/2021: xây dựng\n2. Quý II/2021: thực hiện",
        "Ban hành kế hoạch quý I, tổ chức thực hiện quý II, báo cáo quý IV",
        "hằng tháng từ tháng 3 đến tháng 12/2021",
        "tháng 11,12,1",
        "bắt đầu: 01/3/2021; kết thúc: 30/6/2021",
        "truoc ngay 31/01 nam lien ke",
        "các Nghị định số 62/2020/NĐ-CP, 106/2020/NĐ-CP ngày 01/6/2020 và 10/9/2020",
        "Báo cáo tháng 1 trước ngày 10/3, tháng 2 trước ngày 20/3",
        "Báo cáo quý I (từ 15/12/2020 đến 14/3/2021) gửi trước ngày 20/3/2021",
        "trong quý I các năm 2022, 2023",
    ],
)
def test_a_date_that_is_no_deadline_is_not_given(words: str) -> None:
    found = read_time(words, 2021)
    assert found.reading.due is None
    assert found.reading.recurrence is None
    assert found.words == words
    assert found.problems


@pytest.mark.parametrize(
    ("words", "kind", "due"),
    [
        ("Truớc ngày 05/12/2021", Kind.BEFORE, date(2021, 12, 4)),
        ("trứơc ngày 05/12/2021", Kind.BEFORE, date(2021, 12, 4)),
        ("trước thời hạn 15/3/2021", Kind.BEFORE, date(2021, 3, 14)),
        ("trước thời điểm 31/12/2021", Kind.BEFORE, date(2021, 12, 30)),
        ("trước ngày 15/3/2021 (thứ Hai)", Kind.BEFORE, date(2021, 3, 14)),
        ("Báo cáo 9 tháng trước ngày 15/9/2021", Kind.BEFORE, date(2021, 9, 14)),
        ("hoàn thành trước 24/7/2021", Kind.BEFORE, date(2021, 7, 23)),
        ("trước 24/7", Kind.BEFORE, date(2021, 7, 23)),
        ("trước 31/3 phòng báo cáo", Kind.BEFORE, date(2021, 3, 30)),
        ("hạn chót 15/3/2021", Kind.DATE, date(2021, 3, 15)),
        ("Quý II-IV thực hiện", Kind.PERIOD, date(2021, 12, 31)),
        ("tháng 3-6 thực hiện", Kind.PERIOD, date(2021, 6, 30)),
        ("Quý I/2021 (1)", Kind.PERIOD, date(2021, 3, 31)),
        ("Quý I/2021./.", Kind.PERIOD, date(2021, 3, 31)),
        ("không quá ngày 30/6/2021", Kind.DATE, date(2021, 6, 30)),
        ("Quý II theo Kế hoạch số 45/KH-UBND ngày 03/02/2021", Kind.PERIOD, date(2021, 6, 30)),
        ("Quyết định ban hành Kế hoạch trước ngày 15/3/2021", Kind.BEFORE, date(2021, 3, 14)),
        ("Số liệu tính đến ngày 14/6/2021, gửi trước ngày 20/6/2021", Kind.BEFORE, date(2021, 6, 19)),
    ],
)
def test_a_deadline_written_otherwise_is_read(words: str, kind: Kind, due: date) -> None:
    reading = read_time(words, 2021).reading
    assert (reading.kind, reading.due) == (kind, due)


@pytest.mark.parametrize(
    ("words", "frequency"),
    [
        ("06 tháng 01 lần", Frequency.HALF_YEARLY),
        ("nửa năm một lần", Frequency.HALF_YEARLY),
        ("3 tháng 1 lần", Frequency.QUARTERLY),
        ("mỗi quý 01 lần", Frequency.QUARTERLY),
        ("tháng một lần", Frequency.MONTHLY),
        ("các tháng trong năm", Frequency.MONTHLY),
    ],
)
def test_how_often_is_no_date(words: str, frequency: Frequency) -> None:
    reading = read_time(words, 2021).reading
    assert reading.kind is Kind.RECURRING
    assert reading.recurrence is not None
    assert reading.recurrence.frequencies == (frequency,)


@pytest.mark.parametrize(
    "words", ["Hằng năm, giai đoạn 2021-2025", "Hằng năm (2021-2025)", "trước 15/6 hằng năm đến 2025"]
)
def test_years_that_bound_what_recurs_are_no_deadline(words: str) -> None:
    found = read_time(words, 2021, 2025)
    assert (found.reading.kind, found.problems) == (Kind.RECURRING, ())


def test_what_goes_on_in_later_years_has_no_end() -> None:
    reading = read_time("Thực hiện thường xuyên trong năm 2021 và những năm tiếp theo", 2021).reading
    assert (reading.kind, reading.start, reading.end) == (Kind.ONGOING, date(2021, 1, 1), None)


def test_prose_is_no_time_whatever_stands_in_it() -> None:
    found = read_time("từ quý I " * 200, 2021)
    assert (found.reading.due, found.problems) == (None, (Problem.UNREADABLE,))


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("thứ sáu, ngày 05/3/2021", date(2021, 3, 5)),
        ("Chiều thứ 6 ngày 05 tháng 3 năm 2021", date(2021, 3, 5)),
        ("trước thứ hai ngày 08/3", date(2021, 3, 7)),
        ("30/6/2021 (thứ tư)", date(2021, 6, 30)),
        ("chủ nhật, ngày 07/3/2021", date(2021, 3, 7)),
        ("thứ hai, ngày 05/3/2021", None),
        ("Thứ Hai, 15/6/2020", date(2020, 6, 15)),
        ("Thứ Hai, 05/3/2021", None),
        ("thứ sáu 05/3/2021", date(2021, 3, 5)),
        ("trước thứ hai 05/3/2021", None),
        ("05/3/2021, thứ Hai", None),
        ("Sáng chủ nhật ngày 05 tháng 3 năm 2021", None),
        ("trước thứ ba ngày 08/3", None),
        ("30/6/2021 (thứ năm)", None),
    ],
)
def test_a_day_that_is_another_day_of_the_week_is_none(words: str, due: date | None) -> None:
    found = read_time(words, 2021)
    assert (found.reading.due, found.problems) == (due, () if due else (Problem.NO_SUCH_DATE,))


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("trước 0 giờ 01/01/2025", date(2024, 12, 31)),
        ("trước 0h ngày 01/01/2025", date(2024, 12, 31)),
        ("đến 0h ngày 01/7/2024", date(2024, 6, 30)),
        ("chậm nhất 0 giờ 00 phút ngày 01/7/2024", date(2024, 6, 30)),
        ("0 giờ 30 phút ngày 01/7/2024", date(2024, 7, 1)),
        ("trước 17 giờ 30/6/2024", date(2024, 6, 30)),
        ("0h ngày 01/7/2024", None),
    ],
)
def test_the_first_moment_of_a_day_is_the_end_of_the_day_before(words: str, due: date | None) -> None:
    assert read_time(words, 2024, None).reading.due == due


@pytest.mark.parametrize(
    "words",
    [
        "Rà soát VBQPPL ban hành trước ngày 01/7/2025",
        "Chỉnh lý tài liệu hình thành trước ngày 01/7/2025",
        "Số hóa hồ sơ, tài liệu lưu trữ hình thành trước ngày 01/7/2025",
        "Rà soát kết quả giải quyết TTHC ban hành trong quý II/2025",
        "Giải quyết hồ sơ TTHC tiếp nhận trước ngày 01/7/2025",
        "Quyết toán dự án được phê duyệt trước ngày 01/7/2025",
        "Rà soát nhà ở xây dựng trước ngày 01/7/2025",
        "Hỗ trợ hộ gia đình được cấp trước ngày 01/7/2025",
        "Rà soát cán bộ sinh trước ngày 01/7/2025",
    ],
)
def test_when_the_things_were_made_is_no_deadline(words: str) -> None:
    found = read_time(words, 2025)
    assert (found.reading.due, found.certain) == (None, False)
    assert found.proposed


@pytest.mark.parametrize(
    "words",
    [
        "Tham mưu UBND tỉnh ban hành trước ngày 01/7/2025",
        "Xây dựng Kế hoạch trình UBND tỉnh phê duyệt trước ngày 01/7/2025",
        "Trình Chủ tịch UBND tỉnh ban hành trước ngày 01/7/2025",
        "Phòng Kiểm soát TTHC gửi trước ngày 01/7/2025",
        "Các sở, ban, ngành gửi báo cáo trước ngày 01/7/2025",
        "Báo cáo gửi trước ngày 01/7/2025",
        "Hoàn thành dự thảo nghị quyết trình HĐND tỉnh thông qua trước ngày 01/7/2025",
    ],
)
def test_by_when_a_body_does_it_is_the_deadline(words: str) -> None:
    assert read_time(words, 2025).reading.due == date(2025, 6, 30)


@pytest.mark.parametrize(
    ("words", "frequencies"),
    [
        ("trước ngày 05 của tháng liền kề sau quý báo cáo", (Frequency.QUARTERLY,)),
        ("trước ngày 05 của tháng tiếp theo quý báo cáo", (Frequency.QUARTERLY,)),
        ("trước ngày 05 của tháng liền kề sau kỳ báo cáo", ()),
        ("trước ngày 05 của tháng liền kề", (Frequency.MONTHLY,)),
    ],
)
def test_the_month_after_a_quarter_reported_on_comes_every_quarter(
    words: str, frequencies: tuple[Frequency, ...]
) -> None:
    recurrence = read_time(words, 2025).reading.recurrence
    assert recurrence is not None
    assert recurrence.frequencies == frequencies


def test_before_a_day_that_a_month_has_not_its_last_day_is_permitted() -> None:
    recurrence = read_time("hằng tháng, trước ngày 31", 2025).reading.recurrence
    assert recurrence is not None
    days = [one.due.day for one in occurrences(recurrence, 2025, 2025)]
    assert days[:4] == [30, 28, 30, 30]
    thirtieth = read_time("hằng tháng, trước ngày 30", 2025).reading.recurrence
    assert thirtieth is not None
    assert [one.due.day for one in occurrences(thirtieth, 2025, 2025)][:3] == [29, 28, 29]


@pytest.mark.parametrize(
    ("words", "certain"),
    [
        ("Giai đoạn 2026 - 2030, sơ kết năm 2028, tổng kết năm 2030", False),
        ("Tổng kết năm 2026 trước ngày 15/12/2026", True),
        ("Mỗi năm tăng 10%, đến năm 2030 đạt 90%", False),
        ("trước 15/6 hằng năm đến 2030", True),
    ],
)
def test_a_year_of_a_plan_of_several_that_is_a_time_of_its_own_is_not_passed_over(words: str, *, certain: bool) -> None:
    assert read_time(words, 2026, 2030).certain is certain


@pytest.mark.parametrize(
    ("words", "certain"),
    [
        ("Hoàn thành 50% trong quý II/2026", False),
        ("làm xong 30 % trước ngày 15/6/2026", False),
        ("Hoàn thành 100% trong quý II/2026", True),
        ("Đạt 95% trong quý II/2026", True),
    ],
)
def test_what_is_finished_in_part_is_not_due_as_a_whole(words: str, certain: bool) -> None:
    assert read_time(words, 2026).certain is certain
