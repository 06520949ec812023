"""`diff`: two files, or a plan and its states in git."""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from conftest import PLAN_2021, RECORDED_2021, Answer, needs_git
from parplan.reporting import amendment_paper
from small_plans import write_plan

Run = Callable[..., Answer]
Golden = Callable[[Path, str], None]

TASKS = """
- id: 1.a
  title: Tham mưu ban hành kế hoạch rà soát các thủ tục hành chính năm 2021
  lead: [VP]
  milestones: [{id: plan, title: Ban hành kế hoạch, due: Quý I/2021}]
  targets: [{id: cost, title: Chi phí cắt giảm, at_least: 10, unit: "%"}]
- id: 1.b
  title: Công khai thủ tục
  products: [Quyết định, Báo cáo]
  notes: Có dấu | và <b>đậm</b> cùng *sao*
"""
EDITED = """
- id: 1.a
  title: Tham mưu ban hành chương trình rà soát các thủ tục hành chính năm 2021
  lead: [TTRA, VP]
  milestones: [{id: plan, title: Ban hành kế hoạch, due: trước ngày 01/7/2021}]
  targets: [{id: cost, title: Chi phí cắt giảm, at_least: 15, unit: "%"}]
  progress: [{date: 2021-02-10, milestone: plan, state: done, evidence: [12/KH-SA]}]
- id: 1.c
  title: Công khai thủ tục
  aliases: [1.b]
  products: [Quyết định]
  notes: Có dấu | và <i>nghiêng</i> cùng *sao*
- id: 1.d
  title: Nhiệm vụ mới
  lead: [KHTC]
"""


def git(folder: Path, *words: str) -> str:
    """Run git without anybody's settings, and return what it printed."""
    settings = ("user.name=Văn thư", "user.email=vt@example.org", "commit.gpgsign=false", "core.autocrlf=false")
    options = [word for setting in settings for word in ("-c", setting)]
    done = subprocess.run(["git", *options, *words], cwd=folder, check=True, capture_output=True, timeout=60)
    return done.stdout.decode()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A repository in which a plan was committed and then changed."""
    folder = tmp_path / "home"
    (folder / "plans").mkdir(parents=True)
    plan = folder / "plans" / "2021.yaml"
    plan.write_text(write_plan(TASKS), encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "plans")
    git(folder, "commit", "--quiet", "-m", "Kế hoạch")
    git(folder, "tag", "v2021")
    plan.write_text(write_plan(EDITED), encoding="utf-8")
    return folder


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Two plan files."""
    (tmp_path / "old.yaml").write_text(write_plan(TASKS), encoding="utf-8")
    (tmp_path / "new.yaml").write_text(write_plan(EDITED), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("format", ["text", "md"])
def test_the_answer(run: Run, golden: Golden, two: Path, language: str, format: str) -> None:
    answer = run("diff", "old.yaml", "new.yaml", "--format", format, "--lang", language, cwd=two)
    assert (answer.code, answer.err) == (0, "")
    golden(Path(__file__).parent / "golden" / f"diff.{language}.{'txt' if format == 'text' else 'md'}", answer.out)


def test_short_forms_are_words_on_a_decision(run: Run, tmp_path: Path) -> None:
    """“20d → 1m” and “quarterly” stood on the official document."""
    old = """
    - {id: 1.a, title: Một, lead: [VP], time: Quý I/2021}
    - id: 1.b
      title: Hai
      lead: [VP]
      milestones: [{id: a, title: A, due: Quý I/2021}, {id: b, title: B, after: a, lag: 20d}]
    """
    (tmp_path / "old.yaml").write_text(write_plan(old), encoding="utf-8")
    new = old.replace("time: Quý I/2021", "time: quarterly").replace("20d", "1m")
    (tmp_path / "new.yaml").write_text(write_plan(new), encoding="utf-8")
    words = ("diff", "old.yaml", "new.yaml", "--lang", "vi")
    screen = run(*words, cwd=tmp_path).out
    assert "thời gian thực hiện: 31/03/2021 → Hằng quý" in screen
    assert "trong vòng: 20 ngày → 1 tháng" in screen
    assert run(*words, "--format", "docx", "-o", "qd.docx", cwd=tmp_path).code == 0
    paper = docx.Document(str(tmp_path / "qd.docx"))
    told = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert "Thời gian thực hiện: Quý I/2021" in told
    assert {"Thời gian thực hiện: Hằng quý", "Trong vòng: 1 tháng"} < set(told)


def test_a_decision_that_adds_a_task_has_all_that_the_task_asks(run: Run, tmp_path: Path) -> None:
    """Its target, and who leads and receives what within a milestone, were not in the decision."""
    new = """
    - id: 1.a
      title: Một
      lead: [VP]
      person: Bà Lan
      recipient: UBND tỉnh
      targets: [{id: x, title: Tỷ lệ, at_most: 5, unit: "%"}]
      milestones:
        - {id: a, title: A, due: Quý I/2021, lead: [TTRA], products: [Sổ]}
        - {id: b, title: B, after: a, lag: 20d}
    """
    (tmp_path / "old.yaml").write_text(write_plan(), encoding="utf-8")
    (tmp_path / "new.yaml").write_text(write_plan(new), encoding="utf-8")
    assert run("diff", "old.yaml", "new.yaml", "--lang", "vi", "-o", "qd.docx", cwd=tmp_path).code == 0
    (table,) = [one for one in docx.Document(str(tmp_path / "qd.docx")).tables if len(one.columns) == 5]
    assert table.rows[1].cells[3].text.splitlines() == [
        "Một",
        "Đơn vị chủ trì: Văn phòng Sở",
        "Người phụ trách: Bà Lan",
        "Nơi nhận: UBND tỉnh",
        "Tỷ lệ: không quá 5%",
        "A: Quý I/2021; Đơn vị chủ trì: Thanh tra Sở; Sản phẩm: Sổ",
        "B: Sau: 1.a/a; Trong vòng: 20 ngày",
    ]
    told = {"title", "targets", "headings", "introduction", "closing", *amendment_paper.DESCRIBED}
    assert told == amendment_paper.DECIDED


def test_one_product_that_became_two_is_seen(run: Run, tmp_path: Path) -> None:
    for name, products in (("old.yaml", '["Báo cáo; tờ trình"]'), ("new.yaml", "[Báo cáo, tờ trình]")):
        tasks = f"- {{id: 1.a, title: Một, lead: [VP], products: {products}}}"
        (tmp_path / name).write_text(write_plan(tasks), encoding="utf-8")
    assert "products: “Báo cáo; tờ trình” → Báo cáo; tờ trình" in run("diff", "old.yaml", "new.yaml", cwd=tmp_path).out


def test_the_answer_as_json(run: Run, two: Path) -> None:
    answer = run("diff", "old.yaml", "new.yaml", "--json", cwd=two)
    assert answer.json["kind"] == "diff"
    assert (answer.json["old"], answer.json["new"]) == ("old.yaml", "new.yaml")
    told = [(one["address"], one["field"], one["kind"]) for one in answer.items]
    assert told == [
        ("1.a", "title", "changed"),
        ("1.a", "lead", "changed"),
        ("1.a", "targets.cost", "changed"),
        ("1.a/plan", "due", "changed"),
        ("1.a/plan", "progress", "added"),
        ("1.c", None, "renumbered"),
        ("1.c", "aliases", "added"),
        ("1.c", "products", "changed"),
        ("1.c", "notes", "changed"),
        ("1.d", None, "added"),
    ]
    assert (answer.items[3]["old"], answer.items[3]["new"]) == ("Quý I/2021", "trước ngày 01/7/2021")
    assert answer.items[-1]["new"] == {"title": "Nhiệm vụ mới", "lead": ["KHTC"]}
    assert answer.items[-1]["place"] == {"section": "1", "after": "1.c"}


def test_the_exit_code_tells_of_differences_where_asked(run: Run, two: Path) -> None:
    assert run("diff", "old.yaml", "new.yaml", "--exit-code", cwd=two).code == 1
    assert run("diff", "old.yaml", "old.yaml", "--exit-code", cwd=two).code == 0


def test_ids_that_are_another_task_or_unit_in_the_second_plan_are_told(run: Run, tmp_path: Path) -> None:
    old = write_plan("[{id: 1.a, title: Việc, lead: [VP]}, {id: 1.b, title: Họp, lead: [VP]}]")
    inserted = (
        "[{id: 1.a, title: Mới, lead: [VP]}, {id: 1.b, title: Việc, lead: [VP]}, {id: 1.c, title: Họp, lead: [VP]}]"
    )
    for new, told in (
        (write_plan(inserted), "1.a, 1.b: what they name in a.yaml stands at other ids in b.yaml"),
        (old.replace("VP: {name: Văn phòng Sở", "VP: {name: Ban A}\n  V: {name: Văn phòng Sở"), "VP: what they name"),
        (old.replace("title: Việc", "title: Việc khác"), ""),
        (old.replace("id: 1.a", "id: 1.x, aliases: [1.a]"), ""),
    ):
        (tmp_path / "a.yaml").write_text(old, encoding="utf-8")
        (tmp_path / "b.yaml").write_text(new, encoding="utf-8")
        answer = run("diff", "a.yaml", "b.yaml")
        assert (answer.code, answer.err.startswith(told), bool(answer.err)) == (0, True, bool(told))


def test_the_same_in_other_yaml_is_no_difference(run: Run, tmp_path: Path) -> None:
    text = PLAN_2021.read_text(encoding="utf-8")
    (tmp_path / "old.yaml").write_text(text, encoding="utf-8")
    other = "\ufeff" + text.replace("\n", "\r\n").replace("  # ", "  # khác: ")
    (tmp_path / "new.yaml").write_bytes(other.encode())
    answer = run("diff", "old.yaml", "new.yaml", "--exit-code", cwd=tmp_path)
    assert (answer.code, answer.out) == (0, "old.yaml → new.yaml\nNo difference in meaning.\n")


def test_the_same_letters_in_another_unicode_form_are_no_difference(run: Run, tmp_path: Path) -> None:
    text = PLAN_2021.read_text(encoding="utf-8")
    (tmp_path / "old.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(unicodedata.normalize("NFD", text), encoding="utf-8")
    assert "No difference in meaning." in run("diff", "old.yaml", "new.yaml", cwd=tmp_path).out


def test_a_text_is_not_written_under_the_name_of_a_document(run: Run, two: Path) -> None:
    for name in ("due.docx", "due.XLSX", "due.csv"):
        answer = run("due", "-p", "old.yaml", "-o", name, cwd=two)
        assert answer.code == 2
        assert f"{name}: this answer is text" in answer.err
        assert not (two / name).exists()


@needs_git
@pytest.mark.parametrize(
    "words",
    [
        ("HEAD",), ("v2021",), ("v2021:plans/2021.yaml",), ("v2021:./plans/2021.yaml",), ("plans/2021.yaml",),
        ("HEAD", "plans/2021.yaml"), ("plans",),
    ],
)  # fmt: skip
def test_a_plan_and_its_state_in_git(run: Run, home: Path, words: tuple[str, ...]) -> None:
    answer = run("diff", *words, "--json", cwd=home)
    assert answer.code == 0, answer.err
    assert answer.json["new"] == "plans/2021.yaml"
    assert answer.json["old"].endswith(":plans/2021.yaml")
    assert len(answer.items) == 10


@needs_git
def test_two_states_in_git(run: Run, home: Path) -> None:
    git(home, "switch", "--quiet", "--create", "sửa")
    git(home, "commit", "--quiet", "-am", "Sửa")
    git(home, "switch", "--quiet", "main")
    (home / "other.txt").write_text("x", encoding="utf-8")
    git(home, "add", "other.txt")
    git(home, "commit", "--quiet", "-m", "Khác")
    git(home, "switch", "--quiet", "sửa")
    for words in ("main...",), ("main..",), ("main", "HEAD"), ("main", "HEAD:plans/2021.yaml"), ("HEAD~1",):
        answer = run("diff", *words, "--json", cwd=home / "plans")
        assert answer.code == 0, answer.err
        assert len(answer.items) == 10, words
    assert run("diff", "sửa", "HEAD", "--json", cwd=home).items == []


@needs_git
def test_a_plan_that_was_renamed_is_found_under_its_old_name(run: Run, home: Path) -> None:
    git(home, "commit", "--quiet", "-am", "Sửa")
    git(home, "mv", "plans/2021.yaml", "plans/ke-hoach.yaml")
    git(home, "commit", "--quiet", "-m", "Đổi tên")
    answer = run("diff", "HEAD~1", "--json", cwd=home)
    assert (answer.json["old"], answer.items) == ("HEAD~1:plans/2021.yaml", [])


@needs_git
def test_nothing_a_repository_says_is_run(run: Run, home: Path) -> None:
    (home / ".gitattributes").write_text("*.yaml diff=evil filter=evil\n", encoding="utf-8")
    evil = f"touch {home}/evil; cat"
    for name in (
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.smudge",
        "core.pager",
        "core.fsmonitor",
        "diff.external",
    ):
        git(home, "config", name, evil)
    before = (home / ".git" / "index").read_bytes()
    assert run("diff", "HEAD", cwd=home).code == 0
    assert not (home / "evil").exists()
    assert (home / ".git" / "index").read_bytes() == before


@needs_git
def test_nothing_is_fetched_for_a_partial_clone(run: Run, home: Path) -> None:
    """What fetches is a program that the folder's own configuration names, and a folder may be a stranger's."""
    blob = git(home, "rev-parse", "HEAD:plans/2021.yaml").strip()
    for name, value in (
        ("protocol.ext.allow", "always"),
        ("remote.origin.url", f"ext::sh -c touch% {home}/evil"),
        ("remote.origin.promisor", "true"),
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
    ):
        git(home, "config", name, value)
    (home / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    answer = run("diff", "HEAD", cwd=home)
    assert not (home / "evil").exists()
    assert answer.code == 3
    assert "the clone is partial, and parplan fetches nothing" in answer.err


@needs_git
def test_a_plan_that_was_invalid_is_compared_as_far_as_it_can_be_read(run: Run, home: Path) -> None:
    plan = home / "plans" / "2021.yaml"
    good = plan.read_text(encoding="utf-8")
    bad = good.replace("lead: [KHTC]", "leed: [KHTC]").replace("date: 2021-02-10", "date: 2021-02-31")
    bad = bad.replace("        title: Nhiệm vụ mới", "        titel: Nhiệm vụ mới")
    plan.write_text(bad, encoding="utf-8")
    git(home, "commit", "--quiet", "-am", "Sai")
    plan.write_text(good, encoding="utf-8")
    answer = run("diff", "HEAD", "--json", cwd=home)
    assert answer.code == 0, answer.err
    assert "HEAD:plans/2021.yaml is not a valid plan" in answer.err
    assert [(one["address"], one["field"], one["kind"]) for one in answer.items] == [
        ("1.a/plan", "progress", "added"),
        ("1.d", None, "added"),
    ]


@needs_git
@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("HEAD~9",), 2, "git knows no revision “HEAD~9”"),
        (("--", "--output=x"), 2, "git knows no revision “--output=x”"),
        (("nope.yaml", "plans/2021.yaml"), 2, "git knows no revision “nope.yaml”"),
        (("HEAD:nope.yaml",), 2, "HEAD has no file nope.yaml"),
        (("HEAD:plans",), 2, "HEAD has no file plans"),
        (("main...nope",), 2, "git knows no revision “nope”"),
        (("",), 2, "the path is empty"),
    ],
)
def test_what_cannot_be_compared(run: Run, home: Path, words: tuple[str, ...], code: int, says: str) -> None:
    answer = run("diff", *words, cwd=home)
    assert (answer.code, answer.out) == (code, "")
    assert says in answer.err


@needs_git
def test_a_shallow_clone_says_so(run: Run, home: Path, tmp_path: Path) -> None:
    git(home, "commit", "--quiet", "-am", "Sửa")
    git(tmp_path, "clone", "--quiet", "--depth=1", home.as_uri(), "shallow")
    answer = run("diff", "HEAD~1", cwd=tmp_path / "shallow")
    assert answer.code == 2
    assert "git fetch --unshallow" in answer.err


@needs_git
def test_outside_of_git(run: Run, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(two.parent))
    answer = run("diff", "HEAD", "new.yaml", cwd=two)
    assert answer.code == 2
    assert "is not a file" in answer.err


def test_without_git(run: Run, two: Path) -> None:
    answer = run("diff", "HEAD", "new.yaml", cwd=two, env={"PATH": str(two)})
    assert answer.code == 2
    assert "needs git, which is not installed" in answer.err
    assert run("diff", "old.yaml", "new.yaml", cwd=two, env={"PATH": str(two)}).code == 0


def test_a_plan_of_another_agency(run: Run, two: Path) -> None:
    other = RECORDED_2021.read_text(encoding="utf-8").replace("agency: Sở Khoa học", "agency: Sở Xây dựng")
    (two / "other.yaml").write_text(other, encoding="utf-8")
    answer = run("diff", "old.yaml", "other.yaml", cwd=two)
    assert (answer.code, answer.out) == (2, "")
    assert "two agencies" in answer.err
    renamed = (two / "old.yaml").read_text(encoding="utf-8").replace("agency: Sở A", "agency: Sở B")
    (two / "renamed.yaml").write_text(renamed, encoding="utf-8")
    answer = run("diff", "old.yaml", "renamed.yaml", "--json", cwd=two)
    assert [(one["address"], one["field"]) for one in answer.items] == [("plan", "agency")]


def test_another_format_version(run: Run, two: Path) -> None:
    text = (two / "old.yaml").read_text(encoding="utf-8").replace("parplan: 1", "parplan: 2")
    (two / "later.yaml").write_text(text, encoding="utf-8")
    answer = run("diff", "later.yaml", "new.yaml", cwd=two)
    assert answer.code == 3
    assert "upgrade parplan" in answer.err


def test_what_is_no_plan(run: Run, two: Path) -> None:
    (two / "not.yaml").write_text("a: [", encoding="utf-8")
    answer = run("diff", "not.yaml", "new.yaml", cwd=two)
    assert (answer.code, answer.out) == (3, "")
    assert "not.yaml cannot be read as a plan" in answer.err


class TestDecision:
    """The draft “Quyết định sửa đổi, bổ sung”."""

    def text(self, path: Path) -> str:
        document = docx.Document(str(path))
        tables = [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *tables])

    @pytest.fixture
    def moved(self, two: Path) -> Path:
        entry = "{date: 2021-05-04, milestone: plan, due: 2021-09-30, basis: 45/KH-UBND, reason: Chờ tỉnh}"
        text = write_plan(EDITED.replace("progress: [", f"progress: [{entry}, "))
        (two / "new.yaml").write_text(text, encoding="utf-8")
        return two

    def test_the_draft(self, run: Run, moved: Path, golden: Golden) -> None:
        answer = run("diff", "old.yaml", "new.yaml", "-o", "qd.docx", "--number", "12", cwd=moved)
        assert (answer.code, answer.out) == (0, "")
        golden(Path(__file__).parent / "golden" / "diff.docx.txt", self.text(moved / "qd.docx") + "\n")
        first = (moved / "qd.docx").read_bytes()
        assert run("diff", "old.yaml", "new.yaml", "-o", "qd.docx", cwd=moved).code == 2
        words = ("diff", "old.yaml", "new.yaml", "-o", "qd.docx", "--number", "12", "--force")
        assert run(*words, cwd=moved).code == 0
        assert (moved / "qd.docx").read_bytes() == first

    def test_it_has_a_name_of_its_own(self, run: Run, moved: Path) -> None:
        assert run("diff", "old.yaml", "new.yaml", "--format", "docx", cwd=moved).code == 0
        assert (moved / "quyet-dinh-sua-doi-2021.docx").exists()

    def test_there_must_be_something_to_decide(self, run: Run, two: Path) -> None:
        (two / "new.yaml").write_text(write_plan(TASKS.replace("notes: Có", "notes: Không có")), encoding="utf-8")
        answer = run("diff", "old.yaml", "new.yaml", "-o", "qd.docx", cwd=two)
        assert answer.code == 2
        assert "no difference that needs a decision" in answer.err
        assert not (two / "qd.docx").exists()

    def test_markdown_and_json_go_into_files(self, run: Run, two: Path) -> None:
        assert run("diff", "old.yaml", "new.yaml", "-o", "d.md", cwd=two).code == 0
        assert (two / "d.md").read_text(encoding="utf-8") == run(
            "diff", "old.yaml", "new.yaml", "--format", "md", cwd=two
        ).out
        assert run("diff", "old.yaml", "new.yaml", "-o", "d.json", cwd=two).code == 0
        assert run("diff", "old.yaml", "new.yaml", "--json", cwd=two).out == (two / "d.json").read_text(
            encoding="utf-8"
        )
        assert run("diff", "old.yaml", "new.yaml", "--json", "--format", "md", cwd=two).code == 2


@needs_git
def test_where_a_plan_beside_it_cannot_be_read_no_other_is_compared(run: Run, tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "plans").mkdir()
    monkeypatch.chdir(tmp_path)
    for year in (2020, 2021):
        text = write_plan(TASKS).replace("year: 2021", f"year: {year}")
        (tmp_path / "plans" / f"{year}.yaml").write_text(text, encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "1")
    broken = tmp_path / "plans" / "2021.yaml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("lead: [VP]", "lead: [Phòng lạ]"), encoding="utf-8")
    answer = run("diff", "HEAD", "--as-of", "2021-03-01")
    assert (answer.code, answer.out) == (3, "")
    assert "not known which one is meant" in answer.err
    named = run("diff", "HEAD", "-p", "plans/2021.yaml", "--as-of", "2021-03-01")
    assert (named.code, "1.a" in named.out) == (0, True)
