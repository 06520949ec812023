"""What recurs is one line in a paper, and no paper has words that are for a terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from conftest import Answer
from small_plans import write_plan

Run = Callable[..., Answer]

MONTHLY = """
    - {id: 1.a, title: Trả hồ sơ đúng hạn, lead: [VP], time: định kỳ hằng tháng}
    - {id: 1.b, title: Công khai ngân sách, lead: [VP, TTRA],
       milestones: [{id: q, title: Công khai, due: định kỳ hằng quý}]}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(write_plan(MONTHLY, reports="m9: {due: 2021-09-20}\nyear: {due: 2021-12-20}"), encoding="utf-8")
    return path


def test_occurrences_are_one_line_in_a_report(run: Run, plan: Path) -> None:
    out = run("report", "--period", "m9", "-p", "plan.yaml", "--as-of", "2021-05-14").out
    assert out.count("Trả hồ sơ đúng hạn (4 kỳ: tháng 01/2021 – tháng 4/2021)") == 1
    assert "từ 31/01/2021 đến 30/4/2021, kỳ lâu nhất quá hạn 103 ngày" in out
    assert "** Công khai ngân sách (quý I năm 2021)" in out
    assert "Việc quá hạn chuyển sang kỳ sau (2):" in out
    assert "Việc phải hoàn thành đến hết ngày 31/12/2021 (2):" in out
    assert "từ 31/5/2021 đến 31/12/2021, kỳ gần nhất còn 17 ngày" in out


def test_occurrences_are_one_line_on_the_page(run: Run, plan: Path, tmp_path: Path) -> None:
    assert run("page", "-p", "plan.yaml", "--as-of", "2021-05-14", "-o", "trang.html").code == 0
    page = (tmp_path / "trang.html").read_text(encoding="utf-8")
    attention = page.partition("Cần chỉ đạo</h")[2].partition("Biểu đồ</h")[0]
    assert "kỳ lâu nhất quá hạn 103 ngày (4 kỳ: tháng 01/2021 – tháng 4/2021)" in attention
    assert attention.count('class="line late"') <= 2


def test_no_paper_names_a_command(run: Run, tmp_path: Path) -> None:
    units = ", ".join(f"D{number}: {{name: Đơn vị {number}}}" for number in range(12))
    names = ", ".join(f"D{number}" for number in range(12))
    text = write_plan(
        "- {id: 1.a, title: Nộp báo cáo, lead: [ALL], owed: each, time: Quý I/2021}",
        units=f"{{VP: {{name: Văn phòng Sở}}, {units}}}",
        groups=f"{{ALL: {{name: Các đơn vị, members: [{names}]}}}}",
        reports="year: {due: 2021-12-20}",
    )
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    for words in (("report", "--period", "year"), ("report", "--period", "year", "--internal"), ("page",), ("remind",)):
        answer = run(*words, "-p", "plan.yaml", "--as-of", "2021-06-01")
        assert answer.code == 0, answer.err
        assert "parplan show" not in answer.out
    assert "parplan show" in run("due", "-p", "plan.yaml", "--as-of", "2021-06-01").out


def test_the_annual_report_of_a_plan_of_years_tells_the_work_of_the_year_its_heading_names(
    run: Run, tmp_path: Path
) -> None:
    tasks = """
    - {id: 1.a, title: Việc gần, lead: [VP], milestones: [{id: a, title: Làm, due: 2022-06-30}]}
    - {id: 1.b, title: Việc xa, lead: [VP], milestones: [{id: a, title: Làm, due: 2024-06-30}]}
"""
    text = write_plan(tasks, reports="year: {due: 2021-12-20}").replace("year: 2021", "year: 2021\n  through: 2025", 1)
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    out = run("report", "--period", "year", "-p", "plan.yaml", "--as-of", "2021-12-14").out
    work = out.partition("NHIỆM VỤ NĂM 2022")[2]
    assert "Việc phải hoàn thành đến hết ngày 31/12/2022 (1):" in work
    assert "Việc gần" in work
    assert "Việc xa" not in work.partition("Phụ lục")[0].partition("V. ")[0]


@pytest.mark.parametrize(("day", "until"), [("2022-02-28", "31/12/2022 (2)"), ("2021-12-30", "31/12/2021 (2)")])
def test_the_annual_report_has_work_that_was_moved_into_the_year_its_heading_names(
    run: Run, tmp_path: Path, day: str, until: str
) -> None:
    tasks = f"""
    - {{id: 1.a, title: Việc gần, lead: [VP], time: 31/12/2021}}
    - id: 1.b
      title: Việc gia hạn
      lead: [VP]
      time: 10/12/2021
      progress: [{{date: 2021-12-01, due: {day}, basis: 99/UBND}}]
"""
    text = write_plan(tasks, reports="year: {due: 2021-12-20}")
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    out = run("report", "--period", "year", "-p", "plan.yaml", "--as-of", "2021-12-14").out
    work = out.partition("NHIỆM VỤ NĂM 2022")[2].partition("## V. ")[0]
    assert f"Việc phải hoàn thành đến hết ngày {until}:" in work
    assert "Việc gia hạn" in work


def test_an_occurrence_of_the_report_calendar_is_called_after_its_own_year_in_a_plan_of_years(
    run: Run, tmp_path: Path
) -> None:
    tasks = "- {id: 1.a, title: Việc, lead: [VP], milestones: [{id: r, title: Báo cáo, due: calendar}]}"
    text = write_plan(tasks, reports="q1: {due: 2022-03-20}", heading="through: 2025")
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    words = ("remind", "-p", "plan.yaml", "--as-of", "2022-03-25")
    assert "Báo cáo: Việc (quý I năm 2022): hạn 20/3/2022" in run(*words).out


def test_a_letter_about_overdue_work_of_a_plan_of_years_names_them_all(run: Run, tmp_path: Path) -> None:
    tasks = "- {id: 1.a, title: Việc, lead: [VP], milestones: [{id: r, title: Báo cáo, due: 2022-03-20}]}"
    (tmp_path / "plan.yaml").write_text(write_plan(tasks, heading="through: 2025"), encoding="utf-8")
    run("remind", "-p", "plan.yaml", "--as-of", "2022-03-25", "-o", "letters")
    document = Document(str(tmp_path / "letters" / "nhac-viec-VP.docx"))
    words = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("các nhiệm vụ quá hạn giai đoạn 2021-2025" in text for text in words)
