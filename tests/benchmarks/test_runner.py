"""The runner: what it makes of figures, and that it works from end to end. How long anything took is no test."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from benchmarks import profile_due, run
from benchmarks.cases import GROUPS
from benchmarks.measuring.goals import GOALS, Figures, Growth, Memory, Ratio, Verdict, judge_all
from benchmarks.measuring.interleaving import Command, Patience, Series, measure
from benchmarks.measuring.processes import Run, run_process
from benchmarks.measuring.report import Measurement, as_json, render_markdown
from benchmarks.peers import KNOWN, find_peers
from benchmarks.profile_due import render_imports, render_stages
from benchmarks.workspace import FULL, QUICK, Workspace, parplan_command

LIMIT = 100.0


def series(name: str, *seconds: float, peak: int | None = 50_000_000, code: int | None = 0) -> Series:
    return Series(name, LIMIT, [Run(time, peak, time / 2, code) for time in seconds])


def figures(*commands: Series, group: str = "g") -> Figures:
    return {group: {command.name: command for command in commands}}


def test_the_median_counts_and_the_least_is_told() -> None:
    measured = series("a", 5, 1, 3)
    assert (measured.median, measured.least, measured.cpu_median, measured.peak_bytes) == (3, 1, 1.5, 50_000_000)


@pytest.mark.parametrize(
    ("ours", "theirs", "measured", "verdict"),
    [
        (series("a", 1, 1, 9), series("b", 2, 2, 2), "0.50 ×", Verdict.MET),
        (series("a", 3), series("b", 2), "1.50 ×", Verdict.MISSED),
        (series("a", 3), series("b", LIMIT, code=None), "less than 0.03 ×", Verdict.MET),
        (series("a", 150), series("b", LIMIT, code=None), "less than 1.50 ×", Verdict.UNDECIDED),
        (series("a", LIMIT, code=None), series("b", 2), "more than 50.00 ×", Verdict.MISSED),
        (series("a", LIMIT, code=None), series("b", LIMIT, code=None), "both over 100 s", Verdict.UNDECIDED),
        (series("a", 1), series("b"), "b: was not run", Verdict.UNMEASURED),
        (series("a", 1), Series("b", LIMIT, problem="exit code 2"), "b: exit code 2", Verdict.UNMEASURED),
    ],
)
def test_a_ratio_is_judged(ours: Series, theirs: Series, measured: str, verdict: Verdict) -> None:
    outcome = Ratio("work", "g", "a", "b", 1).judge(figures(ours, theirs), FULL)
    assert (outcome.measured, outcome.verdict) == (measured, verdict)


@pytest.mark.parametrize(
    ("theirs", "measured", "verdict"),
    [
        (series("b", 25), "12.5 × faster", Verdict.MET),
        (series("b", 10), "5.0 × faster", Verdict.MISSED),
        (series("b", LIMIT, code=None), "more than 50.0 × faster", Verdict.MET),
    ],
)
def test_a_ratio_is_told_as_so_many_times_faster(theirs: Series, measured: str, verdict: Verdict) -> None:
    outcome = Ratio("work", "g", "a", "b", 0.1, times_faster=True).judge(figures(series("a", 2), theirs), FULL)
    assert (outcome.goal, outcome.measured, outcome.verdict) == ("≥ 10 × faster than `b`", measured, verdict)


def test_what_was_not_run_is_not_judged() -> None:
    assert {outcome.verdict for outcome in judge_all({}, FULL)} == {Verdict.UNMEASURED}


@pytest.mark.parametrize(
    ("peak", "verdict"),
    [(1_400_000_000, Verdict.MET), (1_600_000_000, Verdict.MISSED), (None, Verdict.UNMEASURED)],
)
def test_memory_is_judged(peak: int | None, verdict: Verdict) -> None:
    found = figures(series("a", 1, peak=peak))
    assert Memory("work", "g", "a", 1.5).judge(found, FULL).verdict is verdict


@pytest.mark.parametrize(
    ("times", "marginal", "measured"),
    [
        # Each task costs 1 ms, and a process half a second.
        ((1.5, 10.5, 100.5), False, "linear × 0.67"),
        ((1.5, 10.5, 100.5), True, "linear × 1.00"),
        # Beyond the middle size each costs twice as much, which the whole time shows later.
        ((1.5, 10.5, 190.5), False, "linear × 1.27"),
        ((1.5, 10.5, 190.5), True, "linear × 2.00"),
        ((1.5, 1.4, 190.5), True, "too small to tell"),
    ],
)
def test_growth_is_judged(times: tuple[float, ...], marginal: bool, measured: str) -> None:
    sizes = zip(("small", "middle", "large"), times, strict=True)
    found = {f"growth-{size}": {"a": series("a", time)} for size, time in sizes}
    assert Growth("a", 1.2, marginal).judge(found, FULL).measured == measured


def command(name: str, code: str, tmp_path: Path, **rest: object) -> Command:
    return Command(name, (sys.executable, "-c", code), os.environ, tmp_path, **rest)


def test_commands_take_turns_and_the_first_run_of_each_is_not_counted(tmp_path: Path) -> None:
    order: list[str] = []
    commands = [
        command(name, "print('{run} done')", tmp_path, prepare=lambda number, n=name: order.append(f"{n}{number}"))
        for name in "ab"
    ]
    found = measure(commands, Patience(2, LIMIT, LIMIT), tmp_path, lambda _: None)
    assert order == ["a0", "b0", "a1", "b1", "a2", "b2"]
    assert [len(one.runs) for one in found] == [2, 2]
    assert all(run.seconds > 0 for one in found for run in one.runs)


def test_a_command_that_fails_or_does_not_do_its_work_is_left_out_with_a_word(tmp_path: Path) -> None:
    commands = [
        command("fails", "raise SystemExit('no such plan')", tmp_path),
        command("silent", "pass", tmp_path, holds="2.b"),
        Command("missing", (str(tmp_path / "nothing"),), os.environ, tmp_path),
        command("right", "print('2.b')", tmp_path, holds="2.b"),
    ]
    said: list[str] = []
    found = measure(commands, Patience(1, LIMIT, LIMIT), tmp_path, said.append)
    assert [one.problem.partition(":")[0] for one in found] == [
        *("exit code 1", "its output lacks “2.b”", "cannot be started", ""),
    ]
    assert [len(one.runs) for one in found] == [0, 0, 0, 1]
    assert any("no such plan" in line for line in said)


def test_a_command_at_the_limit_is_ended_and_not_run_again(tmp_path: Path) -> None:
    (found,) = measure([command("a", "import time; time.sleep(60)", tmp_path)], Patience(5, 0.2, 9), tmp_path, print)
    assert (found.over_limit, len(found.runs), found.median) == (True, 1, 0.2)


def test_a_cache_that_is_not_filled_in_time_is_told(tmp_path: Path) -> None:
    slow = command("a", "import time; time.sleep(60)", tmp_path, warms=True)
    (found,) = measure([slow], Patience(5, 0.2, 9), tmp_path, lambda _: None)
    assert (found.runs, found.problem) == ([], "its cache was not filled within 0.2 s")


def test_a_command_beyond_its_budget_is_measured_once(tmp_path: Path) -> None:
    patience = Patience(5, LIMIT, 0)
    slow, warming = command("a", "pass", tmp_path), command("b", "pass", tmp_path, warms=True)
    found = measure([slow, warming], patience, tmp_path, lambda _: None)
    # The second one's first run fills its cache, so that only the one after it counts.
    assert [len(one.runs) for one in found] == [1, 1]


@pytest.mark.skipif(sys.platform == "win32", reason="there the memory of a launcher is told")
def test_memory_and_cpu_time_of_a_process_are_told(tmp_path: Path) -> None:
    code = "x = bytearray(300_000_000); x[::4096] = bytes([1]) * len(x[::4096])"
    told = run_process((sys.executable, "-c", code), os.environ, tmp_path, LIMIT)
    assert told.code == 0
    assert told.peak_bytes is not None
    assert told.peak_bytes > 300_000_000
    assert told.cpu_seconds is not None


def test_results_are_told_to_people_and_programs() -> None:
    found = {"real": {"parplan due": series("parplan due", 0.05), "x|y": series("x|y", LIMIT, code=None)}}
    machine = {"python": "CPython 3", "system": "Linux", "cores": "2", "processor": "?", "memory": "8 GB", "load": "0"}
    measurement = Measurement(
        *("2021-03-01", "1.0", machine, {"task": "2.6"}, ["topydo"]),
        *(FULL, Patience(9, LIMIT, 60), {"real": 50_000}, {"real": "The plan"}, found, judge_all(found, FULL)),
    )
    text = render_markdown(measurement)
    assert "| `parplan due` | 50 ms | 50 ms | 25 ms | 1.00 × | 50 MB | 1 |" in text
    assert "| `x\\|y` | over 100.0 s | over 100.0 s | – | over 2000.00 × | 50 MB | 1 |" in text
    assert "Not there, so not measured: topydo" in text
    data = as_json(measurement)
    assert data["groups"][0]["commands"][0]["seconds"] == [0.05]
    assert len(data["goals"]) == len(GOALS)
    json.dumps(data)


@pytest.mark.slow
def test_the_runner_works_without_peers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    groups = ["real", "validate-many"]
    words = ["--quick", "--no-peers", "--out", str(tmp_path), "--work", str(tmp_path), "--name", "a", "--only", *groups]
    code = run.main(words)
    out, err = capsys.readouterr()
    assert code == 0, err
    data = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    commands = {(group["name"], command["name"]): command for group in data["groups"] for command in group["commands"]}
    assert [group["name"] for group in data["groups"]] == groups
    assert [name for name, command in commands.items() if "problem" in command] == []
    assert (tmp_path / "a.md").read_text(encoding="utf-8") in out
    assert "The sizes are not those of the goals" in out
    assert "taskwarrior is not here: skipped" in err
    # Whatever was made meanwhile is gone.
    assert {path.name for path in tmp_path.iterdir()} <= {"a.json", "a.md", "a.svg"}


@pytest.mark.slow
def test_the_goals_name_commands_that_are_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Some are measured only where terminals or a library are.
    monkeypatch.setattr("benchmarks.cases.has_terminals", lambda: True)
    monkeypatch.setattr("benchmarks.cases.find_spec", lambda _name: True)
    space = Workspace(tmp_path, QUICK, {}, parplan_command(), lambda _: None)
    own = {(group.name, command.name) for group in GROUPS for command in group.make(space)}
    for goal in GOALS:
        growing = [f"growth-{size}" for size in ("small", "middle", "large")]
        groups = growing if isinstance(goal, Growth) else [goal.group]
        assert {(group, goal.ours) for group in groups} <= own


def test_the_readme_names_every_option_group_and_peer() -> None:
    text = (run.RESULTS.parent / "README.md").read_text(encoding="utf-8")
    options = {word for action in run.make_parser()._actions for word in action.option_strings} - {"-h", "--help"}
    named = {*options, *(f"`{group.name}`" for group in GROUPS)}
    assert {name for name in named if name not in text} == set()
    assert {peer for peer in KNOWN if peer.lower() not in text.lower()} == set()


def test_a_peer_that_is_not_there_or_cannot_be_run_is_no_peer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    broken = tmp_path / ("topydo.bat" if sys.platform == "win32" else "topydo")
    broken.write_bytes(b"\0not a program")
    broken.chmod(0o755)
    assert find_peers([tmp_path / "bin"]) == {}


@pytest.mark.slow
def test_the_profile_tells_stages_and_imports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert profile_due.main(["--rounds", "1", "--out", str(tmp_path / "profile.md")]) == 0
    text = (tmp_path / "profile.md").read_text(encoding="utf-8")
    assert text in capsys.readouterr().out
    stages = ("interpreter", "imports", "finding and reading files", "query", "output", "the rest", "whole process")
    assert [stage for stage in stages if f"\n| {stage}" not in text] == []
    assert "\n| msgspec | " in text


def test_stages_are_medians_in_milliseconds() -> None:
    found = {"off": [{"imports": 0.1}, {"imports": 0.3}, {"imports": 0.2, "query": 0.3}], "warm": [{"imports": 0.05}]}
    assert render_stages(found)[2:] == ["| imports | 200.0 | 50.0 |", "| query | 0.0 | 0.0 |"]


def test_imports_are_summed_by_package() -> None:
    told = (
        "import time: self [us] | cumulative | imported package\n"
        "import time:      1500 |       1500 |   typer.core\n"
        "import time:      2000 |       3500 | typer\n"
        "import time:      4000 |       4000 | json\n"
        "import time:       100 |        100 | small\n"
        "something else\n"
    )
    assert render_imports(told)[2:] == ["| the standard library | 4.0 | 1 |", "| typer | 3.5 | 2 |"]
    assert QUICK.large < FULL.large
