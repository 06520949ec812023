"""The goals, and whether the figures of a run meet them. Everything is a ratio of two figures of the same run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from benchmarks.measuring.interleaving import Series
from benchmarks.workspace import Sizes

#: What was measured: group → command → its runs.
Figures = Mapping[str, Mapping[str, Series]]


class Verdict(StrEnum):
    """Whether a goal was met. ``undecided``: a peer was ended at the limit, too early to tell."""

    MET = "met"
    MISSED = "not met"
    UNDECIDED = "undecided"
    UNMEASURED = "not measured"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for a goal: the work, the goal, and the measured figure (in words and as a number).

    ``by_cpu`` is the figure in CPU time, where that is known; it does not decide.
    """

    work: str
    goal: str
    measured: str
    value: float | None
    verdict: Verdict
    by_cpu: str = ""


class Goal(Protocol):
    """A condition on the figures of a run."""

    def judge(self, figures: Figures, sizes: Sizes) -> Outcome:
        """Return whether the figures meet it."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """The time of one command is at most a multiple of that of another in its group.

    With ``times_faster`` it is worded the other way round, as "at least n times faster".
    """

    work: str
    group: str
    ours: str
    theirs: str
    at_most: float
    times_faster: bool = False

    def judge(self, figures: Figures, sizes: Sizes) -> Outcome:
        """Return the ratio of the medians."""
        work = self.work.format(middle=sizes.middle, large=sizes.large, plans=sizes.plans)
        bound = f"≥ {1 / self.at_most:g} × faster than" if self.times_faster else f"≤ {self.at_most:g} ×"
        goal = f"{bound} `{self.theirs}`"
        ours, theirs = (figures.get(self.group, {}).get(name) for name in (self.ours, self.theirs))
        missing = _missing(self.ours, ours) or _missing(self.theirs, theirs)
        if missing or ours is None or theirs is None:
            return Outcome(work, goal, missing, None, Verdict.UNMEASURED)
        value = ours.median / theirs.median
        if ours.over_limit and theirs.over_limit:
            return Outcome(work, goal, f"both over {ours.limit:g} s", None, Verdict.UNDECIDED)
        told = self._told(value)
        if theirs.over_limit:
            # They take longer than that, so the ratio is better than this; whether good enough may stay open.
            at_least = "more than" if self.times_faster else "less than"
            verdict = Verdict.MET if value <= self.at_most else Verdict.UNDECIDED
            return Outcome(work, goal, f"{at_least} {told}", value, verdict)
        if ours.over_limit:
            at_most = "less than" if self.times_faster else "more than"
            verdict = Verdict.MISSED if value > self.at_most else Verdict.UNDECIDED
            return Outcome(work, goal, f"{at_most} {told}", value, verdict)
        cpu = (ours.cpu_median, theirs.cpu_median)
        by_cpu = self._told(cpu[0] / cpu[1]) if cpu[0] and cpu[1] else ""
        return Outcome(work, goal, told, value, Verdict.MET if value <= self.at_most else Verdict.MISSED, by_cpu)

    def _told(self, value: float) -> str:
        return f"{1 / value:.1f} × faster" if self.times_faster else f"{value:.2f} ×"


@dataclass(frozen=True, slots=True)
class Memory:
    """The largest memory of a command, in decimal gigabytes."""

    work: str
    group: str
    ours: str
    at_most: float

    def judge(self, figures: Figures, sizes: Sizes) -> Outcome:
        """Return the peak of all runs."""
        work = self.work.format(large=sizes.large, nation=sizes.nation)
        goal = f"≤ {self.at_most:g} GB"
        series = figures.get(self.group, {}).get(self.ours)
        missing = _missing(self.ours, series)
        if missing or series is None:
            return Outcome(work, goal, missing, None, Verdict.UNMEASURED)
        if series.peak_bytes is None:
            return Outcome(work, goal, "this system does not tell", None, Verdict.UNMEASURED)
        value = series.peak_bytes / 1e9
        verdict = Verdict.MET if value <= self.at_most else Verdict.MISSED
        if series.over_limit and verdict is Verdict.MET:
            verdict = Verdict.UNDECIDED
        return Outcome(work, goal, f"{value:.2f} GB", value, verdict)


@dataclass(frozen=True, slots=True)
class Growth:
    """The time grows no more than linearly, give or take ``at_most``.

    ``marginal`` is the stricter reading: not whole times, in which the start of a process hides what a task costs, but
    what one more task costs between the middle and the large plan, beside what it costs between the small and the
    middle one.
    """

    ours: str
    at_most: float
    marginal: bool = False

    def judge(self, figures: Figures, sizes: Sizes) -> Outcome:
        """Return the growth as a multiple of linear growth."""
        reading = "each task more" if self.marginal else "whole time"
        work = f"`{self.ours}`, {sizes.small:,} → {sizes.large:,} tasks, {reading}"
        goal = f"≤ linear × {self.at_most:g}"
        every = [figures.get(f"growth-{name}", {}).get(self.ours) for name in ("small", "middle", "large")]
        for series in every:
            if missing := _missing(self.ours, series):
                return Outcome(work, goal, missing, None, Verdict.UNMEASURED)
        small, middle, large = (series.median for series in every if series is not None)
        if self.marginal:
            early = (middle - small) / (sizes.middle - sizes.small)
            late = (large - middle) / (sizes.large - sizes.middle)
            if early <= 0 or late <= 0:  # less than the noise of a run
                return Outcome(work, goal, "too small to tell", None, Verdict.UNDECIDED)
            value = late / early
        else:
            value = large / small / (sizes.large / sizes.small)
        over = any(series is not None and series.over_limit for series in every)
        verdict = Verdict.UNDECIDED if over else Verdict.MET if value <= self.at_most else Verdict.MISSED
        return Outcome(work, goal, f"linear × {value:.2f}", value, verdict)


def _missing(name: str, series: Series | None) -> str:
    """Why there is no figure; an empty text where there is one."""
    if series is None:
        return f"{name} was not run"
    return f"{name}: {series.problem or 'was not run'}" if not series.runs else ""


_AGAIN, _FIRST = "parplan due, second run on", "parplan due, first after an edit"
_SCREEN, _TAB = "parplan due, on a terminal", "parplan completion of done 2."
_CHECKED, _SCHEMA = "parplan validate", "check-jsonschema"
_REAL = {
    "`due` on the plan of 2021, second run on": _AGAIN,
    "the same on a terminal": _SCREEN,
    "completion of `parplan done 2.`": _TAB,
}
_WARM_PEERS = {"python -c pass": 6, "topydo ls": 1, "tuxfan-planner list": 0.5}

_OF_A_NATION = {
    "status": "parplan status, second run on",
    "due --by agency": "parplan due by agency, second run on",
    "export --format parquet": "parplan export to Parquet, second run on",
}

GOALS: tuple[Goal, ...] = (
    *(Ratio(work, "real", ours, peer, times) for work, ours in _REAL.items() for peer, times in _WARM_PEERS.items()),
    Ratio("`due` on the plan of 2021, first after an edit", "real-edited", _FIRST, _SCHEMA, 0.75),
    Ratio("`due` on the plan of 2021, first after an edit", "real-edited", _FIRST, "todoman list", 1.1),
    Ratio("`done` on the plan of 2021", "real-done", "parplan done", _SCHEMA, 0.75),
    Ratio("`done` on the plan of 2021", "real-done", "parplan done", "todoman done", 1.1),
    Ratio("`due`, {middle:,} tasks, second run on", "due-middle", _AGAIN, "taskwarrior list", 1.5),
    Ratio("`due`, {large:,} tasks, second run on", "due-large", _AGAIN, "taskwarrior list", 1),
    Ratio("`validate`, {middle:,} tasks", "validate-middle", _CHECKED, _SCHEMA, 1 / 7, True),
    Ratio("`validate`, {plans:,} plans, on one core", "validate-many", _CHECKED, _SCHEMA, 1 / 7, True),
    Memory("memory of `due`, {large:,} tasks, first", "growth-large", _FIRST, 1.5),
    Memory("memory of `due`, {large:,} tasks, second run on", "growth-large", _AGAIN, 0.5),
    *(Memory(f"memory of `{verb}`, {{nation:,}} plans", "nation", ours, 0.4) for verb, ours in _OF_A_NATION.items()),
    *(Growth(name, 1.2, marginal) for name in (_FIRST, _AGAIN, _CHECKED) for marginal in (False, True)),
)


def judge_all(figures: Figures, sizes: Sizes) -> list[Outcome]:
    """Return how each goal was met."""
    return [goal.judge(figures, sizes) for goal in GOALS]
