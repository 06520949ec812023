"""`git-setup` and what git then runs: textconv and the merge driver, tried in real repositories."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from branches import Pair, driver_settings, entries
from test_many_plans import Terminal

from comparing.edits import base, text_of
from conftest import PLAN_2021, Answer, needs_links
from parplan.cli.verbs import git_setup
from parplan.cli.verbs.git_setup import merge_command
from small_plans import write_plan

Run = Callable[..., Answer]

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def git(folder: Path, *words: str) -> str:
    """Run git without anybody's settings."""
    settings = ("user.name=x", "user.email=x@example.org", "commit.gpgsign=false", "core.autocrlf=false")
    options = [word for setting in settings for word in ("-c", setting)]
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PARPLAN_LANG": "en"}
    done = subprocess.run(["git", *options, *words], cwd=folder, capture_output=True, timeout=120, check=True, env=env)
    return done.stdout.decode()


def git_bytes(folder: Path, *words: str | bytes) -> bytes:
    """What git writes, for names that are no UTF-8."""
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, timeout=120, check=True).stdout


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A repository with the plan of 2021."""
    folder = tmp_path / "kho của Sở"
    (folder / "plans").mkdir(parents=True)
    shutil.copy(PLAN_2021, folder / "plans")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "plans")
    git(folder, "commit", "--quiet", "-m", "plan")
    return folder


@pytest.mark.parametrize("attributes", [None, b"*.png binary\n", b"\xef\xbb\xbf*.png binary\r\n# no end"])
def test_it_is_undone_whole(run: Run, home: Path, attributes: bytes | None) -> None:
    config, file = home / ".git" / "config", home / ".gitattributes"
    if attributes is not None:
        file.write_bytes(attributes)
    before = config.read_bytes()
    answer = run("git-setup", cwd=home / "plans")
    assert (answer.code, answer.out) == (0, "")
    assert ".gitattributes" in answer.err
    assert "merge.parplan.driver" in answer.err
    assert file.read_bytes().endswith(attributes.removeprefix(b"\xef\xbb\xbf") if attributes else b"")
    assert "diff: parplan" in git(home, "check-attr", "diff", "plans/2021.yaml")
    assert "merge: parplan" in git(home, "check-attr", "merge", "plans/2022.yml")
    assert "merge: unspecified" in git(home, "check-attr", "merge", "other.yaml")
    written = config.read_bytes(), file.read_bytes()
    assert run("git-setup", cwd=home).err == "Already set up; nothing was changed.\n"
    assert (config.read_bytes(), file.read_bytes()) == written
    assert run("git-setup", "--remove", cwd=home).code == 0
    assert config.read_bytes().split() == before.split()
    assert (file.read_bytes() if file.exists() else None) == attributes
    assert run("git-setup", "--remove", cwd=home).err == "Not set up; nothing was changed.\n"


@pytest.mark.parametrize("own", ["plans/*.yaml text eol=lf diff", "*.yaml -merge"])
def test_a_line_of_ones_own_that_counts_instead_is_told(run: Run, home: Path, own: str) -> None:
    """The first was in parplan's own documents: `diff` alone is git's comparison by lines."""
    (home / ".gitattributes").write_text(own + "\n", encoding="utf-8")
    for answer in run("git-setup", cwd=home), run("git-setup", cwd=home):
        assert answer.code == 0
        name = own.split()[-1].removeprefix("-")
        assert (
            f"plans/2021.yaml: git goes on by lines, as a line of your own in the attributes sets {name};" in answer.err
        )
        assert "git now shows and merges" not in answer.err


def test_the_plans_of_another_folder_stay_set_up(run: Run, home: Path) -> None:
    """A setup of the second folder took out the lines of the first, unsaid: its plans were merged by lines again."""
    shutil.copytree(home / "plans", home / "other plans")
    for folder in ("plans", "other plans"):
        assert run("git-setup", "--plan", folder, cwd=home).code == 0
    for folder in ("plans", "other plans"):
        assert "merge: parplan" in git(home, "check-attr", "merge", f"{folder}/2021.yaml")
        assert run("git-setup", "--plan", folder, cwd=home).err == "Already set up; nothing was changed.\n"
    assert run("git-setup", "--remove", cwd=home).code == 0
    assert not (home / ".gitattributes").exists()


def test_a_line_with_more_in_it_is_not_taken_for_parplans(run: Run, home: Path) -> None:
    own = b"/plans/*.yaml text eol=lf diff=parplan merge=parplan\n*.yml diff=parplan merge=parplan\n"
    (home / ".gitattributes").write_bytes(own)
    assert run("git-setup", cwd=home).code == 0
    assert (home / ".gitattributes").read_bytes().endswith(own)
    assert run("git-setup", "--remove", cwd=home).code == 0
    assert (home / ".gitattributes").read_bytes() == own


@pytest.mark.skipif(os.name != "posix", reason="such names are POSIX")
@pytest.mark.parametrize(
    "folder", [b"kh\n/other.yaml merge=ours ", b"\xff\xfe", b"a\tb", b'a "b" \\', b"-x", b"x#y\r"], ids=repr
)
def test_whatever_a_folder_is_called_only_its_plans_have_rules(run: Run, home: Path, folder: bytes) -> None:
    plans = Path(os.fsdecode(bytes(home) + b"/" + folder))
    plans.mkdir(parents=True)
    shutil.copy(PLAN_2021, plans)
    before = (home / ".git" / "config").read_bytes()
    assert run("git-setup", "--plan", str(plans), cwd=home).code == 0
    told = git_bytes(home, "check-attr", "-z", "merge", "--", os.fsencode(plans / "2021.yaml")).split(b"\0")
    assert told[2] == b"parplan"
    assert b"unspecified" in git_bytes(home, "check-attr", "-z", "merge", "--", b"other.yaml")
    assert run("git-setup", "--remove", "--plan", str(plans), cwd=home).code == 0
    assert not (home / ".gitattributes").exists()
    assert (home / ".git" / "config").read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="git runs it in a shell")
def test_a_plan_whose_name_begins_like_an_option_is_shown(run: Run, home: Path) -> None:
    (home / "-x.yaml").write_text("a: [", encoding="utf-8")
    git(home, "add", ".")
    git(home, "commit", "--quiet", "-m", "x")
    assert run("git-setup", "--plan", ".", cwd=home).code == 0
    (home / "-x.yaml").write_text("a: [b", encoding="utf-8")
    assert "+a: [b" in git(home, "diff")


def test_without_a_script_git_runs_nothing_of_the_repository(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "parplan").mkdir()
    (home / "parplan" / "__init__.py").write_text("open('was run', 'w').close()", encoding="utf-8")
    monkeypatch.setattr(git_setup, "find_program", lambda name, places: None)
    assert run("git-setup", cwd=home).code == 0
    plan = home / "plans" / "2021.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("năm 2021", "năm 2022"), encoding="utf-8")
    assert "năm 2022" in git(home, "diff", "plans")
    assert not (home / "was run").exists()


@needs_links
def test_a_link_in_the_place_of_the_attributes_is_not_followed(run: Run, home: Path, tmp_path: Path) -> None:
    """Who commits a link decides where it leads: to a file of the person who runs the command."""
    theirs = tmp_path / "profile"
    theirs.write_bytes(b"export A=1\n")
    (home / ".gitattributes").symlink_to(theirs)
    before = (home / ".git" / "config").read_bytes()
    for words in ("git-setup",), ("git-setup", "--remove"):
        answer = run(*words, cwd=home)
        assert answer.code == 3
        assert ".gitattributes is a link, which git does not follow; nothing was written" in answer.err
    assert theirs.read_bytes() == b"export A=1\n"
    assert (home / ".git" / "config").read_bytes() == before


def test_a_link_in_the_place_of_the_configuration_is_not_written_through(run: Run, home: Path, tmp_path: Path) -> None:
    """A folder that was unpacked may have one; git follows it, even to the settings of the person's account."""
    config, theirs = home / ".git" / "config", tmp_path / "gitconfig"
    config.rename(theirs)
    config.symlink_to(theirs)
    before = theirs.read_bytes()
    answer = run("git-setup", cwd=home)
    assert (answer.code, theirs.read_bytes()) == (3, before)
    assert "config is a link; nothing was written" in answer.err
    assert not (home / ".gitattributes").exists()


def test_the_file_that_is_written_is_named_also_where_a_worktree_has_it_elsewhere(run: Run, home: Path) -> None:
    git(home, "worktree", "add", "-q", "../second")
    told = run("git-setup", cwd=home.parent / "second").err.splitlines()
    assert told[0].startswith(f"../{home.name}/.git/config: diff.parplan")


def test_outside_of_git(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    answer = run("git-setup", cwd=tmp_path)
    assert answer.code == 2
    assert "no git repository" in answer.err


@pytest.mark.slow
def test_git_shows_the_meaning(run: Run, home: Path) -> None:
    assert run("git-setup", cwd=home).code == 0
    plan = home / "plans" / "2021.yaml"
    plan.write_bytes(plan.read_bytes().replace(b"lead: [V\xc4\x83n ph\xc3\xb2ng S\xe1\xbb\x9f]", b"lead: [VP]"))
    assert "\n+" not in git(home, "diff", "plans")  # the same units under their codes
    assert run("done", "2.b/plan", "--on", "2021-02-10", cwd=home).code == 0
    shown = git(home, "diff", "plans")
    assert "\n+  2.b/plan done on 2021-02-10\n" in shown
    assert shown.count("\n+") == 2  # with the name of the file
    assert "@@ 2.b Xây dựng" in shown
    raw = git(home, "diff", "--no-textconv", "plans")
    assert "id: " in raw.partition("@@ ")[2].partition("\n")[0]
    git(home, "commit", "--quiet", "-am", "ghi nhận")
    assert "+  2.b/plan done on 2021-02-10" in git(home, "log", "-p", "-1")


def test_textconv_of_what_is_no_plan_is_the_file(run: Run, tmp_path: Path) -> None:
    for text in ("a: [", write_plan("[{id: 1.a, titel: x}]"), "parplan: 2\n"):
        (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
        assert run("textconv", "x.yaml") == Answer(0, text, "")


def test_textconv_shows_a_terminal_what_is_hidden(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.yaml").write_bytes(b"a: [\t\x1b]0;x\x07 \xe2\x80\xae \xff\r\n")
    shown = Terminal()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", shown)
        patched.setattr("parplan.cli.app.sys.stdout", shown, raising=False)
        assert run("textconv", "x.yaml").code == 0
    assert shown.getvalue() == "a: [\t\\x1b]0;x\\x07 \\u202e \\xff\n"


def test_textconv_tells_everything_in_order(run: Run, golden: Callable[[Path, str], None], tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(text_of(base()))
    answer = run("textconv", "x.yaml", "--lang", "vi")
    golden(Path(__file__).parent / "golden" / "textconv.vi.txt", answer.out)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 5, 11, 17])
def test_pairs_of_branches(run: Run, tmp_path: Path, seed: int) -> None:
    _merge_pair(run, tmp_path / "pair", seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1060))
def test_many_pairs_of_branches(run: Run, tmp_path: Path, seed: int) -> None:
    _merge_pair(run, tmp_path / "pair", seed)


def _merge_pair(run: Run, home: Path, seed: int) -> None:
    pair = Pair(run, home, seed)
    pair.make()
    driver_settings(home)
    clean = pair.merge()
    pair.check(clean=clean)
    assert [path.name for path in home.iterdir() if path.name not in (".git", "plans")] == []


@pytest.mark.parametrize("spoilt", [b"# \xff\n", b""])
def test_what_parplan_cannot_merge_is_marked_by_git(home: Path, spoilt: bytes) -> None:
    driver_settings(home)
    if not spoilt:
        git(home, "config", "merge.parplan.driver", merge_command("/nowhere/parplan"))
    plan, before = home / "plans" / "2021.yaml", PLAN_2021.read_bytes() + spoilt
    first = before.partition(b"\n")[0]
    for branch, line in (("base", first), ("theirs", b"# theirs"), ("ours", b"# ours")):
        git(home, "checkout", "-q", "-B", branch, *(["base"] if branch == "ours" else []))
        plan.write_bytes(before.replace(first, line, 1))
        git(home, "add", ".")
        git(home, "commit", "-qm", branch, "--allow-empty")
    merged = subprocess.run(["git", "merge", "theirs"], cwd=home, capture_output=True, check=False)
    assert merged.returncode == 1
    assert plan.read_bytes().startswith(b"<<<<<<< ours\n# ours\n=======\n# theirs\n>>>>>>> theirs\n")


TASK = """
- id: 1.a
  title: Việc
  lead: [VP]
  milestones: [{id: m, title: Báo cáo, due: Quý I/2021}]
"""
ONE = "    - {date: 2021-02-01, milestone: m, state: in-progress, recorded: 2021-02-01T09:00:00+07:00}\n"
LATER = "    - {date: 2021-03-02, milestone: m, state: done, recorded: 2021-03-02T09:00:00+07:00}\n"
EARLIER = "    - {date: 2021-03-01, note: x, recorded: 2021-03-01T09:00:00+07:00}\n"
PROGRESS = "  progress:\n"


@pytest.fixture
def merge(run: Run, tmp_path: Path) -> Callable[[str | bytes, str | bytes, str | bytes], tuple[int, bytes, str]]:
    """Merge three plans, given as tasks or bytes: exit code, the merged file, what was said."""

    def call(*texts: str | bytes) -> tuple[int, bytes, str]:
        for name, text in zip("OAB", texts, strict=True):
            data = text if isinstance(text, bytes) else write_plan(text).encode()
            (tmp_path / name).write_bytes(data)
        answer = run("merge-driver", "O", "A", "B", "7", "plans/2021.yaml", cwd=tmp_path)
        assert answer.out == ""
        return answer.code, (tmp_path / "A").read_bytes(), answer.err

    return call


Merge = Callable[..., tuple[int, bytes, str]]


def test_a_folder_for_temporary_files_that_cannot_be_written_is_told(
    merge: Merge, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    code, mine, said = merge(TASK, TASK + PROGRESS + ONE, TASK + PROGRESS + LATER)
    assert (code, mine) == (3, write_plan(TASK + PROGRESS + ONE).encode())
    assert said.startswith("parplan: git could not merge: ")


def test_entries_of_both_sides_are_united_by_time(merge: Merge) -> None:
    base = TASK + PROGRESS + ONE
    expected = write_plan(base + EARLIER + LATER).encode()
    assert merge(base, base + LATER, base + EARLIER) == (0, expected, "")
    assert merge(base, base + EARLIER, base + LATER) == (0, expected, "")


def test_the_first_entries_of_both_sides_share_their_key(merge: Merge) -> None:
    expected = write_plan(TASK + PROGRESS + EARLIER + LATER).encode()
    assert merge(TASK, TASK + PROGRESS + LATER, TASK + PROGRESS + EARLIER) == (0, expected, "")


def test_what_one_side_undid_stays_undone(merge: Merge) -> None:
    base = TASK + PROGRESS + ONE
    assert merge(base, TASK, base) == (0, write_plan(TASK).encode(), "")
    assert merge(base, TASK, base + LATER) == (0, write_plan(TASK + PROGRESS + LATER).encode(), "")


def test_an_entry_corrected_on_both_sides_is_a_conflict(merge: Merge) -> None:
    base = TASK + PROGRESS + ONE
    code, data, _ = merge(base, base.replace("in-progress", "done"), base.replace("in-progress", "paused"))
    assert code == 1
    assert b"<<<<<<< ours\n" in data
    assert b"state: done" in data
    assert b"state: paused" in data


def test_conflicts_are_shown_in_the_style_that_is_set(merge: Merge, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "config", "merge.conflictStyle", "diff3")
    _, data, _ = merge(TASK, TASK.replace("Việc", "Việc này"), TASK.replace("Việc", "Việc kia"))
    assert b"||||||| base\n" in data


def test_an_edit_beside_a_record_is_no_conflict(merge: Merge) -> None:
    second = other_task("1.b", "Rà soát")
    edited = TASK + second.replace("- id: 1.b\n", "- id: 1.b\n  short: Gọn\n")
    code, data, _ = merge(TASK + second, TASK + PROGRESS + ONE + second, edited)
    assert code == 0
    assert data == write_plan(TASK + PROGRESS + ONE + edited.removeprefix(TASK)).encode()


def test_a_renumbered_task_keeps_what_the_other_side_recorded(merge: Merge) -> None:
    renumbered = TASK.replace("- id: 1.a\n", "- id: 1.b\n  aliases: [1.a]\n")
    expected = write_plan(renumbered + PROGRESS + ONE).encode()
    assert merge(TASK, renumbered, TASK + PROGRESS + ONE) == (0, expected, "")
    assert merge(TASK, TASK + PROGRESS + ONE, renumbered) == (0, expected, "")


def other_task(id: str, title: str) -> str:
    return TASK.replace("1.a", id).replace("Việc", title)


def test_where_a_task_was_inserted_and_others_renumbered_entries_stay_with_their_task(merge: Merge) -> None:
    base = TASK + other_task("1.b", "Rà soát")
    inserted = other_task("1.a", "Công bố") + other_task("1.b", "Việc") + other_task("1.c", "Rà soát")
    recorded = TASK + PROGRESS + ONE + other_task("1.b", "Rà soát") + PROGRESS + LATER
    expected = other_task("1.a", "Công bố") + other_task("1.b", "Việc") + PROGRESS + ONE
    expected += other_task("1.c", "Rà soát") + PROGRESS + LATER
    assert merge(base, inserted, recorded) == (0, write_plan(expected).encode(), "")
    assert merge(base, recorded, inserted) == (0, write_plan(expected).encode(), "")


def test_tasks_in_another_order_under_each_others_numbers_keep_their_entries(merge: Merge) -> None:
    base = TASK + other_task("1.b", "Rà soát")
    swapped = other_task("1.a", "Rà soát") + other_task("1.b", "Việc")
    recorded = TASK + PROGRESS + ONE + other_task("1.b", "Rà soát")
    assert merge(base, swapped, recorded) == (0, write_plan(swapped + PROGRESS + ONE).encode(), "")


def test_a_title_that_is_spelled_otherwise_beside_a_record_is_no_conflict(merge: Merge) -> None:
    base = other_task("1.a", "Rà soát thủ tục hành chính")
    corrected = other_task("1.a", "Rà soát thủ tục – hành chính").replace("Báo cáo", "Báo Cáo")
    expected = write_plan(corrected + PROGRESS + ONE).encode()
    assert merge(base, corrected, base + PROGRESS + ONE) == (0, expected, "")


def test_a_title_that_is_another_beside_a_record_is_left_to_a_person(merge: Merge) -> None:
    base = other_task("1.a", "Rà soát thủ tục hành chính")
    for edited in (base.replace("Rà soát", "Rà soát các"), base.replace("Báo cáo", "Báo cáo năm")):
        code, merged, said = merge(base, edited, base + PROGRESS + ONE)
        assert (code, merged) == (1, write_plan(edited + PROGRESS + ONE).encode())
        assert "what stands at 1.a/m may be about something else now" in said


def test_an_entry_that_would_be_about_another_milestone_is_left_to_a_person(merge: Merge) -> None:
    shifted = TASK.replace(
        "{id: m, title: Báo cáo", "{id: m, title: Kế hoạch, due: Quý I/2021}, {id: n, title: Báo cáo"
    )
    code, _, said = merge(TASK, shifted, TASK + PROGRESS + ONE)
    assert code == 1
    assert said == (
        "plans/2021.yaml: what stands at 1.a/m may be about something else now, as a title, name or id beside it was"
        " changed; the file is merged: if it is right, go on with `git add`\n"
    )


def test_an_entry_that_would_measure_another_target_is_left_to_a_person(merge: Merge) -> None:
    target = "  targets:\n    - {id: t, title: Văn bản, at_least: 20, unit: văn bản}\n"
    other = "  targets:\n    - {id: t, title: Hội nghị, at_least: 2, unit: hội nghị}\n"
    base, recorded = TASK + target, "    - {date: 2021-03-01, measures: {t: 12}}\n"
    code, _, said = merge(
        base, TASK + other + target.replace("  targets:\n", "").replace("t,", "u,"), base + PROGRESS + recorded
    )
    assert (code, "what stands at 1.a may be about something else now" in said) == (1, True)


_TARGET = "  targets:\n    - {id: t, title: Văn bản, at_least: 20, unit: văn bản, total: sum}\n"
_UNITS = "P1: {name: Phòng Kế hoạch}\nP2: {name: Phòng Tổ chức}\nVP: {name: Văn phòng}\n"
_REPORTS = "dot1: {due: 2021-03-20}\ndot2: {due: 2021-06-20}\n"
_FACTS = (
    "    - {date: 2021-03-01, measures: {t: 12}}\n"
    "    - {date: 2021-03-01, milestone: m, unit: P1, note: x}\n"
    '    - {date: 2021-03-01, milestone: "r@dot1", state: done}\n'
)


@pytest.mark.parametrize(
    ("before", "now", "at"),
    [
        ("unit: văn bản", 'unit: "%"', "1.a"),
        ("total: sum", "total: latest", "1.a"),
        ("P1: {name: Phòng Kế hoạch}", "P1: {name: Thanh tra}\nP3: {name: Phòng Kế hoạch}", "1.a/m"),
        (
            "P1: {name: Phòng Kế hoạch}\n  P2: {name: Phòng Tổ chức}",
            "P1: {name: Phòng Tổ chức}\nP2: {name: Phòng Kế hoạch}",
            "1.a/m",
        ),
        ("dot1: {due: 2021-03-20}", "dot1: {due: 2021-01-20}\ndot3: {due: 2021-03-20}", "1.a/r"),
        ("name: Phòng Kế hoạch}", "name: Phòng Kế hoạch - Tài chính}", "1.a/m"),
        ("P1: {name: Phòng Kế hoạch}", "P1: {name: Ban Tổng hợp, aliases: [Phòng Kế hoạch]}", None),
        ("2021-03-20", "2021-03-25", "1.a/r"),
        ("VP: {name: Văn phòng}", "VP: {name: Ban Tiếp dân}", None),
    ],
)
def test_an_entry_whose_figure_unit_or_report_would_be_another_is_left_to_a_person(
    merge: Merge, before: str, now: str, at: str | None
) -> None:
    task = TASK.replace("}]", "}, {id: r, title: Gửi báo cáo, due: calendar}]") + _TARGET
    base = write_plan(task, units=_UNITS, groups="", reports=_REPORTS)
    recorded = write_plan(task + PROGRESS + _FACTS, units=_UNITS, groups="", reports=_REPORTS)
    assert before in base
    edited = base.replace(before, now.replace("\n", "\n  "))
    code, merged, said = merge(base.encode(), edited.encode(), recorded.encode())
    if at is None:
        assert (code, merged.decode()) == (0, edited + recorded[len(base) :])
    else:
        assert (code, f"what stands at {at} may be about something else now" in said) == (1, True)


_LINKED = """
- id: 1.a
  title: Việc
  lead: [VP]
  milestones: [{id: m, title: Kế hoạch, due: Quý I/2021}, {id: n, title: Báo cáo, due: Quý II/2021}]
- id: 1.b
  title: Họp
  lead: [VP]
  time: Quý I/2021

- id: 1.c
  title: Rà soát

  milestones:
    - {id: r, title: Gửi, due: Quý III/2021}
"""


@pytest.mark.parametrize(
    ("before", "now", "written", "link", "at"),
    [
        ("title: Việc", "title: Mới", "id: r, title: Gửi, due: Quý III/2021", "part_of: 1.a/m", "1.c/x"),
        ("{id: m, title: Kế hoạch", "{id: m, title: Tờ trình", "due: Quý III/2021", "part_of: 1.a/m", "1.c/x"),
        ("P1: {name: Phòng Kế hoạch}", "P1: {name: Thanh tra}", "Rà soát\n", "lead: [P1]", "1.c"),
        ("P1: {name: Phòng Kế hoạch}", "P1: {name: Thanh tra}", "due: Quý III/2021", "coordinating: [P1]", "1.c/r"),
        (
            "P1: {name: Phòng Kế hoạch}",
            "P1: {name: Thanh tra}",
            "groups:",
            "G: {name: Các phòng, members: [P1]}",
            "groups/G",
        ),
        ("P1: {name: Phòng Kế hoạch}", "P1: {name: Thanh tra}", "Rà soát\n", "lead: [Phòng Tổ chức]", None),
    ],
)
def test_a_link_that_would_lead_elsewhere_is_left_to_a_person(
    merge: Merge, before: str, now: str, written: str, link: str, at: str | None
) -> None:
    base = write_plan(_LINKED, units=_UNITS, groups="H: {name: Các ban, members: [VP]}")
    assert before in base
    assert written in base
    if link.startswith("part_of"):
        new = f"          - {{id: x, title: Nộp, {link}}}\n"
        linked = base + new
    elif written == "groups:":
        linked = base.replace("groups:\n", f"groups:\n  {link}\n")
    elif link.startswith("coordinating"):
        linked = base.replace(written, f"{written}, {link}")
    else:
        linked = base.replace("Rà soát\n", f"Rà soát\n        {link}\n")
    code, _, said = merge(base.encode(), base.replace(before, now).encode(), linked.encode())
    told = f"what stands at {at} may be about something else now" in said
    assert (code, told) == ((0, False) if at is None else (1, True))


def test_milestones_of_one_title_are_told_apart_by_their_deadlines(merge: Merge) -> None:
    shifted = TASK.replace(
        "{id: m, title: Báo cáo", "{id: m, title: Báo cáo, due: Tháng 1/2021}, {id: n, title: Báo cáo"
    )
    code, _, said = merge(TASK, shifted, TASK + PROGRESS + ONE)
    assert (code, "what stands at 1.a/m may be about something else now" in said) == (1, True)


def test_where_a_like_task_was_inserted_and_the_old_title_corrected_entries_do_not_change_their_task(
    merge: Merge,
) -> None:
    old = other_task("1.a", "Ban hành kế hoạch tuyên truyền cải cách hành chính năm 2021")
    edited = other_task("1.a", "Ban hành kế hoạch kiểm tra cải cách hành chính năm 2021")
    edited += other_task("1.b", "Ban hành kế hoạch thông tin, tuyên truyền cải cách hành chính năm 2021")
    edited += other_task("1.c", "Họp")
    recorded = old + PROGRESS + ONE + other_task("1.b", "Họp")
    code, _, said = merge(old + other_task("1.b", "Họp"), edited, recorded)
    assert (code, "what stands at 1.a/m may be about something else now" in said) == (1, True)


def test_tasks_of_one_title_lead_and_time_are_told_apart_by_all_that_is_written_of_them(merge: Merge) -> None:
    one, other = (TASK.replace("lead: [VP]", f"lead: [VP]\n  products: [{product}]") for product in ("Sổ", "Tờ trình"))
    swapped = other + one.replace("1.a", "1.b")
    recorded = one + PROGRESS + ONE + other.replace("1.a", "1.b")
    expected = (0, write_plan(swapped + PROGRESS + ONE).encode(), "")
    assert merge(one + other.replace("1.a", "1.b"), swapped, recorded) == expected


def test_tasks_of_one_title_are_told_apart_by_their_leads_and_times(merge: Merge) -> None:
    other = TASK.replace("1.a", "1.b").replace("Quý I/", "Quý III/")
    swapped = other.replace("1.b", "1.a") + TASK.replace("1.a", "1.b")
    expected = (0, write_plan(swapped + PROGRESS + ONE).encode(), "")
    assert merge(TASK + other, swapped, TASK + PROGRESS + ONE + other) == expected
    assert merge(TASK + other, TASK + PROGRESS + ONE + other, swapped) == expected


@pytest.mark.parametrize("spoilt", ["<<<<<<< a\n", "plan: {}\n"])
def test_entries_stay_with_their_task_where_the_base_cannot_be_read(merge: Merge, spoilt: str) -> None:
    base = TASK + other_task("1.b", "Rà soát")
    inserted = other_task("1.a", "Công bố") + other_task("1.b", "Việc") + other_task("1.c", "Rà soát")
    recorded = TASK + PROGRESS + ONE + other_task("1.b", "Rà soát")
    code, _, said = merge((write_plan(base) + spoilt).encode(), inserted, recorded)
    assert (code, "may be about something else now" in said) == (1, True)


def test_a_text_of_several_lines_is_never_joined_from_two(merge: Merge) -> None:
    lines = "một\n    hai\n    ba\n    bốn\n    năm\n    sáu\n    bảy"
    base = TASK.replace("title: Việc", f"title: >-\n    {lines}")
    code, data, _ = merge(base, base.replace("một", "MỘT"), base.replace("bảy", "BẢY"))
    assert code == 1
    assert b"<<<<<<<" in data
    assert merge(base, base.replace("một", "MỘT"), base)[0] == 0


def test_line_ends_of_one_side_are_no_conflict(merge: Merge) -> None:
    base, windows = write_plan(TASK), ("\ufeff" + write_plan(TASK + PROGRESS + LATER)).replace("\n", "\r\n")
    other = write_plan(TASK + PROGRESS + EARLIER)
    expected = ("\ufeff" + write_plan(TASK + PROGRESS + EARLIER + LATER)).replace("\n", "\r\n").encode()
    assert merge(base.encode(), windows.encode(), other.encode()) == (0, expected, "")
    assert merge(base.encode(), other.encode(), windows.encode()) == (0, expected, "")


def test_a_side_that_is_no_yaml_is_merged_line_by_line(merge: Merge) -> None:
    broken = TASK.replace("lead: [VP]", "lead: [VP")
    code, data, _ = merge(TASK, broken, TASK.replace("title: Việc", "title: Việc khác"))
    assert code in (0, 1)
    assert b"lead: [VP\n" in data
    assert merge(b"", b"\xff", b"x")[0] == 3


def test_a_merged_plan_that_is_invalid_is_left_to_a_person(merge: Merge) -> None:
    new = TASK.replace("1.a", "1.b")
    middle = TASK.replace("1.a", "1.đ").replace("Việc", "Giữa")
    code, data, said = merge(TASK + middle, TASK + middle + new, new + TASK + middle)
    assert (code, data.count(b"id: 1.b")) == (1, 2)
    assert "plans/2021.yaml: merged line by line it is no valid plan" in said


def test_what_is_left_in_conflict_validate_explains(run: Run, merge: Merge, tmp_path: Path) -> None:
    merge(TASK, TASK.replace("Việc", "Việc này"), TASK.replace("Việc", "Việc kia"))
    answer = run("validate", "A", cwd=tmp_path)
    assert answer.code == 1
    assert "merge" in answer.out


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_a_killed_driver_leaves_our_file_and_a_conflict(run: Run, tmp_path: Path) -> None:
    pair = Pair(run, tmp_path / "pair", 3)
    pair.make()
    driver_settings(pair.home)
    subprocess.run(["git", "config", "merge.parplan.driver", f"kill -{signal.SIGKILL} $$"], cwd=pair.home, check=True)
    pair.git("switch", "--quiet", "an")
    before = pair.plan.read_bytes()
    assert not pair.merge()
    assert pair.plan.read_bytes() == before
    assert entries(before)
