"""Measuring commands in turns, A B A B, so that a slow phase of the machine affects all of them."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measuring.processes import Run, one_core, run_process


def _nothing(_run: int) -> None:
    """The default preparation of a run: none."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command to be measured.

    ``prepare`` is called before each run with the number of the run, and takes no part in its time; ``{run}`` in a
    word of the command is that number, for commands that must not do the same thing twice. ``expects`` are the exit
    codes of success, and ``holds`` is a text that the output of its first run must contain. With ``warms`` the first
    run never counts, as it fills a cache.
    """

    name: str
    words: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path
    prepare: Callable[[int], None] = _nothing
    expects: tuple[int, ...] = (0,)
    holds: str = ""
    warms: bool = False
    on_one_core: bool = False
    on_terminal: bool = False


@dataclass(slots=True)
class Series:
    """All runs of one command. ``problem`` says why there are none, in words."""

    name: str
    limit: float
    runs: list[Run] = field(default_factory=list)
    problem: str = ""

    @property
    def over_limit(self) -> bool:
        """Whether a run was ended at the limit; the others do not count then."""
        return any(run.code is None for run in self.runs)

    @property
    def median(self) -> float:
        """The median of the wall times, in seconds; the limit where a run was ended there: at least as long."""
        return self.limit if self.over_limit else statistics.median(run.seconds for run in self.runs)

    @property
    def least(self) -> float:
        """The shortest wall time, in seconds."""
        return self.limit if self.over_limit else min(run.seconds for run in self.runs)

    @property
    def cpu_median(self) -> float | None:
        """The median of the CPU times, in seconds; ``None`` where they are not known or a run was ended."""
        known = [run.cpu_seconds for run in self.runs if run.cpu_seconds is not None]
        return statistics.median(known) if known and not self.over_limit else None

    @property
    def peak_bytes(self) -> int | None:
        """The largest memory of any run."""
        return max((run.peak_bytes for run in self.runs if run.peak_bytes is not None), default=None)


@dataclass(frozen=True, slots=True)
class Patience:
    """How often commands are run, and the limits of their time."""

    rounds: int
    #: Seconds after which one run is ended.
    limit: float
    #: Seconds of one command in all, after which it is not run again.
    budget: float


def measure(commands: Sequence[Command], patience: Patience, folder: Path, say: Callable[[str], None]) -> list[Series]:
    """Run each command once unmeasured, then all in turns; return the measurements in the order given.

    The unmeasured run fills the caches of the disk and the compiled modules, and its output is checked. It counts all
    the same where it alone is longer than the limit for all runs of a command.
    """
    found = [Series(command.name, patience.limit) for command in commands]
    spent: dict[str, float] = {}
    for number in range(patience.rounds + 1):
        for command, series in zip(commands, found, strict=True):
            if series.problem or series.over_limit or spent.get(command.name, 0) > patience.budget:
                continue
            output = folder / "output.txt" if number == 0 else None
            run, problem = _run(command, number, patience.limit, output)
            if run is None or problem:
                series.problem, series.runs = problem, []
                say(f"  {command.name}: {problem}")
                continue
            warming = number == 0 and command.warms
            if warming and run.code is None:
                series.problem = f"its cache was not filled within {patience.limit:g} s"
                say(f"  {command.name}: {series.problem}")
                continue
            if not warming:
                spent[command.name] = spent.get(command.name, 0) + run.seconds
            if number > 0 or run.code is None or (not warming and run.seconds > patience.budget):
                series.runs.append(run)
    for series in found:
        if series.runs:
            over = "over " if series.over_limit else ""
            say(f"  {series.name}: {over}{series.median:.3f} s ({len(series.runs)} runs)")
    return found


def _run(command: Command, number: int, limit: float, output: Path | None) -> tuple[Run | None, str]:
    """Return the run, or none and the reason. A run at the limit is no failure."""
    command.prepare(number)
    words = [word.replace("{run}", str(number)) for word in command.words]
    try:
        with one_core() if command.on_one_core else nullcontext():
            run = run_process(
                words, command.environment, command.folder, limit, output, on_terminal=command.on_terminal
            )
    except OSError as error:
        return None, f"cannot be started: {error.strerror}"
    said = output.read_text(encoding="utf-8", errors="replace") if output is not None else ""
    if run.code is not None and run.code not in command.expects:
        return None, f"exit code {run.code}: {said.strip()[-200:]}"
    if output is not None and run.code is not None and command.holds not in said:
        return None, f"its output lacks “{command.holds}”"
    return run, ""
