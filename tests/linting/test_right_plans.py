"""Plans that are right although a careless rule would warn: ways of numbering, citing, timing and recording."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import Answer
from parplan.linting.selection import Selection
from parplan.views.file_report import fingerprints
from small_plans import check_plans, load, write_plan

TODAY = date(2026, 11, 25)


def codes(tasks: str, **rest: str) -> list[str]:
    """The codes found in a small plan, but for what it lacks because it is small."""
    text = write_plan(tasks, **rest) if tasks else rest["text"]
    (checked,) = check_plans([("plans/2021.yaml", load(text))], Selection(), TODAY)
    lacking = ("P204", "P207", "P403", "P305", "P404", "P412", "P508")
    return [finding.code for finding in checked.findings if finding.code not in lacking]


def task(title: str = "Việc", more: str = "") -> str:
    return f"- id: 1.a\n  title: {title}\n  lead: [VP]\n" + "".join(f"  {line}\n" for line in more.splitlines())


@pytest.mark.parametrize(
    ("section", "ids"),
    [("II", ["II.1", "II.2"]), ("II", ["II.1.1"]), ("I", ["1", "2"]), ("I", ["I.1", "I.2"]), ("2", ["1", "2", "3"])],
)
def test_numbering_by_the_section_as_it_is_written(section: str, ids: list[str]) -> None:
    tasks = "".join(f'- {{id: "{id}", title: Việc}}\n' for id in ids)
    text = write_plan(tasks, duties="[{id: III.1, title: Báo cáo}]").replace('id: "1"\n', f'id: "{section}"\n', 1)
    assert "P102" not in codes("", text=text)


@pytest.mark.parametrize("number", ["468/QĐ-TTg", "63/2020/QH14", "22/2008/QH12"])
def test_citations_by_symbols_of_every_kind(number: str) -> None:
    title = f"Theo Nghị định số 61/2018/NĐ-CP và văn bản số {number}"
    assert codes(task(title, f"cites: [61/2018/NĐ-CP, {number}]")) == []
    by_name = task("Theo Luật Cán bộ, công chức và Nghị định số 61/2018/NĐ-CP", f"cites: [61/2018/NĐ-CP, {number}]")
    assert codes(by_name) == []


@pytest.mark.parametrize(
    ("time", "dues"),
    [
        ("Hằng quý", ["Quý I/2021", "Quý II/2021", "Quý III/2021", "Quý IV/2021"]),
        ("Hàng tháng", ["Tháng 01/2021", "Tháng 02/2021"]),
        ("Định kỳ 6 tháng", ["6 tháng đầu năm 2021", "Quý IV/2021"]),
        ("Hằng năm", ["Quý III/2021"]),
    ],
)
def test_what_recurs_written_out_as_dated_milestones(time: str, dues: list[str]) -> None:
    milestones = "".join(f"\n  - {{id: m{k}, title: Lần {k}, due: {due}}}" for k, due in enumerate(dues))
    assert codes(task("Báo cáo", f"time: {time}\nmilestones:{milestones}")) == []


@pytest.mark.parametrize(
    "words",
    ["45/KH-BCĐ138", "45/KH-TCTĐA06", "12/QĐ-BCĐ1", "56/QĐ-K10", "99/KH-CAT-PV01", "5/KH-A05", "vẽ a|b", "đoạn x~y",
     "cây cam, quýt", "Quỳnh Lưu", "quỵt nợ", "mua ôtô và bêtông", "tiêm vắcxin", "xã Krông Nô", "Krông Nô là huyện"],
)  # fmt: skip
def test_right_words_and_symbols(words: str) -> None:
    assert codes(task(f'"Theo {words}"')) == []
    assert codes(task(f'"{words}"')) == []


def test_a_successor_may_go_by_the_same_name() -> None:
    units = (
        "VP: {name: Văn phòng Sở}\nA: {name: Phòng A, until: 2021-02-28, successors: [B]}\n"
        "B: {name: Phòng A, from: 2021-03-01}\nTTRA: {name: T}\nKHTC: {name: K}\nTDC: {name: D}\n"
    )
    assert codes(task(), units=units) == []


def test_a_local_number_is_given_anew_each_year() -> None:
    title = "Kế hoạch số 12/KH-UBND ngày 05/01/2021 và tiếp tục Kế hoạch số 12/KH-UBND ngày 10/01/2020"
    assert codes(task(title)) == []


@pytest.mark.parametrize(
    "tasks",
    ["[{id: 1.a, title: A}, {id: 1.b, title: B}, {id: 1.c, title: C}, {id: 1.d, title: D}, {id: 1.e, title: E}]",
     "[{id: 1.I, title: A}, {id: 1.II, title: B}, {id: 1.III, title: C}]"],
)  # fmt: skip
def test_letters_without_đ_and_roman_numerals_have_no_gap(tasks: str) -> None:
    assert "P105" not in codes(tasks)


SECTIONS = """
parplan: 1
plan: {{year: 2021, title: Kế hoạch A, agency: Sở A, decision: {{number: 1/QĐ-SA, date: 2020-12-01}}}}
units: {{VP: {{name: Văn phòng Sở}}}}
sections:
  - {{id: A, title: A, tasks: [{first}]}}
  - {{id: B, title: B, tasks: [{second}]}}
"""


def test_who_coordinates_what_each_unit_owes_may_report_its_part() -> None:
    tasks = task("Việc", "coordinating: [TDC]").replace("lead: [VP]", 'lead: ["Các phòng thuộc Sở"]')
    history = "  progress:\n    - {date: 2021-02-10, unit: TDC, "
    assert "P510" not in codes(tasks + history + "note: Đã góp ý}\n")
    assert "P510" in codes(tasks + history + "state: done}\n")


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (["B.4", "B.5"], []),
        (["B.1", "B.2"], []),
        (["B.5"], ["there is no “4” before B.5"]),
        (["B.2"], ["there is no “1” before B.2"]),
        (["B.4", "B.6"], ["there is no “5” before B.6"]),
    ],
)
def test_a_numbering_may_run_through_the_sections(second: list[str], told: list[str]) -> None:
    written = [
        ", ".join(f"{{id: {id}, title: Việc, lead: [VP]}}" for id in ids) for ids in (["A.1", "A.2", "A.3"], second)
    ]
    text = SECTIONS.format(first=written[0], second=written[1])
    (checked,) = check_plans([("plans/2021.yaml", load(text))], Selection(), TODAY)
    assert [str(one.message) for one in checked.findings if one.code == "P105"] == told


@pytest.mark.parametrize("words", ["cho cho thuê đất", "tại tại chức", "do do dự", "các các-bon", "theo theo dõi"])
def test_words_that_meet_are_not_doubled(words: str) -> None:
    assert codes(task(f"Việc {words}")) == []


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("Giải quyết 80% hồ sơ", 'at_least: 80, unit: "% hồ sơ"'),
        ("Giải quyết 80% hồ sơ", "at_least: 80, unit: phần trăm"),
        ("Năm 2020 đạt 87%, phấn đấu năm 2021 đạt 90%", 'at_least: 90, unit: "%"'),
        ("Đạt 97%, tăng so với mức 95,5% trước đây", 'at_least: 97, unit: "%"'),
    ],
)
def test_figures_with_their_targets_and_figures_of_the_past(title: str, target: str) -> None:
    text = write_plan(task(f'"{title}"', f"targets: [{{id: a, title: A, {target}}}]"))
    (checked,) = check_plans([("plans/2021.yaml", load(text))], Selection(), TODAY)
    assert "P404" not in {finding.code for finding in checked.findings}


def test_what_the_tool_records_is_not_warned_about(run: Callable[..., Answer], tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        write_plan(
            task(
                more="products: [Kế hoạch]\nmilestones:\n"
                "  - {id: m, title: Ban hành, due: 2020-11-30}   # parplan: ignore[P306] việc của năm trước"
            )
        ),
        encoding="utf-8",
    )

    def strict() -> tuple[int, str]:
        answer = run("validate", "--strict", "plan.yaml", "--select", "P5", "--select", "P7")
        return answer.code, answer.out

    for words in (
        ("done", "1.a/m", "--on", "2021-02-01", "--evidence", "1/KH"),
        ("progress", "1.a/m", "--state", "in-progress", "--on", "2021-02-01", "--reason", "Phải sửa"),
        ("done", "1.a/m", "--on", "2021-02-01", "--evidence", "1/KH"),
    ):
        assert run(*words, "-p", "plan.yaml").code == 0
        assert strict() == (0, "")


def test_settings_never_make_an_invalid_plan_pass(run: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "parplan.toml").write_text('\ufeffselect = ["P"]\n', encoding="utf-8")
    (tmp_path / "x.yaml").write_text("x: [\n", encoding="utf-8")
    assert run("validate", "x.yaml").code == 1


def test_a_comment_is_not_unused_because_a_rule_was_stopped() -> None:
    tasks = "".join(
        f"- id: 1.{n}   # parplan: ignore[P204, P305, P403] chưa có\n  title: Việc {n}\n" for n in range(1100)
    )
    tasks += "- {id: 1.a, title: A, lead: [VP], products: [x], milestones: [{id: m, title: A, due: thường xuyên}]}\n"
    (checked,) = check_plans([("plan.yaml", load(write_plan(tasks)))], Selection(), TODAY)
    assert "P701" not in {finding.code for finding in checked.findings}


@pytest.mark.skipif(os.name != "posix", reason="file names of any bytes")
def test_a_file_name_that_is_no_text_has_a_fingerprint() -> None:
    (checked,) = check_plans([(os.fsdecode(b"a\xff.yaml"), load("x: 1\n"))], Selection(), TODAY)
    assert len(fingerprints(checked.name, checked.findings, checked.source)) == len(checked.findings) == 1


def test_codes_are_typed_in_small_letters_and_with_commas(run: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(write_plan("[{id: 1.a, title: A}]"), encoding="utf-8")
    answer = run("validate", "plan.yaml", "--select", "p204,p403", "--json")
    assert [item["code"] for item in answer.items] == ["P204", "P403"]


def test_a_plan_begun_into_a_file_is_utf8_whatever_the_console(spawn: Callable[..., Answer], tmp_path: Path) -> None:
    words = ("init", "-", "--agency", "Sở Nội vụ tỉnh A", "--year", "2027")
    answer = spawn(*words, env={"PYTHONIOENCODING": "cp1252"})
    assert "agency: Sở Nội vụ tỉnh A\n" in answer.out
    assert "number: 1/QĐ-SNV," in answer.out
    assert 'agency: "null"\n' in spawn("init", "-", "--agency", "null", "--year", "2027").out


def figures(title: str, targets: str = "") -> list[tuple[str, int, int]]:
    """The figures of a title that are found to lack a target, each with where it stands."""
    text = write_plan(task(f'"{title}"', f"targets: [{targets}]" if targets else ""))
    (checked,) = check_plans([("plans/2021.yaml", load(text))], Selection(select=("P404", "P409")), TODAY)
    start = next(line for line in text.splitlines() if title in line).index(title)
    return [
        (finding.code, finding.span.column - 1 - start, finding.span.end_column - 1 - start)
        for finding in checked.findings
    ]


@pytest.mark.parametrize(
    "words", ["10 - 15%", "10-15%", "10% - 15%", "10% đến 15%", "từ 10 đến 15%", "từ 10% tới 15%", "10 – 15%"]
)
def test_a_range_needs_a_target_for_one_of_its_ends(words: str) -> None:
    title = f"Cắt giảm {words} chi phí"
    for value in ("10", "15"):
        assert figures(title, f'{{id: a, title: A, at_least: {value}, unit: "%"}}') == []
    ((code, start, end),) = figures(title, '{id: a, title: A, at_least: 12, unit: "%"}')
    assert (code, title[start:end]) == ("P404", words.removeprefix("từ "))


def test_a_range_of_what_is_counted() -> None:
    assert figures("Mở 02 - 03 lớp", "{id: a, title: A, at_least: 2, unit: lớp}") == []
    assert figures("Mở từ 02 đến 03 lớp", "{id: a, title: A, at_most: 3, unit: lớp}") == []
    assert len(figures("Mở 02 - 03 lớp")) == 1


@pytest.mark.parametrize(
    "title",
    ["Họp giao ban 01 lần/tháng; báo cáo 01 lần/quý", "Kiểm tra 02 lần/năm", "Báo cáo 01 lần/6 tháng",
     "Ít nhất 01 lần/quý", "Mỗi quý 01 lần", "Hằng tháng tổ chức 02 lần", "Rà soát 01 lần trong mỗi quý"],
)  # fmt: skip
def test_how_often_something_comes_is_no_goal(title: str) -> None:
    assert figures(title) == []


@pytest.mark.parametrize("title", ["Đối thoại ít nhất 02 lần/năm", "Đối thoại 02 lần trong năm 2021"])
def test_what_is_to_be_reached_in_the_year_is_a_goal(title: str) -> None:
    assert [code for code, *_ in figures(title)] == ["P404"]


def test_each_figure_is_found_where_it_stands() -> None:
    title = "Đạt 10% hồ sơ và 10% văn bản, 110% dự toán, 10% nữa"
    assert [title[start:end] for _, start, end in figures(title)] == ["10%", "10%", "110%", "10%"]
    assert len(set(figures(title))) == 4


@pytest.mark.parametrize(
    "target", ["at_most: 5, unit: văn bản", "at_most: 5", "at_most: 5.0, unit: văn bản/năm", "at_most: 05, unit: bản"]
)
def test_a_bound_from_above_with_its_target(target: str) -> None:
    assert figures("Ban hành không quá 05 văn bản", f"{{id: a, title: A, {target}}}") == []


@pytest.mark.parametrize(
    "title",
    ["Đơn vị tự bảo đảm 100% chi thường xuyên (nhóm 2)", "Đơn vị tự đảm bảo chi thường xuyên từ 70% đến dưới 100%",
     "Đơn vị tự bảo đảm một phần chi thường xuyên từ 10% đến dưới 30%"],
)  # fmt: skip
def test_classes_of_public_bodies_are_names(title: str) -> None:
    assert figures(title) == []
    assert len(figures("Phấn đấu 20% đơn vị tự bảo đảm chi thường xuyên")) == 1


@pytest.mark.parametrize(
    ("time", "due"),
    [
        ("Thường xuyên; báo cáo khi có yêu cầu", "thường xuyên"),
        ("Thường xuyên; đột xuất khi có yêu cầu", "thường xuyên"),
        ("Quý I/2021; báo cáo khi phát sinh", "Quý I/2021"),
        ("Năm 2021 và những năm tiếp theo", "Năm 2021"),
        ("Năm 2021 và các năm tiếp theo", "thường xuyên"),
        ("Theo kế hoạch của Sở Nội vụ; hoàn thành trong Quý III", "Quý III/2021"),
        ("Theo kế hoạch của TP.HCM. Hoàn thành trong Quý III", "Quý III/2021"),
        ("Theo hướng dẫn của Bộ; trước ngày 15/12/2021", "trước ngày 15/12/2021"),
        ("Từ tháng 01 đến tháng 12/2021", "thường xuyên"),
        ("Trong năm 2021", "thường xuyên"),
        ("Trong năm", "thường xuyên"),
        ("Năm 2021", "thường xuyên"),
        ("Cả năm 2021", "Năm 2021"),
        ("Thường xuyên trong năm 2021", "Năm 2021"),
    ],
)
def test_a_time_and_a_milestone_that_say_the_same(time: str, due: str) -> None:
    more = f"time: {time}\nmilestones:\n  - {{id: m, title: Thực hiện, due: {due}}}"
    assert "P304" not in codes(task(more=more))


@pytest.mark.parametrize(
    ("time", "due"),
    [
        ("Thường xuyên", "Năm 2021"),
        ("Trong quý I/2021", "thường xuyên"),
        ("Từ tháng 02 đến tháng 12/2021", "thường xuyên"),
        ("Năm 2021 và những năm tiếp theo", "Quý III/2021"),
        ("Trong năm 2021", "Quý III/2021"),
        ("Theo kế hoạch của Sở Nội vụ; hoàn thành trong Quý III", "theo kế hoạch"),
        ("Quý I/2021 ban hành kế hoạch; báo cáo theo quy định", "Quý I/2021"),
        ("Quý I/2021; báo cáo sau mỗi lần đối thoại", "Quý I/2021"),
        ("Khi có yêu cầu", "Quý I/2021"),
        ("Thường xuyên; báo cáo khi có yêu cầu", "Quý I/2021"),
    ],
)
def test_a_time_and_a_milestone_that_do_not(time: str, due: str) -> None:
    more = f"time: {time}\nmilestones:\n  - {{id: m, title: Thực hiện, due: {due}}}"
    assert "P304" in codes(task(more=more))
