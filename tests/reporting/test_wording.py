"""How a report words results: one sentence a task that reads without the plan beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from conftest import Answer
from small_plans import write_plan

Ask = Callable[..., Answer]


def report(run: Ask, folder: Path, tasks: str) -> str:
    (folder / "plan.yaml").write_text(write_plan(tasks, reports="q1: {due: 2021-03-20}"), encoding="utf-8")
    answer = run("report", "--period", "q1", "-p", "plan.yaml", "--as-of", "2021-03-14")
    assert answer.code == 0, answer.err
    return answer.out


def test_what_follows_events_is_named_by_their_days(run: Ask, tmp_path: Path) -> None:
    said = report(run, tmp_path, """
        - {id: 1.a, title: Đối thoại, lead: [VP],
           milestones: [{id: report, title: Báo cáo sau đối thoại, after: mỗi lần đối thoại}],
           progress: [{date: 2021-01-12, milestone: report@2021-01-12, event: Lần 1},
                      {date: 2021-01-20, milestone: report@2021-01-12, state: done},
                      {date: 2021-02-02, milestone: report@2021-02-02, event: Lần 2}]}
    """)  # fmt: skip
    assert (
        "– chưa xác định hạn. Báo cáo sau đối thoại (12/01/2021): hoàn thành ngày 20/01/2021. Lần 1 (12/01/2021). "
        "Lần 2 (02/02/2021)."
    ) in said


def test_a_plan_that_is_the_document_itself_is_attached_to_none(run: Ask, tmp_path: Path) -> None:
    """A Kế hoạch or Chỉ thị has its own number and day; only a decision issues a plan beside itself."""
    text = write_plan("- {id: 1.a, title: A, lead: [VP]}", reports="q1: {due: 2021-03-20}")
    for number, said in (
        ("1/QĐ-SA", "(ban hành kèm theo Quyết định số 1/QĐ-SA ngày 01/12/2020)"),
        ("1/KH-SA", "năm 2021 (Kế hoạch số 1/KH-SA ngày 01/12/2020)"),
    ):
        (tmp_path / "plan.yaml").write_text(text.replace("1/QĐ-SA", number), encoding="utf-8")
        assert said in run("report", "--period", "q1", "-p", "plan.yaml").out


def test_a_units_report_tells_its_share_once(run: Ask, tmp_path: Path) -> None:
    tasks = """
    - {id: 1.a, title: A, lead: [PHONG], milestones: [{id: m, title: Kế hoạch, due: 2021-02-15}],
       progress: [{date: 2021-02-01, unit: VP, state: done}, {date: 2021-02-20, unit: TTRA, state: done}]}
    """
    (tmp_path / "plan.yaml").write_text(write_plan(tasks, reports="q1: {due: 2021-03-20}"), encoding="utf-8")
    said = run("report", "--period", "q1", "--unit", "VP", "-p", "plan.yaml").out
    assert "Kế hoạch: hoàn thành trước hạn (01/02/2021)." in said
    assert "phần của đơn vị" not in said
    assert "20/02/2021" not in said


def test_several_products_are_a_list_and_one_is_none(run: Ask, tmp_path: Path) -> None:
    said = report(run, tmp_path, """
        - {id: 1.a, title: A, lead: [VP], products: [Kế hoạch, báo cáo]}
        - {id: 1.b, title: B, lead: [VP], products: [Quyết định]}
    """)  # fmt: skip
    assert "| - Kế hoạch<br>- báo cáo |" in said
    assert "| Quyết định |" in said


def test_unfinished_work_without_a_deadline_is_not_called_a_task_without_one(run: Ask, tmp_path: Path) -> None:
    """1.a is overdue and counted there; it also has a report whose day nobody has fixed."""
    said = report(run, tmp_path, """
        - {id: 1.a, title: A, lead: [VP], milestones: [{id: plan, title: Kế hoạch, due: 2021-02-01},
                                                       {id: report, title: Báo cáo, due: theo quy định}]}
    """)  # fmt: skip
    assert "1 nhiệm vụ: quá hạn: 1." in said
    assert "Nhiệm vụ có nội dung chưa xác định thời hạn hoàn thành: 1.a." in said
