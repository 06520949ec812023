"""``parplan init``: a plan that is valid, in either language, never written over by chance."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from conftest import Answer
from small_plans import load

Run = Callable[..., Answer]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("year", ["2021", "2027", "1990"])
def test_the_plan_is_valid_as_it_is(run: Run, tmp_path: Path, language: str, year: str) -> None:
    answer = run("init", "--agency", "Sở Nội vụ", "--year", year, "--lang", language)
    assert (answer.code, answer.out) == (0, "")
    assert f"plans/{year}.yaml" in answer.err
    checked = run("validate", "--strict")
    assert (checked.code, checked.out) == (0, "")
    assert run("due", "--as-of", f"{year}-02-01").code == 0
    text = (tmp_path / "plans" / f"{year}.yaml").read_text(encoding="utf-8")
    assert text.splitlines()[0] == "# yaml-language-server: $schema=plan.schema.json"
    assert ("correct number and date" in text) == (language == "en")


def test_the_schema_beside_it_is_the_one_parplan_prints(run: Run, tmp_path: Path) -> None:
    run("init", "x.yaml", "--agency", "Sở A")
    schema = json.loads((tmp_path / "plan.schema.json").read_text(encoding="utf-8"))
    assert schema == run("schema").json
    Draft202012Validator.check_schema(schema)


def test_a_schema_that_is_another_file_is_kept_and_said_to_be(run: Run, tmp_path: Path) -> None:
    by_editor = "an editor by plan.schema.json"
    assert by_editor in run("init", "x.yaml", "--agency", "Sở A").err
    assert by_editor in run("init", "y.yaml", "--agency", "Sở A").err
    schema = tmp_path / "plan.schema.json"
    for text in ('{"title": "của tôi"}', "không phải JSON", "[" * 100_000):
        schema.write_text(text, encoding="utf-8")
        answer = run("init", "z.yaml", "--agency", "Sở A")
        assert answer.code == 0
        assert by_editor not in answer.err
        assert "plan.schema.json was there already with something else and is kept" in answer.err
        assert schema.read_text(encoding="utf-8") == text
        (tmp_path / "z.yaml").unlink()
    assert by_editor in run("init", "x.yaml", "--agency", "Sở A", "--force").err
    assert json.loads(schema.read_text(encoding="utf-8")) == run("schema").json


def test_the_plan_names_the_command_that_records(run: Run) -> None:
    assert "`parplan done 1.a/plan`" in run("init", "-", "--agency", "Sở A").out


def test_without_a_year_it_is_the_year_of_the_day(run: Run, tmp_path: Path) -> None:
    run("init", "--agency", "Sở A", "--as-of", "2033-05-05")
    assert (tmp_path / "plans" / "2033.yaml").exists()


def test_standard_output_gets_the_plan_and_no_file_is_made(run: Run, tmp_path: Path) -> None:
    answer = run("init", "-", "--agency", "Sở A")
    assert load(answer.out).plan is not None
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_stays_without_force(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("của tôi", encoding="utf-8")
    answer = run("init", "mine.yaml", "--agency", "Sở A")
    assert (answer.code, answer.out) == (2, "")
    assert "mine.yaml already exists" in answer.err
    assert "--force" in answer.err
    assert file.read_text(encoding="utf-8") == "của tôi"
    assert run("init", "mine.yaml", "--agency", "Sở A", "--force").code == 0
    assert load(file.read_bytes()).plan is not None


@pytest.mark.parametrize(
    "agency",
    [
        "Sở A: phòng B",
        "# Sở",
        "'Sở' \"A\"",
        "Sở A, B",
        "{Sở}",
        "- Sở",
        "!Sở",
        "&Sở",
        "*Sở",
        "%Sở",
        "no",
        "2021",
        "Sở\\n",
        "…",
        "Sở {year}",
    ],
)
def test_the_name_of_the_agency_is_data(run: Run, agency: str) -> None:
    plan = load(run("init", "-", "--agency", agency).out).plan
    assert plan is not None
    assert plan.agency == agency


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--agency is missing"),
        (("--agency", " "), "--agency is missing"),
        (("--agency", "Sở\x07"), "--agency: this cannot be an agency's name"),
        (("--agency", "Sở\u202e"), "--agency: this cannot be an agency's name"),
        (("--agency", "S" * 300), "--agency: this cannot be an agency's name"),
        (("--agency", "Sở A", "--year", "21"), "--year: 21 cannot be the year of a plan"),
        (("--agency", "Sở A", "--year", "1945"), "--year: 1945 cannot be the year of a plan"),
        (("--agency", "Sở A", "--year", "hai"), "--year: hai cannot be the year of a plan"),
        (("--agency", "Sở A", "a", "b"), "too many words for this command"),
    ],
)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_wrong_request_writes_nothing(
    run: Run, tmp_path: Path, words: tuple[str, ...], said: str, language: str
) -> None:
    answer = run("init", *words, env={"PARPLAN_LANG": language})
    assert (answer.code, answer.out) == (2, "")
    assert language == "vi" or said in answer.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_option_that_is_missing_is_shown_as_a_shell_reads_it(run: Run, language: str) -> None:
    assert '--agency "Sở Khoa học và Công nghệ"' in run("init", "--lang", language).err


def test_a_folder_that_cannot_be_made_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").write_text("", encoding="utf-8")
    answer = run("init", "--agency", "Sở A")
    assert answer.code == 3
    assert "plans/2021.yaml cannot be written" in answer.err


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_said(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    assert run("init", "closed/x.yaml", "--agency", "Sở A").code == 3
