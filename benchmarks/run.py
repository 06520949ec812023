"""Measure parplan beside its peers: ``python benchmarks/run.py``. benchmarks/README.md says what for and how.

Whole processes are measured, in turns, and compared as ratios of one run. Every peer is optional.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.cases import GROUPS, clean, title_of
from benchmarks.machine import describe_machine
from benchmarks.measuring.goals import judge_all
from benchmarks.measuring.interleaving import Patience, measure
from benchmarks.measuring.plotting import write_plot
from benchmarks.measuring.processes import can_pin
from benchmarks.measuring.report import Measurement, as_json, render_markdown
from benchmarks.peers import KNOWN, find_peers
from benchmarks.workspace import FULL, QUICK, Workspace, parplan_command
from parplan import __version__

RESULTS = Path(__file__).resolve().parent / "results"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and write the results; 0 also where a goal was missed, 1 where parplan itself could not be run."""
    options = make_parser().parse_args(arguments)
    peers = {} if options.no_peers else find_peers(options.peers)
    absent = [name for name in KNOWN if name not in peers]
    for name in absent:
        _say(f"{name} is not here: skipped")
    if not can_pin():
        _say("processes cannot be kept on one core here: what is measured on one core has all of them")
    sizes = QUICK if options.quick else FULL
    rounds = options.rounds if options.rounds is not None else 1 if options.quick else 9
    patience = Patience(rounds, options.limit, options.budget)
    found = Measurement(
        day=datetime.now(UTC).date().isoformat(),
        parplan=__version__,
        machine=describe_machine(),
        peers={name: peer.version for name, peer in peers.items()},
        absent=absent,
        sizes=sizes,
        patience=patience,
        plans={},
        titles={},
        figures={},
        outcomes=[],
    )
    with tempfile.TemporaryDirectory(prefix="parplan-benchmarks-", dir=options.work) as root:
        space = Workspace(Path(root), sizes, peers, parplan_command(options.parplan), _say)
        for group in GROUPS:
            if options.only and group.name not in options.only:
                continue
            title = title_of(group, space)
            _say(f"{group.name}: {title}")
            measured = {series.name: series for series in measure(list(group.make(space)), patience, space.root, _say)}
            clean(space)
            figures = {**found.figures, group.name: measured}
            found = replace(
                found,
                titles={**found.titles, group.name: title},
                figures=figures,
                plans=_sizes_of_plans(space),
                outcomes=judge_all(figures, sizes),
            )
            _write(found, options.out, options.name)  # after each group: whoever interrupts an hour keeps what is there
    print(render_markdown(found))
    _plot(found, options.out / f"{options.name}.svg")
    own = [series for group in found.figures.values() for name, series in group.items() if name.startswith("parplan")]
    return 1 if any(series.problem for series in own) else 0


def _sizes_of_plans(space: Workspace) -> dict[str, int]:
    """The bytes of each plan that was measured, and of all plans of the folder together."""
    plans = {path.parent.name: path.stat().st_size for path in sorted(space.root.glob("made-*/plan.yaml"))}
    if (space.root / "real").exists():
        plans["real"] = (space.root / "real" / "plan.yaml").stat().st_size
    for folder in sorted(space.root.glob("many-*")):
        plans[f"{folder.name}, all together"] = sum(path.stat().st_size for path in folder.glob("*.yaml"))
    return plans


def _write(found: Measurement, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(as_json(found), ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    (folder / f"{name}.md").write_text(render_markdown(found), encoding="utf-8", newline="\n")


def _plot(found: Measurement, path: Path) -> None:
    try:
        write_plot(found, path)
    except ImportError:
        _say("no plot: matplotlib is not installed (benchmarks/requirements.txt)")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def make_parser() -> argparse.ArgumentParser:
    """Return the options, which benchmarks/README.md explains."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="tiny plans, one run each: only to see that it works")
    parser.add_argument("--only", nargs="+", choices=[group.name for group in GROUPS], help="only these groups")
    parser.add_argument("--rounds", type=int, help="how often each command is run (9; with --quick 1)")
    parser.add_argument("--limit", type=float, default=600, help="seconds after which one run is ended (600)")
    parser.add_argument("--budget", type=float, default=60, help="seconds of one command, then no more runs of it (60)")
    parser.add_argument(
        "--peers", type=Path, nargs="+", default=[], metavar="BIN", help="where peers are, beside the PATH"
    )
    parser.add_argument("--no-peers", action="store_true", help="measure parplan alone")
    parser.add_argument(
        "--parplan", nargs="+", metavar="WORD", help="how parplan is started (else that of this Python)"
    )
    parser.add_argument(
        "--work", type=Path, help="a folder for what is made meanwhile, some gigabytes (else the system's)"
    )
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the results are written (benchmarks/results)")
    parser.add_argument("--name", default="latest", help="the name of the three files written there (latest)")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
