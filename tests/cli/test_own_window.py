"""The window of a click on the program: what it offers, and that it waits. Windows is tried by what it would say."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from conftest import PLAN_2021
from parplan.cli import language_choice, own_window
from parplan.cli.app import _is_clicked_on, main
from parplan.cli.language_choice import choose_language
from parplan.cli.own_window import converse, find_dropped, split_words, working_folder
from parplan.languages import load_language

Click = Callable[..., tuple[list[list[str]], str]]


@pytest.fixture
def click(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Click:
    """Click on the program, type, and return the commands it ran and what it showed."""
    monkeypatch.setenv("PARPLAN_LANG", "vi")
    monkeypatch.delenv("PARPLAN_PLAN", raising=False)

    def clicked(typed: str, language: str = "vi", dropped: Path | None = None) -> tuple[list[list[str]], str]:
        ran: list[list[str]] = []
        monkeypatch.setattr(sys, "stdin", StringIO(typed))
        converse(lambda words, _language: ran.append(words), load_language(language), tmp_path, dropped)
        return ran, capsys.readouterr().out

    return clicked


def test_without_a_plan_it_offers_to_make_one(click: Click, tmp_path: Path) -> None:
    ran, shown = click('1\n"C:\\kế hoạch\\a b.docx"\n2\nSở Nội vụ\n1\n\n3\n\n')
    assert ran == [["import", "C:\\kế hoạch\\a b.docx"], ["init", "--agency", "Sở Nội vụ"], ["help"]]
    assert f"Chưa có kế hoạch nào trong {tmp_path.as_posix()}" in shown
    assert "  1  Tạo kế hoạch từ văn bản (Word, PDF)\n" in shown
    assert shown.endswith("parplan> ")  # it waits


def test_with_plans_it_offers_what_can_be_asked_of_them(click: Click, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    for year in range(2010, 2024):
        shutil.copy(PLAN_2021, tmp_path / "plans" / f"{year}.yaml")
    ran, shown = click("1\n2\n3\n2.b\n4\n2.b/plan\n5\n6\n7\n8\n99999\n\n", language="en")
    expected = [["due"], ["status"], ["show", "2.b"], ["done", "2.b/plan"], ["validate"], ["review"], ["help"]]
    assert ran == expected
    assert shown.count("plans/2010.yaml\n") == len(ran) + 3
    assert "  and 2 more\n" in shown
    assert "there is no choice 8\n" in shown
    assert "there is no choice 99999\n" in shown


def test_commands_can_be_typed_and_the_language_changed(click: Click) -> None:
    ran, shown = click('0\nparplan tasks --unit "van phong"\nlog\n0\n\n')
    assert ran == [["tasks", "--unit", "van phong"], ["log"]]
    assert shown.count("Type a number, or a command") == 3
    assert shown.count("Gõ một số, hoặc một lệnh") == 2


def test_what_is_dropped_on_it_is_asked_about_or_read(click: Click, tmp_path: Path) -> None:
    plan, document = tmp_path / "x.yaml", tmp_path / "x.docx"
    shutil.copy(PLAN_2021, plan)
    document.write_bytes(b"")
    assert find_dropped([str(plan)]) == plan
    assert find_dropped(["due"]) is None
    assert find_dropped([str(plan), "x"]) is None
    ran, shown = click("1\n\n", dropped=plan)
    assert (ran, f"  {plan.as_posix()}\n" in shown) == ([["due"]], True)
    assert click("\n", dropped=document)[0] == [["import", str(document)]]


def test_words_are_split_as_windows_writes_them() -> None:
    assert split_words('done 2.b --note "xong rồi" -p C:\\a\\b.yaml ""') == [
        "done", "2.b", "--note", "xong rồi", "-p", "C:\\a\\b.yaml", "",
    ]  # fmt: skip
    assert split_words("  ") == []


def test_it_writes_beside_the_documents_not_beside_the_program(tmp_path: Path) -> None:
    program, documents, elsewhere = tmp_path / "program", tmp_path / "documents", tmp_path / "elsewhere"
    documents.mkdir()
    assert working_folder(program, program, documents) == documents
    assert working_folder(elsewhere, program, documents) == elsewhere
    assert working_folder(program, program, tmp_path / "none") == program


def test_the_whole_program_answers_in_its_window(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "plans").mkdir()
    shutil.copy(PLAN_2021, tmp_path / "plans")
    monkeypatch.chdir(tmp_path)
    for name, value in (("PARPLAN_LANG", "vi"), ("PARPLAN_TODAY", "2021-03-01"), ("PARPLAN_CACHE", "off")):
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(own_window, "has_own_window", lambda: True)
    assert not _is_clicked_on(["due"])
    monkeypatch.setattr(sys, "stdin", StringIO("1\n3\n9.z\n\n"))
    assert main([]) == 0
    out, said = capsys.readouterr()
    assert "6.1/plan" in out
    assert "9.z" in said
    monkeypatch.setattr(own_window, "has_own_window", lambda: False)
    assert not _is_clicked_on([])


@pytest.mark.parametrize(("region", "language"), [("vi_VN", "vi"), ("en_US", "en"), (None, "en")])
def test_on_windows_the_region_says_the_language(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, region: str | None, language: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(language_choice, "WINDOWS", True)
    monkeypatch.setattr(language_choice, "windows_locale", lambda: region)
    assert choose_language([], {}).code == language
    assert choose_language([], {"LANG": "vi_VN.UTF-8"}).code == "vi"
    assert choose_language([], {"PARPLAN_LANG": "en"}).code == "en"
