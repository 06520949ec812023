"""The folder a measurement works in: made plans, copies of them that may be changed, and the surroundings of a run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers import Peer

REPOSITORY = Path(__file__).resolve().parents[1]
REAL_PLAN = REPOSITORY / "plans" / "2021.yaml"
#: The moment of every question and entry.
MOMENT = "2021-03-01T09:12:00+07:00"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the made plans are, in tasks, and how many there are of 34 tasks: to be checked, and of a nation."""

    small: int
    middle: int
    large: int
    plans: int
    nation: int


#: What the goals are about.
FULL = Sizes(1_000, 10_000, 100_000, 1_000, 4_000)
#: Only to see that everything works.
QUICK = Sizes(40, 80, 160, 3, 4)


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything commands are put together from."""

    root: Path
    sizes: Sizes
    peers: dict[str, Peer]
    parplan: tuple[str, ...]
    say: Callable[[str], None]

    @property
    def environment(self) -> dict[str, str]:
        """The same for every program: no settings of the user, UTF-8, one time zone, parplan's day."""
        home = self.root / "home"
        home.mkdir(exist_ok=True)
        needed = ("PATH", "PATHEXT", "SYSTEMROOT", "SYSTEMDRIVE", "COMSPEC", "TEMP", "TMP")
        kept = {name: os.environ[name] for name in needed if name in os.environ}
        return {
            **kept,
            "HOME": str(home),
            "USERPROFILE": str(home),
            "LOCALAPPDATA": str(home),
            "XDG_CACHE_HOME": str(home / "cache"),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "COLUMNS": "98",
            "PARPLAN_LANG": "vi",
            "PARPLAN_TODAY": MOMENT,
        }

    def folder(self, name: str) -> Path:
        """Return a folder of this name, made where it is missing."""
        path = self.root / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def made(self, tasks: int) -> Path:
        """Return the folder of the made plan of so many tasks and its exports for the peers there are."""
        folder = self.root / f"made-{tasks}"
        if not folder.exists():
            # The others are not made for so many tasks: they would take an hour, todoman a hundred thousand files.
            large = tasks > self.sizes.middle
            formats = [name for name in _exported(self.peers) if not large or name in ("taskwarrior", "hledger")]
            self.generate(folder, "--tasks", str(tasks), "--formats", *formats)
        return folder

    def real(self) -> Path:
        """Return the folder of the plan of 2021 and its exports."""
        folder = self.root / "real"
        if not folder.exists():
            folder.mkdir()
            shutil.copyfile(REAL_PLAN, folder / "plan.yaml")
            answer = folder / "tasks.json"
            with answer.open("wb") as sink:
                words = [*self.parplan, "--plan", "plan.yaml", "tasks", "--json"]
                subprocess.run(words, cwd=folder, env=self.environment, stdout=sink, check=True)
            self.generate(folder, "--answer", str(answer), "--formats", *_exported(self.peers))
        return folder

    def many(self, plans: int) -> Path:
        """Return the folder of so many plans of 34 tasks."""
        folder = self.root / f"many-{plans}"
        if not folder.exists():
            self.generate(folder, "--plans", str(plans), "--tasks", "34")
        return folder

    def schema(self) -> Path:
        """Return the JSON Schema of a plan as a file."""
        path = self.root / "plan.schema.json"
        if not path.exists():
            with path.open("wb") as sink:
                subprocess.run([*self.parplan, "schema"], env=self.environment, stdout=sink, check=True)
        return path

    def generate(self, folder: Path, *words: str) -> None:
        """Run the generator, as a process of its own so that this one stays small."""
        self.say(f"  making {folder.name}")
        generator = str(REPOSITORY / "benchmarks" / "generate.py")
        subprocess.run([sys.executable, generator, str(folder), *words], check=True)


def _exported(peers: Iterable[str]) -> list[str]:
    return [name for name in ("taskwarrior", "hledger", "topydo", "tuxfan-planner", "todoman") if name in peers]


def parplan_command(named: Sequence[str] | None = None) -> tuple[str, ...]:
    """Return how parplan is started: as named, else the command beside this Python, else as a module of it."""
    if named:
        return tuple(named)
    command = shutil.which("parplan", path=str(Path(sys.executable).parent))
    return (command,) if command else (sys.executable, "-m", "parplan")
