"""``parplan report`` through the real program: formats, targets, options, and every wrong request."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from conftest import PLAN_2021, RECORDED_2021, Answer
from small_plans import write_plan

Ask = Callable[..., Answer]
Golden = Callable[[Path, str], None]
GOLDEN = Path(__file__).parent / "golden"
Q1 = ("report", "--period", "q1", "--as-of", "2021-03-14")


def test_a_report_as_markdown(ask_year: Ask, golden: Golden) -> None:
    answer = ask_year(*Q1)
    assert (answer.code, answer.err) == (0, "")
    golden(GOLDEN / "report-q1.vi.md", answer.out)


def test_a_translation(ask_year: Ask, golden: Golden) -> None:
    golden(
        GOLDEN / "report-year.en.md",
        ask_year("report", "--period", "year", "--lang", "en", "--as-of", "2021-11-24").out,
    )


def test_a_units_report(ask_year: Ask, golden: Golden) -> None:
    golden(GOLDEN / "report-unit.vi.md", ask_year(*Q1, "--unit", "chi cuc").out)


def test_a_report_as_json(ask_year: Ask, golden: Golden) -> None:
    answer = ask_year(*Q1, "--json")
    assert answer.json["kind"] == "report"
    golden(GOLDEN / "report-q1.json", answer.out.replace(RECORDED_2021.as_posix(), "plan.yaml"))
    assert ask_year(*Q1, "--format", "json").out == answer.out


def test_the_document_is_vietnamese_unless_another_language_is_typed(ask_year: Ask) -> None:
    """The environment of the tests says English, which is the language of the screens."""
    assert "# BÁO CÁO" in ask_year(*Q1).out
    assert "# BÁO CÁO" in ask_year(*Q1, "--lang", "vi").out
    assert "# REPORT" in ask_year(*Q1, "--lang", "en").out


@pytest.mark.parametrize(
    ("words", "beginning"),
    [
        (("-o", "r.md"), b"UBND"),
        (("-o", "r.docx"), b"PK"),
        (("-o", "r.DOCX"), b"PK"),
        (("-o", "r.json"), b"{"),
        (("-o", "sub/folder/r.json"), b"{"),
        (("--format", "docx", "-o", "r"), b"PK"),
        (("--format", "md", "-o", "r.txt"), b"UBND"),
        (("--json", "-o", "r.json"), b"{"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_file_says_its_format(ask_year: Ask, tmp_path: Path, words: tuple[str, ...], beginning: bytes) -> None:
    answer = ask_year(*Q1, *words)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == f"{words[-1]} is written\n"
    assert (tmp_path / words[-1]).read_bytes().startswith(beginning)


def test_a_file_holds_what_is_printed(ask_year: Ask, tmp_path: Path) -> None:
    for format in ("md", "json"):
        ask_year(*Q1, "-o", f"r.{format}")
        assert (tmp_path / f"r.{format}").read_bytes().decode() == ask_year(*Q1, "--format", format).out


def test_a_word_document_without_a_name_gets_one(ask_year: Ask, tmp_path: Path) -> None:
    answer = ask_year(*Q1, "--format", "docx")
    assert (answer.code, answer.err) == (0, "bao-cao-q1-2021.docx is written\n")
    ask_year(*Q1, "--format", "docx", "--unit", "VP")
    assert {path.name for path in tmp_path.iterdir()} == {"bao-cao-q1-2021.docx", "bao-cao-q1-2021-VP.docx"}
    again = ask_year(*Q1, "--format", "docx")
    assert again.code == 2
    assert "bao-cao-q1-2021.docx already exists" in again.err


def test_a_word_document_goes_into_a_pipe_but_not_onto_a_screen(
    ask_year: Ask, spawn: Ask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import subprocess

    words = [*Q1, "--format", "docx", "-o", "-", "-p", str(RECORDED_2021)]
    done = subprocess.run([sys.executable, "-m", "parplan", *words], cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout.startswith(b"PK")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    refused = ask_year(*Q1, "--format", "docx", "-o", "-")
    assert (refused.code, refused.out) == (2, "")
    assert "a file of the format docx cannot be shown on a screen" in refused.err
    assert "-o FILE" in refused.err
    assert list(tmp_path.iterdir()) == []


def test_the_formal_parts_can_be_given(ask_year: Ask, tmp_path: Path) -> None:
    words = ("--place", "Trà Bồng", "--number", "120", "--signer", "Trần Thị B", "--signer-title", "Phó Giám đốc")
    more = (
        "--date",
        "15/3/2021",
        "--sign-for",
        "KT",
        "--recipient",
        "Ban Giám đốc Sở",
        "--recipient",
        "Các phòng, đơn vị",
    )
    ask_year(*Q1, *words, *more, "-o", "r.docx")
    document = Document(str(tmp_path / "r.docx"))
    head, foot = (
        document.tables[0].rows[0].cells,
        next(table for table in document.tables if table.rows[0].cells[0].text.startswith("Nơi nhận:")).rows[0].cells,
    )
    assert "Số: 120/BC-SKHCN" in head[0].text
    assert "Trà Bồng, ngày 15 tháng 3 năm 2021" in head[1].text
    assert foot[1].text.split("\n") == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị B"]
    assert foot[0].text.split("\n") == [
        "Nơi nhận:",
        "- Như trên;",
        "- Ban Giám đốc Sở;",
        "- Các phòng, đơn vị;",
        "- Lưu: VT, VP.",
    ]
    assert "(Kèm theo Báo cáo số 120/BC-SKHCN ngày 15/3/2021" in "\n".join(p.text for p in document.paragraphs)


@pytest.mark.parametrize(
    ("words", "signature"),
    [
        ((), ["**GIÁM ĐỐC**", "**Nguyễn Văn Thanh**"]),
        (("--signer", "Trần B"), ["**[CHỨC VỤ NGƯỜI KÝ]**", "**Trần B**"]),
        (("--signer-title", "Phó Giám đốc"), ["**PHÓ GIÁM ĐỐC**", "**[họ và tên người ký]**"]),
        (("--signer", "Nguyễn Văn Thanh"), ["**GIÁM ĐỐC**", "**Nguyễn Văn Thanh**"]),
        (("--sign-for", "tl"), ["**TL. GIÁM ĐỐC**", "**[CHỨC VỤ NGƯỜI KÝ]**", "**[họ và tên người ký]**"]),
        (("--unit", "TTRA"), ["**CHÁNH THANH TRA**", "**[họ và tên người ký]**"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_who_signs(ask_year: Ask, words: tuple[str, ...], signature: list[str]) -> None:
    before = ask_year(*Q1, *words).out.partition("***Nơi nhận:***")[0].split("\n\n")
    assert [line for line in before if line][-len(signature) :] == signature


def test_a_plan_that_knows_nothing_formal_has_marked_places(run: Ask, tmp_path: Path) -> None:
    plan = write_plan(reports="q1: {due: trước ngày 03/3/2021}").replace("1/QĐ-SA", "1")
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    out = run("report", "--period", "q1", "-p", "plan.yaml").out
    for marked in ("**[số]**/BC-**[ký hiệu cơ quan]**", "**[địa danh]**", "**[CHỨC VỤ NGƯỜI ĐỨNG ĐẦU]**"):
        assert marked in out
    assert "Kính gửi: **[nơi nhận báo cáo]**" in out
    assert "**[họ và tên người ký]**" in out


def test_a_missing_data_window_is_said_and_never_made_up(ask_2021: Ask) -> None:
    answer = ask_2021("report", "--period", "q1", "--as-of", "2021-03-02")
    assert answer.code == 0
    assert answer.err.splitlines() == [
        "The plan does not state the period covered by the report q1; its place is marked.",
        "  add from and to under reports: q1 in the plan",
    ]
    assert "Kỳ số liệu: **[… ghi từ ngày nào đến ngày nào; kế hoạch không quy định …]**" in answer.out
    assert "14/3" not in answer.out
    assert ask_2021("report", "--period", "q1", "--json").json["period"] == {
        "key": "q1",
        "title": "Báo cáo quý I",
        "due": "2021-03-02",
        "from": None,
        "to": None,
    }


def test_a_day_outside_the_data_window_is_said(ask_year: Ask) -> None:
    answer = ask_year("report", "--period", "q1", "--as-of", "2021-04-05")
    assert "from 2020-12-15 to 2021-03-14, the figures as of 2021-04-05" in answer.err
    assert "--as-of 2021-03-14" in answer.err
    assert "Kỳ số liệu: từ ngày 15/12/2020 đến ngày 14/3/2021. Số liệu tính đến ngày 05/4/2021." in answer.out


@pytest.mark.parametrize("typed", ["q1", "Q1", "Báo cáo quý I", "quy i", "QUÝ I"])
def test_a_period_is_found_by_key_and_title(ask_year: Ask, typed: str) -> None:
    assert ask_year("report", "--period", typed, "--json").json["period"]["key"] == "q1"


def test_the_periods_are_those_of_the_plan(run: Ask, tmp_path: Path) -> None:
    duties = """
        - id: III.1
          title: Báo cáo
          lead: [TTRA, KHTC]
          owed: each
          recipient: VP
          milestones:
            - {id: t4, title: Báo cáo tháng 4, due: 2021-04-20}
            - {id: bán-niên, title: Báo cáo bán niên, due: 2021-06-20}
    """
    (tmp_path / "plan.yaml").write_text(write_plan(duties=duties, reports="t4: {due: 2021-04-20}"), encoding="utf-8")
    ask = lambda *words: run("report", "-p", "plan.yaml", *words)  # noqa: E731
    assert "hành chính tháng 4**" in ask("--period", "t4").out
    assert ask("--period", "ban-nien", "--json").json["period"]["due"] == "2021-06-20"
    unknown = ask("--period", "q1")
    assert (unknown.code, unknown.out) == (2, "")
    assert "“q1” is not one of: t4, bán-niên" in unknown.err


def test_what_several_units_say_in_the_same_words_is_said_once_to_a_superior_body(run: Ask, tmp_path: Path) -> None:
    said = [f"{{date: 2021-03-0{k}, unit: {unit}, difficulty: Thiếu người}}" for k, unit in ((1, "VP"), (2, "TTRA"))]
    task = (
        f"- {{id: 1.a, title: Rà soát, lead: [VP, TTRA], owed: each, time: Quý I/2021, progress: [{', '.join(said)}]}}"
    )
    plan = tmp_path / "plan.yaml"
    plan.write_text(write_plan(task, reports="q1: {due: 2021-03-15}"), encoding="utf-8")
    assert run(*Q1, "-p", str(plan)).out.count("Thiếu người") == 1
    assert run(*Q1, "--internal", "-p", str(plan)).out.count("Thiếu người (") == 2


def test_a_plan_without_a_report_calendar(run: Ask, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(write_plan(), encoding="utf-8")
    answer = run("report", "--period", "q1", "-p", "plan.yaml")
    assert (answer.code, answer.out) == (2, "")
    assert "the plan has no report calendar" in answer.err
    assert "before “sections:”: reports: {q1: {due: 2021-03-15}}\n" in answer.err
    assert run("report", "-p", "plan.yaml").code == 2


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "--period is missing"),
        ((), 2, "the periods of the plan: q1, h1, q3, year"),
        (("--period", "q2"), 2, "--period: “q2” is not one of: q1, h1, q3, year"),
        (("--period", "yaer"), 2, "did you mean year?"),
        (("--period", ""), 2, "--period: “” is not one of"),
        (("--period", "q1", "--format", "pdf"), 2, "--format: “pdf” is not one of: md, docx, json"),
        (("--period", "q1", "--format", "docx", "--json"), 2, "--json and --format docx cannot be used together"),
        (("--period", "q1", "-o", "r.doc"), 2, "the extension of r.doc belongs to no format"),
        (("--period", "q1", "-o", "r"), 2, "add --format: md, docx, json"),
        (
            ("--period", "q1", "--format", "md", "-o", "r.docx"),
            2,
            "--format md and the extension of r.docx contradict each other",
        ),
        (("--period", "q1", "--json", "-o", "r.md"), 2, "--format json and the extension of r.md contradict"),
        (("--period", "q1", "--unit", "Sở Y tế"), 2, "no unit or group is called “Sở Y tế”"),
        (("--period", "q1", "--unit", "PHONG"), 2, "is a group, but a report is about one unit"),
        (("--period", "q1", "--unit", "PHONG"), 2, "its members: VP, TTRA, KHTC"),
        (("--period", "q1", "--unit", "LQ"), 2, "is a group"),
        (("--period", "q1", "--as-of", "31/02/2021"), 2, "is not a date"),
        (("--period", "q1", "--sign-for", "xx"), 2, "--sign-for: “xx” is not one of: kt, tl, tuq, tm"),
        (("--period", "q1", "--signer", " "), 2, "--signer is empty"),
        (("--period", "q1", "-p", "nowhere.yaml"), 2, "does not exist"),
        (("--period", "q1", "-o", "folder.md"), 2, "folder.md is a folder"),
        (("--period", "q1", "-o", "there.docx"), 2, "there.docx already exists"),
        (("--period", "q1", "-o", "there.docx/r.md"), 3, "a file stands where a folder is needed"),
        (("--period", "q1", "-o", "x" * 300 + ".md"), 3, "cannot be written"),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, tuple) else "",
)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_wrong_request_writes_nothing(
    ask_2021: Ask, tmp_path: Path, words: tuple[str, ...], code: int, said: str, language: str
) -> None:
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "there.docx").write_text("của tôi", encoding="utf-8")
    answer = ask_2021("report", *words, env={"PARPLAN_LANG": language})
    assert (answer.code, answer.out) == (code, "")
    assert language == "vi" or said in answer.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.md", "there.docx"]
    assert (tmp_path / "there.docx").read_text(encoding="utf-8") == "của tôi"


def test_force_writes_over_a_file(ask_year: Ask, tmp_path: Path) -> None:
    (tmp_path / "r.md").write_text("của tôi", encoding="utf-8")
    assert ask_year(*Q1, "-o", "r.md", "--force").code == 0
    assert (tmp_path / "r.md").read_text(encoding="utf-8") == ask_year(*Q1).out


def test_several_plans_are_refused(run: Ask, tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_bytes(PLAN_2021.read_bytes())
    answer = run("report", "--period", "q1", "-p", "a.yaml", "-p", "b.yaml")
    assert (answer.code, answer.out) == (2, "")
    assert "a document is about one plan, but 2 are given" in answer.err


def test_an_invalid_plan_is_refused(run: Ask, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("parplan: 1\n", encoding="utf-8")
    answer = run("report", "--period", "q1", "-p", "bad.yaml", "-o", "r.docx")
    assert (answer.code, answer.out) == (3, "")
    assert not (tmp_path / "r.docx").exists()


@pytest.mark.parametrize("words", [(*Q1, "-o", "r.docx"), ("remind", "-o", "letters")], ids=lambda words: words[0])
def test_without_the_library_the_extra_is_named(
    ask_2021: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setitem(sys.modules, "docx.oxml", None)
    answer = ask_2021(*words)
    assert (answer.code, answer.out) == (3, "")
    assert "docx is needed for this, and is not installed" in answer.err
    assert 'pip install "parplan[office]"' in answer.err
    assert list(tmp_path.iterdir()) == []
    assert ask_2021(words[0], *(("--period", "q1") if words[0] == "report" else ())).code == 0


def test_a_console_that_is_not_unicode_loses_nothing(spawn: Ask) -> None:
    answer = spawn(*Q1, "--json", "-p", str(RECORDED_2021), env={"PYTHONIOENCODING": "ascii"})
    assert answer.code == 0
    assert json.loads(answer.out)["items"][0]["title"].startswith("Chủ động đề xuất")
    markdown = spawn(*Q1, "-p", str(RECORDED_2021), env={"PYTHONIOENCODING": "cp1252"})
    assert "# BÁO CÁO" in markdown.out


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_said(ask_year: Ask, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    answer = ask_year(*Q1, "-o", "closed/r.docx")
    assert (answer.code, answer.out) == (3, "")
    assert "there is no permission to write" in answer.err


def test_what_units_owe_each_other_and_who_helps_whom_is_told_only_inside(ask_year: Ask) -> None:
    upward = ask_year(*Q1).out
    inside = ask_year(*Q1, "--internal").out
    for words in ("Đơn vị phối hợp", "BÁO CÁO CỦA CÁC ĐƠN VỊ", "III. Tổ chức thực hiện"):
        assert words not in upward
        assert words in inside
    assert "tham mưu" not in upward.casefold()
    assert "tham mưu" in inside


def test_figures_are_an_annex_by_unit_and_period(run: Ask, tmp_path: Path) -> None:
    tasks = """
    - id: 1.a
      title: Tiếp nhận hồ sơ
      lead: [TTRA, KHTC]
      owed: each
      time: thường xuyên
      targets: [{id: files, title: Hồ sơ tiếp nhận, unit: hồ sơ}]
      progress:
        - {date: 2021-03-01, unit: TTRA, measures: {files: 12}}
        - {date: 2021-06-01, unit: TTRA, measures: {files: 30}}
    """
    reports = """
    q1: {due: 2021-03-20, from: 2020-12-15, to: 2021-03-14}
    h1: {due: 2021-06-20, from: 2020-12-15, to: 2021-06-14}
    """
    (tmp_path / "plan.yaml").write_text(write_plan(tasks, reports=reports), encoding="utf-8")
    out = run("report", "--period", "h1", "-p", "plan.yaml", "--as-of", "2021-06-14").out
    assert "## Phụ lục II\n\n**SỐ LIỆU THỐNG KÊ**" in out
    table = [line for line in out.splitlines() if "Hồ sơ tiếp nhận" in line]
    assert table == [
        "| 1 | **1.a.** Hồ sơ tiếp nhận | hồ sơ | Thanh tra Sở | 12 | 30 |",
        "| 2 | **1.a.** Hồ sơ tiếp nhận | hồ sơ | Phòng Kế hoạch - Tài chính | **[…]** | **[…]** |",
    ]


def test_answers_to_the_form_of_a_period_are_told_in_its_report_though_they_came_after_its_days(
    run: Ask, tmp_path: Path
) -> None:
    tasks = """
    - id: 1.a
      title: Tiếp nhận hồ sơ
      lead: [TTRA]
      time: thường xuyên
      targets: [{id: files, title: Hồ sơ tiếp nhận, unit: hồ sơ}]
      progress:
        - {date: 2021-03-10, unit: TTRA, measures: {files: 5}}
        - {date: 2021-03-18, unit: TTRA, measures: {files: 7}, batch: q1-1}
        - {date: 2021-03-18, unit: TTRA, difficulty: Thiếu người, proposal: Thêm người, batch: q1-1}
        - {date: 2021-03-18, unit: TTRA, difficulty: Của quý II}
    """
    reports = """
    q1: {due: 2021-03-20, from: 2020-12-15, to: 2021-03-14}
    q2: {due: 2021-06-20, from: 2021-03-15, to: 2021-06-14}
    """
    (tmp_path / "plan.yaml").write_text(write_plan(tasks, reports=reports), encoding="utf-8")

    def report(period: str, day: str) -> str:
        return run("report", "--period", period, "-p", "plan.yaml", "--as-of", day).out

    first, second = report("q1", "2021-03-20"), report("q2", "2021-06-14")
    assert ("Thiếu người" in first, "Thêm người" in first, "Của quý II" in first) == (True, True, False)
    assert ("Thiếu người" in second, "Thêm người" in second, "Của quý II" in second) == (False, False, True)
    assert "| 1 | **1.a.** Hồ sơ tiếp nhận | hồ sơ | Thanh tra Sở | 7 |\n" in first
    assert "| 1 | **1.a.** Hồ sơ tiếp nhận | hồ sơ | Thanh tra Sở | 7 | 7 |\n" in second
    assert "Số liệu tính từ đầu kế hoạch đến hết từng kỳ.\n" in second
    assert "Thiếu người" not in report("q1", "2021-03-14")


def test_the_annual_report_tells_late_and_paused_work_and_extensions(ask_year: Ask) -> None:
    out = ask_year("report", "--period", "year", "--as-of", "2021-11-24").out
    lacking = out.partition("### 2. Tồn tại")[2].partition("### 3. Nguyên nhân")[0]
    assert "Nhiệm vụ quá hạn (1):" in lacking
    assert "Nhiệm vụ hoàn thành trễ hạn (2):" in lacking
    assert "CCHC: Ban hành kế hoạch, hạn 31/3/2021, hoàn thành trễ hạn (12/4/2021)." in lacking
    assert "**3.a.** Sắp xếp tổ chức bộ máy" in lacking
    assert "Chờ văn bản của UBND tỉnh" in lacking
    assert "Số lần gia hạn thời gian thực hiện đến nay: 2; các lần điều chỉnh, gia hạn trong kỳ: Phụ lục II." in lacking
    assert "## IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2022" in out
    assert "**ĐIỀU CHỈNH, GIA HẠN THỜI GIAN THỰC HIỆN**" in out
    in_january = ask_year("report", "--period", "year", "--as-of", "2022-01-10").out
    assert "đến hết ngày 10/01/2022" not in in_january  # the plan has ended: nothing more can fall due


OF_UNITS = """\
parplan: 1
plan: {year: 2022, title: Kế hoạch, agency: Sở A, decision: {number: 4/QĐ-SA, date: 2021-12-15}}
units: {VP: {name: Văn phòng Sở}, TTRA: {name: Thanh tra Sở}}
groups: {ALL: {name: Các đơn vị, members: [VP, TTRA]}}
reports: {q1: {due: 2022-03-20, from: 2021-12-15, to: 2022-03-14}}
sections:
  - id: "1"
    title: Mục
    tasks:
      - id: 1.a
        title: Giải quyết hồ sơ
        lead: [Các đơn vị]
        products: [Báo cáo]
        time: Quý I/2022
        targets: [{id: rate, title: Hồ sơ đúng hạn, at_least: 95, unit: "%"}]
        progress: [{date: 2022-03-01, unit: VP, measures: {rate: 97.5}}]
"""


@pytest.mark.parametrize("words", [("show", "1.a"), ("report", "--period", "q1"), ("page",)])
def test_a_figure_that_only_units_have_is_not_said_to_be_missing(
    run: Ask, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "x.yaml").write_text(OF_UNITS, encoding="utf-8")
    shown = " ".join(run(*words, "-p", "x.yaml", "--as-of", "2022-03-10", "--lang", "vi").out.split())
    assert "chưa có số liệu chung; 1 đơn vị đã ghi nhận số liệu riêng" in shown
    assert "chưa ghi nhận số liệu" not in shown
