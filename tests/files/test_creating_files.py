"""New files are there whole or not at all, several of them all or none."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import needs_links, on_posix
from parplan.errors import FileError, ParplanError, RequestError
from parplan.files import creating
from parplan.files.building import built_folder
from parplan.files.creating import built_file, built_path, create_file, create_files, create_plan
from parplan.files.folder import Folder, Identity
from parplan.files.paths import own_target
from parplan.files.recognizing import has_progress, is_plan


def test_a_file_and_its_folders(tmp_path: Path) -> None:
    create_file(tmp_path / "a" / "b" / "new.txt", "nội dung".encode())
    assert (tmp_path / "a" / "b" / "new.txt").read_bytes()
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["new.txt"]


def test_it_gets_the_mode_new_files_get(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    create_file(tmp_path / "new", b"x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    paths = [tmp_path / name for name in ("bytes", "file", "path", "plan.yaml", "record")]
    for path in paths:
        path.write_bytes(b"")
        path.chmod(mode)
    create_file(paths[0], b"x", force=True)
    with built_file(paths[1], force=True) as file:
        file.write(b"x")
    with built_path(paths[2], force=True) as made:
        assert stat.S_IMODE(made.stat().st_mode) == 0o600  # nobody else reads it meanwhile
        made.write_bytes(b"x")
    create_plan(paths[3], b"x", paths[4], b"x", force=True)
    assert [(path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) for path in paths] == [(b"x", mode)] * len(paths)


@on_posix
def test_what_belongs_to_a_new_plan_has_no_rights_of_what_was_there(tmp_path: Path) -> None:
    """Another user made a record, open to all, where a private plan was about to be imported."""
    plan, record = tmp_path / "plan.yaml", tmp_path / "record"
    record.write_bytes(b"old")
    record.chmod(0o666)
    before = os.umask(0o077)
    try:
        create_plan(plan, b"parplan: 1", record, b"new")
    finally:
        os.umask(before)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (plan, record)] == [0o600, 0o600]
    assert (record.read_bytes(), record.stat().st_uid) == (b"new", plan.stat().st_uid)


def test_what_is_there_stays_without_force(tmp_path: Path) -> None:
    path = tmp_path / "there"
    path.write_bytes(b"old")
    with pytest.raises(RequestError, match="already exists"):
        create_file(path, b"new")
    assert path.read_bytes() == b"old"
    create_file(path, b"new", force=True)
    assert path.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["there"]


def test_several_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "b").write_bytes(b"old")
    with pytest.raises(RequestError, match="already exists"):
        create_files({tmp_path / "folder" / "a": b"1", tmp_path / "folder" / "b": b"2"})
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["b"]


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def fsync(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(creating.os, "fsync", fsync)
    with pytest.raises(FileError, match="is full"):
        create_files({tmp_path / "new" / "a": b"1", tmp_path / "new" / "b": b"2"})
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "there"
    path.write_bytes(b"old")

    def fsync(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(creating.os, "fsync", fsync)
    with pytest.raises(FileError):
        create_file(path, b"new", force=True)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["there"]


def test_an_interrupt_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(creating, "_put_in_place", interrupted)
    with pytest.raises(KeyboardInterrupt):
        create_file(tmp_path / "new" / "a", b"1")
    assert list(tmp_path.iterdir()) == []


def test_no_plan_is_there_without_its_record_at_any_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put, seen = creating._put_in_place, []

    def put_one(*given: Any) -> None:
        if seen:
            assert (tmp_path / "record").read_bytes() == b"doubts"
            raise KeyboardInterrupt
        seen.append(given)
        put(*given)

    monkeypatch.setattr(creating, "_put_in_place", put_one)
    with pytest.raises(KeyboardInterrupt):
        create_plan(tmp_path / "2021.yaml", b"plan", tmp_path / "record", b"doubts")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="renaming refuses a name that is taken by itself")
def test_a_name_taken_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new"
    write = creating._write_beside

    def somebody_else(folder: Folder, place: creating._Place, data: bytes) -> tuple[str, Identity]:
        written = write(folder, place, data)
        path.write_bytes(b"theirs")
        return written

    monkeypatch.setattr(creating, "_write_beside", somebody_else)
    with pytest.raises(RequestError, match="already exists"):
        create_file(path, b"mine")
    assert path.read_bytes() == b"theirs"
    assert [one.name for one in tmp_path.iterdir()] == ["new"]


@pytest.mark.skipif(sys.platform == "win32", reason="links are not used there")
def test_a_disk_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    create_file(tmp_path / "new", b"x")
    assert (tmp_path / "new").read_bytes() == b"x"
    assert [one.name for one in tmp_path.iterdir()] == ["new"]
    with pytest.raises(RequestError):
        create_file(tmp_path / "new", b"y")


@needs_links
def test_a_link_stands_for_its_file(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    create_file(tmp_path / "link", b"new", force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@on_posix
@pytest.mark.parametrize("way", ["straight", "by a link of one's own", "as a folder"])
@pytest.mark.parametrize("make", [create_file, built_file, built_path, built_folder], ids=lambda make: make.__name__)
def test_a_link_of_another_user_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Any, way: str
) -> None:
    """Who writes to a shared folder put a link to a private file in the place of the page that is made anew daily."""
    shared, private = tmp_path / "shared" / "page", tmp_path / "private"
    shared.parent.mkdir()
    if make is built_folder:
        private.mkdir()
    else:
        private.write_bytes(b"mine")
    own = tmp_path / "own"
    own.symlink_to(shared)
    if way == "as a folder":
        given_away(monkeypatch, shared.parent / "pages", tmp_path)
        path, shared = shared.parent / "pages" / "private", shared.parent / "pages"
    else:
        given_away(monkeypatch, shared, private)
        path = shared if way == "straight" else own
    with pytest.raises(FileError, match="link of another user"):
        write_over(make, path)
    assert shared.is_symlink()
    assert [one.name for one in tmp_path.rglob("*") if "parplan" in one.name] == []
    assert private.is_dir() if make is built_folder else private.read_bytes() == b"mine"


@on_posix
@pytest.mark.parametrize("below", ["", "more"])
@pytest.mark.parametrize("make", [create_file, built_file, built_path, built_folder], ids=lambda make: make.__name__)
def test_a_folder_that_is_a_link_of_another_user_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Any, below: str
) -> None:
    """New files were written into the clerk's own folder; a link of one's own is followed."""
    shared, private = tmp_path / "shared" / "forms", tmp_path / "private"
    shared.parent.mkdir()
    private.mkdir()
    given_away(monkeypatch, shared, private)
    with pytest.raises(FileError, match="link of another user"):
        write_over(make, shared / below / "new")
    with pytest.raises(FileError, match="link of another user"):
        create_files({shared / below / "new": b"1", tmp_path / "other": b"2"})
    with pytest.raises(FileError, match="link of another user"):
        create_plan(shared / below / "new.yaml", b"1", shared / below / "record", b"2")
    assert not [*private.iterdir(), *tmp_path.glob("other")]
    own = tmp_path / "own"
    own.symlink_to(private)
    write_over(make, own / below / "new")
    assert (private / below / "new").exists()


@on_posix
def test_a_folder_that_its_owner_made_a_link_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a").write_bytes(b"old")
    given_away(monkeypatch, tmp_path / "web", Path("x/../pages"))
    (tmp_path / "x").mkdir()
    real = Path.stat

    def stat(path: Path, **rest: bool) -> os.stat_result:
        status = real(path, **rest)
        return os.stat_result([*status[:4], 4711, *status[5:10]]) if path == tmp_path else status

    monkeypatch.setattr(Path, "stat", stat)
    create_file(tmp_path / "web" / "a", b"new", force=True)
    assert (tmp_path / "pages" / "a").read_bytes() == b"new"


@on_posix
def test_links_are_followed_as_the_system_follows_them(tmp_path: Path) -> None:
    for name in ("a/b/c", "d"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "a" / "b" / "c" / "file").touch()
    for link, target in {
        "l": "a/b",
        "d/up": "../l/c",
        "d/abs": tmp_path / "d" / "up" / "..",
        "d/f": "abs/c/./file",
    }.items():
        (tmp_path / link).symlink_to(target)
    for path in ("d/f", "l/c/file", "d/../l/c/../c/file", "d/abs/../b/c/file", "d/none", "none/file", ".", "d/.."):
        assert own_target(tmp_path / path) == (tmp_path / path).resolve(), path


def write_over(make: Any, path: Path) -> None:
    """Write something over what is at ``path``, in one of the ways."""
    if make is create_file:
        create_file(path, b"page", force=True)
        return
    rest = [lambda _: True] if make is built_folder else []
    with make(path, *rest, force=True):
        pass


def given_away(monkeypatch: pytest.MonkeyPatch, link: Path, target: Path) -> None:
    """Make a link that belongs to another user."""
    link.symlink_to(target)
    real = Path.lstat

    def lstat(path: Path) -> os.stat_result:
        status = real(path)
        return os.stat_result([*status[:4], 4711, *status[5:10]]) if path == link else status

    monkeypatch.setattr(Path, "lstat", lstat)


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_is_no_file(tmp_path: Path, force: bool) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(RequestError, match="is a folder"):
        create_file(tmp_path / "folder", b"x", force=force)


def test_a_file_where_a_folder_is_needed(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileError, match="a file stands where a folder is needed"):
        create_file(tmp_path / "file" / "new", b"x")
    with pytest.raises(FileError, match="a file stands where a folder is needed"):
        create_file(tmp_path / "file" / "deeper" / "new", b"x")


@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "x" * 300 + "/y"])
def test_impossible_names(tmp_path: Path, name: str) -> None:
    with pytest.raises(ParplanError):
        create_file(tmp_path / name, b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "there"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(FileError, match="read-only"):
        create_file(path, b"new", force=True)
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with pytest.raises(FileError, match="no permission"):
        create_file(folder / "new", b"x")
    assert list(folder.iterdir()) == []


def test_a_folder_that_refuses_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for root, whom no mode keeps out."""
    opened = os.open

    def refuse(path: str, flags: int, *rest: int, **more: int) -> int:
        if flags & os.O_EXCL:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(FileError, match="no permission"):
        create_file(tmp_path / "new" / "a", b"x")
    assert list(tmp_path.iterdir()) == []


# -- never over a plan -----------------------------------------------------------------------------------------------

PLAN = b"# 2021\r\nparplan: 1\r\nplan: {year: 2021}\r\n"
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")


@pytest.mark.parametrize(
    "data",
    [
        PLAN,
        b"\xef\xbb\xbf" + PLAN,
        b"plan: {}\nsections: []\nparplan: 1",
        b"'parplan' : 1",
        b'"parplan": 1\rplan: {}',
        b"{plan: {}, parplan: 1}",
        b'{"parplan": 1, "plan": {}, "sections": []}',
        b"{" * 100_000 + b"parplan: 1",
        b"parplan: 1\n\xff\xfe broken : : [",
    ],
)
@pytest.mark.parametrize("force", [False, True])
def test_a_document_is_never_written_over_a_plan(tmp_path: Path, data: bytes, force: bool) -> None:
    path = tmp_path / "ke hoach.txt"
    path.write_bytes(data)
    with pytest.raises(RequestError, match="is a plan and is never overwritten by another file"):
        create_file(path, b"document", force=force)
    with pytest.raises(RequestError, match="is a plan"):
        create_files({tmp_path / "other": b"1", path: b"2"}, force=force)
    assert path.read_bytes() == data
    assert [one.name for one in tmp_path.iterdir()] == ["ke hoach.txt"]


@pytest.mark.parametrize("name", ["a.yaml", "a.YML"])
def test_nor_over_what_is_called_as_plans_are(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(RequestError, match="is a plan"):
        create_file(tmp_path / name, b"document", force=True)
    create_file(tmp_path / name, PLAN, force=True, begins_plan=True)
    assert (tmp_path / name).read_bytes() == PLAN


@on_posix
@pytest.mark.parametrize("kind", ["link", "link to a link", "hard link", "linked folder"])
def test_nor_by_another_name(tmp_path: Path, kind: str) -> None:
    (tmp_path / "plans").mkdir()
    plan = tmp_path / "plans" / "a.yaml"
    plan.write_bytes(b"parplan: 1" if kind == "hard link" else b"")
    path = tmp_path / "report.md"
    if kind == "hard link":
        path.hardlink_to(plan)
    elif kind == "linked folder":
        (tmp_path / "also").symlink_to("plans")
        path = tmp_path / "also" / "a.yaml"
    else:
        (tmp_path / "between").symlink_to("plans/a.yaml")
        path.symlink_to("between" if kind == "link to a link" else "plans/a.yaml")
    with pytest.raises(RequestError, match="is a plan"):
        create_file(path, b"document", force=True)
    assert b"document" not in plan.read_bytes()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_plan_saved_in_another_encoding_is_kept(tmp_path: Path, encoding: str) -> None:
    """An editor of Windows saves “Unicode”: what is recorded is there, though the plan cannot be loaded."""
    path = tmp_path / "a.yaml"
    path.write_bytes(f"{PLAN.decode()}        progress:\r\n".encode(encoding))
    assert is_plan(path.read_bytes())
    with pytest.raises(RequestError, match="a plan with recorded progress"):
        create_file(path, PLAN, force=True, begins_plan=True)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mark_before_the_first_key_hides_no_plan(tmp_path: Path, encoding: str) -> None:
    """As Notepad saves a plan that begins with its version, under a name of its own."""
    path = tmp_path / "ke-hoach.txt"
    path.write_bytes("parplan: 1\n".encode(encoding))
    with pytest.raises(RequestError, match="is a plan"):
        create_file(path, b"document", force=True)


def test_an_answer_in_json_is_no_plan(tmp_path: Path) -> None:
    for data in (b'{"parplan": 1, "kind": "report"}', b'\n{"x": [{"parplan": 1}]}', b"Parplan: x", b"a parplan: x"):
        assert not is_plan(data)
        (tmp_path / "a.json").write_bytes(data)
        create_file(tmp_path / "a.json", b"{}", force=True)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (b"        progress:", True),
        (b"progress : []", True),
        (b'  - {id: 1.a, "progress": [{}]}', True),
        (b"  - {id: 1.a, title: 'viec #1', progress: [{}]}", True),
        (b"        ? progress\r\n        : - {date: 2021-03-01}", True),
        (b"        ? 'progress' # recorded\n        # by hand\n        :\n", True),
        (b'        "progr\\x65ss": []', True),
        (b"    # progress: none yet", False),
        (b"    title: progress\n    time: 2021", False),
        (b"    title: progress", False),
    ],
)
def test_a_plan_is_begun_over_one_in_which_nothing_is_recorded(tmp_path: Path, line: bytes, found: bool) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(PLAN + line + b"\r\n")
    assert has_progress(path.read_bytes()) == found
    if found:
        for force in (False, True):
            with pytest.raises(RequestError, match="a plan with recorded progress"):
                create_file(path, PLAN, force=force, begins_plan=True)
        return
    with pytest.raises(RequestError, match="already exists"):
        create_file(path, PLAN, begins_plan=True)
    create_file(path, PLAN, force=True, begins_plan=True)
    assert path.read_bytes() == PLAN


# -- what else stands in the way, and other users --------------------------------------------------------------------


@on_posix
@pytest.mark.parametrize("force", [False, True])
def test_pipes_devices_and_links_to_nothing(tmp_path: Path, force: bool) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "null").symlink_to("/dev/null")
    (tmp_path / "nothing").symlink_to("gone")
    (tmp_path / "circle").symlink_to("circle")
    for name, told in [
        ("pipe", "a pipe or a device"),
        ("null", "a pipe or a device"),
        ("nothing", "a link to a file that does not exist"),
        ("circle", "a link to itself"),
    ]:
        with pytest.raises(ParplanError, match=told):
            create_file(tmp_path / name, b"x", force=force)
    assert not Path("/dev/null").is_file()
    assert {path.name for path in tmp_path.iterdir()} == {"pipe", "null", "nothing", "circle"}


@on_posix
def test_a_file_swapped_by_another_user_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = creating._write_beside

    def swapping(folder: Folder, place: creating._Place, data: bytes) -> tuple[str, Identity]:
        name, made = write(folder, place, data)
        (tmp_path / name).rename(tmp_path / "kept")  # else the number on the disk may be given again
        (tmp_path / name).symlink_to("/etc/hostname")
        return name, made

    monkeypatch.setattr(creating, "_write_beside", swapping)
    with pytest.raises(FileError, match="another user of the folder"):
        create_file(tmp_path / "report.md", b"x")
    assert not os.path.lexists(tmp_path / "report.md")


@on_posix
def test_a_file_that_became_a_plan_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "there"
    path.write_bytes(b"old")
    write = creating._write_beside

    def plan_now(folder: Folder, place: creating._Place, data: bytes) -> tuple[str, Identity]:
        path.write_bytes(PLAN)
        return write(folder, place, data)

    monkeypatch.setattr(creating, "_write_beside", plan_now)
    with pytest.raises(FileError, match="changed by another program"):
        create_file(path, b"x", force=True)
    assert path.read_bytes() == PLAN
