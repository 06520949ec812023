"""``parplan export --format docx``: the plan itself as the document that is signed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from conftest import PLAN_2021, Answer
from small_plans import write_plan

Run = Callable[..., Answer]


def words(path: Path) -> list[str]:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


@pytest.mark.parametrize("layout", ["list", "table"])
def test_the_plan_as_a_document(run: Run, tmp_path: Path, layout: str) -> None:
    answer = run("export", "--format", "docx", "--layout", layout, "-o", "k.docx", "--plan", str(PLAN_2021))
    assert answer.code == 0
    found = words(tmp_path / "k.docx")
    assert "KẾ HOẠCH" in found
    assert (
        "(Ban hành kèm theo Quyết định số 335/QĐ-SKHCN ngày 17/11/2020 của Sở Khoa học và Công nghệ tỉnh Quảng Ngãi)"
        in found
    )
    assert "1. Cải cách thể chế" in found
    assert any("TỔ CHỨC" in text.upper() for text in found)
    assert any("Trưởng các phòng" in text and text.endswith("./.") for text in found)
    assert ("- Đơn vị chủ trì: Thanh tra Sở." in found) == (layout == "list")
    assert ("1.c" in found) == (layout == "table")
    assert run("import", "k.docx", "-o", "lai.yaml").code == 0


def test_the_default_is_a_list_and_the_ending_tells_the_format(run: Run, tmp_path: Path) -> None:
    run("export", "-o", "a.docx", "--plan", str(PLAN_2021))
    run("export", "-o", "b.docx", "--layout", "list", "--plan", str(PLAN_2021))
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "docx", "--unit", "VP", "-o", "k.docx"), "whole plan"),
        (("--format", "csv", "--layout", "table"), "--layout is for the format docx only"),
        (("--format", "docx", "--layout", "x", "-o", "k.docx"), "--layout"),
    ],
)
def test_what_does_not_fit_is_refused(run: Run, tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    answer = run("export", *options, "--plan", str(PLAN_2021))
    assert answer.code == 2
    assert said in answer.err
    assert not (tmp_path / "k.docx").exists()


@pytest.mark.parametrize(("extra", "code"), [(57, 0), (58, 2)])
def test_a_table_has_at_most_the_columns_that_word_takes(run: Run, tmp_path: Path, extra: int, code: int) -> None:
    """Each task may have a column of its own; a table of 2,500 took 15 GB, and Word opens none of more than 63."""
    columns = "".join(f"    Cột {n}: x\n" for n in range(extra))
    text = write_plan(f"- id: 1.a\n  title: Việc\n  lead: [VP]\n  columns:\n{columns}")
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    answer = run("export", "-p", "x.yaml", "--layout", "table", "-o", "k.docx")
    assert answer.code == code, answer.err
    assert ("would have 64 columns; Word takes at most 63" in answer.err) == bool(code)
    assert run("export", "-p", "x.yaml", "--layout", "list", "-o", "l.docx").code == 0


def test_what_a_milestone_has_of_its_own_and_the_document_does_not_print_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(
        write_plan(
            """
            - id: 1.a
              title: A
              lead: [VP]
              milestones:
                - {id: m, title: M, due: 2021-05-01, lead: [TTRA]}
                - {id: n, title: N, due: 2021-06-01}
            """
        ),
        encoding="utf-8",
    )
    answer = run("export", "-o", "k.docx", "--plan", "p.yaml")
    assert (answer.code, answer.err) == (
        0,
        "k.docx is written\n1 milestone has units or products of its own, which the document does not print: 1.a/m\n",
    )
