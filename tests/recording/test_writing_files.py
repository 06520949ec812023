"""Replacing a plan file: what is kept, what is refused and what is waited for, on every kind of file and folder."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from faults import Call, Fail, Layer, fail_at, leftovers

from conftest import ENVIRONMENT, LINKS, WINE, Answer
from parplan.files import locking, writing
from parplan.files.locking import companion, held
from small_plans import plan_of, write_plan

Run = Callable[..., Answer]

on_posix = pytest.mark.skipif(os.name != "posix", reason="POSIX modes, owners, links and signals")
on_wine_names_are_shorter = pytest.mark.skipif(WINE, reason="Wine does not tell where a name of 255 letters leads")
as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
needs_xattr = pytest.mark.skipif(not hasattr(os, "setxattr"), reason="this system has no such extended attributes")

MOMENT = {"PARPLAN_TODAY": "2021-03-01T09:12:00+07:00"}
DONE = ("done", "1.a/plan")
NOBODY = 65534
TASKS = """
- id: 1.a
  title: Rà soát văn bản
  lead: [VP]
  milestones: [{id: plan, title: Ban hành kế hoạch, due: Quý I/2021}]
- id: 1.b
  title: Kiểm tra
  lead: [TTRA]
  milestones: [{id: plan, title: Ban hành kế hoạch, due: Quý I/2021}]
"""
OLD = write_plan(TASKS).encode()


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that other users may go through, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp(prefix="parplan-")).resolve()
    folder.chmod(0o755)
    yield folder
    for path in folder.rglob("*"):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    os.chdir(folder.parent)  # Windows deletes no folder somebody is in
    shutil.rmtree(folder)


@pytest.fixture
def plan(home: Path) -> Path:
    """A plan alone in ``plans/``."""
    return make_plan(home / "plans" / "2021.yaml")


@pytest.fixture
def record(run: Run, home: Path) -> Callable[..., Answer]:
    """Run a verb there, ``done 1.a/plan`` if no other."""

    def call(*words: str, cwd: Path = home) -> Answer:
        return run(*(words or DONE), cwd=cwd, env=MOMENT)

    return call


def make_plan(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(OLD)
    return path


def entries(path: Path) -> int:
    """How many entries a valid plan has."""
    return sum(len(task.entries) for task in plan_of(path.read_bytes().decode()).tasks())


def recorded(answer: Answer, path: Path) -> bool:
    """Whether one entry was recorded, and nothing is left over."""
    assert (answer.code, answer.err) == (0, "")
    assert leftovers(path.parent) == []
    return entries(path) == 1


def refused(answer: Answer, path: Path) -> bool:
    """Whether it was refused by one message, with the file as it was, and nothing is left over."""
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith("parplan: ")
    assert answer.err.count("parplan: ") == 1
    assert leftovers(path.parent) == []
    return path.read_bytes() == OLD


def as_somebody(act: Callable[[], object], user: int = NOBODY, group: int = NOBODY) -> None:
    """Do something as a user without special rights: in a copy of this process, where root runs the tests."""
    if os.geteuid() != 0:
        act()
        return
    importlib.import_module("encodings.ascii")  # root's Python may be out of reach then
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.setgroups([])
            os.setgid(group)
            os.setuid(user)
            act()
        except BaseException:
            os.write(writer, traceback.format_exc().encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        told = pipe.read().decode()
    os.waitpid(child, 0)
    assert not told, told


@contextmanager
def held_elsewhere(path: Path, *, ends_after: float | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that holds a file as a command does, for some seconds or as long as this lasts."""
    program = (
        "import sys, time; from pathlib import Path; from parplan.files.locking import held\n"
        "with held(Path(sys.argv[1]), print):\n"
        "    print('held', flush=True)\n"
        "    time.sleep(float(sys.argv[2]))\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", program, str(path), str(ends_after or 60)], stdout=subprocess.PIPE, cwd=path.parent
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().split() == [b"held"]
        yield holder
    finally:
        holder.kill()
        holder.communicate()


def environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "PYTHONIOENCODING": "utf-8", "HOME": str(home), **ENVIRONMENT, **MOMENT}


# -- what is kept ----------------------------------------------------------------------------------------------------


@on_posix
@pytest.mark.parametrize("mode", [0o640, 0o600, 0o664, 0o444 | 0o200, 0o755, 0o620])
def test_the_mode_is_kept(record: Run, plan: Path, mode: int) -> None:
    plan.chmod(mode)
    assert recorded(record(), plan)
    assert stat.S_IMODE(plan.stat().st_mode) == mode


@on_posix
def test_the_mode_does_not_depend_on_what_new_files_get(record: Run, plan: Path) -> None:
    plan.chmod(0o666)
    before = os.umask(0o077)
    try:
        assert recorded(record(), plan)
    finally:
        os.umask(before)
    assert stat.S_IMODE(plan.stat().st_mode) == 0o666


@on_posix
def test_nobody_else_can_read_the_file_while_it_is_written(record: Run, plan: Path) -> None:
    plan.chmod(0o600)
    seen = []

    def look(call: Call) -> None:
        seen.extend(
            path.stat().st_mode & 0o077
            for path in plan.parent.iterdir()
            if path.name.endswith(".tmp") and call.name != "stat"
        )

    with Layer(plan.parent, look):
        answer = record()
    assert recorded(answer, plan)
    assert seen != []
    assert set(seen) == {0}


@as_root
def test_the_owner_is_kept_by_root(record: Run, plan: Path) -> None:
    os.chown(plan, 1234, 2345)
    plan.chmod(0o640)
    assert recorded(record(), plan)
    status = plan.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (1234, 2345, 0o640)


@as_root
def test_the_group_of_a_shared_folder_is_kept_by_a_colleague(record: Run, plan: Path) -> None:
    """A folder with the set-group-ID bit, a file of another user of the same group."""
    os.chown(plan.parent, 1234, 2345)
    plan.parent.chmod(0o2775)
    os.chown(plan, 1234, 2345)
    plan.chmod(0o664)

    def act() -> None:
        assert recorded(record(), plan)

    record("log")  # all is imported as root, who may read it
    as_somebody(act, 1235, 2345)
    status = plan.stat()
    assert (status.st_gid, stat.S_IMODE(status.st_mode)) == (2345, 0o664)


@as_root
def test_so_it_is_where_the_folder_gives_its_own_group(record: Run, plan: Path) -> None:
    """The group is not that of the one who writes: then the folder's stays, and so does the mode."""
    os.chown(plan.parent, 1234, 2345)
    plan.parent.chmod(0o2777)
    os.chown(plan, 1234, 2345)
    plan.chmod(0o666)

    def act() -> None:
        assert recorded(record(), plan)

    record("log")
    as_somebody(act)
    status = plan.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (NOBODY, 2345, 0o666)


@needs_xattr
def test_extended_attributes_are_kept(record: Run, plan: Path) -> None:
    try:
        os.setxattr(plan, "user.comment", "bản chính".encode())
    except OSError:
        pytest.skip("the file system has no extended attributes")
    assert recorded(record(), plan)
    assert os.getxattr(plan, "user.comment").decode() == "bản chính"


@needs_xattr
def test_attributes_that_cannot_be_copied_do_not_stop_it(
    record: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(os, "listxattr", lambda *_: ["security.selinux", "user.x"])
    monkeypatch.setattr(os, "getxattr", lambda *_: b"x")
    monkeypatch.setattr(os, "setxattr", refuse)
    assert recorded(record(), plan)


def _symlink(link: Path, target: Path | str) -> None:
    if not LINKS:
        pytest.skip("links need a right of their own here")
    link.symlink_to(target)


@pytest.mark.parametrize("kind", ["relative", "absolute", "chain", "folder"])
def test_a_link_stays_and_the_file_behind_it_is_written(record: Run, home: Path, kind: str) -> None:
    real = make_plan(home / "kho" / "ban chinh.yaml")
    (home / "plans").mkdir()
    link = home / "plans" / "2021.yaml"
    if kind == "relative":
        _symlink(link, os.path.join("..", "kho", "ban chinh.yaml"))  # noqa: PTH118
    elif kind == "absolute":
        _symlink(link, real)
    elif kind == "chain":
        _symlink(home / "between.yaml", real)
        _symlink(home / "plans" / "again", os.path.join("..", "between.yaml"))  # noqa: PTH118
        _symlink(link, "again")
    else:
        (home / "plans").rmdir()
        _symlink(home / "plans", home / "kho")
        link = home / "plans" / "ban chinh.yaml"
    target = os.readlink(link) if link.is_symlink() else None  # noqa: PTH115
    with Layer(real.parent) as layer:
        answer = record()
    assert recorded(answer, real)
    assert (os.readlink(link) if link.is_symlink() else None) == target  # noqa: PTH115
    assert not real.is_symlink()
    assert leftovers(link.parent) == []
    # What is made for a moment is made beside the real file, also the lock: by whatever name, all wait for the same.
    assert {call.file for call in layer.calls if call.name == "lock" and call.file != "."} == {".ban chinh.yaml.lock"}


@pytest.mark.parametrize(
    "words",
    [DONE, ("progress", "1.a", "--note", "x"), ("reschedule", "1.a/plan", "--to", "2021-06-30", "--basis", "1/KH")],
)
def test_a_file_of_two_names_is_refused(record: Run, plan: Path, words: tuple[str, ...]) -> None:
    """The file is replaced, not written into: the other name would keep the old text, and nobody would be told."""
    other = plan.parent.parent / "other.yaml"
    other.hardlink_to(plan)
    answer = record(*words)
    assert refused(answer, plan)
    assert "plans/2021.yaml has 2 names (hard links)" in answer.err
    assert "ln -s" in answer.err
    assert other.samefile(plan)
    assert record(*DONE, "--dry-run").code == 0
    other.unlink()
    assert recorded(record(), plan)


@pytest.mark.parametrize(
    "name", ["kế hoạch năm 2021.yaml", "2021 (bản cuối) #2.yaml", ".2021.yaml", "Kế hoạch.yml", "-p.yaml", "a.b.c"]
)
def test_files_of_every_name(record: Run, home: Path, name: str) -> None:
    plan = make_plan(home / "Sở Khoa học" / name)
    before = set(plan.parent.iterdir())
    for words in DONE, ("undo",), DONE:
        answer = record(*words, "--plan", f"Sở Khoa học/{name}")
        assert (answer.code, answer.err) == (0, "")
        assert set(plan.parent.iterdir()) == before
    assert entries(plan) == 1


@pytest.mark.parametrize("letter", [pytest.param("k", marks=on_wine_names_are_shorter), "ế"])
def test_a_name_of_as_many_bytes_as_there_can_be(record: Run, home: Path, letter: str) -> None:
    room = 255 - len(".yaml")
    name = letter * (room // len(letter.encode())) + ".yaml"
    try:
        plan = make_plan(home / "plans" / name)
    except OSError:
        pytest.skip("the system has no names of that length here")
    assert recorded(record(), plan)
    assert list(plan.parent.iterdir()) == [plan]


@pytest.mark.parametrize("size", [1, 100])
def test_a_large_file_is_written_whole(record: Run, home: Path, size: int) -> None:
    plan = make_plan(home / "plans" / "2021.yaml")
    comment = "# " + "ghi chú dài " * 5000 + "\n"
    plan.write_bytes(OLD + (comment * size).encode())
    assert (record().code, entries(plan)) == (0, 1)
    assert plan.read_bytes().endswith((comment * size).encode())


# -- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [DONE, ("progress", "1.a", "--note", "x"), ("undo",)])
def test_a_read_only_file_is_refused_also_to_root(record: Run, plan: Path, words: tuple[str, ...]) -> None:
    old = OLD
    if words == ("undo",):
        record()
        old = plan.read_bytes()
    plan.chmod(0o444)
    answer = record(*words)
    assert (answer.code, answer.out, plan.read_bytes()) == (3, "", old)
    assert answer.err.startswith("parplan: ")
    assert "plans/2021.yaml is read-only; nothing was written\n" in answer.err
    assert leftovers(plan.parent) == []
    plan.chmod(0o644)


def test_a_read_only_file_can_be_asked_and_previewed(record: Run, plan: Path) -> None:
    plan.chmod(0o444)
    assert record("due").code == 0
    preview = record(*DONE, "--dry-run")
    plan.chmod(0o644)
    assert (preview.code, "+  " in preview.out) == (0, True)
    assert leftovers(plan.parent) == []


@on_posix
@pytest.mark.parametrize("mode", [0o555, 0o511])
def test_a_folder_nothing_may_be_written_to(record: Run, plan: Path, mode: int) -> None:
    if os.geteuid() == 0:
        os.chown(plan, NOBODY, NOBODY)
    plan.parent.chmod(mode)

    def act() -> None:
        words = (*DONE, "--plan", "plans/2021.yaml")
        answer = record(*words)
        assert (answer.code, answer.out) == (3, "")
        assert "there is no permission to write in the folder of" in answer.err
        assert "nothing was written" in answer.err

    record("log")
    as_somebody(act)
    plan.parent.chmod(0o755)
    assert plan.read_bytes() == OLD
    assert leftovers(plan.parent) == []


@on_posix
def test_a_file_of_somebody_else_that_may_only_be_read(record: Run, plan: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    plan.parent.chmod(0o777)
    plan.chmod(0o644)

    def act() -> None:
        assert refused(record(), plan)
        assert record("log").code == 0

    record("log")
    as_somebody(act)


@on_posix
def test_a_sticky_folder_where_only_the_owner_may_replace_a_file(record: Run, plan: Path) -> None:
    """As /tmp: everybody may write to the file, and nobody else may put another in its place."""
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    os.chown(plan.parent, 1234, 2345)
    os.chown(plan, 1234, 2345)
    plan.parent.chmod(0o1777)
    plan.chmod(0o666)

    def act() -> None:
        assert refused(record(), plan)

    record("log")
    as_somebody(act)


@pytest.mark.parametrize("when", ["read", "locked"])
def test_a_folder_that_vanishes_is_not_made_again(
    record: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """A USB stick pulled out, a share that is gone, a folder renamed by a colleague."""
    elsewhere = plan.parent.parent / "renamed"

    def vanish() -> None:
        if plan.parent.exists() and not elsewhere.exists():
            plan.parent.rename(elsewhere)

    @contextmanager
    def vanishing(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
        if when == "read":
            vanish()
        with held(path, on_wait):
            if when == "locked":
                vanish()
            yield

    if os.name == "nt" and when == "locked":
        pytest.skip("Windows renames no folder with an open file")
    monkeypatch.setattr("parplan.recording.storing.held", vanishing)
    answer = record()
    assert (answer.code, answer.out) == (3, "")
    assert "moved or deleted" in answer.err
    assert "did you mean" not in answer.err
    assert not plan.parent.exists()
    assert (elsewhere / "2021.yaml").read_bytes() == OLD


def _between(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Do something after the change was made of the file, and before it is compared for the last time."""
    check = writing._check_unchanged

    def acting(real: Path, old: bytes) -> None:
        act()
        check(real, old)

    monkeypatch.setattr(writing, "_check_unchanged", acting)


EDITED = OLD.replace("Sở A".encode(), "Sở B".encode())


@pytest.mark.parametrize("how", ["written over", "replaced", "emptied", "same size and time"])
def test_a_file_edited_meanwhile_is_left_as_edited(
    record: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    new = b"" if how == "emptied" else EDITED
    status = plan.stat()

    def edit() -> None:
        if how == "replaced":
            (plan.parent / "edited").write_bytes(new)
            (plan.parent / "edited").replace(plan)
        else:
            plan.write_bytes(new)
            if how == "same size and time":
                os.utime(plan, ns=(status.st_atime_ns, status.st_mtime_ns))

    _between(monkeypatch, edit)
    answer = record()
    assert (answer.code, answer.out) == (3, "")
    assert "plans/2021.yaml was changed by another program meanwhile; nothing was written" in answer.err
    assert plan.read_bytes() == new
    assert leftovers(plan.parent) == []


def test_a_file_edited_before_it_is_held_gets_the_entry_beside_the_edit(
    record: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def editing(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
        plan.write_bytes(EDITED)
        with held(path, on_wait):
            yield

    monkeypatch.setattr("parplan.recording.storing.held", editing)
    assert recorded(record(), plan)
    assert "Sở B".encode() in plan.read_bytes()


@pytest.mark.parametrize("now", ["invalid", "another plan", "a folder", "a link to nothing", "gone", "read-only"])
def test_what_is_there_instead_when_the_file_is_held(
    record: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, now: str
) -> None:
    @contextmanager
    def changing(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
        if now == "read-only":
            plan.chmod(0o444)
        elif now == "invalid":
            plan.write_bytes(OLD + b"sections: []\n")
        elif now == "another plan":
            plan.write_bytes(OLD.replace(b"1.a", b"1.x"))
        else:
            plan.unlink()
            if now == "a folder":
                plan.mkdir()
            elif now == "a link to nothing":
                _symlink(plan, "nothing.yaml")
        with held(path, on_wait):
            yield

    monkeypatch.setattr("parplan.recording.storing.held", changing)
    answer = record()
    # A task that is not there any more is still a wrong request.
    assert (answer.code, answer.out) == (2 if now == "another plan" else 3, "")
    assert "did you mean plans/." not in answer.err
    assert "plans/.2021.yaml.lock" not in answer.err
    assert leftovers(plan.parent) == []
    if plan.is_file():
        assert b"recorded" not in plan.read_bytes()
        plan.chmod(0o644)


def test_a_file_replaced_by_a_folder_at_the_last_moment(
    record: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def swap() -> None:
        plan.unlink()
        plan.mkdir()

    _between(monkeypatch, swap)
    answer = record()
    assert (answer.code, answer.out) == (3, "")
    assert "nothing was written" in answer.err
    assert plan.is_dir()
    assert leftovers(plan.parent) == []


# -- another user of the folder, who swaps files ----------------------------------------------------------------------


def _swap(folder: Path, name: str) -> None:
    """Put a file of another user in the place of one, as who may write to the folder can."""
    (folder / "theirs").write_bytes(OLD.replace(b"1.a", b"1.x"))
    (folder / "theirs").chmod(0o666)
    os.chown(folder / "theirs", 1234, 2345)
    (folder / "theirs").replace(folder / name)


def _new(folder: Path) -> str:
    return next(path.name for path in folder.iterdir() if path.name.endswith(".tmp"))


@as_root
def test_the_new_file_swapped_before_it_is_put_in_place(
    record: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan.chmod(0o600)
    _between(monkeypatch, lambda: _swap(plan.parent, _new(plan.parent)))
    answer = record()
    assert refused(answer, plan)
    assert "another user of the folder has replaced the new file; nothing was written" in answer.err
    assert stat.S_IMODE(plan.stat().st_mode) == 0o600


@as_root
@pytest.mark.parametrize("kind", ["file", "link"])
def test_the_new_file_swapped_at_the_last_moment_is_told(
    record: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Between the look and the renaming nothing can be held; then it is seen afterwards, and never called recorded."""
    replace = os.replace

    def swapping(*names: str, **folders: int) -> None:
        monkeypatch.undo()
        if kind == "file":
            _swap(plan.parent, names[0])
        else:
            (plan.parent / names[0]).unlink()
            (plan.parent / names[0]).symlink_to("/etc/hostname")
        replace(*names, **folders)

    monkeypatch.setattr(os, "replace", swapping)
    answer = record()
    assert (answer.code, answer.out) == (3, "")
    assert "another user of the folder has replaced the file that was written" in answer.err
    assert leftovers(plan.parent) == []


@on_posix
def test_attributes_are_given_to_the_file_that_was_made(
    record: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not to whatever has its name by then: else a link would carry the mode of a shared plan to any file."""
    victim = plan.parent.parent / "victim"
    victim.write_bytes(b"")
    victim.chmod(0o600)
    plan.chmod(0o666)
    fchmod = os.fchmod

    def swapping(descriptor: int, mode: int) -> None:
        for new in plan.parent.glob(".*.tmp"):  # the lock's mode is set too
            new.unlink()
            new.symlink_to(victim)
        fchmod(descriptor, mode)

    monkeypatch.setattr(os, "fchmod", swapping)
    answer = record()
    assert refused(answer, plan)
    assert stat.S_IMODE(victim.stat().st_mode) == 0o600


@as_root
@pytest.mark.parametrize(("mode", "kept"), [(0o660, 0o600), (0o664, 0o644), (0o4777, 0o777), (0o640, 0o600)])
def test_the_rights_of_one_group_are_not_given_to_another(record: Run, plan: Path, mode: int, kept: int) -> None:
    """Who may not give the file its group back; nor is a file made that runs as another user."""
    os.chown(plan, NOBODY, 2345)
    plan.chmod(mode)
    plan.parent.chmod(0o777)

    def act() -> None:
        assert recorded(record(), plan)

    record("log")
    as_somebody(act)
    assert (plan.stat().st_gid, stat.S_IMODE(plan.stat().st_mode)) == (NOBODY, kept)


# -- no room ---------------------------------------------------------------------------------------------------------


@as_root
def test_a_disk_that_is_full(record: Run, home: Path) -> None:
    """A real one, of 64 KiB."""
    disk = home / "plans"
    disk.mkdir()
    if shutil.which("mount") is None or sys.platform != "linux":
        pytest.skip("no tmpfs to mount")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("nothing may be mounted here")
    try:
        plan = make_plan(disk / "2021.yaml")
        filler = disk / "filler"
        with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(b"x" * 4096)
        answer = record()
        assert refused(answer, plan)
        assert answer.err.startswith("parplan: the disk of plans/2021.yaml is full; nothing was written\n")
        filler.unlink()
        assert recorded(record(), plan)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("name", ["write", "fsync", "close-written", "open-new"])
@pytest.mark.parametrize("error", ["ENOSPC", "EDQUOT"])
def test_no_room_is_said_in_plain_words(record: Run, plan: Path, name: str, error: str) -> None:
    number = getattr(errno, error, errno.ENOSPC)

    def fill(call: Call) -> Fail | None:
        return Fail(number) if call.name == name and call.file.endswith(".tmp") else None

    with Layer(plan.parent, fill):
        answer = record()
    assert refused(answer, plan)
    assert "the disk of" in answer.err
    assert "the file is unchanged" in answer.err


@on_posix
def test_a_limit_on_the_size_of_files(record: Run, plan: Path) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(OLD) + 10, limits[1]))
    try:
        answer = record()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert refused(answer, plan)
    assert "cannot be written" in answer.err


@on_posix
def test_a_written_file_that_is_not_confirmed_is_not_called_unwritten(record: Run, plan: Path) -> None:
    calls: list[Call] = []
    with Layer(plan.parent) as layer:
        record()
    calls = layer.calls
    flush = next(call.number for call in calls if call.name == "fsync" and call.file == ".")
    plan.write_bytes(OLD)
    with Layer(plan.parent, fail_at(flush, errno.EIO)):
        answer = record()
    assert (answer.code, entries(plan)) == (3, 1)
    assert "2021.yaml was written, but the system did not confirm that it is on the disk" in answer.err
    assert "nothing was written" not in answer.err


# -- held by another command -----------------------------------------------------------------------------------------


def test_waiting_is_said_soon_and_ends_when_the_other_command_does(plan: Path, home: Path) -> None:
    slowness = 4 if WINE else 1  # starting a process takes it several seconds
    with held_elsewhere(plan, ends_after=5 * slowness):
        started = time.monotonic()
        command = subprocess.Popen(
            [sys.executable, "-m", "parplan", *DONE],
            cwd=home, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert command.stderr is not None
        said = command.stderr.readline().decode()
        after = time.monotonic() - started
        assert said.startswith("Another command is writing to plans/2021.yaml; waiting for it, at most 60 seconds")
        assert plan.read_bytes() == OLD
        out, err = command.communicate(timeout=60)
    assert after < 4.5 * slowness  # a second of patience, and the start of a process on a slow machine
    assert (command.returncode, err) == (0, b"")
    assert b"Recorded in plans/2021.yaml" in out
    assert entries(plan) == 1
    assert leftovers(plan.parent) == []


def test_a_short_wait_is_not_mentioned(record: Run, plan: Path) -> None:
    with held_elsewhere(plan, ends_after=0.4):
        answer = record()
    assert recorded(answer, plan)


@pytest.mark.parametrize("longest", [0.3, 1.4])
def test_a_wait_without_end_ends(record: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, longest: float) -> None:
    monkeypatch.setattr("parplan.recording.storing.held", partial(held, longest_wait=longest))
    with held_elsewhere(plan):
        started = time.monotonic()
        answer = record()
        took = time.monotonic() - started
        assert plan.read_bytes() == OLD
        assert companion(plan, "lock").exists()  # it is the other's
    assert (answer.code, answer.out) == (3, "")
    assert longest <= took < longest + 5
    assert ("waiting for it" in answer.err) == (longest > 1)
    assert "has been locked by another command for over" in answer.err
    assert "nothing was written" in answer.err
    assert ".2021.yaml.lock" in answer.err  # how to get out of it


def test_the_other_verbs_do_not_wait(record: Run, plan: Path) -> None:
    with held_elsewhere(plan):
        started = time.monotonic()
        for words in ("due",), ("log",), ("validate",), (*DONE, "--dry-run"):
            assert record(*words).code == 0
        assert time.monotonic() - started < 10
    assert plan.read_bytes() == OLD


def test_a_command_that_was_killed_holds_nothing(record: Run, plan: Path) -> None:
    with held_elsewhere(plan) as holder:
        holder.kill()
        holder.wait()
        assert leftovers(plan.parent) == [".2021.yaml.lock"]
        assert recorded(record(), plan)


def test_what_is_the_same_again_needs_no_lock_and_is_not_refused_one(record: Run, plan: Path) -> None:
    assert recorded(record(), plan)
    with held_elsewhere(plan), Layer(plan.parent) as layer:
        again = record()
    assert (again.code, entries(plan)) == (0, 1)
    assert [str(call) for call in layer.calls if call.changes] == []


@on_posix
def test_ctrl_c_while_waiting_writes_nothing(plan: Path, home: Path) -> None:
    with held_elsewhere(plan):
        command = subprocess.Popen(
            [sys.executable, "-m", "parplan", *DONE],
            cwd=home, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert command.stderr is not None
        assert b"waiting for it" in command.stderr.readline()
        command.send_signal(signal.SIGINT)
        out, err = command.communicate(timeout=30)
        assert (command.returncode, out, err) == (130, b"", b"")
        assert plan.read_bytes() == OLD
        assert [name for name in leftovers(plan.parent) if not name.endswith(".lock")] == []


@on_posix
@pytest.mark.parametrize("at", ["write", "fsync", "fchmod"])
def test_ctrl_c_while_writing_writes_nothing(record: Run, plan: Path, at: str) -> None:
    """An interruption in the middle of it, before the file is replaced."""

    def interrupt(call: Call) -> None:
        if call.name == at and call.file.endswith(".tmp"):
            raise KeyboardInterrupt

    with Layer(plan.parent, interrupt):
        answer = record()
    assert (answer.code, answer.out, answer.err) == (130, "", "")
    assert plan.read_bytes() == OLD
    assert leftovers(plan.parent) == []


# -- what is left over, and what is somebody else's ------------------------------------------------------------------


def test_what_killed_commands_left_is_deleted_by_the_next_that_writes(record: Run, plan: Path) -> None:
    left = [".2021.yaml.parplan-abcd1234.tmp", ".2021.yaml.parplan-zz_zz_zz.tmp", ".2021.yaml.lock"]
    for name in left:
        (plan.parent / name).write_bytes(OLD[:100])
    assert record("due").code == 0
    assert leftovers(plan.parent) == sorted(left)  # who only reads deletes nothing
    assert recorded(record(), plan)


FOREIGN = [
    ".2022.yaml.parplan-abcd1234.tmp",
    ".2022.yaml.lock",
    "2021.yaml.tmp",
    "2021.yaml~",
    ".2021.yaml.swp",
    ".2021.yaml.swo",
    ".#2021.yaml",
    "#2021.yaml#",
    "2021.yaml.orig",
    "2021.yaml.lock",
    ".2021.yaml",
    ".2021.yaml.tmp",
    ".2021.yaml.bak.tmp",
    ".2021.yaml.của tôi.tmp",
    ".2021.yml.parplan-abcd1234.tmp",
    ".2021.yaml.parplan-backup-of-monday.tmp",
    "~$2021.yaml",
    ".~lock.2021.yaml#",
    "tmpabcd1234",
]


def test_files_of_others_with_names_alike_are_never_touched(record: Run, plan: Path) -> None:
    for name in FOREIGN:
        (plan.parent / name).write_text("của người khác", encoding="utf-8")
    words = (*DONE, "--plan", "plans/2021.yaml")
    assert record(*words).code == 0
    assert record("undo", "--plan", "plans/2021.yaml").code == 0
    gone = [name for name in FOREIGN if not (plan.parent / name).exists()]
    assert gone == []
    assert all((plan.parent / name).read_text(encoding="utf-8") == "của người khác" for name in FOREIGN)


def test_a_folder_with_the_name_of_a_leftover_is_not_touched(record: Run, plan: Path) -> None:
    """And does not keep the others from being deleted."""
    folders = [plan.parent / f".2021.yaml.parplan-abcd123{n}.tmp" for n in range(3)]
    for folder in folders:
        folder.mkdir()
    left = [plan.parent / f".2021.yaml.parplan-efgh567{n}.tmp" for n in range(5)]
    for file in left:
        file.write_bytes(b"x")
    answer = record()
    assert (answer.code, answer.err) == (0, "")
    assert all(folder.is_dir() for folder in folders)
    assert [file.name for file in left if file.exists()] == []


def test_what_another_command_is_writing_of_a_plan_with_a_longer_name_is_not_touched(record: Run, home: Path) -> None:
    plan = make_plan(home / "plans" / "2021")
    theirs = home / "plans" / ".2021.yaml.parplan-abcd1234.tmp"
    theirs.write_bytes(OLD)
    assert record(*DONE, "--plan", "plans/2021").code == 0
    assert entries(plan) == 1
    assert theirs.exists()


@on_posix
@pytest.mark.parametrize("kind", ["folder", "link", "dangling link", "pipe", "hard link"])
def test_where_the_lock_should_be_is_something_else(record: Run, plan: Path, kind: str) -> None:
    lock = companion(plan, "lock")
    victim = plan.parent.parent / "victim"
    victim.write_bytes(b"victim")
    if kind == "folder":
        lock.mkdir()
    elif kind == "pipe":
        os.mkfifo(lock)
    elif kind == "hard link":
        lock.hardlink_to(victim)
    else:
        _symlink(lock, victim if kind == "link" else "nothing")
    answer = record()
    assert (answer.code, answer.out) == (3, "")
    what = {"hard link": "a hard link to another file", "dangling link": "a link", "pipe": "a pipe or a device"}
    assert f"plans/.2021.yaml.lock, the lock file of plans/2021.yaml, is {what.get(kind, f'a {kind}')};" in answer.err
    assert "nothing was written\n  delete " in answer.err
    assert plan.read_bytes() == OLD
    assert victim.read_bytes() == b"victim"
    assert os.path.lexists(lock)


def test_a_lock_left_by_another_user_does_not_lock_for_ever(record: Run, plan: Path) -> None:
    """It was left by a killed command of a colleague who has no write permission for others."""
    lock = companion(plan, "lock")
    lock.write_bytes(b"")
    lock.chmod(0o444)
    answer = record()
    if os.name == "posix" and os.geteuid() == 0:
        assert recorded(answer, plan)
    else:
        assert answer.code in (0, 3)
        assert "Traceback" not in answer.err
    if lock.exists():
        lock.chmod(0o644)


def test_the_lock_is_beside_the_file_under_a_name_of_its_own(tmp_path: Path) -> None:
    names = ["2021.yaml", "2022.yaml", "kế hoạch.yaml", "k" * 250 + ".yaml", "k" * 251 + ".yaml"]
    locks = {companion(tmp_path / name, "lock") for name in names}
    assert len(locks) == len(names)
    assert all(lock.parent == tmp_path and len(os.fsencode(lock.name)) <= 200 for lock in locks)
    assert locking.LONGEST_WAIT >= 30


@pytest.mark.parametrize(("title", "written"), [("Rà soát", False), ("việc", True)])
def test_an_address_that_is_another_task_since_the_plan_was_read_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, title: str, written: bool
) -> None:
    plan = tmp_path / "2021.yaml"
    plan.write_text(write_plan("[{id: 1.a, title: Việc, lead: [VP], time: Quý I/2021}]"), encoding="utf-8")
    edited = plan.read_text(encoding="utf-8").replace("title: Việc", f"title: {title}")

    def edit(_path: Path) -> None:
        plan.write_text(edited, encoding="utf-8")

    monkeypatch.setattr("parplan.recording.storing.check_replaceable", edit)
    answer = run("done", "1.a", "--plan", str(plan))
    assert (plan.read_text(encoding="utf-8") != edited) == written
    told = "somebody else has changed what 1.a means; nothing was written"
    assert (answer.code, told in answer.err) == ((0, False) if written else (3, True))
