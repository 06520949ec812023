"""From bytes to a plan: the format's version, other files, what a text may look like, and what compiles."""

from __future__ import annotations

from pathlib import Path

import pytest

from parplan.errors import FileError
from parplan.plan.structure import Comparison
from small_plans import load, plan_of, shown, write_plan

PLAN = write_plan("[{id: 1.a, title: Việc, lead: [VP]}]")


@pytest.mark.parametrize("version", ["2", "0", "10", '"2"'])
def test_another_format_version_says_to_upgrade(version: str) -> None:
    with pytest.raises(FileError) as caught:
        load(PLAN.replace("parplan: 1", f"parplan: {version}"))
    assert caught.value.exit_code == 3
    assert str(caught.value.help) == "upgrade parplan"
    assert str(caught.value).startswith("plan.yaml, line 1: the plan has format ")


def test_a_quoted_version_is_the_same() -> None:
    assert plan_of(PLAN.replace("parplan: 1", 'parplan: "1"')) == plan_of(PLAN)


@pytest.mark.parametrize("text", ["- a\n- b\n", "chỉ là chữ\n", "a: 1\nb: 2\n", "{}\n"])
def test_another_yaml_file_gives_one_finding(text: str) -> None:
    assert [finding.code for finding in load(text).findings] == ["S101"]


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"# only a comment\n", b"\x00\x01\x02PK", b"PK\x03\x04rest", b"\xff\xfe\x00"]
)
def test_a_file_that_is_no_text_gives_findings_and_no_plan(data: bytes) -> None:
    loaded = load(data)
    assert loaded.plan is None
    assert {finding.code[0] for finding in loaded.findings} == {"Y"}


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    assert load(b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode()).plan == plan_of(PLAN)


def test_a_missing_final_line_end_changes_nothing() -> None:
    assert load(PLAN.rstrip("\n")).plan == plan_of(PLAN)


def test_scalars_are_text_until_the_plan_types_them() -> None:
    plan = plan_of(
        write_plan(
            """
            - id: 6.10
              title: 2021
              lead: [VP]
              time: no
              targets:
                - {id: "1", title: yes, at_least: 10.50, unit: null}
            """
        )
    )
    task = plan.task("6.10")
    assert (task.id, task.title, task.time) == ("6.10", "2021", "no")
    assert (task.targets[0].title, str(task.targets[0].value), task.targets[0].unit) == ("yes", "10.50", "null")
    assert task.targets[0].comparison is Comparison.AT_LEAST


def test_columns_count_code_points_also_after_a_byte_order_mark() -> None:
    text = PLAN.replace("title: Việc", "titlé: Việc")
    for data in text.encode(), b"\xef\xbb\xbf" + text.encode(), text.replace("\n", "\r\n").encode():
        unknown = next(finding for finding in load(data).findings if finding.code == "S103")
        line = text.splitlines()[unknown.span.line - 1]
        assert line[unknown.span.column - 1 : unknown.span.end_column - 1] == "titlé"


def test_errors_of_the_text_come_with_those_of_the_plan() -> None:
    assert {finding.code for finding in load(PLAN + "units: {}\nzzz: 1\n").findings} == {"Y005", "S103"}


def test_a_damaged_value_is_not_found_wrong_a_second_time() -> None:
    text = PLAN.replace("title: Việc", "title: *somewhere")
    assert [finding.code for finding in load(text).findings] == ["Y007"]


def test_a_plan_is_plain_frozen_data() -> None:
    plan = plan_of(PLAN)
    assert hash(plan.sections) == hash(plan_of(PLAN).sections)
    with pytest.raises(AttributeError):
        plan.year = 2022  # type: ignore[misc]


def test_the_plan_of_2021_has_no_findings() -> None:
    path = Path(__file__).parent.parent.parent / "plans" / "2021.yaml"
    loaded = load(path.read_bytes())
    assert shown(loaded.findings) == ""
    assert loaded.plan is not None
    assert sum(task.counted for task in loaded.plan.tasks()) == 34
    assert len(list(loaded.plan.tasks())) == 38
