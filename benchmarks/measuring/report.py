"""A run as JSON, for programs, and as Markdown tables, for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.measuring.goals import Figures, Outcome, Verdict
from benchmarks.measuring.interleaving import Patience, Series
from benchmarks.workspace import Sizes

_MARKS = {Verdict.MET: "yes", Verdict.MISSED: "**no**", Verdict.UNDECIDED: "undecided", Verdict.UNMEASURED: "–"}


@dataclass(frozen=True, slots=True)
class Measurement:
    """Everything one run of the benchmarks found out."""

    day: str
    parplan: str
    machine: Mapping[str, str]
    peers: Mapping[str, str]
    absent: Sequence[str]
    sizes: Sizes
    patience: Patience
    #: Bytes of each plan measured: by what it is called.
    plans: Mapping[str, int]
    titles: Mapping[str, str]
    figures: Figures
    outcomes: Sequence[Outcome]


def as_json(found: Measurement) -> dict[str, Any]:
    """Return all of it, every single run included; times in seconds, memory in bytes."""
    return {
        "day": found.day,
        "parplan": found.parplan,
        "machine": dict(found.machine),
        "peers": dict(found.peers),
        "absent": list(found.absent),
        "sizes": asdict(found.sizes),
        "patience": asdict(found.patience),
        "plans": dict(found.plans),
        "goals": [asdict(outcome) for outcome in found.outcomes],
        "groups": [
            {
                "name": name,
                "title": found.titles[name],
                "commands": [_command(series) for series in group.values()],
            }
            for name, group in found.figures.items()
        ],
    }


def _command(series: Series) -> dict[str, Any]:
    told: dict[str, Any] = {"name": series.name}
    if series.problem:
        return {**told, "problem": series.problem}
    if not series.runs:
        return {**told, "problem": "was not run"}
    return {
        **told,
        "median": round(series.median, 5),
        "least": round(series.least, 5),
        "over_limit": series.over_limit,
        "cpu": None if series.cpu_median is None else round(series.cpu_median, 5),
        "peak_bytes": series.peak_bytes,
        "seconds": [round(run.seconds, 5) for run in series.runs],
    }


def render_markdown(found: Measurement) -> str:
    """Return the tables: the goals, then every group."""
    machine, sizes = found.machine, found.sizes
    lines = [
        f"# Measured on {found.day}",
        "",
        f"parplan {found.parplan} · {machine['python']} · {machine['system']} · {machine['cores']} cores"
        f" ({machine['processor']}) · {machine['memory']} · load at the start {machine['load']}",
        "",
        "Peers: " + (", ".join(f"{name} {version}" for name, version in found.peers.items()) or "none"),
        *([f"Not there, so not measured: {', '.join(found.absent)}"] if found.absent else []),
        "",
        f"Up to {found.patience.rounds} runs of each command in turns, none longer than {found.patience.limit:g} s;"
        f" medians. Plans: " + ", ".join(f"{name} ({size / 1000:,.0f} kB)" for name, size in found.plans.items()) + ".",
        "",
    ]
    if sizes.large < 100_000:
        lines += ["The sizes are not those of the goals: this run only shows that everything works.", ""]
    lines += [
        "## Goals",
        "",
        *_table(("work", "goal", "measured", "by CPU time", "met"), map(_goal, found.outcomes)),
        "",
    ]
    for name, group in found.figures.items():
        lines += [f"## {found.titles[name]}", ""]
        first = next((series for series in group.values() if series.name.startswith("parplan") and series.runs), None)
        head = ("command", "median", "least", "CPU time", "beside parplan", "peak memory", "runs")
        lines += [*_table(head, (_row(series, first) for series in group.values())), ""]
    return "\n".join(lines)


def _goal(outcome: Outcome) -> tuple[str, ...]:
    return outcome.work, outcome.goal, outcome.measured, outcome.by_cpu, _MARKS[outcome.verdict]


def _row(series: Series, ours: Series | None) -> tuple[str, ...]:
    if not series.runs:
        return f"`{series.name}`", series.problem or "was not run", "", "", "", "", ""
    over = "over " if series.over_limit else ""
    beside = f"{series.median / ours.median:.2f} ×" if ours is not None and not ours.over_limit else ""
    peak = f"{series.peak_bytes / 1e6:,.0f} MB" if series.peak_bytes is not None else "–"
    return (
        f"`{series.name}`",
        over + seconds(series.median),
        over + seconds(series.least),
        "–" if series.cpu_median is None else seconds(series.cpu_median),
        (over + beside) if beside else "",
        peak,
        str(len(series.runs)),
    )


def seconds(value: float) -> str:
    """Return a time as people say it: milliseconds below a second."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |" for line in lines]
