"""``parplan page``: where the page goes, of which plans, in which language, and what is refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import PLAN_2021, Answer

Run = Callable[..., Answer]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the plan of 2021 in ``plans/``."""
    (tmp_path / "plans").mkdir()
    shutil.copy(PLAN_2021, tmp_path / "plans" / "2021.yaml")
    return tmp_path


def test_page_goes_to_a_file_or_a_pipe(run: Run, folder: Path) -> None:
    written = run("page", "-o", "trang.html", "--as-of", "2021-03-01", cwd=folder)
    assert (written.code, written.out) == (0, "")
    page = (folder / "trang.html").read_text(encoding="utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="vi">')
    assert "Số liệu tính đến ngày 01/3/2021" in page
    assert run("page", "--as-of", "2021-03-01", cwd=folder).out == page
    assert '<html lang="en">' in run("page", "--lang", "en", cwd=folder).out


def test_nothing_is_written_over_unless_told_and_never_a_plan(run: Run, folder: Path) -> None:
    (folder / "trang.html").write_text("mine", encoding="utf-8")
    assert run("page", "-o", "trang.html", cwd=folder).code != 0
    assert (folder / "trang.html").read_text(encoding="utf-8") == "mine"
    assert run("page", "-o", "trang.html", "--force", cwd=folder).code == 0
    before = (folder / "plans" / "2021.yaml").read_bytes()
    assert run("page", "-o", "plans/2021.yaml", "--force", cwd=folder).code != 0
    assert (folder / "plans" / "2021.yaml").read_bytes() == before


def test_other_endings_and_json_are_refused(run: Run, folder: Path) -> None:
    assert run("page", "-o", "trang.pdf", cwd=folder).code == 2
    assert run("page", "--json", cwd=folder).code == 2
    assert not (folder / "trang.pdf").exists()


def test_a_name_that_a_click_would_not_open_is_refused(run: Run, folder: Path) -> None:
    answer = run("page", "-o", "trang")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.endswith("  name it trang.html\n")
    assert not (folder / "trang").exists()


def test_several_plans_make_one_page(run: Run, folder: Path) -> None:
    other = PLAN_2021.read_text(encoding="utf-8").replace("agency: Sở Khoa học và Công nghệ", "agency: Sở Nội vụ", 1)
    (folder / "plans" / "noi-vu.yaml").write_text(other, encoding="utf-8")
    answer = run("page", "-p", "plans", "--as-of", "2021-03-01", cwd=folder)
    assert answer.code == 0
    assert answer.out.count("<article ") == 2
    assert "Sở Nội vụ tỉnh Quảng Ngãi, 2021</a>" in answer.out


def test_an_unusable_plan_is_named_and_the_rest_shown(run: Run, folder: Path) -> None:
    (folder / "plans" / "bad.yaml").write_text("parplan: 1\nplan: {}\n", encoding="utf-8")
    answer = run("page", "-p", "plans", cwd=folder)
    assert answer.code == 3
    assert "bad.yaml" in answer.err
    assert "<html" in answer.out
