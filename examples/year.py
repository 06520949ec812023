"""A believable year of the plan of 2021: what was recorded, on which day.

Results, figures, events and the numbers of documents are invented; parplan's own tests of reports read this year too.
"""

from __future__ import annotations

#: The days the data of each report cover, which the printed plan does not say: here those of 581/BNV-CCHC.
WINDOWS = {
    "q1: {due: trước ngày 03/3/2021}": "q1: {due: trước ngày 03/3/2021, from: 2020-12-15, to: 2021-03-14}",
    "h1: {due: trước ngày 03/6/2021}": "h1: {due: trước ngày 03/6/2021, from: 2020-12-15, to: 2021-06-14}",
    "q3: {due: trước ngày 03/9/2021}": "q3: {due: trước ngày 03/9/2021, from: 2021-06-15, to: 2021-09-14}",
    "year: {due: trước ngày 25/11/2021}": "year: {due: trước ngày 25/11/2021, from: 2020-12-15, to: 2021-12-14}",
}

#: The day of each fact, and the words of the command.
COMMANDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("2021-01-15", ("progress", "6.1", "--difficulty", "Chưa được bố trí kinh phí nâng cấp máy chủ", "--unit", "UDDV")),
    ("2021-02-10", ("done", "2.b/plan", "--evidence", "12/KH-SKHCN | 2021-02-09 | Kế hoạch rà soát TTHC năm 2021")),
    ("2021-02-18", ("done", "1.c/plan", "--evidence", "15/KH-SKHCN | 2021-02-18")),
    ("2021-02-26", ("progress", "2.e", "--note", "Đã niêm yết 62 TTHC tại trụ sở",
                    "--evidence", "https://skhcn.example/tthc")),
    ("2021-03-01", ("done", "III.1/q1", "--unit", "KHTC", "--evidence", "05/BC-KHTC | 2021-03-01")),
    ("2021-03-02", ("done", "III.1/q1", "--unit", "TTRA")),
    ("2021-03-04", ("done", "III.1/q1", "--unit", "TDC")),
    ("2021-03-10", ("progress", "2.i", "--proposal", "Đề nghị UBND tỉnh phân công đơn vị chủ trì nhiệm vụ 2.i")),
    ("2021-03-15", ("done", "2.a/plan", "--evidence", "18/QĐ-SKHCN | 2021-03-12")),
    ("2021-03-19", ("done", "III.1/department-q1",
                    "--evidence", "22/BC-SKHCN | 2021-03-19 | Báo cáo CCHC quý I năm 2021")),
    ("2021-03-20", ("progress", "1.đ", "--percent", "40", "--note", "Đang lấy ý kiến dự thảo kế hoạch kiểm tra")),
    ("2021-03-25", ("reschedule", "4.b/plan", "--to", "2021-04-30", "--basis", "27/CV-SNV", "--reason",
                    "Chờ chỉ tiêu đào tạo của Sở Nội vụ")),
    ("2021-03-30", ("done", "2.k/plan", "--evidence", "21/KH-SKHCN | 2021-03-29")),
    ("2021-04-09", ("done", "III.1/q1", "--unit", "UDDV", "--evidence", "07/BC-UDDV | 2021-04-09")),
    ("2021-04-12", ("done", "1.đ/plan", "--evidence", "25/KH-SKHCN | 2021-04-12")),
    ("2021-04-28", ("done", "4.b/plan", "--evidence", "31/KH-SKHCN | 2021-04-27")),
    ("2021-05-04", ("reschedule", "2.b/report", "--to", "2021-09-30", "--basis", "45/KH-UBND")),
    ("2021-05-12", ("progress", "2.k/report", "--event", "Đối thoại lần 1 với doanh nghiệp")),
    ("2021-05-20", ("done", "2.k/report@2021-05-12", "--evidence", "40/BC-SKHCN | 2021-05-20")),
    ("2021-05-28", ("progress", "1.d", "--difficulty", "Chưa có hướng dẫn về kỳ hệ thống hóa văn bản", "--unit", "VP")),
    ("2021-06-01", ("done", "III.1/h1", "--all-units")),
    ("2021-06-10", ("progress", "2.b", "--measure", "cost=6,5", "--measure", "handling-time=31")),
    ("2021-06-15", ("done", "6.1/plan", "--evidence", "44/KH-SKHCN | 2021-06-15 | Kế hoạch ứng dụng CNTT năm 2021")),
    ("2021-06-18", ("done", "III.1/department-h1",
                    "--evidence", "49/BC-SKHCN | 2021-06-18 | Báo cáo CCHC 6 tháng đầu năm 2021")),
    ("2021-06-30", ("progress", "1.b", "--measure", "documents=100", "--unit", "VP")),
    ("2021-07-05", ("progress", "2.đ", "--measure", "updated=100",
                    "--note", "Đã cập nhật 05 TTHC được sửa đổi, bổ sung")),
    ("2021-07-15", ("progress", "1.a/ongoing", "--state", "in-progress", "--unit", "TDC", "--note",
                    "Trình ban hành 01 quyết định về quản lý đo lường")),
    ("2021-08-20", ("progress", "6.2.a", "--difficulty", "Dịch COVID-19 nên chưa mở được khóa đào tạo tập trung")),
    ("2021-08-25", ("reschedule", "6.2.a", "--to", "2021-11-30", "--basis", "88/TTr-TDC", "--reason", "Dịch COVID-19")),
    ("2021-09-01", ("done", "III.1/q3", "--all-units")),
    ("2021-09-17", ("done", "III.1/department-q3",
                    "--evidence", "66/BC-SKHCN | 2021-09-17 | Báo cáo CCHC quý III năm 2021")),
    ("2021-09-28", ("done", "2.b/report", "--evidence", "71/BC-SKHCN | 2021-09-28")),
    ("2021-10-05", ("progress", "2.k/report", "--event", "Đối thoại lần 2 với người dân")),
    ("2021-10-20", ("done", "2.k/report@2021-10-05", "--evidence", "79/BC-SKHCN | 2021-10-20")),
    ("2021-11-05", ("progress", "1.đ", "--percent", "70", "--note", "Đã kiểm tra 03 phòng, đơn vị")),
    ("2021-11-10", ("progress", "3.a", "--state", "paused", "--reason", "Chờ văn bản của UBND tỉnh")),
    ("2021-11-12", ("done", "1.c/report",
                    "--evidence", "85/BC-SKHCN | 2021-11-12 | Báo cáo theo dõi thi hành pháp luật")),
    ("2021-11-15", ("progress", "2.g", "--measure", "feedback=100", "--note", "Đã xử lý 7/7 phản ánh, kiến nghị")),
    ("2021-11-20", ("done", "III.1/year", "--unit", "KHTC", "--unit", "TTRA", "--unit", "TDC")),
    ("2021-11-29", ("progress", "6.2.a", "--measure", "courses=2")),
    ("2021-11-29", ("done", "6.2.a/courses",
                    "--evidence", "120/BC-TDC | 2021-11-29 | Báo cáo kết quả 02 khóa đào tạo")),
    ("2021-12-02", ("done", "2.l/report", "--evidence", "92/BC-SKHCN | 2021-12-02 | Báo cáo mức độ hài lòng năm 2021")),
    ("2021-12-15", ("done", "III.1/department-year", "--evidence", "96/BC-SKHCN | 2021-12-15 | Báo cáo CCHC năm 2021")),
)  # fmt: skip
