"""A command that is killed, or that the system refuses something, at every call: the file is the old or the new one.

The calls are counted, failed and ended at by the layer of ``faults.py``. Each case starts from the same file, and
whatever has become of it, the next command works and leaves nothing behind.
"""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from faults import CHANGES, Call, Decide, Die, Fail, Layer, die_at, fail_at, fail_from, killed, leftovers, run_in_fork
from tracing import SystemCall, Traced, can_trace

from conftest import ENVIRONMENT, PLAN_2021, Answer
from parplan.cli.app import main
from parplan.files.locking import held
from small_plans import write_plan

Run = Callable[..., Answer]

on_posix = pytest.mark.skipif(os.name != "posix", reason="processes are copied (fork)")
needs_o_tmpfile = pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="this system has no O_TMPFILE to take away")

MOMENT = {"PARPLAN_TODAY": "2021-03-01T09:12:00+07:00"}
TASKS = """
- id: 1.a
  title: Rà soát văn bản
  lead: [VP]
  milestones:
    - {id: plan, title: Ban hành kế hoạch, due: Quý I/2021}
    - {id: report, title: Báo cáo, due: Quý II/2021}
  progress:
    - {date: 2021-02-01, milestone: plan, state: done, recorded: 2021-02-01T08:00:00+07:00}
- id: 1.b
  title: Kiểm tra   # hai dấu cách
  lead: [TTRA]
  milestones:
    - {id: plan, title: Ban hành kế hoạch, due: Quý I/2021}
- id: 1.c
  title: Công khai
  lead: [KHTC]
  milestones:
    - {id: plan, title: Ban hành kế hoạch, due: Quý I/2021}
"""
VERBS = {
    "a first entry": ("done", "1.b/plan"),
    "one more entry": ("progress", "1.a/report", "--note", "đang làm"),
    "the only entry taken back": ("undo", "1.a"),
}
ERRORS = {name: getattr(errno, name) for name in ("ENOSPC", "EIO", "EACCES", "EDQUOT", "EROFS") if hasattr(errno, name)}


@dataclass
class Place:
    """A folder with one plan, the file as it was, and a command to record something in it."""

    run: Run
    home: Path
    old: bytes
    known: dict[object, list[str]] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The folder of the plan."""
        return self.home / "plans"

    @property
    def file(self) -> Path:
        """The plan."""
        return self.folder / "2021.yaml"

    def reset(self) -> None:
        """Put the old file back, alone in its folder."""
        for path in self.folder.iterdir():
            path.unlink()
        self.file.write_bytes(self.old)

    def do(self, *words: str) -> Answer:
        """Run parplan here."""
        return self.run(*words, cwd=self.home, env=MOMENT)

    def watched(self, *words: str, decide: Decide = lambda _call: None) -> tuple[Answer, list[Call]]:
        """Run parplan here with the layer."""
        with Layer(self.folder, decide) as layer:
            answer = self.do(*words)
        return answer, layer.calls

    def once(self, *words: str) -> tuple[bytes, list[Call]]:
        """What the file is after the command, and the calls it took."""
        self.reset()
        answer, calls = self.watched(*words)
        assert (answer.code, answer.err) == (0, "")
        new = self.file.read_bytes()
        assert new != self.old
        assert leftovers(self.folder) == []
        return new, calls

    def recovered(self) -> list[str]:
        """What is wrong afterwards: the file is read, and the next command works as it always does and cleans up.

        That depends on nothing but the folder, so every state of it is tried once.
        """
        state = self._state()
        if state not in self.known:
            self.known[state] = self._recover()
        return self.known[state]

    def _state(self) -> object:
        files = ((re.sub(r"[0-9a-z_]{8,}(?=$|\.tmp)", "*", path.name), path) for path in self.folder.iterdir())
        return tuple(sorted((name, path.stat().st_mode, path.read_bytes()) for name, path in files))

    def _recover(self) -> list[str]:
        wrong = []
        now = self.file.read_bytes()
        logged = self.do("log")
        if (logged.code, logged.err) != (0, ""):
            wrong.append(f"log: {logged}")
        expected = self._followed(now)
        following = self.do("done", "1.c/plan")
        if (following.code, following.err) != (0, ""):
            wrong.append(f"the next done: {following}")
        if self.file.read_bytes() != expected:
            wrong.append("the next done did something else")
        if left := leftovers(self.folder):
            wrong.append(f"left over: {left}")
        return wrong

    def _followed(self, now: bytes) -> bytes:
        """What the next command makes of a file, in a folder of its own."""
        home = self.home / f"alone {len(self.known)}"
        (home / "plans").mkdir(parents=True)
        file = home / "plans" / "2021.yaml"
        file.write_bytes(now)
        assert self.run("done", "1.c/plan", cwd=home, env=MOMENT).code == 0
        assert len(file.read_bytes()) > len(now)
        return file.read_bytes()


@pytest.fixture
def place(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    # In a test standard output is no descriptor that could be turned away.
    monkeypatch.setattr("parplan.cli.app.abandon_stdout", lambda: None)
    monkeypatch.setattr("parplan.recording.storing.held", partial(held, longest_wait=0.3))
    (tmp_path / "plans").mkdir()
    place = Place(run, tmp_path, write_plan(TASKS).encode())
    place.reset()
    return place


def _deaths(calls: list[Call]) -> Iterator[tuple[Call, str]]:
    """Where to die: before every call, and halfway in and after those that change something.

    After any other one it is as before the next.
    """
    for call in calls:
        yield call, "before"
        if call.name == "write":
            yield call, "halfway"
        if call.changes or call is calls[-1]:
            yield call, "after"


# -- the layer -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", VERBS.values(), ids=VERBS)
def test_the_layer_sees_every_step_of_writing(place: Place, words: tuple[str, ...]) -> None:
    _, calls = place.once(*words)
    changed = [call for call in calls if call.changes]
    names = {call.name for call in changed if call.file.startswith(".") and call.file not in (".", ".2021.yaml.lock")}
    assert names >= {"open-new", "write", "fsync", "close-written"}
    assert sum(call.name in ("replace", "rename") for call in changed) == 1
    assert all(call.name in CHANGES for call in changed)
    assert sum(call.name == "read" and call.file == "2021.yaml" for call in calls) >= 3


def test_the_layer_sees_nothing_outside_the_folder(place: Place) -> None:
    (place.home / "beside").mkdir()
    with Layer(place.home / "beside") as layer:
        assert place.do("done", "1.b/plan").code == 0
    assert layer.calls == []


def test_with_the_layer_nothing_is_written_otherwise(place: Place) -> None:
    with_layer, _ = place.once("done", "1.b/plan")
    place.reset()
    assert place.do("done", "1.b/plan").code == 0
    assert place.file.read_bytes() == with_layer


def test_a_command_that_only_reads_changes_nothing_in_the_folder(place: Place) -> None:
    for words in ("due",), ("log",), ("validate",), ("show", "1.a"), ("done", "1.b/plan", "--dry-run"):
        answer, calls = place.watched(*words)
        assert answer.code == 0
        assert [str(call) for call in calls if call.changes] == []


# -- killed ----------------------------------------------------------------------------------------------------------


def _killed_everywhere(place: Place, words: tuple[str, ...], *, only_changes: bool) -> tuple[int, int, int]:
    """Kill at every call; return how often, and how often the file was the old and the new one."""
    new, calls = place.once(*words)
    counted = {place.old: 0, new: 0}
    wrong = []
    for call, when in _deaths([call for call in calls if call.changes or not only_changes]):
        place.reset()
        code = run_in_fork(place.folder, die_at(call.number, when), lambda: main(words))
        now = place.file.read_bytes()
        if not killed(code):
            wrong.append(f"{when} {call}: ended with {code}, the file is {'old' if now == place.old else 'new'}")
        if now in counted:
            counted[now] += 1
        else:
            wrong.append(f"{when} {call}: neither the old nor the new file, {len(now)} bytes")
        wrong += [f"{when} {call}: {what}" for what in place.recovered()]
    print(f"{sum(counted.values())} deaths: {counted[place.old]} old, {counted[new]} new; {len(place.known)} states")
    assert not wrong, "\n".join(wrong)
    return sum(counted.values()), counted[place.old], counted[new]


@on_posix
def test_killed_at_every_call_that_changes_something_the_file_is_the_old_or_the_new_one(place: Place) -> None:
    deaths, old, new = _killed_everywhere(place, VERBS["a first entry"], only_changes=True)
    assert (deaths > 25, old > 15, new > 5) == (True, True, True)


@pytest.mark.slow
@on_posix
def test_killed_before_and_after_every_call_the_file_is_the_old_or_the_new_one(place: Place) -> None:
    deaths, old, new = _killed_everywhere(place, VERBS["a first entry"], only_changes=False)
    assert (deaths > 60, old > 40, new > 5) == (True, True, True)


@pytest.mark.slow
@on_posix
@pytest.mark.parametrize("verb", ["one more entry", "the only entry taken back"])
def test_so_it_is_for_the_other_verbs_at_every_call_that_changes_something(place: Place, verb: str) -> None:
    deaths, old, new = _killed_everywhere(place, VERBS[verb], only_changes=True)
    assert (deaths > 25, old > 15, new > 5) == (True, True, True)


@pytest.mark.slow
@needs_o_tmpfile
def test_killed_where_the_system_has_no_nameless_files(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS."""
    monkeypatch.delattr(os, "O_TMPFILE")
    deaths, old, new = _killed_everywhere(place, VERBS["a first entry"], only_changes=True)
    assert (deaths > 25, old > 15, new > 5) == (True, True, True)


@pytest.mark.slow
def test_a_process_of_its_own_killed_at_the_calls_that_matter(place: Place) -> None:
    """On the real plan; where processes cannot be copied, at every call that changes something."""
    place.old = PLAN_2021.read_bytes()
    log = place.home / "calls"
    words = ("done", "2.b/plan")

    def spawn(death: str) -> int:
        place.reset()
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        program = Path(__file__).with_name("faults.py")
        done = subprocess.run(
            [sys.executable, str(program), str(place.folder), death, str(log), *words],
            cwd=place.home, capture_output=True, timeout=60,
            env={**kept, "PYTHONIOENCODING": "utf-8", "HOME": str(place.home), **ENVIRONMENT, **MOMENT},
        )  # fmt: skip
        return done.returncode

    assert spawn("never") == 0
    new = place.file.read_bytes()
    assert new.count(b"\n") == place.old.count(b"\n") + 2
    calls = [Call(int(n), name, file) for n, name, file in map(str.split, log.read_text(encoding="utf-8").splitlines())]
    points = [(call, when) for call, when in _deaths(calls) if call.changes]
    if os.name == "posix":
        # The rest is done above.
        matter = {("write", "halfway"), ("replace", "before"), ("replace", "after"), ("close-written", "before")}
        points = [(call, when) for call, when in points if (call.name, when) in matter]
        assert len(points) == len(matter)
    for call, when in points:
        assert killed(spawn(f"{when}:{call.number}")), (call, when)
        now = place.file.read_bytes()
        assert now in (place.old, new), (call, when)
        if call.name == "replace":
            assert now == (place.old if when == "before" else new)
        assert place.do("log").code == 0
        following = place.do("done", "1.d/plan")
        assert (following.code, following.err) == (0, ""), (call, when)
        assert leftovers(place.folder) == [], (call, when)


# -- refused by the system -------------------------------------------------------------------------------------------


def _truthful(answer: Answer, now: bytes, old: bytes, new: bytes, *, searching: bool) -> list[str]:
    """What is wrong with the answer of a command that something was refused, perhaps while it looked for plans."""
    wrong = []
    if now not in (old, new):
        return [f"neither the old nor the new file, {len(now)} bytes"]
    if answer.code == 0:
        if now != new:
            wrong.append("exit code 0, but nothing was written")
        return wrong
    if answer.code != 3 and not (searching and answer.code == 2):
        wrong.append(f"exit code {answer.code}")
    if answer.out:
        wrong.append("something on standard output")
    lines = answer.err.splitlines()
    if not lines or not lines[0].startswith("parplan: ") or any(not line.startswith("  ") for line in lines[1:]):
        wrong.append("not one message")
    said_nothing = re.search(r"nothing was (written|recorded)|cannot be (written|read)|no permission", answer.err)
    said_written = re.search(r"2021\.yaml was written", answer.err)
    if now == new and (said_nothing or not said_written):
        wrong.append("it was written, and that is not said")
    if now == old and said_written:
        wrong.append("nothing was written, and that is not said")
    return [f"{what}; {answer.err!r}" for what in wrong]


def _excused(name: str, refused: list[Call]) -> bool:
    """Whether nothing could be done about a file left over.

    It could not be deleted, or was made in spite of an error; or it is a lock that was not got: others may hold it,
    and would lose it with the file. The next command deletes them all.
    """
    return any(
        call.name in ("unlink", "remove", "open-new") or (call.file == name and name.endswith(".lock"))
        for call in refused
    ) or (name.endswith(".lock") and any(call.name == "stat" and call.file == "." for call in refused))


def _refused(place: Place, words: tuple[str, ...], cases: Callable[[list[Call]], Iterator[tuple[str, Decide]]]) -> int:
    """Let every case happen; return how many there were."""
    new, calls = place.once(*words)
    wrong = []
    count = 0
    for case, decide in cases(calls):
        count += 1
        place.reset()
        refused: list[Call] = []

        def noting(call: Call, decide: Decide = decide, refused: list[Call] = refused) -> Die | Fail | None:
            fault = decide(call)
            if fault is not None:
                refused.append(call)
            return fault

        answer, made = place.watched(*words, decide=noting)
        searching = not any(call.file == "2021.yaml" for call in made)
        now = place.file.read_bytes()
        wrong += [f"{case}: {what}" for what in _truthful(answer, now, place.old, new, searching=searching)]
        left = [name for name in leftovers(place.folder) if not _excused(name, refused)]
        if left:
            wrong.append(f"{case}: left over: {left}")
        wrong += [f"{case}, afterwards: {what}" for what in place.recovered()]
    print(f"{count} refusals")
    assert not wrong, "\n".join(wrong)
    return count


@pytest.mark.slow
def test_whatever_call_the_system_refuses_the_file_is_whole_and_the_message_true(place: Place) -> None:
    def cases(calls: list[Call]) -> Iterator[tuple[str, Decide]]:
        for call in calls:
            for name, number in ERRORS.items():
                if call.changes or name in ("EIO", "EACCES"):
                    yield f"{name} at {call}", fail_at(call.number, number)

    assert _refused(place, VERBS["a first entry"], cases) > 120


@pytest.mark.slow
def test_so_it_is_for_undo(place: Place) -> None:
    def cases(calls: list[Call]) -> Iterator[tuple[str, Decide]]:
        for call in calls:
            if call.changes:
                yield f"ENOSPC at {call}", fail_at(call.number, errno.ENOSPC)

    assert _refused(place, VERBS["the only entry taken back"], cases) > 10


@pytest.mark.slow
def test_a_disk_that_takes_nothing_any_more_from_some_call_on(place: Place) -> None:
    """Then what was begun cannot be cleaned either; the next command does that."""

    def cases(calls: list[Call]) -> Iterator[tuple[str, Decide]]:
        for call in calls:
            if call.changes:
                yield f"EROFS from {call}", fail_from(call.number, errno.EROFS)
                yield f"EIO from {call}", fail_from(call.number, errno.EIO)

    assert _refused(place, VERBS["a first entry"], cases) > 20


@pytest.mark.slow
def test_a_share_that_answers_with_an_error_what_it_has_done(place: Place) -> None:
    """As a network does that lost the answer: a file made, written, flushed or replaced, and an error."""

    def cases(calls: list[Call]) -> Iterator[tuple[str, Decide]]:
        for call in calls:
            if call.changes and not call.name.startswith("close"):
                yield f"EIO after {call}", fail_at(call.number, errno.EIO, "after")

    assert _refused(place, VERBS["a first entry"], cases) > 10


def _compared_last(calls: list[Call]) -> int:
    """The call that opens the plan to compare it for the last time before it is replaced."""
    replaced = next(call.number for call in calls if call.name == "replace")
    return max(
        call.number for call in calls if (call.name, call.file) == ("open", "2021.yaml") and call.number < replaced
    )


@pytest.mark.skipif(os.name != "posix", reason="Windows deletes no file that somebody has open")
def test_a_plan_that_is_gone_when_it_is_to_be_replaced(place: Place) -> None:
    """The file is deleted at each call from when it was read until it is compared for the last time."""
    _, calls = place.once(*VERBS["a first entry"])
    first = next(call.number for call in calls if call.name == "close" and call.file == "2021.yaml")
    compared = _compared_last(calls)
    wrong = []
    for number in range(first + 1, compared + 1):
        place.reset()

        def delete(call: Call, number: int = number) -> None:
            if call.number == number:
                place.file.unlink()

        answer, _ = place.watched(*VERBS["a first entry"], decide=delete)
        ok = (
            answer.code == 3
            and answer.out == ""
            and answer.err.startswith("parplan: ")
            and ("moved or deleted" in answer.err or "changed by another program" in answer.err)
            and "did you mean" not in answer.err
        )
        if not ok or place.file.exists() or leftovers(place.folder):
            wrong.append(f"gone before {calls[number - 1]}: {answer} {leftovers(place.folder)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_a_plan_edited_at_any_moment_keeps_the_edit_or_is_not_written(place: Place) -> None:
    """An editor swaps the file at each call until it is compared for the last time."""
    new, calls = place.once(*VERBS["a first entry"])
    compared = _compared_last(calls)
    edited = place.old.replace("Sở A".encode(), "Sở B".encode())
    both = new.replace("Sở A".encode(), "Sở B".encode())
    assert edited != place.old
    wrong = []
    outcomes = set()
    for number in range(1, compared + 1):
        place.reset()

        def edit(call: Call, number: int = number) -> None:
            if call.number == number:
                swap = place.home / "swap"
                swap.write_bytes(edited)
                swap.replace(place.file)

        answer, _ = place.watched(*VERBS["a first entry"], decide=edit)
        now = place.file.read_bytes()
        outcomes.add(answer.code)
        if answer.code == 0:
            ok = now == both and answer.err == ""
        else:
            ok = answer.code == 3 and now == edited and "changed by another program" in answer.err and answer.out == ""
        if not ok or leftovers(place.folder):
            wrong.append(f"edited before {calls[number - 1]}: {answer} {leftovers(place.folder)}")
    assert not wrong, "\n".join(wrong)
    assert outcomes == {0, 3}


# -- strace ----------------------------------------------------------------------------------------------------------

#: Set to try every system call on the folder, which takes minutes; else it is the ones that matter most.
EVERY = bool(os.environ.get("PARPLAN_EVERY_SYSTEM_CALL"))

needs_strace = pytest.mark.skipif(not can_trace(), reason="needs strace, and the right to trace")


@dataclass
class Strace:
    """The command under strace in a place: what it calls, and the file it makes."""

    place: Place
    traced: Traced
    calls: list[SystemCall]
    new: bytes


@pytest.fixture
def strace(place: Place) -> Strace:
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    still = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    home = {"HOME": str(place.home)}
    traced = Traced(VERBS["a first entry"], place.home, {**kept, **still, **home, **ENVIRONMENT, **MOMENT})
    traced.calls(place.folder)
    place.reset()
    calls = traced.calls(place.folder)
    new = place.file.read_bytes()
    assert new.count(b"\n") == place.old.count(b"\n") + 2
    return Strace(place, traced, calls, new)


@pytest.mark.slow
@needs_strace
def test_the_layer_sees_what_strace_sees(strace: Strace) -> None:
    """Every call of the system on the folder that changes something is one of the layer's, and the other way round."""
    names = {"openat": "open-new", "rename": "replace", "renameat": "replace", "flock": "lock"}
    seen = [names.get(call.name, call.name) for call in strace.calls if call.changes]
    _, counted = strace.place.once(*VERBS["a first entry"])
    mine = [
        call.name.replace("unlock", "lock")
        for call in counted
        if call.changes and call.name not in ("mkdir", "close-written")
    ]
    assert sorted(seen) == sorted(mine)


@pytest.mark.slow
@needs_strace
def test_killed_by_strace_at_the_calls_of_the_system_the_file_is_the_old_or_the_new_one(strace: Strace) -> None:
    place = strace.place
    counted = {place.old: 0, strace.new: 0}
    wrong, missed, left = [], [], 0
    chosen = [call for call in strace.calls if EVERY or call.name in ("write", "fsync", "rename", "unlink")]
    for call in chosen:
        for _ in range(3):
            place.reset()
            hit = strace.traced.killed_at(call)
            if hit:
                break
        else:
            missed.append(call)
            continue
        now = place.file.read_bytes()
        if now in counted:
            counted[now] += 1
        else:
            wrong.append(f"{call}: neither the old nor the new file")
        left += bool(leftovers(place.folder))
        wrong += [f"{call}: {what}" for what in place.recovered()]
    print(f"{len(chosen)} system calls: {list(counted.values())} old and new, {left} with leftovers, {missed} missed")
    assert not wrong, "\n".join(wrong)
    assert len(missed) <= len(chosen) // 10
    assert min(counted.values()) > 0


@pytest.mark.slow
@needs_strace
def test_a_call_of_the_system_that_fails(strace: Strace) -> None:
    place = strace.place
    changing = [call for call in strace.calls if call.changes]
    chosen = changing if EVERY else [call for call in changing if call.name in ("write", "rename")]
    wrong, hits = [], 0
    for call in chosen:
        for error in ("ENOSPC", "EIO") if EVERY else ("ENOSPC",):
            place.reset()
            answer, hit = strace.traced.failed_at(call, error)
            hits += hit
            said = _truthful(answer, place.file.read_bytes(), place.old, strace.new, searching=False)
            wrong += [f"{error} at {call}: {what}" for what in said]
            wrong += [f"{error} at {call}, afterwards: {what}" for what in place.recovered()]
    print(f"{hits} failures injected")
    assert not wrong, "\n".join(wrong)
    assert hits >= len(chosen) * 9 // 10
