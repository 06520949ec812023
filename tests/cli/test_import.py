"""``parplan import``: a plan file and its record out of a signed plan, and what is refused."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Answer

Run = Callable[..., Answer]

PLAN = """\
UBND TỈNH QUẢNG NGÃI
SỞ NỘI VỤ

Số: 12/KH-SNV
Quảng Ngãi, ngày 05 tháng 12 năm 2025

KẾ HOẠCH
Cải cách hành chính năm 2026

I. NHIỆM VỤ

1. Cải cách thể chế

a) Rà soát văn bản:
- Đơn vị chủ trì: Văn phòng Sở.
- Đơn vị phối hợp: Thanh tra Sở và các phòng, đơn vị liên quan.
- Sản phẩm: Kế hoạch; báo cáo kết quả.
- Thời gian thực hiện: Quý I/2026.

b) Kiểm tra cải cách hành chính:
- Đơn vị chủ trì: Thanh tra Sở.
- Đơn vị phối hợp: các phòng, đơn vị liên quan.
- Sản phẩm: Báo cáo.
- Thời gian thực hiện: trước ngày 15/11/2026.

2. Cải cách thủ tục hành chính

a) Đối thoại với doanh nghiệp:
- Đơn vị chủ trì: Văn phòng Sở.
- Đơn vị phối hợp: Thanh tra Sở.
- Thời gian thực hiện: Quý II, IV/2026.
- Sản phẩm: Hội nghị.

Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
Nguyễn Văn An
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_a_plan_goes_in_and_is_asked(run: Run, tmp_path: Path, source: Path) -> None:
    answer = run("import", source.name)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("plans/2026.yaml is written: 3 tasks, 2 sections, 2 units, 1 group\n")
    assert "I601 2.a: “Quý II, IV/2026” names several times" in answer.out
    checked = run("validate", "plans")
    assert checked.code == 0
    due = run("due", "--as-of", "2026-01-10", "--within", "12m")
    assert "1.a" in due.out
    text = (tmp_path / "plans" / "2026.yaml").read_text(encoding="utf-8")
    assert "decision: {number: 12/KH-SNV, date: 2025-12-05}" in text
    assert "lead: [Văn phòng Sở]" in text


def test_the_answer_as_json(run: Run, source: Path) -> None:
    answer = run("import", source.name, "--json")
    assert answer.err == ""
    told = answer.json
    assert (told["kind"], told["path"], told["record"]) == ("import", "plans/2026.yaml", "plans/.2026.import.json")
    assert (told["tasks"], told["sections"], told["units"]) == (3, 2, 2)
    (doubt,) = told["doubts"]
    assert {key: doubt[key] for key in ("code", "address", "field", "value", "page")} == {
        "code": "I601",
        "address": "2.a",
        "field": "time",
        "value": "Quý II, IV/2026",
        "page": None,
    }
    lines = Path(told["path"]).read_text(encoding="utf-8").splitlines()
    assert "Quý II, IV/2026" in lines[doubt["line"] - 1]


def test_the_record_says_where_each_field_came_from(run: Run, tmp_path: Path, source: Path) -> None:
    run("import", source.name)
    record = json.loads((tmp_path / "plans" / ".2026.import.json").read_text(encoding="utf-8"))
    assert record["source"]["name"] == source.name
    lead = next(f for f in record["fields"] if (f["address"], f["field"]) == ("1.a", "lead"))
    line = PLAN.splitlines()[lead["place"]["paragraph"] - 1]
    assert line == "- Đơn vị chủ trì: Văn phòng Sở."
    assert lead["printed"] == "Văn phòng Sở."


def test_a_plan_that_is_there_is_kept(run: Run, tmp_path: Path, source: Path) -> None:
    run("import", source.name)
    plan = tmp_path / "plans" / "2026.yaml"
    before = plan.read_bytes()
    assert run("import", source.name).code == 2
    assert run("import", source.name, "--force").code == 0
    assert run("done", "1.a", env={"PARPLAN_TODAY": "2026-03-01"}).code == 0
    recorded = plan.read_bytes()
    assert recorded != before
    refused = run("import", source.name, "--force")
    assert refused.code == 2
    assert plan.read_bytes() == recorded


def test_last_years_codes_are_known(run: Run, tmp_path: Path, source: Path) -> None:
    run("import", source.name)
    old = tmp_path / "plans" / "2026.yaml"
    old.write_text(old.read_text(encoding="utf-8").replace("  TTRA:", "  THANHTRA:"), encoding="utf-8")
    later = tmp_path / "sau.txt"
    later.write_text(PLAN.replace("2026", "2027").replace("2025", "2026"), encoding="utf-8")
    assert run("import", later.name).code == 0
    text = (tmp_path / "plans" / "2027.yaml").read_text(encoding="utf-8")
    assert "THANHTRA: {name: Thanh tra Sở}" in text


def test_what_is_no_plan_is_refused_and_nothing_written(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "thu.txt"
    letter.write_text(
        "GIẤY MỜI\n\nKính gửi: Các phòng\n\n1. Thời gian: 8 giờ 00 ngày 5/3/2026.\n2. Địa điểm: Hội trường.\n",
        encoding="utf-8",
    )
    answer = run("import", letter.name)
    assert (answer.code, answer.out) == (3, "")
    assert "thu.txt is no plan: it is headed “GIẤY MỜI”" in answer.err
    assert not (tmp_path / "plans").exists()


def test_from_standard_input_to_standard_output(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PLAN.encode()), encoding="utf-8"))
    answer = run("import", "-", "-o", "-")
    assert answer.code == 0
    assert "parplan: 1" in answer.out
    assert "record beside it" not in answer.out
    assert "parplan review" not in answer.out
    assert answer.err.startswith("1 place is in doubt; standard output has no record of it")
    assert not (tmp_path / "plans").exists()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("rong.docx", b"", "is empty"),
        ("hong.docx", b"PK\x03\x04 khong phai zip", "is damaged"),
        ("cu.txt", b"\xff\xfa\x00\x01abc", "neither UTF-8 text"),
        ("khoa.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("khac.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "is not a Word document"),
        ("hong.pdf", b"%PDF-1.7\n%%EOF", "is damaged"),
    ],
)
def test_what_cannot_be_read_has_one_clear_message(run: Run, tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    answer = run("import", name)
    assert (answer.code, answer.out) == (3, "")
    assert said in answer.err
    assert name in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("2026.yaml", "# Kế hoạch năm 2026\n---\nparplan: 1\nplan:\n  year: 2026\n", "is a plan file already"),
        ("2026.yml", '\ufeff"parplan": "1"\r\nplan:\r\n', "is a plan file already"),
        ("sau.txt", "plan:\n  year: 2026\nparplan: 1\n", "is a plan file already"),
        ("lui.json", '\n\n{\n\n\t"parplan" : "1",\n "plan": {}}', "is a plan file already"),
        ("2026.json", '{"parplan": "1", "plan": {"year": 2026}}', "is a plan file already"),
        (".2026.import.json", '{\n  "parplan": 1,\n  "kind": "import-record",\n  "source": {}}', "record of an import"),
        ("viec.json", '{"parplan": 1, "kind": "tasks", "items": []}', "an answer of parplan in JSON"),
    ],
)
def test_a_file_of_parplan_itself_is_told_to_be_so(run: Run, tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    answer = run("import", name)
    assert (answer.code, answer.out) == (3, "")
    assert said in answer.err
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_a_whole_plan_file_of_the_repository_is_no_damaged_document(run: Run, tmp_path: Path) -> None:
    (tmp_path / "2021.yaml").write_bytes((Path(__file__).parents[2] / "plans" / "2021.yaml").read_bytes())
    answer = run("import", "2021.yaml", "--lang", "vi")
    assert answer.code == 3
    assert "đã là tệp kế hoạch" in answer.err
    assert "parplan validate" in answer.err


def test_what_was_only_guessed_is_asked_again_when_the_document_is_imported_again(
    run: Run, tmp_path: Path, source: Path
) -> None:
    source.write_text(
        PLAN.replace("Đơn vị chủ trì: Thanh tra Sở.", "Đơn vị chủ trì: Văn phòng Sở, thay Phòng Pháp chế."),
        encoding="utf-8",
    )
    run("import", source.name)
    first = doubts(tmp_path)
    assert {"no-units", "members"} & {kind for kind, _ in first}
    run("import", source.name, "--force")
    assert doubts(tmp_path) == first


def doubts(folder: Path) -> set[tuple[str, str]]:
    record = json.loads((folder / "plans" / ".2026.import.json").read_text(encoding="utf-8"))
    return {(doubt["doubt"]["kind"], doubt["doubt"]["address"]) for doubt in record["doubts"]}


@pytest.fixture
def reviewed(run: Run, tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The plan imported, and its only doubt answered with a time."""
    run("import", source.name)
    monkeypatch.setattr("parplan.cli.verbs.review.can_ask", lambda request: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("Quý IV/2026\n"))
    assert run("review").code == 0
    plan = tmp_path / "plans" / "2026.yaml"
    assert "time: Quý IV/2026" in plan.read_text(encoding="utf-8")
    return plan


def test_answers_are_not_replaced_even_by_force(run: Run, reviewed: Path, source: Path) -> None:
    before = reviewed.read_bytes()
    for words in ((), ("--force",)):
        answer = run("import", source.name, *words)
        assert answer.code == 2
        assert "what would be lost: answers to `review`: 1, fields edited by hand: 0" in answer.err
        assert "name another file with -o" in answer.err
        assert "--force" not in answer.err
        assert reviewed.read_bytes() == before


def test_edits_are_not_replaced_even_by_force(run: Run, tmp_path: Path, source: Path) -> None:
    run("import", source.name)
    plan = tmp_path / "plans" / "2026.yaml"
    imported = plan.read_text(encoding="utf-8")
    plan.write_text(imported.replace("lead: [Văn phòng Sở]", "lead: [Thanh tra Sở]"), encoding="utf-8")
    edited = run("import", source.name, "--force")
    assert (edited.code, "fields edited by hand: 2" in edited.err) == (2, True)
    plan.write_text(imported + "# Lan đã xem\n", encoding="utf-8")
    assert "fields edited by hand: 1" in run("import", source.name, "--force").err
    plan.write_bytes(b"\xef\xbb\xbf" + imported.replace("\n", "\r\n").encode())  # git and Notepad do so
    assert run("import", source.name, "--force").code == 0


def test_a_plan_that_was_not_imported_is_replaced_by_force(run: Run, tmp_path: Path, source: Path) -> None:
    run("import", source.name)
    plan = tmp_path / "plans" / "2026.yaml"
    imported = plan.read_bytes()
    (tmp_path / "plans" / ".2026.import.json").unlink()
    plan.write_bytes(imported + b"# of somebody\n")
    refused = run("import", source.name)
    assert (refused.code, "already exists" in refused.err) == (2, True)
    assert run("import", source.name, "--force").code == 0
    assert plan.read_bytes() == imported


def test_answers_are_carried_over_to_another_import(run: Run, tmp_path: Path, reviewed: Path, source: Path) -> None:
    answer = run("import", source.name, "-o", "lai.yaml")
    assert answer.code == 0
    assert "1 answer to an earlier import was carried over" in answer.err
    assert "nothing is in doubt" in answer.out
    assert (tmp_path / "lai.yaml").read_bytes() == reviewed.read_bytes()
    assert run("import", source.name, "-o", "lai.yaml", "--force").code == 0  # its answers are those of the other
    reviewed.unlink()
    assert run("import", source.name).code == 0  # the record is there still
    assert "time: Quý IV/2026" in reviewed.read_text(encoding="utf-8")


def test_answers_are_not_carried_over_by_an_id_where_the_same_document_was_read_otherwise(
    run: Run, reviewed: Path, source: Path
) -> None:
    record = reviewed.with_name(".2026.import.json")
    read = json.loads(record.read_text(encoding="utf-8"))
    (address,) = {one["doubt"]["address"] for one in read["doubts"]}
    for one in read["fields"]:
        if (one["address"], one["field"]) == (address, "title"):
            one["printed"] = "Nhiệm vụ khác"
    record.write_text(json.dumps(read), encoding="utf-8")
    answer = run("import", source.name, "-o", "lai.yaml")
    assert (answer.code, "carried over" in answer.err) == (0, False)


def test_answers_of_plans_below_another_folder_are_not_carried_over(
    run: Run, tmp_path: Path, reviewed: Path, source: Path
) -> None:
    """Only the nearest plans/ is searched with its folders: `-o` may name a file in one's home."""
    reviewed.parent.rename(tmp_path / "khac")
    (tmp_path / "duoi").mkdir()
    (tmp_path / "khac").rename(tmp_path / "duoi" / "plans")
    answer = run("import", source.name, "-o", "lai.yaml")
    assert (answer.code, "carried over" in answer.err) == (0, False)


@pytest.mark.parametrize("name", ["a\nb.yaml", "a\rb.yaml", "a\x9bb.yaml"])
def test_a_plan_gets_no_name_that_nobody_can_type(run: Run, tmp_path: Path, source: Path, name: str) -> None:
    answer = run("import", source.name, "-o", name)
    assert (answer.code, answer.out) == (2, "")
    assert "has a line break or a control character in its name" in answer.err
    assert [path.name for path in tmp_path.iterdir()] == [source.name]


def test_outline_is_not_proposed_to_whoever_typed_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "van-ban.txt").write_text("1. Văn phòng Sở làm việc.\n2. Thanh tra Sở cũng vậy.\n", encoding="utf-8")
    assert "add --outline" in run("import", "van-ban.txt").err
    answer = run("import", "van-ban.txt", "--outline")
    assert (answer.code, "--outline" in answer.err) == (3, False)
    assert "nor are there units with their duties below them" in answer.err


def test_answers_about_unchanged_words_of_another_document_are_carried_over(
    run: Run, tmp_path: Path, reviewed: Path, source: Path
) -> None:
    reviewed.unlink()
    source.write_text(PLAN.replace("Báo cáo.", "Báo cáo kiểm tra."), encoding="utf-8")
    assert "1 answer to an earlier import was carried over" in run("import", source.name).err
    reviewed.unlink()
    source.write_text(PLAN.replace("Quý II, IV/2026", "Quý I, IV/2026"), encoding="utf-8")
    answer = run("import", source.name)
    assert answer.err == ""
    assert "I601 2.a" in answer.out


def test_an_answer_is_not_carried_over_to_a_task_inserted_at_its_number(run: Run, reviewed: Path, source: Path) -> None:
    task = PLAN[PLAN.index("a) Đối thoại") : PLAN.index("Nơi nhận")]
    other = task.replace("Đối thoại với doanh nghiệp", "Công bố thủ tục")
    reviewed.unlink()
    source.write_text(PLAN.replace(task, other + task.replace("a)", "b)", 1)), encoding="utf-8")
    answer = run("import", source.name)
    assert "I601 2.a, 2.b: “Quý II, IV/2026” names several times" in " ".join(answer.out.split())
    assert "Quý IV/2026" not in reviewed.read_text(encoding="utf-8")
    assert answer.err == ""


def test_an_agency_that_no_document_names_is_asked_about_in_each(run: Run, tmp_path: Path) -> None:
    text = PLAN.replace("UBND TỈNH QUẢNG NGÃI\nSỞ NỘI VỤ\n", "").replace("SNV", "X")
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        answer = run("import", f"{name}.txt", "-o", f"{name}.yaml")
        assert "I101 the plan: the document does not name the agency" in answer.out
    answer = run("import", "b.txt", "-o", "c.yaml", "--like", "a.yaml")
    assert "I101 the plan: the document does not name the agency" in answer.out


def test_a_doubt_about_the_name_of_a_unit_follows_it_to_another_code(run: Run, tmp_path: Path, source: Path) -> None:
    lead = "Đơn vị chủ trì: Thanh tra Sở."
    text = PLAN.replace(lead, "Đơn vị chủ trì: Phòng Kế hoạch Tài chính.", 1)
    text = text.replace("Đơn vị phối hợp: Thanh tra Sở.", "Đơn vị phối hợp: Phòng Kế hoạch và Tài chính.")
    source.write_text(text, encoding="utf-8")
    run("import", source.name)
    plan = tmp_path / "plans" / "2026.yaml"
    assert "units/KHTC2" in {address for _kind, address in doubts(tmp_path)}
    plan.write_text(plan.read_text(encoding="utf-8").replace("  KHTC2:", "  PKH:"), encoding="utf-8")
    asked = {item["address"] for item in run("review", "--json").items}
    assert "units/PKH" in asked


def test_the_year_taken_from_the_times_is_told_in_one_language(run: Run, tmp_path: Path) -> None:
    (tmp_path / "k.txt").write_text(
        PLAN.replace("Cải cách hành chính năm 2026", "Cải cách hành chính").replace("năm 2025", "năm …"),
        encoding="utf-8",
    )
    answer = run("import", "k.txt", "--lang", "en")
    assert "2026 was taken from the times of the tasks" in " ".join(answer.out.split())


def test_a_plan_overwrites_no_signed_document(run: Run, tmp_path: Path, source: Path) -> None:
    before = source.read_bytes()
    link = tmp_path / "link.yaml"
    link.symlink_to(source)
    for target in (source.name, link.name, "other.docx"):
        assert run("import", source.name, "-o", target, "--force").code == 2
    assert source.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ke-hoach.txt", "link.yaml"]


def test_nothing_overwrites_the_record_of_a_plan(run: Run, tmp_path: Path, source: Path) -> None:
    run("import", source.name)
    record = tmp_path / "plans" / ".2026.import.json"
    before = record.read_bytes()
    answer = run("tasks", "-o", "plans/.2026.import.json", "--force")
    assert answer.code == 2
    assert "is the record of a plan and is never overwritten by another file" in answer.err
    assert run("import", source.name, "-o", "plans/.2026.import.json", "--force").code == 2
    assert record.read_bytes() == before


@pytest.mark.parametrize("body", [b"<w:p/>", b"<w:p><w:r><w:drawing/></w:r></w:p>", b""])
def test_a_word_file_without_text_is_no_plan(run: Run, tmp_path: Path, body: bytes) -> None:
    import docx

    document = docx.Document()
    for element in list(document.element.body):
        document.element.body.remove(element)
    from docx.oxml import parse_xml

    if body:
        name = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        document.element.body.append(parse_xml(body.replace(b"<w:p", b'<w:p xmlns:w="' + name + b'"', 1)))
    document.save(str(tmp_path / "trong.docx"))
    answer = run("import", "trong.docx")
    assert (answer.code, answer.out) == (3, "")
    assert "no plan was found in" in answer.err


def test_a_manual_in_english_is_no_damaged_plan(run: Run, tmp_path: Path) -> None:
    words = "The plan of Văn phòng Sở is shown by this command; nhiệm vụ, đơn vị, kế hoạch are its columns. "
    (tmp_path / "manual.md").write_text(f"# Manual\n\n{words * 12}", encoding="utf-8")
    answer = run("import", "manual.md")
    assert (answer.code, answer.out) == (3, "")
    assert "no plan was found in manual.md" in answer.err


def test_a_short_plan_without_any_diacritic_is_damaged(run: Run, tmp_path: Path) -> None:
    import unicodedata

    bare = unicodedata.normalize("NFD", PLAN.replace("đ", "d").replace("Đ", "D")).encode("ascii", "ignore")
    (tmp_path / "bare.txt").write_bytes(bare[: bare.index(b"b) Kiem tra")])
    answer = run("import", "bare.txt")
    assert (answer.code, answer.out) == (3, "")
    assert "type or save it again with its diacritics" in answer.err
