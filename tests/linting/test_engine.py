"""From a loaded plan to all its findings: what is run when, in what order, and how much."""

from __future__ import annotations

import time
from datetime import date

import pytest

from parplan.diagnostics import Severity
from parplan.linting.file_findings import FINDINGS_LIMIT
from parplan.linting.registry import CHECKS
from parplan.linting.selection import Selection
from small_plans import check_plans, load, write_plan

TODAY = date(2026, 1, 1)


def codes(text: str, selection: Selection = Selection(ignore=("P207",))) -> list[str]:  # noqa: B008 - a frozen value
    (checked,) = check_plans([("plan.yaml", load(text))], selection, TODAY)
    return [finding.code for finding in checked.findings]


def test_an_author_sees_errors_and_warnings_of_the_sense_at_once() -> None:
    assert codes(write_plan("[{id: 1.a, title: một và và hai, lead: [Ai đó]}]")) == ["P305", "P403", "P419", "P201"]


def test_an_unknown_lead_is_not_also_a_missing_one() -> None:
    assert "P204" not in codes(write_plan("[{id: 1.a, title: Việc, lead: [Ai đó]}]"))


def test_without_the_shape_of_a_plan_only_the_shape_is_spoken_of() -> None:
    assert codes(write_plan("[{id: 1.a, titel: một và và hai}]")) == ["S102", "S103"]


def test_a_damaged_place_is_not_spoken_of_twice() -> None:
    assert codes(write_plan('[{id: 1.a, title: &x "một và và hai", lead: [VP], products: [x]}]')) == [
        "P305",
        "Y006",
        "P419",
    ]


def test_findings_stand_in_the_order_of_the_text() -> None:
    (checked,) = check_plans(
        [("plan.yaml", load(write_plan("[{id: 1.b, title: một và và hai}, {id: 1.a, title: A}]")))], Selection(), TODAY
    )
    spans = [finding.span for finding in checked.findings]
    assert spans == sorted(spans)


def test_a_rule_stops_after_many_findings_and_the_others_go_on() -> None:
    tasks = ", ".join(f"{{id: 1.{n}, title: x{n}}}" for n in range(1, FINDINGS_LIMIT + 500))
    tasks += ", {id: 1.9999, title: y, lead: [VP], products: [z], milestones: [{id: m, title: A, due: thường xuyên}]}"
    found = codes(write_plan(f"[{tasks}]"))
    assert [found.count(code) for code in ("P204", "P305", "P403")] == [FINDINGS_LIMIT] * 3


def test_what_no_task_has_is_told_once_and_what_some_have_of_each() -> None:
    tasks = [f"{{id: 1.{n}, title: x{n}, lead: [VP]}}" for n in range(1, 40)]
    found = codes(write_plan(f"[{', '.join(tasks)}]"))
    assert [found.count(code) for code in ("P204", "P305", "P403")] == [0, 1, 1]
    (checked,) = check_plans([("plan.yaml", load(write_plan(f"[{', '.join(tasks)}]")))], Selection(), TODAY)
    once = next(finding for finding in checked.findings if finding.code == "P403")
    assert checked.source.line(once.span.line) == "sections:"
    assert str(once.message) == "none of the 39 tasks names a product"
    one_has = tasks[0].replace("lead:", "products: [y], lead:")
    assert codes(write_plan(f"[{', '.join([one_has, *tasks[1:]])}]")).count("P403") == 38


def test_a_comment_on_a_task_is_not_unused_where_all_are_told_of_at_once() -> None:
    tasks = "".join(f"- id: 1.{n}   # parplan: ignore[P403] không in\n  title: x{n}\n" for n in range(1, 5))
    assert "P701" not in codes(write_plan(tasks))


def test_rules_never_make_a_plan_unusable() -> None:
    loaded = load(write_plan("[{id: 1.a, title: một và và hai}]"))
    (checked,) = check_plans([("plan.yaml", loaded)], Selection(severity={"P": "error"}), TODAY)
    assert {finding.severity for finding in checked.findings} == {Severity.ERROR}
    assert loaded.plan is not None


@pytest.mark.slow
def test_checking_grows_with_the_plan_and_not_with_its_square() -> None:
    def seconds(count: int) -> float:
        tasks = "\n".join(
            f"- {{id: 1.{n}, title: Việc thứ {n} theo Nghị định số {n}/2020/NĐ-CP ngày 14/9/2020, lead: [VP], "
            f"coordinating: [TTRA], products: [Kế hoạch {n}, Báo cáo {n}], time: Quý I/2021 ban hành kế hoạch {n}, "
            f"milestones: [{{id: plan, title: Ban hành, due: Quý I/2021}}], cites: [{n}/2020/NĐ-CP]}}"
            for n in range(1, count + 1)
        )
        loaded = load(write_plan(tasks))
        assert loaded.plan is not None
        started = time.process_time()
        check_plans([("plan.yaml", loaded)], Selection(), TODAY)
        return time.process_time() - started

    seconds(50)
    assert seconds(2000) < 12 * seconds(400) + 0.5  # linear: 5 times


def test_every_rule_can_be_run_alone() -> None:
    text = write_plan("[{id: 1.a, title: một và và hai}]")
    for check in CHECKS:
        assert set(codes(text, Selection(select=(check.rule.code,)))) <= {check.rule.code}
