"""Of what makes a file no plan 500 findings are told and the rest is counted, in bounded memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Answer
from parplan.diagnostics import has_errors
from parplan.document.error_limit import LOADING_LIMIT
from parplan.loading import parse_plan
from small_plans import write_plan

Run = Callable[..., Answer]

TASK = "id: 1.a, title: T"
MEASURES = "".join(f"{number}.: x, " for number in range(700))
#: Texts with more errors than are told, of each kind there is, and how many they have.
MANY = {
    "mappings that are none": (write_plan("[" + "a, " * 700 + "]"), 700),
    "missing and unknown keys": (write_plan("[" + "{a: b}, " * 700 + "]"), 2100),
    "keys that contradict": (write_plan(f"[{{{TASK}, milestones: [{'{id: a, title: T}, ' * 700}]}}]"), 700),
    "several wrong in each": (write_plan(f"[{{{TASK}, targets: [{'{id: ., unit: [], lag: 1}, ' * 700}]}}]"), 2800),
    "unknown keys of one mapping": (write_plan(f"[{{{TASK}, {''.join(f'k{n}: v, ' for n in range(700))}}}]"), 700),
    "values of one list": (write_plan(f"[{{{TASK}, products: [{'[], ' * 700}]}}]"), 700),
    "keys and values of a mapping": (
        write_plan(f"[{{{TASK}, progress: [{{date: 2021-01-01, measures: {{{MEASURES}}}}}]}}]"),
        1400,
    ),
    "names": (write_plan(f"[{{{TASK}, lead: [{''.join(f'u{n}, ' for n in range(700))}]}}]"), 700),
    "a few before many": (write_plan("[{a: b}, {a: b}, " + "[], " * 700 + "]"), 706),
}  # fmt: skip


@pytest.mark.parametrize("kind", MANY)
def test_so_many_errors_are_told_and_the_rest_is_counted(kind: str) -> None:
    text, count = MANY[kind]
    loaded = parse_plan(text.encode(), "plan.yaml")
    assert loaded.plan is None
    assert has_errors(loaded.findings)
    assert (len(loaded.findings), loaded.more) == (LOADING_LIMIT, count - LOADING_LIMIT)


def test_no_more_than_are_told_are_all_told() -> None:
    text = write_plan("[" + "[], " * LOADING_LIMIT + "]")
    loaded = parse_plan(text.encode(), "plan.yaml")
    assert (len(loaded.findings), loaded.more) == (LOADING_LIMIT, 0)


def test_validate_and_questions_say_how_many_more_there_are(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(MANY["missing and unknown keys"][0], encoding="utf-8")
    answer = run("validate", "plan.yaml")
    assert answer.code == 1
    assert answer.err == "plan.yaml: … and 1600 more findings\n1 plan: 2100 errors, 0 warnings\n"
    found = run("validate", "plan.yaml", "--json").json
    assert len(found["items"]) == 500
    assert found["left_out"] == [{"path": "plan.yaml", "code": None, "more": 1600}]
    asked = run("due", "--plan", "plan.yaml")
    assert asked.code == 3
    assert asked.err.count("S10") == 40
    assert "… and 2060 more findings\n" in asked.err


def test_warnings_of_loading_are_told_as_far_as_errors_leave_room(run: Run, tmp_path: Path) -> None:
    milestones = "".join(f"{{id: m{n}, title: T, due: zzz}}, " for n in range(600))
    path = tmp_path / "plan.yaml"
    path.write_text(write_plan(f"[{{{TASK}, milestones: [{milestones}]}}]"), encoding="utf-8")
    answer = run("validate", "plan.yaml", "--select", "P301,P201", "--json")
    assert answer.code == 0
    assert [item["code"] for item in answer.items] == ["P301"] * 500
    assert answer.json["left_out"] == [{"path": "plan.yaml", "code": None, "more": 100}]
    assert answer.err == "plan.yaml: … and 100 more findings\n1 plan: 0 errors, 600 warnings\n"


#: Tasks as plans have them, with a doubled word that may be meant, and how many keys and values one task is.
_TASK = (
    "- {{id: t{n}, title: Rà soát luôn luôn các thủ tục hành chính {n}, lead: [VP], products: [Báo cáo kết quả],"
    " time: Quý II/2021, milestones: [{{id: m, title: Báo cáo, due: Quý II/2021}}]}}\n"
)
_NODES_OF_A_TASK = 22


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a child is told otherwise elsewhere")
@pytest.mark.slow
@pytest.mark.parametrize(
    ("tasks", "nodes"),
    [
        pytest.param("[" + "{a: b}, " * 60_000 + "]", 3 * 60_000, id="no plan"),
        pytest.param("".join(_TASK.format(n=n) for n in range(8000)), _NODES_OF_A_TASK * 8000, id="ordinary"),
    ],
)
def test_memory_is_bounded_by_the_nodes_of_the_text(tmp_path: Path, tasks: str, nodes: int) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(write_plan(tasks), encoding="utf-8")
    # Not ru_maxrss, which a child of a large process begins with: VmHWM is of the program itself.
    code = (
        "import sys; from pathlib import Path; from parplan.cli.app import main;"
        "main(['validate', sys.argv[1], '-o', sys.argv[2]]);"
        "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    )
    words = [sys.executable, "-c", code, str(path), str(tmp_path / "out.txt")]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=True)
    assert int(done.stdout) * 1024 <= 600 * nodes + 40_000_000
