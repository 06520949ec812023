"""``parplan review``: what an import left in doubt, asked one wording at a time and written byte-exactly."""

from __future__ import annotations

import io
import json
import stat
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from test_import import PLAN

from conftest import Answer, on_posix
from parplan.importing.answering import answerable, answered
from parplan.importing.typed_answers import looks_meant
from parplan.languages import load_language
from parplan.loading import parse_plan
from parplan.provenance.doubts import KINDS, Doubt
from parplan.views.blocks import Line
from parplan.views.import_view import question_blocks
from small_plans import write_plan

Run = Callable[..., Answer]

DOUBTFUL = PLAN.replace("- Đơn vị chủ trì: Thanh tra Sở.\n", "").replace("- Sản phẩm: Hội nghị.\n", "")


@pytest.fixture
def imported(run: Run, tmp_path: Path) -> Path:
    (tmp_path / "ke-hoach.txt").write_text(DOUBTFUL, encoding="utf-8")
    assert run("import", "ke-hoach.txt").code == 0
    return tmp_path / "plans" / "2026.yaml"


@pytest.fixture
def ask(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    def asked(*lines: str) -> Answer:
        monkeypatch.setattr("parplan.cli.verbs.review.can_ask", lambda request: True)
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return run("review", "plans/2026.yaml", "--by", "Lan")

    return asked


def open_doubts(run: Run) -> list[tuple[str, str, str]]:
    items = run("review", "plans/2026.yaml", "--json").json["items"]
    return [(item["code"], item["address"], item["field"]) for item in items]


def test_elsewhere_the_doubts_are_listed(run: Run, imported: Path) -> None:
    answer = run("review", "plans/2026.yaml")
    assert answer.code == 0
    assert answer.out.startswith("plans/2026.yaml: 2 places in doubt\n")
    assert open_doubts(run) == [("I301", "1.b", "lead"), ("I601", "2.a", "time")]


def test_enter_accepts_and_leaves_the_plan_as_it_is(run: Run, imported: Path, ask: Callable[..., Answer]) -> None:
    before = imported.read_bytes()
    answer = ask("", "")
    assert answer.code == 0
    assert "0 places are still in doubt" in answer.err
    assert imported.read_bytes() == before
    assert open_doubts(run) == []
    record = json.loads((imported.parent / ".2026.import.json").read_text(encoding="utf-8"))
    assert [one["decided"] for one in record["doubts"]] == [{"how": "accepted", "on": "2021-03-01", "by": "Lan"}] * 2


def test_a_plan_with_answers_is_kept(run: Run, imported: Path, ask: Callable[..., Answer]) -> None:
    assert run("import", "ke-hoach.txt", "--force").code == 0
    ask("Thanh tra Sở", "q")
    answered_plan = imported.read_bytes()
    refused = run("import", "ke-hoach.txt", "--force")
    assert refused.code == 2
    assert "what would be lost: answers to `review`: 1" in refused.err
    assert imported.read_bytes() == answered_plan


def test_a_question_about_a_section_shows_what_its_tasks_hold() -> None:
    plan = parse_plan(
        b"parplan: 1\nplan: {year: 2026, title: K, agency: S, decision: {number: 1/KH, date: 2026-01-02}}\n"
        b"units: {A: {name: So A}, B: {name: So B}}\n"
        b"sections:\n  - id: IV\n    title: T\n    kind: duties\n    tasks:\n"
        b"      - {id: IV.1, title: a, lead: [So A]}\n      - {id: IV.2, title: b}\n"
        b"      - {id: IV.3, title: c, lead: [So A]}\n",
        "p.yaml",
    ).plan
    assert plan is not None
    doubt = Doubt("from-sentence", "IV", "lead")
    told = [
        block.text for block in question_blocks(load_language("en"), plan, [doubt], None) if isinstance(block, Line)
    ]
    assert told[2:] == ["read: IV.1, IV.3: So A", "read: IV.2: –"]
    assert not answerable(doubt, plan)
    assert answerable(Doubt("x", "IV", "title"), plan)
    of_plan = question_blocks(load_language("en"), plan, [Doubt("label-unsure", "", "lead")], None)
    assert [block.text for block in of_plan if isinstance(block, Line)][2:] == ["read: IV.1, IV.3: So A"]


def test_a_question_about_carried_work_shows_its_deadline() -> None:
    tasks = """
    - {id: 1.a, title: Một, lead: [VP], time: Quý I/2021, carried_from: "2020:1.a"}
    - id: 1.b
      title: Hai
      lead: [VP]
      milestones:
        - {id: m, title: Nộp, due: hằng quý, carried_from: "2020:1.b/m"}
        - {id: n, title: Họp, part_of: 1.a, carried_from: "2020:1.b/n"}
    """
    plan = parse_plan(write_plan(tasks).encode(), "p.yaml").plan
    assert plan is not None
    for address, words in {"1.a": "Quý I/2021", "1.b/m": "hằng quý", "1.b/n": "1.a"}.items():
        doubt = Doubt("carried", address, "carried_from", f"2020:{address}", f"2020:{address}")
        told = [
            block.text for block in question_blocks(load_language("en"), plan, [doubt], None) if isinstance(block, Line)
        ]
        assert told[2:] == [f"read: {words}"]


def test_what_a_time_may_mean_is_told_with_the_question(run: Run, imported: Path, ask: Callable[..., Answer]) -> None:
    asked = ask(".", ".").err
    assert "perhaps 2026-Q2 (“Quý II, IV/2026”)" in asked
    assert "perhaps 2026-Q4 (“Quý II, IV/2026”)" in asked


def test_what_is_typed_goes_into_the_field_and_nowhere_else(
    run: Run, imported: Path, ask: Callable[..., Answer]
) -> None:
    before = imported.read_text(encoding="utf-8").splitlines()
    ask("Quý II/2026", "Thanh tra Sở; Phòng Pháp chế", "Quý II/2026")
    after = imported.read_text(encoding="utf-8").splitlines()
    assert [line for line in before if line not in after] == ["        time: Quý II, IV/2026"]
    assert [line for line in after if line not in before] == [
        "  PC: {name: Phòng Pháp chế}",
        "        lead: [Thanh tra Sở, Phòng Pháp chế]",
        "        time: Quý II/2026",
    ]
    assert open_doubts(run) == []
    assert run("validate", "plans").code == 0


def test_what_another_has_answered_meanwhile_is_kept(
    run: Run, imported: Path, ask: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two people go through the doubts at once; the first question is put to both."""
    record = imported.parent / ".2026.import.json"
    before = record.read_text(encoding="utf-8")
    assert ask("").code == 0
    theirs = record.read_text(encoding="utf-8")
    record.write_text(before, encoding="utf-8")

    typed = iter(["Thanh tra Sở\n", "\n"])

    def read() -> str:
        record.write_text(theirs, encoding="utf-8")
        return next(typed)

    monkeypatch.setattr("sys.stdin", SimpleNamespace(readline=read))
    plan = imported.read_bytes()
    answer = run("review", "plans/2026.yaml", "--by", "Minh")
    assert "somebody else has answered it" in answer.err
    assert imported.read_bytes() == plan
    decisions = [one["decided"]["by"] for one in json.loads(record.read_text(encoding="utf-8"))["doubts"]]
    assert decisions == ["Lan", "Minh"]


def test_an_answer_goes_to_its_task_though_another_was_inserted_while_it_was_asked(
    run: Run, imported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = imported.read_text(encoding="utf-8")
    moved = text.replace("- id: 1.b\n", "- id: 1.c\n").replace("- id: 1.a\n", "- id: 1.b\n")
    moved = moved.replace("    tasks:\n", "    tasks:\n      - {id: 1.a, title: Mới, time: Quý I/2026}\n", 1)
    typed = iter(["Thanh tra Sở\n", ".\n"])

    def read() -> str:
        imported.write_text(moved, encoding="utf-8")
        monkeypatch.setattr("sys.stdin", SimpleNamespace(readline=lambda: next(typed)))
        return next(typed)

    monkeypatch.setattr("parplan.cli.verbs.review.can_ask", lambda request: True)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(readline=read))
    answer = run("review", "plans/2026.yaml")
    assert "somebody else" not in answer.err
    assert "[Thanh tra Sở]" in imported.read_text(encoding="utf-8").partition("- id: 1.c\n")[2].partition("- id: ")[0]


@on_posix
def test_the_record_has_the_rights_of_the_plan(imported: Path, ask: Callable[..., Answer]) -> None:
    record = imported.parent / ".2026.import.json"
    record.chmod(0o444)
    imported.chmod(0o660)
    before = record.read_bytes()
    ask("")
    assert record.read_bytes() != before
    assert stat.S_IMODE(record.stat().st_mode) == 0o660


@pytest.mark.parametrize("typed", ["\x1b[A", "a\0b", "\udce1", "Văn\x7f phòng"])
def test_a_key_that_types_a_control_character_is_told_and_asked_again(
    imported: Path, ask: Callable[..., Answer], typed: str
) -> None:
    before = imported.read_bytes()
    answer = ask(typed, ".", ".")
    assert answer.code == 0
    assert "is not allowed in a plan" in answer.err
    assert imported.read_bytes() == before


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_field_that_is_missing_is_added_where_the_file_ends_with_the_title(end: str) -> None:
    text = (
        "parplan: 1\nplan:\n  {year: 2021, title: K, agency: S, decision: {number: 1/QĐ-S, date: 2020-12-01}}\n"
        'units:\n  VP: {name: Văn phòng}\nsections:\n  - id: "1"\n    title: M\n    tasks:\n'
        "      - id: 1.a\n        title: |-\n          Việc\n          lớn"
    )
    data = (text + end.replace("\r\n", "\n")).replace("\n", "\r\n" if end == "\r\n" else "\n").encode()
    made = answered(parse_plan(data, "p"), [Doubt("missing", "1.a", "lead", "")], "Phòng Mới", "p").plan
    assert made is not None
    (task,) = made.tasks()
    assert task.title == "Việc\nlớn"
    assert [mention.printed for mention in task.lead] == ["Phòng Mới"]


def test_a_point_leaves_a_question_and_q_stops(run: Run, imported: Path, ask: Callable[..., Answer]) -> None:
    assert "1 place is still in doubt" in ask(".", "").err
    assert open_doubts(run) == [("I301", "1.b", "lead")]
    ask("q")
    assert open_doubts(run) == [("I301", "1.b", "lead")]


def test_a_question_that_an_earlier_answer_closed_is_not_asked(
    run: Run, imported: Path, ask: Callable[..., Answer]
) -> None:
    beside = imported.parent / ".2026.import.json"
    record = json.loads(beside.read_text(encoding="utf-8"))
    at = next(i for i, one in enumerate(record["doubts"]) if one["doubt"]["address"] == "1.b")
    twice = record["doubts"][at]
    record["doubts"].insert(at + 1, {**twice, "doubt": {**twice["doubt"], "kind": "ditto"}})
    beside.write_text(json.dumps(record), encoding="utf-8")
    before = imported.read_bytes()
    said = ask("Thanh tra Sở", "b", "q").err
    numbers = [word.split()[1] for word in said.split("plans/2026.yaml: ") if word.startswith("question")]
    assert numbers == ["1", "3", "1"]
    assert ("somebody else" in said, imported.read_bytes()) == (False, before)


def test_editing_the_field_closes_its_doubt(run: Run, imported: Path) -> None:
    text = imported.read_text(encoding="utf-8")
    imported.write_text(text.replace("time: Quý II, IV/2026", "time: Quý II/2026"), encoding="utf-8")
    assert open_doubts(run) == [("I301", "1.b", "lead")]


def test_validate_finds_open_doubts_and_questions_count_them(run: Run, imported: Path) -> None:
    answer = run("validate", "plans", "--select", "I")
    assert answer.code == 0
    assert "I601" in answer.out
    assert "I301" in answer.out
    for verb in ("due", "tasks", "status"):
        told = run(verb, "--as-of", "2026-01-05")
        assert "plans/2026.yaml: 2 places of the import are still in doubt" in told.err
        assert run(verb, "--as-of", "2026-01-05", "--json").err == ""


def test_without_a_record_it_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "x.yaml").write_text("parplan: 1\n", encoding="utf-8")
    answer = run("review")
    assert (answer.code, answer.out) == (2, "")
    assert "no imported plan with its record" in answer.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[" * 10000, "is not a record of an import, or was made by a newer parplan"),
        ('<<<<<<< HEAD\n  "written": "a"\n=======\n>>>>>>> b\n', "holds the markers of an unresolved merge"),
    ],
)
def test_a_record_that_cannot_be_read_hides_no_doubts(run: Run, imported: Path, text: str, says: str) -> None:
    (imported.parent / ".2026.import.json").write_text(text, encoding="utf-8")
    (found,) = run("validate", "plans", "--select", "I", "--json").items
    assert (found["code"], found["message"].partition(" ")[0]) == ("I101", ".2026.import.json")
    assert "from git or a backup" in found["help"]
    for verb in ("due", "tasks", "status"):
        told = run(verb, "--as-of", "2026-01-05").err
        assert told == f"plans/2026.yaml: {found['message']} ({found['help']})\n"
    answer = run("review")
    assert (answer.code, answer.out) == (3, "")
    assert f"plans/.2026.import.json {says}" in " ".join(answer.err.split())
    assert "review" not in answer.err


def test_a_record_in_disorder_does_not_keep_review_from_the_other_plans(run: Run, imported: Path) -> None:
    record = imported.with_name(".2026.import.json")
    imported.with_name("2027.yaml").write_bytes(imported.read_bytes())
    imported.with_name(".2027.import.json").write_bytes(record.read_bytes())
    record.write_text("{}", encoding="utf-8")
    answer = run("review", "--plan", "plans")
    assert (answer.code, answer.out.partition("\n")[0]) == (3, "plans/2027.yaml: 2 places in doubt")
    assert "plans/.2026.import.json is not a record" in answer.err


def test_a_plan_that_was_renamed_tells_of_its_record(run: Run, imported: Path) -> None:
    renamed = imported.rename(imported.with_name("ke-hoach.yaml"))
    (imported.parent / "khac.yaml").write_text(write_plan("{id: 1.a, title: Khác}"), encoding="utf-8")
    (found,) = run("validate", "plans", "--select", "I", "--json").items
    assert (found["path"], found["message"]) == (
        "plans/ke-hoach.yaml",
        ".2026.import.json seems to be the record of this plan under an earlier name",
    )
    assert found["help"] == "rename it too: .2026.import.json to .ke-hoach.import.json"
    for words in (("review",), ("review", "plans/ke-hoach.yaml")):
        answer = run(*words)
        assert (answer.code, answer.out) == (3, "")
        assert answer.err.splitlines() == [f"parplan: plans/ke-hoach.yaml: {found['message']}", f"  {found['help']}"]
    told = f"plans/ke-hoach.yaml: {found['message']} ({found['help']})\n"
    for verb in ("due", "tasks", "status"):
        assert run(verb, "--plan", "plans/ke-hoach.yaml", "--as-of", "2026-01-05").err == told
    assert told in run("status", "--plan", "plans", "--as-of", "2026-01-05").err
    assert told in run("init", "--from", "plans/ke-hoach.yaml", "-", "--as-of", "2026-01-05").err
    before = renamed.read_bytes()
    assert run("validate", "plans/ke-hoach.yaml", "--fix", "--select", "I", "--json").items == [found]
    record = imported.parent / ".2026.import.json"
    kept = record.read_bytes()
    answer = run("import", "ke-hoach.txt", "-o", "plans/2026.yaml")
    assert (answer.code, "plans/.2026.import.json is the record of plans/ke-hoach.yaml" in answer.err) == (2, True)
    assert (record.read_bytes(), imported.exists()) == (kept, False)
    record.rename(record.with_name(".ke-hoach.import.json"))
    assert len(run("validate", "plans", "--select", "I", "--json").items) > 1
    assert renamed.read_bytes() == before


def test_a_question_names_units_and_members_by_their_names(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = PLAN.replace("các phòng, đơn vị liên quan", "các phòng, đơn vị thuộc Sở")
    (tmp_path / "ke-hoach.txt").write_text(text, encoding="utf-8")
    assert "I501 Các phòng, đơn vị thuộc Sở: " in " ".join(run("import", "ke-hoach.txt").out.split())
    assert "I501 Các phòng, đơn vị thuộc Sở: " in " ".join(run("review").out.split())
    monkeypatch.setattr("parplan.cli.verbs.review.can_ask", lambda request: True)
    monkeypatch.setattr("sys.stdin", io.StringIO(".\nThanh tra Sở\nw\n"))
    said = run("review").err
    assert "read: Văn phòng Sở; Thanh tra Sở" in said
    assert "members: [Thanh tra Sở]" in (tmp_path / "plans" / "2026.yaml").read_text(encoding="utf-8")


def test_no_import_takes_the_record_of_a_plan_with_another_ending(run: Run, imported: Path) -> None:
    record = imported.parent / ".2026.import.json"
    before = record.read_bytes()
    answer = run("import", "ke-hoach.txt", "-o", "plans/2026.yml")
    assert (answer.code, "plans/.2026.import.json is the record of plans/2026.yaml" in answer.err) == (2, True)
    assert run("init", "plans/2026.yml", "--from", "plans/2026.yaml", "--year", "2027").code == 2
    assert record.read_bytes() == before


def test_the_plan_of_the_next_year_has_the_doubts_of_what_it_copies(run: Run, imported: Path) -> None:
    assert open_doubts(run) == [("I301", "1.b", "lead"), ("I601", "2.a", "time")]
    answer = run("init", "--from", "plans/2026.yaml", "--as-of", "2026-01-05")
    assert "plans/2026.yaml: 2 places of the import are still in doubt" in answer.err
    assert "2 of them are about fields that were copied" in answer.err
    items = run("review", "plans/2027.yaml", "--json").json["items"]
    found = [(one["code"], one["address"], one["field"]) for one in items]
    assert {("I301", "1.b", "lead"), ("I601", "2.a", "time")} <= set(found)
    (imported.parent / ".2026.import.json").unlink()
    assert "in doubt" not in run("init", "--from", "plans/2026.yaml", "-", "--as-of", "2026-01-05").err


@pytest.mark.parametrize("address", ["", "1.b", "1.b/x", "units/x", "groups/x", "a/b/c", "/"])
@pytest.mark.parametrize("field", ["reports.x", "reports.", "reports.a.b.c", "targets.", "targets.x", "columns.x", "?"])
def test_a_record_about_what_no_plan_has_is_no_fault(run: Run, imported: Path, address: str, field: str) -> None:
    beside = imported.parent / ".2026.import.json"
    record = json.loads(beside.read_text(encoding="utf-8"))
    for one in record["doubts"]:
        one["doubt"] |= {"address": address, "field": field, "value": ""}
    beside.write_text(json.dumps(record), encoding="utf-8")
    for command in (("review", "plans/2026.yaml"), ("validate", "plans/2026.yaml"), ("status",)):
        assert "X001" not in run(*command).err


#: A time with two deadlines, a task of which only the title is printed, a missing number, a paragraph above the tasks.
SETTLED = PLAN.replace("2. Cải cách thủ tục", "d) Tổ chức tập huấn.\n\n2. Cải cách thủ tục").replace(
    "1. Cải cách thể chế\n",
    "1. Cải cách thể chế\n\nCác phòng tự kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính.\n",
)


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        (
            "time-several",
            "        time: Quý II, IV/2026\n",
            "        time: Quý II, IV/2026\n        milestones:\n          - {id: m1, title: Lần một, due: 2026-Q2}\n"
            "          - {id: m2, title: Lần hai, due: 2026-Q4}\n",
        ),
        ("no-fields", "        title: Tổ chức tập huấn\n", "        title: Tổ chức tập huấn\n        lead: [VP]\n"),
        (
            "gap",
            "      - id: 1.d\n",
            "      - {id: 1.c, title: Sơ kết, lead: [VP], time: Quý II/2026}\n\n      - id: 1.d\n",
        ),
        (
            "paragraph-left-out",
            "      - id: 1.d\n",
            "      - id: 1.1\n        title: Các phòng tự kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính\n\n"
            "      - id: 1.d\n",
        ),
    ],
)
def test_an_edit_that_answers_a_doubt_closes_it(run: Run, tmp_path: Path, kind: str, old: str, new: str) -> None:
    (tmp_path / "ke-hoach.txt").write_text(SETTLED, encoding="utf-8")
    assert run("import", "ke-hoach.txt").code == 0
    plan, record = tmp_path / "plans" / "2026.yaml", tmp_path / "plans" / ".2026.import.json"
    recorded = record.read_bytes()
    doubts = {one["doubt"]["kind"]: one["doubt"] for one in json.loads(recorded)["doubts"]}
    before = open_doubts(run)
    place = (kind_code(kind), doubts[kind]["address"], doubts[kind]["field"])
    assert place in before
    text = plan.read_text(encoding="utf-8")
    assert text.count(old) == 1
    plan.write_text(text.replace(old, new), encoding="utf-8")
    assert run("validate", "plans").code == 0
    assert open_doubts(run) == [one for one in before if one != place]
    assert record.read_bytes() == recorded  # what stood stays in the record


def kind_code(kind: str) -> str:
    return KINDS[kind].code


# Words at a question, and the way back.


@pytest.mark.parametrize("word", ["y", "Y", "yes", "có", "Đúng", "đúng.", "ok", "phải", "co"])
def test_a_word_of_assent_is_enter(run: Run, imported: Path, ask: Callable[..., Answer], word: str) -> None:
    before = imported.read_bytes()
    answer = ask(word, word)
    assert "0 places are still in doubt" in answer.err
    assert "taken as right" in answer.err
    assert imported.read_bytes() == before
    assert open_doubts(run) == []


@pytest.mark.parametrize("word", ["q", "Q", "quit", "thoát", "Thoat", "dừng"])
def test_a_word_of_leaving_stops_and_the_rest_is_told(
    run: Run, imported: Path, ask: Callable[..., Answer], word: str
) -> None:
    before = imported.read_bytes()
    answer = ask(word)
    assert answer.code == 0
    assert "2 questions are left; `parplan review plans/2026.yaml` goes on" in answer.err
    assert imported.read_bytes() == before
    assert len(open_doubts(run)) == 2


def test_the_end_of_the_input_and_an_interrupt_tell_the_rest(
    imported: Path, ask: Callable[..., Answer], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "1 question is left; `parplan review plans/2026.yaml` goes on" in ask("").err

    def interrupted() -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", SimpleNamespace(readline=interrupted))
    answer = run("review", "plans/2026.yaml")
    assert answer.code == 130
    assert "1 question is left; `parplan review plans/2026.yaml` goes on" in answer.err


@pytest.mark.parametrize("word", ["n", "không", "Sai", "?", "dung"])
def test_a_word_of_refusal_asks_for_the_text(run: Run, imported: Path, ask: Callable[..., Answer], word: str) -> None:
    before = imported.read_bytes()
    answer = ask(word, ".", ".")
    assert "type the words of the document, or a dot" in answer.err
    assert imported.read_bytes() == before
    assert len(open_doubts(run)) == 2


@pytest.mark.parametrize("typed", ["yy", "x", "Một việc khác hẳn", "12"])
def test_a_text_unlike_the_print_is_shown_and_asked_once_more(
    run: Run, imported: Path, ask: Callable[..., Answer], typed: str
) -> None:
    before = imported.read_bytes()
    answer = ask(".", typed, "", ".")
    assert f"Write “{typed}” in place of “Quý II, IV/2026”?" in answer.err
    assert imported.read_bytes() == before
    assert f"no unit or group is called “{typed}”" in " ".join(ask(typed, ".", ".").err.split())
    assert imported.read_bytes() == before


@pytest.mark.parametrize(
    ("field", "value", "typed", "meant"),
    [
        ("title", "Rà soát văn bản", "Rà soát các văn bản", True),
        ("title", "Rà soát văn bản", "ra soat van ban", True),
        ("title", "Rà soát văn bản", "có mặt", False),
        ("parts", "a; b", "b", False),
        ("parts", "", "Biên bản", False),
        ("parts", "", "Kế hoạch; báo cáo", True),
        ("time", "Quý II, IV/2021", "Tháng 5", True),
        ("year", "2021", "2022", True),
        ("decision.date", "2021-01-01", "2020-12-31", True),
        ("decision.date", "2021-01-01", "mai", False),
    ],
)
def test_what_is_of_the_field_or_of_the_print_is_meant(field: str, value: str, typed: str, meant: bool) -> None:
    plan = parse_plan((Path(__file__).parents[2] / "plans" / "2021.yaml").read_bytes(), "p").plan
    assert plan is not None
    assert looks_meant(Doubt("x", "", field, value), plan, "1. Kế hoạch; báo cáo", typed) is meant


def test_a_text_confirmed_is_written_and_told(run: Run, imported: Path, ask: Callable[..., Answer]) -> None:
    answer = ask(".", "Theo yêu cầu", "g")
    text = imported.read_text(encoding="utf-8")
    number = text[: text.index("time: Theo yêu cầu")].count("\n") + 1
    assert f"written: “Theo yêu cầu” (plans/2026.yaml, line {number})" in answer.err
    record = json.loads((imported.parent / ".2026.import.json").read_text(encoding="utf-8"))
    assert [one["doubt"]["value"] for one in record["doubts"] if one.get("decided")] == ["Quý II, IV/2026"]


@pytest.mark.parametrize("word", ["b", "quay lại"])
def test_the_last_answer_can_be_taken_back(run: Run, imported: Path, ask: Callable[..., Answer], word: str) -> None:
    record = imported.parent / ".2026.import.json"
    before = imported.read_bytes(), record.read_bytes()
    answer = ask("Thanh tra Sở", word, word, "q")
    assert "taken back; the question is open again" in answer.err
    assert "this is the first question" in answer.err
    assert (imported.read_bytes(), record.read_bytes()) == before
    ask("", word, ".", ".")
    assert (imported.read_bytes(), record.read_bytes()) == before


def test_an_answer_is_not_taken_back_over_the_work_of_another(
    run: Run, imported: Path, ask: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parplan.cli.verbs.review.can_ask", lambda request: True)
    typed = iter(["Thanh tra Sở\n", "b\n", "q\n"])

    def read() -> str:
        answer = next(typed)
        if answer == "b\n":
            imported.write_bytes(imported.read_bytes() + b"# Lan\n")
        return answer

    monkeypatch.setattr("sys.stdin", SimpleNamespace(readline=read))
    answer = run("review", "plans/2026.yaml")
    assert "plans/2026.yaml was changed meanwhile; correct the answer in it, line " in answer.err
    text = imported.read_text(encoding="utf-8")
    assert "lead: [Thanh tra Sở]" in text
    assert text.endswith("# Lan\n")


#: Duties whose leads are the subjects of their sentences, and a label that may be another.
SENTENCES = PLAN.replace(
    "Nơi nhận:",
    "II. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng Sở chủ trì theo dõi, đôn đốc việc thực hiện Kế hoạch này.\n\n"
    "2. Thanh tra Sở chủ trì kiểm tra việc thực hiện Kế hoạch này.\n\nNơi nhận:",
)


def test_a_doubt_about_a_section_shows_what_was_read_and_offers_no_typing(
    run: Run, tmp_path: Path, ask: Callable[..., Answer]
) -> None:
    (tmp_path / "ke-hoach.txt").write_text(SENTENCES, encoding="utf-8")
    assert run("import", "ke-hoach.txt").code == 0
    plan = tmp_path / "plans" / "2026.yaml"
    places = [(code, address) for code, address, field in open_doubts(run) if field == "lead"]
    assert len(places) == 1
    before = plan.read_bytes()
    answer = ask(".", "Thanh tra Sở", "q")
    question = answer.err[answer.err.index("I301 ") :]
    section = places[0][1]
    assert f"read: {section}.1: Văn phòng Sở\n" in question
    assert f"read: {section}.2: Thanh tra Sở\n" in question
    assert "type what is printed" not in question
    assert "this cannot be changed here; correct it in plans/2026.yaml, line " in answer.err
    assert plan.read_bytes() == before


def test_the_document_names_the_plan_imported_from_it(run: Run, imported: Path, tmp_path: Path) -> None:
    assert run("review", "ke-hoach.txt").out == run("review", "plans/2026.yaml").out
    (tmp_path / "ke-hoach.txt").rename(tmp_path / "khac.txt")
    assert run("review", "khac.txt").out.startswith("plans/2026.yaml: 2 places in doubt\n")
    (tmp_path / "thu.txt").write_text("Thư", encoding="utf-8")
    answer = run("review", "thu.txt")
    assert answer.code == 2
    assert "no plan was imported from it" in answer.err
    assert "imported plans: plans/2026.yaml" in answer.err
