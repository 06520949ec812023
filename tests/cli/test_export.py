"""``parplan evidence`` and ``parplan export``: where the files go, in which form, and what is refused.

What the files hold is tested in tests/reporting; what is selected in tests/queries.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import ENVIRONMENT, PLAN_2021, Answer
from small_plans import write_plan

Run = Callable[..., Answer]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the plan of 2021 in ``plans/``."""
    (tmp_path / "plans").mkdir()
    shutil.copy(PLAN_2021, tmp_path / "plans" / "2021.yaml")
    return tmp_path


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {"plans/2021.yaml"}


def pipe(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run parplan as a process of its own; what it writes comes as bytes."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "parplan", *words],
        cwd=folder,
        env={**kept, **ENVIRONMENT, "HOME": str(folder), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )


# -- the formats -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "beginning"),
    [
        (("export", "-o", "a.xlsx"), b"PK"),
        (("export", "-o", "A.XLSX"), b"PK"),
        (("export", "-o", "a.csv"), b"\xef\xbb\xbftask,"),
        (("export", "-o", "a.ics"), b"BEGIN:VCALENDAR\r\n"),
        (("export", "-o", "new/folder/a.ics"), b"BEGIN:VCALENDAR\r\n"),
        (("export", "--format", "CSV", "-o", "a"), b"\xef\xbb\xbftask,"),
        (("export", "--format", "csv", "-o", "a.txt"), b"\xef\xbb\xbftask,"),
        (("export", "--format", "csv", "--delimiter", ";", "-o", "a.csv"), b"\xef\xbb\xbftask;"),
        (("export", "--format", "csv", "--delimiter", "tab", "-o", "a.csv"), b"\xef\xbb\xbftask\t"),
        (("evidence", "-o", "a.xlsx"), b"PK"),
        (("evidence", "-o", "a.json"), b"{\n"),
        (("evidence", "-o", "a.txt"), "Kế hoạch Cải cách".encode()),
        (("evidence", "--missing", "-o", "danh-muc"), "Kế hoạch Cải cách".encode()),
    ],
)
def test_a_file_is_written_and_said(run: Run, folder: Path, words: tuple[str, ...], beginning: bytes) -> None:
    answer = run(*words)
    assert (answer.code, answer.out, answer.err) == (0, "", f"{words[-1]} is written\n")
    assert (folder / words[-1]).read_bytes().startswith(beginning)
    assert files(folder) == {words[-1]}


@pytest.mark.parametrize("output", [(), ("-o", "-")])
@pytest.mark.parametrize("format", ["xlsx", "csv", "ics"])
def test_a_pipe_gets_the_same_bytes(run: Run, folder: Path, format: str, output: tuple[str, ...]) -> None:
    assert run("export", "-o", f"a.{format}").code == 0
    done = pipe(folder, "export", "--format", format, *output)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == (folder / f"a.{format}").read_bytes()


def test_evidence_is_a_screen_or_json(run: Run, folder: Path) -> None:
    screen = run("evidence")
    assert (screen.code, screen.err) == (0, "")
    assert "335/QĐ-SKHCN" in screen.out
    assert "Done without evidence: 0 of 1 result that is done" in screen.out
    answer = run("evidence", "--json")
    assert answer == run("evidence", "--format", "json")
    assert answer.json["kind"] == "evidence"
    (item,) = answer.items
    assert (item["address"], item["state"], item["on"]) == ("7.a", "done", "2020-11-17")
    assert item["evidence"]["number"] == "335/QĐ-SKHCN"
    assert (answer.json["missing"], answer.json["done"]) == ([], 1)
    assert run("evidence", "-o", "a.json").code == 0
    assert json.loads((folder / "a.json").read_text(encoding="utf-8")) == answer.json


def test_what_is_recorded_is_in_the_register(run: Run, folder: Path) -> None:
    run("done", "2.b/plan", "--evidence", "12/KH | 2021-02-26 | issuer: Sở A | Kế hoạch | a.pdf", "--by", "An")
    run("done", "1.c/plan")
    found = {item["address"]: item for item in run("evidence", "--json").items}
    assert found["2.b/plan"]["by"] == "An"
    assert found["2.b/plan"]["evidence"] == {
        "number": "12/KH",
        "kind": "Kế hoạch",
        "date": "2021-02-26",
        "issuer": "Sở A",
        "title": "Kế hoạch",
        "file": "a.pdf",
        "link": None,
    }
    missing = run("evidence", "--missing", "--json").json
    assert missing["items"] == []
    assert [(one["address"], one["lead"]) for one in missing["missing"]] == [("1.c/plan", ["Thanh tra Sở"])]
    assert "1.c/plan" in run("evidence", "--missing").out
    assert "2.b/plan" not in run("evidence", "--missing").out
    assert run("evidence", "--unit", "vp", "--section", "2", "--json").json["done"] == 1


def test_both_speak_vietnamese(run: Run, folder: Path) -> None:
    assert "Minh chứng: 1 văn bản, tệp hoặc liên kết · tính đến ngày 01/03/2021" in run("evidence", "--lang", "vi").out
    assert run("export", "-o", "a.xlsx", "--lang", "vi").err == "đã ghi a.xlsx\n"
    book = load_workbook(folder / "a.xlsx")
    assert book.sheetnames == ["Phụ lục", "Số liệu", "Mốc", "Minh chứng"]


# -- a unit, all units -----------------------------------------------------------------------------------------------


def test_a_workbook_has_a_sheet_for_each_unit_with_tasks(run: Run, folder: Path) -> None:
    assert run("export", "--by-unit", "-o", "a.xlsx").code == 0
    names = load_workbook(folder / "a.xlsx").sheetnames
    assert names[4:] == [
        "Văn phòng Sở",
        "Thanh tra Sở",
        "KH-TC",
        "Chi cục TĐC",
        "TT ƯD&DV",
        "Tổ Công tác",
        "CC tại TT PVHCC",
    ]


@pytest.mark.parametrize("format", ["csv", "ics"])
def test_other_formats_have_a_file_for_each_unit(run: Run, folder: Path, format: str) -> None:
    answer = run("export", "--format", format, "--by-unit", "-o", "out")
    assert (answer.code, answer.out) == (0, "")
    expected = {f"out/{code}.{format}" for code in ("VP", "TTRA", "KHTC", "TDC", "UDDV", "TCT", "TTPVHCC")}
    assert files(folder) == expected
    assert {line.removesuffix(" is written") for line in answer.err.splitlines()} == expected
    assert run("export", "--unit", "TTRA", "-o", f"one.{format}").code == 0
    assert (folder / f"one.{format}").read_bytes() == (folder / f"out/TTRA.{format}").read_bytes()


def test_units_of_two_agencies_with_one_code_have_a_file_and_a_sheet_each(run: Run, tmp_path: Path) -> None:
    task = "[{{id: 1.a, title: {}, lead: [VP], products: [x], milestones: [{{id: m, title: A, due: quý I/2021}}]}}]"
    for agency, title in (("A", "Việc của A"), ("B", "Việc của B")):
        text = write_plan(task.format(title)).replace("Sở A", f"Sở {agency}")
        (tmp_path / f"{agency}.yaml").write_text(text, encoding="utf-8")
    both = ("--plan", "A.yaml", "--plan", "B.yaml", "export", "--by-unit")
    assert run(*both, "--format", "csv", "-o", "out").code == 0
    for agency, other in ("AB", "BA"):
        table = (tmp_path / "out" / f"VP – Sở {agency}.csv").read_text(encoding="utf-8-sig")
        assert (f"Việc của {agency}" in table, f"Việc của {other}" in table) == (True, False)
    assert run(*both, "-o", "out.xlsx").code == 0
    sheets = load_workbook(tmp_path / "out.xlsx")
    assert {"VP – Sở A", "VP – Sở B"} <= set(sheets.sheetnames)
    for agency, other in ("AB", "BA"):
        cells = {str(cell) for row in sheets[f"VP – Sở {agency}"].values for cell in row}
        assert (f"Việc của {agency}" in cells, f"Việc của {other}" in cells) == (True, False)


def test_a_table_of_a_unit_has_its_tasks(run: Run, folder: Path) -> None:
    done = pipe(folder, "export", "--format", "csv", "--unit", "Thanh tra")
    assert done.returncode == 2  # no unit is called so
    rows = list(
        csv.DictReader(
            io.StringIO(pipe(folder, "export", "--format", "csv", "--unit", "TTRA").stdout.decode("utf-8-sig"))
        )
    )
    expected = {item["id"] for item in run("tasks", "--unit", "TTRA", "--json").items}
    assert {row["id"] for row in rows} == expected


def test_an_empty_table_says_why(run: Run, folder: Path) -> None:
    plan = folder / "plans" / "2021.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("\nunits:\n", "\nunits:\n  X: {name: Phòng X}\n", 1), encoding="utf-8")
    answer = run("export", "--format", "csv", "--unit", "X")
    assert (answer.code, len(answer.out.splitlines())) == (0, 1)
    assert answer.err == "the table is empty: the plan names Phòng X in none of its tasks\n"
    assert "X.csv" not in run("export", "--format", "csv", "--by-unit", "-o", "out").err


# -- calendars -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "triggers"),
    [
        ((), ["-P6DT16H", "-PT16H"]),
        (("--alarm", "2w"), ["-P13DT16H"]),
        (("--alarm", "1d", "--alarm", "3d", "--alarm", "1D"), ["-P2DT16H", "-PT16H"]),
        (("--alarm", "0d"), ["-PT4H"]),
        (("--alarm", "none"), []),
    ],
)
def test_alarms_are_chosen(run: Run, folder: Path, typed: tuple[str, ...], triggers: list[str]) -> None:
    answer = run("export", "--format", "ics", "--unit", "TCT", *typed)
    assert re.findall(r"TRIGGER:([^\r\n]*)", answer.out) == triggers


def test_a_new_calendar_changes_the_old_one(run: Run, folder: Path) -> None:
    def events() -> dict[str, tuple[int, str]]:
        text = run("export", "--format", "ics", "--unit", "VP").out.replace("\r\n ", "").replace("\n ", "")
        found = re.findall(r"BEGIN:VEVENT(.*?)END:VEVENT", text, re.DOTALL)
        return {
            re.findall("UID:(.*)", one)[0].strip(): (int(re.findall("SEQUENCE:(.*)", one)[0]), one) for one in found
        }

    before = events()
    run("done", "2.b/plan")
    after = events()
    assert before.keys() == after.keys()
    (changed,) = (
        uid for uid in before if before[uid][1].split("SUMMARY:")[1][:5] != after[uid][1].split("SUMMARY:")[1][:5]
    )
    assert after[changed][0] > before[changed][0]
    assert "SUMMARY:[done] 2.b: " in after[changed][1]
    assert "BEGIN:VALARM" not in after[changed][1]


# -- refused ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export",), "--format is missing"),
        (("export", "-o", "a"), "--format is missing"),
        (("export", "-o", "a.pdf"), "the extension of a.pdf belongs to no format"),
        (("export", "--format", "pdf"), "--format: “pdf” is not one of: xlsx, csv, ics, docx"),
        (("export", "--format", "csv", "-o", "a.ics"), "--format csv and the extension of a.ics contradict each other"),
        (("export", "--format", ""), "--format: “” is not one of"),
        (("export", "--format", "csv", "--json"), "--json: export writes"),
        (("export", "--format", "csv", "--unit", "XYZ"), "no unit or group is called “XYZ”"),
        (("export", "--format", "ics", "--unit", "XYZ", "-o", "a.ics"), "no unit or group is called “XYZ”"),
        (("export", "-o", "a.xlsx", "--unit", "XYZ"), "no unit or group is called “XYZ”"),
        (("export", "-o", "a.xlsx", "--unit", "VP", "--by-unit"), "cannot be used together"),
        (("export", "--format", "ics", "--by-unit"), "-o is missing"),
        (("export", "--format", "csv", "--by-unit", "-o", "-"), "-o is missing"),
        (("export", "--format", "csv", "--delimiter", "|"), "--delimiter: “|” is not one of: , ; tab"),
        (("export", "--format", "ics", "--delimiter", ";"), "--delimiter is for the format csv only"),
        (("export", "--format", "csv", "--alarm", "1d"), "--alarm is for the format ics only"),
        (("export", "--format", "ics", "--alarm", "1x"), "--alarm: “1x” is not a number of days or weeks"),
        (("export", "--format", "ics", "--alarm", "1d", "--alarm", "none"), "--alarm: “none” is not"),
        (("export", "--format", "ics", "--alarm", "53w"), "--alarm: “53w” is not"),
        (("export", "--format", "ics", "--unit", "LQ"), "there is no deadline for a calendar"),
        (("export", "--format", "csv", "-o", "plans"), "plans is a folder"),
        (("export", "--format", "csv", "-o", ""), " is a folder"),
        (("evidence", "--format", "pdf"), "--format: “pdf” is not one of: text, json, xlsx"),
        (("evidence", "-o", "a.pdf"), "the extension of a.pdf belongs to no format"),
        (("evidence", "--json", "--format", "xlsx"), "--json and --format xlsx cannot be used together"),
        (("evidence", "--unit", "XYZ"), "no unit or group is called “XYZ”"),
        (("evidence", "--section", "9"), "there is no section “9”"),
        (("evidence", "--format", "json", "-o", "a.xlsx"), "--format json and the extension of a.xlsx contradict"),
    ],
)
def test_a_wrong_request_is_refused_and_nothing_is_written(
    run: Run, folder: Path, words: tuple[str, ...], said: str
) -> None:
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err.splitlines()[0]
    assert len(answer.err.splitlines()) <= 2
    assert files(folder) == set()


@pytest.mark.parametrize("words", [("export", "-o", "a.csv"), ("export", "-o", "a.xlsx"), ("evidence", "-o", "a.xlsx")])
def test_a_file_that_is_there_stays_without_force(run: Run, folder: Path, words: tuple[str, ...]) -> None:
    target = folder / words[-1]
    target.write_text("của tôi", encoding="utf-8")
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert f"{words[-1]} already exists" in answer.err
    assert "--force" in answer.err
    assert target.read_text(encoding="utf-8") == "của tôi"
    assert run(*words, "--force").code == 0
    assert target.read_bytes()[:3] in (b"\xef\xbb\xbf", b"PK\x03")


def test_of_several_files_none_is_written_where_one_is_there(run: Run, folder: Path) -> None:
    (folder / "lich").mkdir()
    (folder / "lich" / "TDC.ics").write_text("của tôi", encoding="utf-8")
    words = ("export", "--format", "ics", "--by-unit", "-o", "lich")
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert "lich/TDC.ics already exists" in answer.err
    assert files(folder) == {"lich/TDC.ics"}
    assert run(*words, "--force").code == 0
    assert len(files(folder)) == 7


def test_of_several_files_none_is_left_where_one_cannot_be_written(run: Run, folder: Path) -> None:
    (folder / "lich" / "TDC.ics").mkdir(parents=True)
    (folder / "lich" / "VP.ics").write_text("cũ", encoding="utf-8")
    answer = run("export", "--format", "ics", "--by-unit", "-o", "lich", "--force")
    assert (answer.code, answer.out) == (2, "")
    assert "lich/TDC.ics is a folder" in answer.err
    assert files(folder) == {"lich/VP.ics"}


def test_a_file_where_a_folder_is_needed(run: Run, folder: Path) -> None:
    (folder / "lich").write_text("của tôi", encoding="utf-8")
    for words in (("--format", "ics", "--by-unit", "-o", "lich"), ("-o", "lich/a.csv")):
        answer = run("export", *words)
        assert (answer.code, answer.out) == (3, "")
        assert "cannot be written" in answer.err
    assert (folder / "lich").read_text(encoding="utf-8") == "của tôi"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a folder the user may not write in")
def test_a_folder_nobody_may_write_in(run: Run, folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o500)
    answer = run("export", "-o", "closed/a.csv")
    assert (answer.code, answer.out) == (3, "")
    assert "closed/a.csv" in answer.err


@pytest.mark.parametrize("words", [("export", "-o", "a.csv"), ("evidence", "-o", "a.xlsx")])
def test_an_invalid_plan_is_not_written_out(run: Run, folder: Path, words: tuple[str, ...]) -> None:
    (folder / "plans" / "2021.yaml").write_text("parplan: 1\n", encoding="utf-8")
    answer = run(*words)
    assert (answer.code, answer.out) == (3, "")
    assert files(folder) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("words", "code", "shown"),
    [
        (("export", "--format", "xlsx"), 2, "a file of the format xlsx cannot be shown on a screen"),
        (("export", "--format", "xlsx", "-o", "-"), 2, "name a file with -o FILE"),
        (("evidence", "--format", "xlsx"), 2, "cannot be shown on a screen"),
        (("export", "--format", "ics", "--unit", "TCT"), 0, "BEGIN:VCALENDAR"),
        (("export", "--format", "csv"), 0, "task,id,agency"),
    ],
)
def test_a_screen_gets_text_only(folder: Path, words: tuple[str, ...], code: int, shown: str) -> None:
    import pty

    main, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "parplan", *words],
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=terminal,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8", "TERM": "dumb", **ENVIRONMENT},
    )
    os.close(terminal)
    seen = b""
    with os.fdopen(main, "rb", closefd=True) as reader:
        try:
            while piece := reader.read1(65536):
                seen += piece
        except OSError:
            pass  # how Linux says that the terminal has no more writers
    assert process.wait(timeout=60) == code
    text = seen.decode()
    assert shown in text
    assert "PK\x03\x04" not in text
    assert "\ufeff" not in text


# -- the libraries ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "module"),
    [
        (("export", "-o", "a.xlsx"), "xlsxwriter"),
        (("evidence", "-o", "a.xlsx"), "xlsxwriter"),
        (("export", "-o", "a.ics"), "icalendar"),
        (("export", "--format", "ics", "--by-unit", "-o", "lich"), "icalendar"),
    ],
)
def test_a_missing_library_is_named_with_the_extra_that_has_it(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], module: str
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)  # as if it were not installed
    answer = run(*words)
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == (
        f"parplan: {module} is needed for this, and is not installed\n"
        '  install it with: pip install "parplan[office]"\n'
    )
    assert files(folder) == set()


def test_text_needs_no_library(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("xlsxwriter", "icalendar", "docx"):
        monkeypatch.setitem(sys.modules, module, None)
    for words in (("export", "--format", "csv"), ("evidence",), ("evidence", "--json")):
        assert run(*words).code == 0


# -- several plans ---------------------------------------------------------------------------------------------------


def test_several_plans_of_one_agency_are_named_at_the_head_and_told_apart(run: Run, folder: Path) -> None:
    text = PLAN_2021.read_text(encoding="utf-8")
    (folder / "plans" / "other.yaml").write_text(text.replace("335/QĐ-SKHCN", "336/QĐ-SKHCN"), encoding="utf-8")
    assert run("export", "-o", "a.xlsx").code == 0
    sheet = load_workbook(folder / "a.xlsx").worksheets[0]
    head = "\n".join(str(row[0].value) for row in sheet.iter_rows(max_row=8))
    assert (head.count("335/QĐ-SKHCN"), head.count("336/QĐ-SKHCN")) == (1, 1)
    ids = [row[0].value for row in sheet.iter_rows(min_row=9)]
    assert {row[1].value.split(" · ")[0] for row in sheet.iter_rows(min_row=9)} == {"2021"}
    assert ids.count("2.b") == 2
    out = run("export", "--format", "ics").out
    identities = re.findall("UID:(.*)", out)
    assert len(identities) == len(set(identities)) > 0
    assert len(run("evidence", "--json").items) == 2


def test_of_several_plans_an_invalid_one_is_named_and_the_rest_written(run: Run, folder: Path) -> None:
    (folder / "plans" / "bad.yaml").write_text("parplan: 1\n", encoding="utf-8")
    answer = run("export", "-o", "a.xlsx")
    assert answer.code == 3
    assert "plans/bad.yaml" in answer.err
    assert zipfile.is_zipfile(folder / "a.xlsx")
