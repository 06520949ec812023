"""What is measured, in groups whose commands are run in turns. Each answers the same question about the same tasks."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from benchmarks.measuring.interleaving import Command
from benchmarks.measuring.processes import has_terminals
from benchmarks.peers import Peer, taskwarrior_environment, todoman_settings, topydo_settings
from benchmarks.workspace import Workspace

#: ``due`` looks 30 days ahead: up to and including this day.
LAST_DAY, DAY_AFTER = "2021-03-31", "2021-04-01"
#: As parplan writes it in Vietnamese.
_SHOWN = "31/03/2021"


@dataclass(frozen=True, slots=True)
class Group:
    """Commands that are compared with each other; ``make`` writes what they need and returns them."""

    name: str
    title: str
    make: Callable[[Workspace], Iterator[Command]]


def _fresh(source: Path, copy: Path) -> Callable[[int], None]:
    """Before each run, restore the file."""

    def prepare(_run: int) -> None:
        shutil.copyfile(source, copy)

    return prepare


def _edited(path: Path) -> Callable[[int], None]:
    """Before each run, change the file by a comment at its end, so that no cache has it."""
    size = path.stat().st_size

    def prepare(run: int) -> None:
        with path.open("r+b") as file:
            file.truncate(size)
            file.seek(size)
            file.write(f"# edit {run}\n".encode())

    return prepare


def _parplan(
    space: Workspace,
    name: str,
    *words: str,
    plan: Path,
    prepare: Callable[[int], None] | None = None,
    holds: str = "",
    warms: bool = False,
) -> Command:
    """A command of parplan with a cache folder of its own."""
    cache = space.folder(f"caches/{name.replace(' ', '-').replace(',', '')}-{plan.parent.name}")
    environment = {**space.environment, "PARPLAN_CACHE": str(cache)}
    command = Command(f"parplan {name}", (*space.parplan, "--plan", str(plan), *words), environment, space.root)
    return replace(command, holds=holds, warms=warms, prepare=prepare or command.prepare)


def _due_again(space: Workspace, plan: Path) -> Command:
    return _parplan(space, "due, second run on", "due", plan=plan, holds=_SHOWN, warms=True)


def _due_first(space: Workspace, plan: Path) -> Command:
    copy = space.folder(f"edited-{plan.parent.name}") / "plan.yaml"
    shutil.copyfile(plan, copy)
    return _parplan(space, "due, first after an edit", "due", plan=copy, prepare=_edited(copy), holds=_SHOWN)


def _lists(space: Workspace, folder: Path) -> Iterator[Command]:
    """Lists of tasks due up to the last day, by each program; topydo, todoman and tuxfan-planner list all.

    A program without the tasks of this folder is left out: it is not made for so many.
    """
    question: tuple[str, ...]
    if peer := space.peers.get("taskwarrior"):
        environment = taskwarrior_environment(space.environment, folder)
        words = [peer.program, "import", str(folder / "taskwarrior.json")]
        subprocess.run(words, env=environment, cwd=folder, check=True, capture_output=True, stdin=subprocess.DEVNULL)
        question = (peer.program, f"due.before:{DAY_AFTER}", "list")
        yield Command("taskwarrior list", question, environment, folder, holds=LAST_DAY, warms=True)
    if peer := space.peers.get("hledger"):
        question = (peer.program, "-f", str(folder / "tasks.journal"), "register", "-U", "-e", DAY_AFTER)
        yield Command("hledger register", question, space.environment, folder, holds=LAST_DAY)
    if (peer := space.peers.get("topydo")) and (folder / "todo.txt").exists():
        settings = str(topydo_settings(folder))
        question = (peer.program, "-c", settings, "-t", str(folder / "todo.txt"), "ls")
        yield Command("topydo ls", question, space.environment, folder, holds=LAST_DAY)
    if (peer := space.peers.get("todoman")) and (folder / "calendar").exists():
        yield _todoman_list(space, folder, peer)
    if (peer := space.peers.get("tuxfan-planner")) and (folder / "tuxfan.yaml").exists():
        question = (peer.program, "list", str(folder / "tuxfan.yaml"))
        yield Command("tuxfan-planner list", question, space.environment, folder, holds="Task")


def _todoman_list(space: Workspace, folder: Path, peer: Peer) -> Command:
    question = (peer.program, "-c", str(todoman_settings(folder)), "list")
    return Command("todoman list", question, space.environment, folder, holds=LAST_DAY, warms=True)


def _validators(space: Workspace, *paths: Path, on_one_core: bool = False) -> Iterator[Command]:
    names = tuple(map(str, paths))
    if peer := space.peers.get("check-jsonschema"):
        command = (peer.program, "--schemafile", str(space.schema()), *names)
        environment = space.environment
        yield Command("check-jsonschema", command, environment, space.root, holds="ok", on_one_core=on_one_core)


def _real(space: Workspace) -> Iterator[Command]:
    folder = space.real()
    plan = folder / "plan.yaml"
    yield Command("python -c pass", (sys.executable, "-c", "pass"), space.environment, folder)
    again = _due_again(space, plan)
    yield again
    if has_terminals():
        environment = {**again.environment, "TERM": "xterm-256color"}
        yield replace(again, name="parplan due, on a terminal", environment=environment, on_terminal=True)
    completion = _parplan(space, "completion of done 2.", plan=plan, holds="2.b")
    asked = {
        "_PARPLAN_COMPLETE": "complete_bash",
        "COMP_WORDS": "parplan done 2.",
        "COMP_CWORD": "2",
        "PARPLAN_PLAN": str(plan),
    }
    environment = {**completion.environment, **asked}
    yield Command(completion.name, space.parplan, environment, folder, holds="2.b", warms=True)
    yield from _lists(space, folder)


def _real_edited(space: Workspace) -> Iterator[Command]:
    folder = space.real()
    plan = folder / "plan.yaml"
    yield _due_first(space, plan)
    yield _validate(space, plan)
    yield from _validators(space, plan)
    if peer := space.peers.get("todoman"):
        yield _todoman_list(space, folder, peer)


def _real_done(space: Workspace) -> Iterator[Command]:
    folder = space.real()
    plan = space.folder("done") / "plan.yaml"
    prepare = _fresh(folder / "plan.yaml", plan)
    prepare(0)
    words = ("done", "2.b/plan", "--on", "2021-03-01", "--evidence", "{run}/KH-SKHCN")
    yield _parplan(space, "done", *words, plan=plan, prepare=prepare, holds="2.b/plan")
    if peer := space.peers.get("todoman"):
        template = folder / "calendar"
        place = space.folder("done-todoman")
        settings = str(todoman_settings(place))
        cache, kept = place / "todoman.sqlite3", place / "kept.sqlite3"
        _restore(template, place / "calendar")
        listed = subprocess.run(
            [peer.program, "-c", settings, "--porcelain", "list"],
            env=space.environment,
            check=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
        )
        # Filled, as parplan's is; the copies keep the times todoman goes by.
        shutil.copyfile(cache, kept)

        def afresh(_run: int) -> None:
            _restore(template, place / "calendar")
            shutil.copyfile(kept, cache)

        number = str(json.loads(listed.stdout)[0]["id"])
        command = (peer.program, "-c", settings, "done", number)
        yield Command("todoman done", command, space.environment, place, afresh, holds="[X]")
    yield from _validators(space, folder / "plan.yaml")


def _restore(template: Path, place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(template, place)


def _due_middle(space: Workspace) -> Iterator[Command]:
    folder = space.made(space.sizes.middle)
    yield _due_again(space, folder / "plan.yaml")
    yield from _lists(space, folder)


def _due_large(space: Workspace) -> Iterator[Command]:
    folder = space.made(space.sizes.large)
    yield _due_again(space, folder / "plan.yaml")
    yield from _lists(space, folder)


def _validate(space: Workspace, *paths: Path, on_one_core: bool = False) -> Command:
    words = (*space.parplan, "validate", *map(str, paths))
    return Command("parplan validate", words, space.environment, space.root, on_one_core=on_one_core)


def _validate_middle(space: Workspace) -> Iterator[Command]:
    plan = space.made(space.sizes.middle) / "plan.yaml"
    yield _validate(space, plan)
    yield from _validators(space, plan)


def _validate_many(space: Workspace) -> Iterator[Command]:
    folder = space.many(space.sizes.plans)
    yield _validate(space, folder, on_one_core=True)
    yield from _validators(space, *sorted(folder.glob("*.yaml")), on_one_core=True)


#: What any program in Python must do that reads the files as YAML, by libyaml; no answer, on one core.
_READ_YAML = """
import pathlib, sys, yaml
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.yaml")):
    yaml.load(path.read_bytes(), yaml.CSafeLoader)
"""


def _emptied(cache: Path) -> Callable[[int], None]:
    """Before each run, empty the cache."""

    def prepare(_run: int) -> None:
        shutil.rmtree(cache, ignore_errors=True)
        cache.mkdir(parents=True)

    return prepare


def _nation(space: Workspace) -> Iterator[Command]:
    """Questions about all plans of a country. No other program answers them of such files, so there are no peers."""
    folder = space.many(space.sizes.nation)
    first = _parplan(space, "status, first", "status", plan=folder, holds="%")
    yield replace(first, prepare=_emptied(Path(first.environment["PARPLAN_CACHE"])))
    yield _parplan(space, "status, second run on", "status", plan=folder, holds="%", warms=True)
    yield _parplan(
        space, "due by agency, second run on", "due", "--by", "agency", plan=folder, holds=_SHOWN, warms=True
    )
    yield _parplan(space, "tasks, second run on", "tasks", plan=folder, holds="1.", warms=True)
    if find_spec("pyarrow") is None:
        space.say("  pyarrow is not here: no Parquet")
    else:
        out = space.root / "parquet"
        words = ("export", "--format", "parquet", "-o", str(out))
        parquet = _parplan(space, "export to Parquet, second run on", *words, plan=folder, warms=True)
        yield replace(parquet, prepare=lambda _run: shutil.rmtree(out, ignore_errors=True))
    lines = _parplan(space, "export of lines, second run on", "export", "--format", "ndjson", plan=folder, warms=True)
    yield replace(lines, holds='"table":"plans"')
    yield Command("libyaml alone", (sys.executable, "-c", _READ_YAML, str(folder)), space.environment, space.root)


def _growth(space: Workspace, tasks: int) -> Iterator[Command]:
    plan = space.made(tasks) / "plan.yaml"
    yield _due_first(space, plan)
    yield _due_again(space, plan)
    yield _validate(space, plan)


def _growth_small(space: Workspace) -> Iterator[Command]:
    yield from _growth(space, space.sizes.small)


def _growth_middle(space: Workspace) -> Iterator[Command]:
    yield from _growth(space, space.sizes.middle)


def _growth_large(space: Workspace) -> Iterator[Command]:
    yield from _growth(space, space.sizes.large)


#: In the order they are measured; a name is what ``--only`` takes.
GROUPS = (
    Group("real", "The plan of 2021: what is due, and completion", _real),
    Group("real-edited", "The plan of 2021 after an edit", _real_edited),
    Group("real-done", "The plan of 2021: one task done", _real_done),
    Group("due-middle", "{middle} tasks: what is due", _due_middle),
    Group("validate-middle", "{middle} tasks: checked", _validate_middle),
    Group("validate-many", "{plans} plans of 34 tasks: checked, on one core", _validate_many),
    Group("nation", "{nation} plans of 34 tasks, each of another agency: all of them asked", _nation),
    Group("growth-small", "{small} tasks", _growth_small),
    Group("growth-middle", "{middle} tasks", _growth_middle),
    Group("due-large", "{large} tasks: what is due", _due_large),
    Group("growth-large", "{large} tasks", _growth_large),
)


def title_of(group: Group, space: Workspace) -> str:
    """Return the title with the sizes of the run."""
    sizes = space.sizes
    numbers = {"small": sizes.small, "middle": sizes.middle, "large": sizes.large, "plans": sizes.plans}
    numbers["nation"] = sizes.nation
    return group.title.format(**{name: f"{number:,}" for name, number in numbers.items()})


def clean(space: Workspace) -> None:
    """Remove the caches of a group that has been measured: those of large plans are large."""
    shutil.rmtree(space.root / "caches", ignore_errors=True)
    for folder in space.root.glob("edited-*"):
        shutil.rmtree(folder, ignore_errors=True)
