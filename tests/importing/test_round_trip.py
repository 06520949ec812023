"""What `export` prints as a document, `import` reads back: the same plan in every field the document prints."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from random_plans import random_plan
from word_documents import list_document, table_document

from parplan.importing.drafts import Wishes
from parplan.importing.plan_import import import_plan
from parplan.importing.readers.detecting import read_document
from parplan.languages import load_office_language
from parplan.loading import load_plan
from parplan.plan.structure import Plan, Task
from parplan.provenance.record import ImportedFile
from parplan.reporting.plan_paper import PlanLayout, plan_paper
from parplan.reporting.word import render_word
from parplan.vocabulary.folding import fold
from small_plans import plan_of, write_plan

PLAN_2021 = Path(__file__).parents[2] / "plans" / "2021.yaml"


def imported(data: bytes) -> Plan:
    document = read_document(data, "x.docx")
    return import_plan(document, ImportedFile("x.docx", document.kind, "0" * 64, date(2026, 1, 2)), Wishes(), []).plan


def printed(plan: Plan, layout: PlanLayout) -> bytes:
    return render_word(plan_paper(load_office_language("vi"), plan, layout))


def head(plan: Plan) -> tuple[object, ...]:
    return (
        plan.year,
        plan.title,
        plan.agency,
        plan.parent,
        plan.decision_number,
        plan.decision_date,
        plan.introduction,
        plan.closing,
    )


def fields(task: Task) -> tuple[object, ...]:
    return (
        task.id,
        task.title,
        task.parts,
        [mention.printed for mention in task.lead],
        [mention.printed for mention in task.coordinating],
        task.products,
        task.time,
        task.person,
        task.columns,
        task.kind,
    )


def same(plan: Plan, layout: PlanLayout) -> None:
    again = imported(printed(plan, layout))
    assert head(again) == head(plan)
    assert [(s.id, s.title, s.headings, s.kind) for s in again.sections] == [
        (s.id, s.title, s.headings, s.kind) for s in plan.sections
    ]
    assert [fields(task) for task in again.tasks()] == [fields(task) for task in plan.tasks()]


@pytest.mark.parametrize("layout", PlanLayout)
def test_the_plan_of_2021(layout: PlanLayout) -> None:
    plan = load_plan(PLAN_2021).plan
    assert plan is not None
    same(plan, layout)


@pytest.mark.parametrize("layout", PlanLayout)
def test_duties_with_a_lead_leave_the_ids_of_the_tasks(layout: PlanLayout) -> None:
    tasks = "[{id: 1.a, title: Rà soát thủ tục, lead: [VP], time: Quý I/2021, products: [Báo cáo]}]"
    duties = "[{id: III.1, title: Theo dõi việc thực hiện, lead: [VP]}]"
    plan = plan_of(write_plan(tasks, duties=duties))
    assert [task.id for task in imported(printed(plan, layout)).tasks()] == ["1.a", "III.1"]


def test_a_plan_of_sections_alone_is_printed_without_a_number_above_them() -> None:
    """A lone “I. NHIỆM VỤ” was read as a section, and 1.a as I.1.a, under a title as short as this."""
    plan = plan_of(
        write_plan("- {id: 1.a, title: Rà soát, lead: [VP], time: Quý I/2021}").replace(
            "Kế hoạch cải cách hành chính năm 2021", "Kế hoạch A"
        )
    )
    again = imported(printed(plan, PlanLayout.LIST))
    assert [one.id for one in (*again.sections, *again.tasks())] == ["1", "1.a"]


@pytest.mark.slow
@pytest.mark.parametrize("layout", PlanLayout)
@pytest.mark.parametrize("seed", range(4))
def test_plans_of_any_shape(layout: PlanLayout, seed: int) -> None:
    _check(layout, seed)


@pytest.mark.slow
@pytest.mark.parametrize("layout", PlanLayout)
def test_many_plans(layout: PlanLayout) -> None:
    for seed in range(100, 130):
        _check(layout, seed)


def _check(layout: PlanLayout, seed: int) -> None:
    rng = random.Random(seed)
    writer = list_document if layout is PlanLayout.LIST else table_document
    same(imported(writer(random_plan(rng, tasks=10), rng)), layout)


@pytest.mark.parametrize("layout", list(PlanLayout))
def test_units_named_by_their_codes_are_printed_by_their_names(layout: PlanLayout) -> None:
    task = "- {id: 1.a, title: Rà soát, lead: [vp, G], coordinating: [TTRA], recipient: VP, time: Quý I/2021}"
    units = "VP: {name: Văn phòng Sở}\nTTRA: {name: Thanh tra Sở}"
    groups = "G: {name: Các phòng thuộc Sở, members: [VP, TTRA]}"
    by_code = plan_of(write_plan(task, units=units, groups=groups))
    by_name = plan_of(
        write_plan(
            task.replace("vp, G", "Văn phòng Sở, Các phòng thuộc Sở")
            .replace("[TTRA]", "[Thanh tra Sở]")
            .replace("recipient: VP", "recipient: Văn phòng Sở"),
            units=units,
            groups=groups,
        )
    )
    assert printed(by_code, layout) == printed(by_name, layout)


@pytest.mark.parametrize(
    ("agency", "parent"),
    [
        ("Ủy ban nhân dân xã Sơn Tịnh", None),
        ("Hội đồng nhân dân xã Bình Sơn", None),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Gia Lai", None),
        ("Phòng Văn hóa - Xã hội phường Hải Châu", "Ủy ban nhân dân phường Hải Châu"),
        ("Trung tâm Ứng dụng tiến bộ khoa học và công nghệ", "Sở Khoa học và Công nghệ tỉnh Nghệ An"),
        ("Thanh tra tỉnh Cà Mau", "Ủy ban nhân dân tỉnh Cà Mau"),
        ("Hội Liên hiệp Phụ nữ tỉnh Sơn La", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sơn La"),
        ("Sở Nội vụ tỉnh Bắc Ninh", "UBND tỉnh Bắc Ninh"),
    ],
)
def test_a_long_name_in_the_letterhead_stays_one(agency: str, parent: str | None) -> None:
    tasks = "\n".join(f"- {{id: 1.{letter}, title: Rà soát văn bản, lead: [VP], time: Quý I/2021}}" for letter in "abc")
    text = write_plan(tasks)
    plan = plan_of(text)
    given = plan_of(text.replace(plan.agency, agency + (f"\n  parent: {parent}" if parent else "")))
    assert (given.agency, given.parent) == (agency, parent)
    read = imported(printed(given, PlanLayout.TABLE))
    assert (fold(read.agency), fold(read.parent or "")) == (fold(agency), fold(parent or ""))
