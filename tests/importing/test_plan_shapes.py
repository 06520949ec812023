"""Documents of other shapes than the random ones, typed by hand: every task and field, as Word, PDF and scan."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_shapes import SHAPES, truth_of
from test_outside_programs import TESSERACT, converted, needs_office, scanned

from benchmarks.importing.score import Score, score
from parplan.importing.drafts import Draft, Wishes
from parplan.importing.readers.detecting import read_document
from parplan.importing.reading import read_plan

WORD = [name for name, (ending, _) in SHAPES.items() if ending == "docx"]


def imported(data: bytes, name: str, ending: str) -> tuple[Score, list[str], Draft]:
    document = read_document(data, f"{name}.{ending}")
    draft = read_plan(document, Wishes(), name, outline=name == "by_unit")
    result, wrong = score(truth_of(name), draft)
    return result, wrong, draft


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


def sections(name: str) -> list[str]:
    draft = imported(SHAPES[name][1](), name, SHAPES[name][0])[2]
    return [f"{section['id']} {section['title']}" for section in draft.data["sections"]]


def test_what_only_refers_to_the_row_above_is_in_doubt() -> None:
    draft = imported(SHAPES["ditto"][1](), "ditto", "docx")[2]
    told = {(doubt.address, doubt.field) for doubt in draft.doubts if doubt.kind == "ditto"}
    assert told == {("2", "lead"), ("3", "lead"), ("3", "coordinating"), ("4", "time"), ("5", "lead"), ("5", "time")}


def test_times_made_of_crosses_are_told_once() -> None:
    draft = imported(SHAPES["months"][1](), "months", "docx")[2]
    assert [doubt.printed for doubt in draft.doubts if doubt.kind == "time-marks"] == ["Thời gian thực hiện (tháng)"]


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
