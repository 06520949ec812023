"""Limits: whatever is given, a command ends soon, in bounded memory, and says what was too much."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, PLAN_2021, Answer
from parplan.provenance.record import parse_record
from small_plans import write_plan

Run = Callable[..., Answer]

on_posix = pytest.mark.skipif(os.name != "posix", reason="names of folders and memory as POSIX has them")


#: A process counts the memory of the one that started it, so this small one stands between.
MEASURE = (
    "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:]);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)"
)


def measured(home: Path, *words: str, given: str = os.devnull) -> tuple[int, str, float]:
    """Run parplan as a process: its exit code, what it said on the error stream, and the MiB it needed at most."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    environment = {**kept, "PYTHONIOENCODING": "utf-8", "PARPLAN_CACHE": "off", **ENVIRONMENT}
    with Path(given).open("rb") as stdin:
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, sys.executable, "-m", "parplan", *words],
            cwd=home, env=environment, stdin=stdin, capture_output=True, timeout=120,
        )  # fmt: skip
    most = int(done.stdout.split()[-1]) / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return done.returncode, done.stderr.decode(), most


# -- what is given ---------------------------------------------------------------------------------------------------


@on_posix
@pytest.mark.slow
@pytest.mark.parametrize("words", [("validate", "-"), ("import", "-")])
def test_an_endless_standard_input_ends(tmp_path: Path, words: tuple[str, ...]) -> None:
    code, said, most = measured(tmp_path, *words, given="/dev/zero")
    assert (code, most < 600) == (3, True)
    assert "standard input has more than 256 MiB" in said


@on_posix
def test_a_sparse_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "x.yaml").open("wb") as file:
        file.truncate(1 << 40)
    code, said, most = measured(tmp_path, "-p", "x.yaml", "due")
    assert (code, most < 100) == (3, True)
    assert "the limit is 256 MiB" in said


# -- folders in folders ----------------------------------------------------------------------------------------------


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A plan, and beside it 5,000 folders in each other; too many for a path."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "2021.yaml").write_bytes(PLAN_2021.read_bytes())
    before = Path.cwd()
    os.chdir(tmp_path / "plans")
    for _ in range(5000):
        Path("d").mkdir()
        os.chdir("d")
    os.chdir(before)
    yield tmp_path
    os.chdir(tmp_path / "plans")
    for _ in range(5000):
        os.chdir("d")
    for _ in range(5000):
        os.chdir("..")
        Path("d").rmdir()
    os.chdir(before)


@pytest.mark.slow
@on_posix
def test_folders_five_thousand_deep(run: Run, deep: Path) -> None:
    too_deep = "the folders are nested too deeply to be searched"
    day = ("--as-of", "2021-03-01")
    for words in ("due", *day), ("validate", "plans"), ("validate", "plans/**/*.yaml"), ("status", "-p", "plans", *day):
        answer = run(*words, cwd=deep)
        assert (answer.code, too_deep in answer.err, len(answer.err) < 600) == (3, True, True), (words, answer)
    assert run("due", "-p", "plans/*.yaml", *day, cwd=deep).code == 0
    assert run("validate", "plans/2021.yaml", cwd=deep).code == 0
    answer = run("export", "-o", "d/" * 5000 + "x.csv", "-p", "plans/2021.yaml", cwd=deep)
    assert (answer.code, "cannot be written" in answer.err, len(answer.err) < 600) == (3, True, True)


@pytest.mark.slow
def test_folders_a_thousand_deep_are_searched(tmp_path: Path) -> None:
    """More than Python lets a function call itself."""
    from parplan.files.finding import find_plan_files

    before = Path.cwd()
    os.chdir(tmp_path)
    for _ in range(1500 if os.name == "posix" else 50):
        Path("d").mkdir()
        os.chdir("d")
    Path("x.yaml").write_bytes(b"")
    os.chdir(tmp_path)
    try:
        assert [path.name for path in find_plan_files(Path())] == ["x.yaml"]
    finally:
        next(iter(find_plan_files(Path()))).unlink()
        while (folder := Path("d")).exists():
            while (folder / "d").exists():
                folder = folder / "d"
                if len(folder.parts) % 200 == 0:
                    break
            _remove(folder)
        os.chdir(before)


def _remove(folder: Path) -> None:
    """Delete folders that hold nothing but each other."""
    chain = [folder]
    while (chain[-1] / "d").exists():
        chain.append(chain[-1] / "d")
    for one in reversed(chain):
        one.rmdir()


# -- histories and occurrences ---------------------------------------------------------------------------------------


@pytest.fixture(params=[3_000, 30_000])
def long_history(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A milestone whose deadline was moved so many times."""
    first = date(2021, 1, 1)
    entries = "".join(
        f"    - {{date: {day}, milestone: m, due: {day + timedelta(days=60)}, basis: 1/KH, recorded: {day}T08:00:00Z}}"
        "\n"
        for day in (first + timedelta(days=n // 100) for n in range(request.param))
    )
    milestones = "  milestones: [{id: m, title: M, due: 2021-03-01}]\n  progress:\n"
    text = write_plan("- id: 1.a\n  title: A\n  lead: [VP]\n" + milestones + entries)
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_a_long_history_of_reschedulings(run: Run, long_history: Path) -> None:
    for words in (
        ("due",), ("log",), ("undo",),
        ("reschedule", "1.a/m", "--to", "2022-03-01", "--basis", "2/KH"),
    ):  # fmt: skip
        started = time.process_time()
        day = {"PARPLAN_TODAY": "2021-12-01T08:00:00+07:00", "PARPLAN_CACHE": "off"}
        answer = run(*words, "-p", "x.yaml", cwd=long_history, env=day)
        assert (answer.code, answer.err) == (0, ""), answer.err
        assert time.process_time() - started < 5


@pytest.fixture
def many_occurrences(tmp_path: Path) -> Path:
    """40,800 monthly reports of a hundred years."""
    tasks = "".join(
        f"- {{id: 1.{n}, title: Báo cáo kết quả số {n}, lead: [VP], milestones: [{{id: m, title: M, due: monthly}}]}}\n"
        for n in range(1, 35)
    )
    (tmp_path / "x.yaml").write_text(write_plan(tasks, heading="through: 2120"), encoding="utf-8")
    return tmp_path


@pytest.mark.slow
@on_posix
@pytest.mark.parametrize("format", ["csv", "xlsx", "ics"])
def test_an_export_of_forty_thousand_occurrences(many_occurrences: Path, format: str) -> None:
    words = ("export", "-p", "x.yaml", "-o", f"x.{format}", "--as-of", "2021-04-10")
    code, said, most = measured(many_occurrences, *words)
    assert (code, said) == (0, f"x.{format} is written\n")
    assert most < 300


@pytest.mark.slow
@on_posix
def test_a_page_of_ten_thousand_tasks(tmp_path: Path) -> None:
    """600 bytes a node and 40 MB, as for everything; all tasks were described at once, in 172 MiB."""
    tasks = (
        f"- {{id: t{n}, title: Việc {n} của Sở, lead: [VP], products: [Báo cáo], "
        "milestones: [{id: m, title: M, due: 2021-06-30}]}\n"
        for n in range(10_000)
    )
    (tmp_path / "plan.yaml").write_text(write_plan("".join(tasks), groups=""), encoding="utf-8")
    code, said, peak = measured(tmp_path, "page", "--plan", "plan.yaml", "-o", "trang.html")
    assert code == 0, said
    assert peak < 140


def test_years_without_end(run: Run, tmp_path: Path) -> None:
    """A few lines that ask for two million reports."""
    milestones = "".join(f"    - {{id: m{n}, title: M, due: monthly}}\n" for n in range(200))
    text = write_plan("- id: 1.a\n  title: A\n  lead: [VP]\n  milestones:\n" + milestones, heading="through: 2999")
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    for words in ("validate", "x.yaml"), ("due", "-p", "x.yaml"), ("done", "1.a", "--all", "-p", "x.yaml"):
        started = time.process_time()
        answer = run(*words, cwd=tmp_path)
        assert answer.code == (1 if words[0] == "validate" else 3)
        assert ": P316 " in answer.out + answer.err
        assert time.process_time() - started < 5


# -- no fault of parplan's own ---------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    "wait", ["after: m{before}, lag: 1d", pytest.param("part_of: 1.a/m{before}", marks=pytest.mark.slow)]
)
def test_a_chain_breaks_no_verb(run: Run, tmp_path: Path, wait: str) -> None:
    first = "    - {id: m0, title: M, due: 2021-03-01}\n"
    rest = "".join(f"    - {{id: m{n}, title: M, {wait.format(before=n - 1)}}}\n" for n in range(1, 1000))
    text = write_plan("- id: 1.a\n  title: A\n  lead: [VP]\n  milestones:\n" + first + rest)
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    for words in (
        ("validate", "x.yaml"), ("due",), ("tasks",), ("status",), ("show", "1.a"), ("units",), ("log",), ("evidence",),
        ("remind",), ("export", "--format", "csv"), ("done", "1.a/m999", "--dry-run"),
        ("done", "1.a", "--all", "--dry-run"),
    ):  # fmt: skip
        plan = () if words[0] == "validate" else ("-p", "x.yaml")
        answer = run(*words, *plan, "--as-of", "2021-02-01", cwd=tmp_path)  # which fails on an internal fault
        assert answer.code == 0, (words, answer.err)


# -- what an attack of somebody who had not written it found ----------------------------------------------------------


def _of_units(tmp_path: Path, units: int, milestones: int) -> str:
    """A plan where so many units each owe so many monthly reports."""
    members = ", ".join(f"U{n}" for n in range(units))
    text = (
        "parplan: 1\nplan: {year: 2021, title: K, agency: S, decision: {number: 1/Q, date: 2020-12-15}}\nunits:\n"
        + "".join(f"  U{n}: {{name: đơn vị {n}}}\n" for n in range(units))
        + f"groups:\n  G: {{name: tất cả, members: [{members}]}}\n"
        + "sections:\n- id: '1'\n  title: S\n  tasks:\n  - id: 1.a\n    title: T\n    lead: [G]\n    milestones:\n"
        + "".join(f"    - {{id: m{n}, title: M{n}, due: monthly}}\n" for n in range(milestones))
    )
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    return text


@pytest.mark.slow
@pytest.mark.parametrize("milestones", [1, 4])
def test_a_thousand_units_that_each_owe(run: Run, tmp_path: Path, milestones: int) -> None:
    _of_units(tmp_path, 1000, milestones)
    started = time.process_time()
    assert run("status", "-p", "x.yaml", "--as-of", "2021-06-10", cwd=tmp_path).code == 0
    assert time.process_time() - started < 8  # each unit looked through the shares of all: over 60


def test_more_shares_than_are_followed(run: Run, tmp_path: Path) -> None:
    _of_units(tmp_path, 1000, 40)
    answer = run("validate", "x.yaml", cwd=tmp_path)
    assert answer.code == 1
    assert ": P316 up to here units owe 408000 shares of their own; the limit is 400000" in answer.out


def test_groups_in_groups_without_end(run: Run, tmp_path: Path) -> None:
    text = _of_units(tmp_path, 1000, 1)
    chain = "".join(f"  C{n}: {{name: nhóm {n}, members: [U{n}, C{n + 1}]}}\n" for n in range(999))
    text = text.replace("sections:", chain + "  C999: {name: nhóm, members: [U999]}\nsections:")
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    started = time.process_time()
    answer = run("validate", "x.yaml", cwd=tmp_path)
    assert answer.code == 1
    assert "P316 up to here the groups have " in answer.out
    assert time.process_time() - started < 5


@pytest.mark.slow
def test_a_thousand_names_that_are_unknown(run: Run, tmp_path: Path) -> None:
    text = _of_units(tmp_path, 1500, 1)
    wrong = ", ".join(f"đơn vị xa {n}" for n in range(1500))
    (tmp_path / "x.yaml").write_text(text.replace("lead: [G]", f"lead: [{wrong}]"), encoding="utf-8")
    started = time.process_time()
    answer = run("validate", "x.yaml", cwd=tmp_path)
    assert answer.code == 1
    assert "and 1000 more findings" in answer.err
    assert time.process_time() - started < 10


def _different_words(count: int) -> Iterator[str]:
    """Words that no syllable is spelt like, in capitals, so that rules look each of them up and tell of none."""
    for letters in product("bcdghklmn", repeat=6):
        if count == 0:
            return
        count -= 1
        yield "".join(letters[:2]).capitalize() + "ạ" + "".join(letters[2:]) + "n"


@pytest.mark.parametrize(("count", "again"), [(50_000, 1), (10_000, 2)])
@pytest.mark.slow
def test_words_that_are_all_different_take_no_square_of_time(run: Run, tmp_path: Path, count: int, again: int) -> None:
    words = [" ".join([word] * again) for word in _different_words(count)]
    lines = "\n".join("    " + " ".join(words[n : n + 40]) for n in range(0, len(words), 40))
    text = write_plan(f"- id: 1.a\n  title: >-\n{lines}\n  lead: [VP]\n  products: [x]\n")
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    started = time.process_time()
    assert run("validate", "x.yaml", cwd=tmp_path).code == 0
    assert time.process_time() - started < 3


@on_posix
@pytest.mark.slow
@pytest.mark.parametrize(
    ("title", "comment"),
    [("ầ" * 5_000_000, ""), ("x", "# parplan: " + "#" * 5_000_000 + "\n")],
    ids=["word", "comment"],
)
def test_one_word_or_comment_of_millions_of_signs(tmp_path: Path, title: str, comment: str) -> None:
    text = write_plan(f"[{{id: 1.a, title: {title}, lead: [VP], products: [x]}}]") + comment
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    code, _, most = measured(tmp_path, "validate", "x.yaml")
    assert (code, most < 300) == (0, True)


@pytest.mark.parametrize("before", ["x", " "])
@pytest.mark.slow
def test_thousands_of_comments_on_one_long_line(run: Run, tmp_path: Path, before: str) -> None:
    text = write_plan("[{id: 1.a, title: x, lead: [VP], products: [x]}]")
    text += "# " + before * 5_000_000 + " # parplan: ignore[P204] x" * 10_000 + "\n"
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    started = time.process_time()
    assert "P701" in run("validate", "x.yaml", cwd=tmp_path).out
    assert time.process_time() - started < 5


@pytest.mark.parametrize("blank", ["\n", "\r\n", " ", "\t"])
@pytest.mark.slow
def test_a_document_of_blanks_is_soon_refused(run: Run, tmp_path: Path, blank: str) -> None:
    (tmp_path / "x.txt").write_bytes(b"K\n" + blank.encode() * 200_000 + b"x\n")
    started = time.process_time()
    assert run("import", "x.txt", cwd=tmp_path).code == 3
    assert time.process_time() - started < 2


@pytest.mark.slow
def test_what_was_not_read_of_thousands_of_tasks_is_told_in_time(run: Run, tmp_path: Path) -> None:
    """Numbers that may be years are read as those of no task: each line of their fields has a doubt."""
    head = "UBND TỈNH A\nSỞ NỘI VỤ\nSố: 12/KH-SNV\nA, ngày 10 tháng 12 năm 2020\nKẾ HOẠCH\nCải cách năm 2021\n"
    task = "{n}. Xây dựng báo cáo số {n}\n- Đơn vị chủ trì: Văn phòng Sở.\n- Sản phẩm: Báo cáo.\n- Thời gian: Quý II.\n"
    (tmp_path / "x.txt").write_text(
        f"{head}I. NHIỆM VỤ\n" + "".join(task.format(n=n) for n in range(1, 2001)), encoding="utf-8"
    )
    started = time.process_time()
    assert run("import", "x.txt", "-o", "x.yaml", cwd=tmp_path).code == 0
    assert time.process_time() - started < 20
    record = parse_record((tmp_path / ".x.import.json").read_bytes())
    assert record is not None
    assert Counter(one.doubt.kind for one in record.doubts)["paragraph-left-out"] == 3 * len(range(1900, 2001))


def _sections(tmp_path: Path, count: int) -> None:
    """A plan of so many sections with one task each, led by as many units."""
    sections = "".join(
        f"- id: '{n}'\n  title: Mục số {n}\n  tasks:\n  - id: {n}.1\n    title: Xây dựng kế hoạch số {n}\n"
        f"    lead: [U{n % 500}]\n    milestones: [{{id: m, title: Báo cáo kết quả, due: Quý II/2021}}]\n"
        for n in range(1, count + 1)
    )
    text = (
        "parplan: 1\nplan: {year: 2021, title: K, agency: S, decision: {number: 1/Q, date: 2020-12-15}}\n"
        "reports: {h1: {due: 2021-06-03}, year: {due: 2021-11-25}}\nunits:\n"
        + "".join(f"  U{n}: {{name: Phòng số {n}}}\n" for n in range(500))
        + f"sections:\n{sections}"
    )
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [("report", "--period", "h1", "-o", "x.docx"), ("page", "-o", "x.html"), ("remind", "-o", "x"), ("status",)],
    ids=lambda words: words[0],
)
def test_ten_thousand_sections(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    _sections(tmp_path, 10_000)
    started = time.process_time()
    assert run(*words, "-p", "x.yaml", "--as-of", "2021-07-10", cwd=tmp_path).code == 0
    assert time.process_time() - started < 20  # the parts that looked at all sections for each took minutes


@pytest.mark.slow
def test_as_many_entries_as_units(run: Run, tmp_path: Path) -> None:
    text = _of_units(tmp_path, 2000, 1).replace("due: monthly", "due: 2021-06-30")
    entries = "".join(f"    - {{date: 2021-03-01, unit: U{n}, milestone: m0, state: done}}\n" for n in range(2000))
    (tmp_path / "x.yaml").write_text(text + "    progress:\n" + entries, encoding="utf-8")
    for words in ("validate", "x.yaml"), ("status",), ("due",), ("show", "1.a"), ("evidence",):
        plan = () if words[0] == "validate" else ("-p", "x.yaml")
        started = time.process_time()
        answer = run(*words, *plan, "--as-of", "2021-07-10", cwd=tmp_path)
        assert answer.code == 0, answer.err
        assert time.process_time() - started < 5, words


# -- what an attack on documents, forms and merges found ---------------------------------------------------------------


@pytest.mark.slow
@on_posix
def test_a_report_in_word_of_ten_thousand_tasks(tmp_path: Path) -> None:
    """Its elements were made a tree before they were written: one of 30,000 tasks took 3.2 GB."""
    tasks = (
        f"- {{id: t{n}, title: Rà soát thủ tục hành chính số {n} của Sở, lead: [VP], products: [Báo cáo], "
        "milestones: [{id: m, title: Báo cáo kết quả, due: 2021-06-30}]}\n"
        for n in range(10_000)
    )
    text = write_plan("".join(tasks), groups="", reports="h1: {due: 2021-06-03}\n")
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    code, said, peak = measured(tmp_path, "report", "--period", "h1", "--plan", "plan.yaml", "-o", "r.docx")
    assert code == 0, said
    assert peak < 350


@pytest.mark.slow
def test_a_text_of_ten_million_letters_in_word(run: Run, tmp_path: Path) -> None:
    title = "ab " * 3_400_000 + "ab"
    text = write_plan(f"- id: 1.a\n  title: {title}\n  lead: [VP]\n  products: [Báo cáo]\n")
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    answer = run("export", "-p", "x.yaml", "-o", "x.docx")
    assert (answer.code, answer.err) == (0, "x.docx is written\n")
    with zipfile.ZipFile(tmp_path / "x.docx") as package:
        assert f"{title}:".encode() in package.read("word/document.xml")


@pytest.mark.slow
@pytest.mark.parametrize("alike", ["milestones", "milestones of one title", "targets", "tasks of one title"])
def test_a_form_of_thousands_of_rows(run: Run, tmp_path: Path, alike: str) -> None:
    """Each row was told from all others: 3,000 took 28 seconds."""
    many = range(2000)
    milestone = "milestones: [{id: m, title: Báo cáo, due: 2021-03-10}]"
    text = {
        "milestones": "  milestones:\n"
        + "".join(f"  - {{id: m{n}, title: Báo cáo {n}, due: 2021-03-10}}\n" for n in many),
        "milestones of one title": "  milestones:\n"
        + "".join(f"  - {{id: m{n}, title: Báo cáo, due: 2021-03-10}}\n" for n in many),
        "targets": f"  {milestone}\n  targets:\n"
        + "".join(f"  - {{id: t{n}, title: Số văn bản {n}, at_least: 3}}\n" for n in many),
        "tasks of one title": f"  {milestone}\n"
        + "".join(f"- {{id: 1.{n}, title: Việc, lead: [VP], {milestone}}}\n" for n in many),
    }[alike]
    (tmp_path / "x.yaml").write_text(write_plan(f"- id: 1.a\n  title: Việc\n  lead: [VP]\n{text}"), encoding="utf-8")
    for words in ("form", "--unit", "VP", "-o", "f"), ("collect", "f", "--dry-run"):
        started = time.process_time()
        answer = run(*words, "-p", "x.yaml")
        assert answer.code == 0, answer.err
        assert time.process_time() - started < 6, words


@pytest.mark.slow
def test_the_next_year_of_thousands_of_units_that_ended(run: Run, tmp_path: Path) -> None:
    """The text was read again for each: 2,400 took half a minute, and twenty in a plan of 30,000 tasks a minute."""
    units = "".join(f"U{n}: {{name: Phòng số {n}, until: 2021-03-01, successors: [U{n + 1}]}}\n" for n in range(1500))
    text = write_plan("- id: 1.a\n  title: Việc\n  lead: [U0]\n", units=f"{units}U1500: {{name: Cuối}}\n", groups="")
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    started = time.process_time()
    answer = run("init", "y.yaml", "--from", "x.yaml")
    assert answer.code == 0, answer.err
    assert time.process_time() - started < 4
    new = (tmp_path / "y.yaml").read_text(encoding="utf-8")
    assert (new.count("Phòng số"), new.count("Cuối")) == (0, 1)
