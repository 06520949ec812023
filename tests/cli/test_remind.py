"""``parplan remind`` through the real program: a message or a document for each unit that has something due."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from conftest import RECORDED_2021, Answer
from small_plans import write_plan

Ask = Callable[..., Answer]
Golden = Callable[[Path, str], None]
GOLDEN = Path(__file__).parent / "golden"
APRIL = ("remind", "--as-of", "2021-04-05", "--within", "30d")


def words_of(file: Path) -> str:
    document = Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_messages_for_a_chat(ask_year: Ask, golden: Golden) -> None:
    answer = ask_year(*APRIL)
    assert (answer.code, answer.err) == (0, "")
    golden(GOLDEN / "remind.vi.md", answer.out)


def test_reminders_as_json(ask_year: Ask, golden: Golden) -> None:
    answer = ask_year(*APRIL, "--json")
    assert answer.json["kind"] == "reminders"
    golden(GOLDEN / "remind.json", answer.out.replace(RECORDED_2021.as_posix(), "plan.yaml"))


@pytest.mark.parametrize("day", ["2021-01-04", "2021-04-05", "2021-11-20"])
@pytest.mark.parametrize("within", ["14d", "60d"])
def test_each_unit_is_reminded_of_what_due_lists(ask_year: Ask, day: str, within: str) -> None:
    reminders = {item["unit"]: item for item in ask_year("remind", "--as-of", day, "--within", within, "--json").items}
    for unit in ("VP", "TTRA", "KHTC", "TDC", "UDDV", "TCT", "TTPVHCC"):
        words = ("due", "--unit", unit, "--role", "lead", "--within", within, "--as-of", day, "--json")
        due = [(item["address"], item["due"], item["days"]) for item in ask_year(*words).items]
        if not due:
            assert unit not in reminders
            continue
        reminder = reminders[unit]
        assert [
            (item["address"], item["due"], item["days"]) for item in [*reminder["overdue"], *reminder["coming"]]
        ] == due
        assert all(item["days"] < 0 for item in reminder["overdue"])
        assert reminder["kind"] == ("letter" if reminder["overdue"] else "slip")


def test_a_file_for_each_unit_that_has_something(ask_year: Ask, tmp_path: Path) -> None:
    answer = ask_year(*APRIL, "-o", "letters")
    assert (answer.code, answer.out) == (0, "")
    names = ["nhac-viec-VP.docx", "nhac-viec-TDC.docx", "nhac-viec-UDDV.docx", "nhac-viec-TCT.docx"]
    assert answer.err.splitlines() == [f"letters/{name} is written" for name in names]
    assert {path.name for path in (tmp_path / "letters").iterdir()} == set(names)


def test_the_same_messages_in_files(ask_year: Ask, tmp_path: Path) -> None:
    ask_year(*APRIL, "-o", "out", "--format", "md")
    files = [tmp_path / "out" / f"nhac-viec-{unit}.md" for unit in ("VP", "TDC", "UDDV", "TCT")]
    assert "\n".join(file.read_text(encoding="utf-8") for file in files) == ask_year(*APRIL).out


def test_word_documents_without_a_folder_get_one_by_the_day(ask_year: Ask, tmp_path: Path) -> None:
    assert ask_year(*APRIL, "--format", "docx", "--unit", "VP").code == 0
    assert [path.name for path in tmp_path.rglob("*.docx")] == ["nhac-viec-VP.docx"]
    assert [path.name for path in tmp_path.iterdir()] == ["nhac-viec-2021-04-05"]


def test_late_work_makes_a_letter_else_it_is_a_slip(ask_year: Ask, tmp_path: Path) -> None:
    ask_year("remind", "--as-of", "2021-04-05", "--within", "60d", "-o", "out")
    letter, slip = (words_of(tmp_path / "out" / f"nhac-viec-{unit}.docx") for unit in ("UDDV", "TTRA"))
    assert "V/v đôn đốc thực hiện các nhiệm vụ quá hạn năm 2021" in letter
    assert "TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG" in letter
    assert "Số: [số]/SKHCN-VP" in letter
    assert "quá hạn 95 ngày" in letter
    assert "chưa cập nhật kết quả" in letter
    assert "Quyết định số 335/QĐ-SKHCN ngày 17/11/2020" in letter
    assert "gia hạn lần 1, hạn cũ 31/3/2021, căn cứ Công văn số 27/CV-SNV" in letter
    assert "PHIẾU NHẮC VIỆC" not in letter
    assert "PHIẾU NHẮC VIỆC" in slip
    assert "VĂN PHÒNG SỞ" in slip
    assert "V/v" not in slip
    assert "quá hạn" not in slip


def test_the_last_working_day_is_the_day_to_send_by(ask_year: Ask) -> None:
    """30/04/2021 is a holiday."""
    out = ask_year(*APRIL, "--unit", "TDC").out
    assert "hạn 30/4/2021, còn 25 ngày; chưa cập nhật kết quả; nộp chậm nhất 29/4/2021 (ngày làm việc)" in out


def test_what_was_said_last_is_told(ask_year: Ask) -> None:
    assert "đã thực hiện 40% (20/3/2021)" in ask_year(*APRIL, "--unit", "TCT").out
    assert "chưa cập nhật kết quả; đã nêu khó khăn ngày 15/01/2021" in ask_year(*APRIL, "--unit", "UDDV").out
    assert "đã nêu khó khăn" not in ask_year(*APRIL, "--unit", "TDC").out


def test_a_share_that_is_done_is_not_asked_for(ask_year: Ask) -> None:
    assert "**III.1.**" in ask_year(*APRIL, "--unit", "UDDV").out
    assert "**III.1.**" not in ask_year(*APRIL, "--unit", "TDC").out


def test_a_group_stands_for_its_members(ask_year: Ask) -> None:
    units = [item["unit"] for item in ask_year(*APRIL, "--unit", "DONVI", "--json").items]
    assert units == ["TDC", "UDDV"]


def test_json_goes_into_one_file(ask_year: Ask, tmp_path: Path) -> None:
    shown = ask_year(*APRIL, "--json").out
    for output, name in (("all.json", "all.json"), ("folder", "folder/nhac-viec.json")):
        answer = ask_year(*APRIL, "--json", "-o", output)
        assert (answer.out, answer.err) == ("", f"{name} is written\n")
        assert (tmp_path / name).read_text(encoding="utf-8") == shown


def test_who_leads_it_too_and_what_it_runs_inside_are_told(ask_year: Ask, run: Ask, tmp_path: Path) -> None:
    assert "cùng chủ trì: Văn phòng Sở, TT ƯD&DV" in ask_year(*APRIL, "--unit", "TDC").out.replace("\\", "")
    plan = write_plan("""
        - id: 1.a
          title: Kiểm tra
          lead: [VP]
          milestones: [{id: m, title: Báo cáo, due: 2021-03-05}]
        - id: 1.b
          title: Rà soát
          lead: [TTRA]
          milestones: [{id: m, title: Báo cáo rà soát, part_of: 1.a/m}]
    """)
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    assert "lồng ghép trong 1.a/m" in run("remind", "-p", "plan.yaml", "--unit", "TTRA").out


def test_nobody_to_remind(ask_year: Ask, tmp_path: Path) -> None:
    answer = ask_year("remind", "--unit", "KHTC", "--as-of", "2021-04-05", "-o", "out")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "Phòng Kế hoạch - Tài chính: no work is overdue or due up to 2021-04-19.\n"
    assert list(tmp_path.iterdir()) == []
    assert ask_year("remind", "--unit", "KHTC", "--as-of", "2021-04-05", "--json").items == []


def test_what_is_said_of_one_unit_is_not_said_of_all(run: Ask, tmp_path: Path) -> None:
    tasks = "- {id: 1.a, title: Việc, lead: [VP], milestones: [{id: m, title: Làm, due: 2021-02-01}]}"
    (tmp_path / "plan.yaml").write_text(write_plan(tasks, reports="q1: {due: 2021-03-03}"), encoding="utf-8")
    words = ("-p", "plan.yaml", "--as-of", "2021-03-10")
    assert "chưa gửi lại biểu" in run("remind", "--missing", "--period", "q1", *words).out
    for missing in ((), ("--missing", "--period", "q1")):
        told = run("remind", *missing, *words, "--unit", "TTRA").err
        assert told.startswith("Thanh tra Sở: no ")
    empty = run("due", *words, "--unit", "VP", "--role", "recipient").out
    assert "Văn phòng Sở · recipient\n" in empty


def test_work_nobody_owes_is_named(run: Ask, tmp_path: Path) -> None:
    plan = write_plan("- {id: 1.a, title: Việc, milestones: [{id: m, title: Làm, due: 2021-02-01}]}")
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    answer = run("remind", "-p", "plan.yaml")
    assert answer.out == ""
    assert "Late or coming due, but no unit owes it: 1.a/m" in answer.err


def test_a_recipient_and_products_are_told(ask_year: Ask) -> None:
    out = ask_year("remind", "--as-of", "2021-09-20", "--unit", "VP").out
    assert "nơi nhận: UBND tỉnh (qua Văn phòng UBND tỉnh)" in out
    assert "sản phẩm: Kế hoạch của Sở về triển khai" in out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--within", "hai tuần"), 2, "--within: “hai tuần” is neither a length of time nor a date"),
        (("--unit", "Sở Y tế"), 2, "no unit or group is called “Sở Y tế”"),
        (("--format", "xlsx"), 2, "--format: “xlsx” is not one of: md, text, docx, eml, json"),
        (("--json", "--format", "docx"), 2, "--json and --format docx cannot be used together"),
        (("--format", "docx", "-o", "-"), 2, "several documents cannot go to standard output"),
        (("--sign-for", "x"), 2, "--sign-for: “x” is not one of"),
        (("-o", "letters"), 2, "letters/nhac-viec-TDC.docx already exists"),
        (("-o", "all.docx"), 2, "all.docx: a file is written for each unit, so -o names a folder"),
        (("-o", "all.docx"), 2, "name a folder: -o all"),
        (("--format", "md", "-o", "x/all.md"), 2, "-o names a folder"),
        (("-o", "file"), 3, "a file stands where a folder is needed"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_wrong_request_writes_nothing(
    ask_year: Ask, tmp_path: Path, words: tuple[str, ...], code: int, said: str, language: str
) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "nhac-viec-TDC.docx").write_bytes(b"mine")
    april = APRIL if "--within" not in words else APRIL[:3]
    answer = ask_year(*april, *words, env={"PARPLAN_LANG": language})
    assert (answer.code, answer.out) == (code, "")
    assert language == "vi" or said in answer.err
    assert {path.name for path in tmp_path.rglob("*")} == {"file", "letters", "nhac-viec-TDC.docx"}
    assert (tmp_path / "letters" / "nhac-viec-TDC.docx").read_bytes() == b"mine"


def test_force_writes_over_files(ask_year: Ask, tmp_path: Path) -> None:
    ask_year(*APRIL, "-o", "letters")
    before = {path.name: path.read_bytes() for path in (tmp_path / "letters").iterdir()}
    assert ask_year(*APRIL, "-o", "letters").code == 2
    assert ask_year(*APRIL, "-o", "letters", "--force").code == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "letters").iterdir()} == before


def test_a_slip_is_signed_by_nobodys_order(ask_year: Ask, tmp_path: Path) -> None:
    """A letter of the agency is signed TL. by the head of the office; a slip is the office's own paper."""
    signer = ("--sign-for", "tl", "--signer", "Lê Văn C", "--signer-title", "Chánh Văn phòng")
    ask_year("remind", "--as-of", "2021-04-05", "--within", "60d", *signer, "-o", "out")
    for unit, offices in (("TTRA", ["CHÁNH VĂN PHÒNG"]), ("TDC", ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"])):
        foot = Document(str(tmp_path / "out" / f"nhac-viec-{unit}.docx")).tables[-1].rows[0].cells[1]
        assert [paragraph.text for paragraph in foot.paragraphs] == [*offices, "Lê Văn C"]


def test_a_message_without_marks_for_a_chat_that_shows_them(ask_year: Ask) -> None:
    out = ask_year(*APRIL, "--format", "text").out
    assert out
    assert not any(mark in out for mark in ("**", "\\", "<br>"))
    assert "TT ƯD&DV" in out or "ƯD&DV" in out or "Trung tâm Ứng dụng" in out


def test_drafts_of_mails_have_the_letter_and_no_header_of_a_plan(run: Ask, tmp_path: Path) -> None:
    import email
    from email.policy import default

    from small_plans import write_plan

    plan = write_plan("    - {id: 1.a, title: Việc, lead: [TTRA], time: 2021-03-31}")
    plan = plan.replace("TTRA: {", "TTRA: {email: thanhtra@so.example, ", 1)
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    words = ("remind", "-p", "plan.yaml", "--as-of", "2021-04-05", "--lang", "vi", "--format", "eml", "-o", "thu")
    answer = run(*words)
    assert (answer.code, "địa chỉ" in answer.err) == (0, False)
    data = (tmp_path / "thu" / "nhac-viec-TTRA.eml").read_bytes()
    mail = email.message_from_bytes(data, policy=default)
    assert mail["To"].addresses[0].addr_spec == "thanhtra@so.example"
    assert mail["X-Unsent"] == "1"
    assert mail["Subject"].startswith("Đôn đốc việc quá hạn, tính đến ngày 05/4/2021")
    body = mail.get_body()
    assert body is not None
    assert "1.a" in body.get_content()
    (letter,) = mail.iter_attachments()
    assert letter.get_filename() == "nhac-viec-TTRA.docx"
    assert letter.get_content()[:2] == b"PK"
    again = tuple("lai" if word == "thu" else word for word in words)
    run(*again)
    assert (tmp_path / "lai" / "nhac-viec-TTRA.eml").read_bytes() == data
    (tmp_path / "plan.yaml").write_text(plan.replace("thanhtra@so.example", '"a@x, b@x"'), encoding="utf-8")
    assert "không có địa chỉ thư điện tử hợp lệ của: Thanh tra Sở" in " ".join(run(*words, "--force").err.split())
