"""Where the time of ``parplan due`` goes: ``python benchmarks/profile_due.py [PLAN]``.

Three states: no cache, the first run after an edit, and the second run on. For each the whole process, the bare
interpreter in it, and the stages of :mod:`benchmarks.measuring.stages`; then the imports of the last one by package.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import stages
from benchmarks.measuring.processes import run_process
from benchmarks.workspace import QUICK, REAL_PLAN, Workspace, parplan_command

_LIMIT = 600.0
INTERPRETER, ENDING = "interpreter", "start of the driver and end of the process"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("plan", type=Path, nargs="?", default=REAL_PLAN, help="a plan (that of 2021)")
    parser.add_argument("--rounds", type=int, default=11, help="runs of each state, in turns (11)")
    parser.add_argument("--out", type=Path, help="write the tables to this file too")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="parplan-profile-") as root:
        space = Workspace(Path(root), QUICK, {}, parplan_command(), lambda _text: None)
        text = _profile(space, options.plan.resolve(), options.rounds)
    if options.out is not None:
        options.out.write_text(text, encoding="utf-8", newline="\n")
    print(text)
    return 0


def _profile(space: Workspace, plan: Path, rounds: int) -> str:
    edited = space.root / "plan.yaml"
    original = plan.read_bytes()
    caches = {name: str(space.folder(name)) for name in ("warm", "first")}
    states = {
        "no cache": (plan, "off"),
        "first after an edit": (edited, caches["first"]),
        "second run on": (plan, caches["warm"]),
    }
    found: dict[str, list[dict[str, float]]] = {name: [] for name in states}
    question = (*space.parplan, "--plan", str(plan), "due")
    _run(question, {**space.environment, "PARPLAN_CACHE": caches["warm"]}, space.root)
    edits = itertools.count(1)
    for _ in range(rounds):
        for name, (path, cache) in states.items():

            def edit() -> None:
                edited.write_bytes(original + f"# edit {next(edits)}\n".encode())

            environment = {**space.environment, "PARPLAN_CACHE": cache}
            found[name].append(_one_run(space, path, environment, edit))
    lines = [f"# Where the time of `parplan due` goes ({plan.name}, medians of {rounds} runs)", ""]
    lines += render_stages(found)
    lines += ["", "## Imports of the second run on, by package (each module without those it imports)", ""]
    environment = {**space.environment, "PARPLAN_CACHE": caches["warm"]}
    lines += render_imports(_import_times(space, plan, environment))
    return "\n".join(lines) + "\n"


def _one_run(
    space: Workspace, plan: Path, environment: Mapping[str, str], edit: Callable[[], None]
) -> dict[str, float]:
    """Return the seconds of each stage, and of the whole process; ``edit`` changes the edited plan before each run."""
    report = space.root / "stages.json"
    bare = _run((sys.executable, "-c", "pass"), environment, space.root)
    command = (sys.executable, stages.__file__, str(report), "--plan", str(plan), "due")
    edit()
    whole = _run(command, environment, space.root)
    edit()
    plain = _run((*space.parplan, "--plan", str(plan), "due"), environment, space.root)
    told: dict[str, float] = json.loads(report.read_text(encoding="utf-8"))
    ending = max(0.0, whole - bare - sum(told.values()))
    return {INTERPRETER: bare, **told, ENDING: ending, _WHOLE: whole, _PLAIN: plain}


_WHOLE, _PLAIN = "whole process, watched", "whole process, as users run it"


def _run(words: Sequence[str], environment: Mapping[str, str], folder: Path) -> float:
    """Return the seconds a command takes. Ends the profile where it fails."""
    output = folder / "output.txt"
    run = run_process(words, environment, folder, _LIMIT, output)
    if run.code != 0:
        raise SystemExit(f"{' '.join(words)} ended with {run.code}:\n{output.read_text(encoding='utf-8')}")
    return run.seconds


def render_stages(found: Mapping[str, Sequence[Mapping[str, float]]]) -> list[str]:
    """Return a table: a line for each stage, a column for each state, medians in milliseconds."""
    named = {stage: None for runs in found.values() for run in runs for stage in run}
    last = (stages.REST, ENDING, _WHOLE, _PLAIN)
    ordered = [stage for stage in named if stage not in last] + [stage for stage in last if stage in named]
    rows = []
    for stage in ordered:
        medians = (statistics.median(run.get(stage, 0.0) for run in runs) * 1000 for runs in found.values())
        rows.append(f"| {stage} | " + " | ".join(f"{ms:.1f}" for ms in medians) + " |")
    return ["| stage, ms | " + " | ".join(found) + " |", "| --- |" + " ---: |" * len(found), *rows]


def _import_times(space: Workspace, plan: Path, environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "parplan", "--plan", str(plan), "due"],
        env=dict(environment),
        cwd=space.root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stderr


def render_imports(importtime: str, least_ms: float = 0.5) -> list[str]:
    """Return a table of what ``-X importtime`` wrote: milliseconds and modules by package, the dearest first."""
    micros: dict[str, int] = {}
    modules: dict[str, int] = {}
    for line in importtime.splitlines():
        told = line.removeprefix("import time:").split("|")
        if not line.startswith("import time:") or len(told) != 3 or not told[0].strip().isdigit():
            continue
        package = told[2].strip().partition(".")[0]
        name = "the standard library" if package in sys.stdlib_module_names else package
        micros[name] = micros.get(name, 0) + int(told[0])
        modules[name] = modules.get(name, 0) + 1
    ordered = sorted(micros, key=lambda name: -micros[name])
    rows = [
        f"| {name} | {micros[name] / 1000:.1f} | {modules[name]} |"
        for name in ordered
        if micros[name] / 1000 >= least_ms
    ]
    return ["| package | ms | modules |", "| --- | ---: | ---: |", *rows]


if __name__ == "__main__":
    sys.exit(main())
