"""New files are there whole or not at all, several of them all or none."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from parplan.errors import FileError, ParplanError, RequestError
from parplan.files import creating
from parplan.files.creating import create_file, create_files


def test_a_file_and_its_folders(tmp_path: Path) -> None:
    create_file(tmp_path / "a" / "b" / "new.txt", "nội dung".encode())
    assert (tmp_path / "a" / "b" / "new.txt").read_bytes()
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["new.txt"]


def test_it_gets_the_mode_new_files_get(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    create_file(tmp_path / "new", b"x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_what_is_there_stays_without_force(tmp_path: Path) -> None:
    path = tmp_path / "there"
    path.write_bytes(b"old")
    with pytest.raises(RequestError, match="is there already"):
        create_file(path, b"new")
    assert path.read_bytes() == b"old"
    create_file(path, b"new", force=True)
    assert path.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["there"]


def test_several_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "b").write_bytes(b"old")
    with pytest.raises(RequestError, match="is there already"):
        create_files({tmp_path / "folder" / "a": b"1", tmp_path / "folder" / "b": b"2"})
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["b"]


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def fsync(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(creating.os, "fsync", fsync)
    with pytest.raises(FileError, match="no room left"):
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


@pytest.mark.skipif(sys.platform == "win32", reason="renaming refuses a name that is taken by itself")
def test_a_name_taken_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new"
    write = creating._write_beside

    def somebody_else(target: Path, data: bytes) -> Path:
        temporary = write(target, data)
        target.write_bytes(b"theirs")
        return temporary

    monkeypatch.setattr(creating, "_write_beside", somebody_else)
    with pytest.raises(RequestError, match="is there already"):
        create_file(path, b"mine")
    assert path.read_bytes() == b"theirs"
    assert [one.name for one in tmp_path.iterdir()] == ["new"]


@pytest.mark.skipif(sys.platform == "win32", reason="links are not used there")
def test_a_disk_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    create_file(tmp_path / "new", b"x")
    assert (tmp_path / "new").read_bytes() == b"x"
    assert [one.name for one in tmp_path.iterdir()] == ["new"]
    with pytest.raises(RequestError):
        create_file(tmp_path / "new", b"y")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_stands_for_its_file(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    create_file(tmp_path / "link", b"new", force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


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
    opened = Path.open

    def refuse(path: Path, mode: str = "r", *rest: object, **more: object) -> object:
        if "x" in mode:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, mode, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(FileError, match="no permission"):
        create_file(tmp_path / "new" / "a", b"x")
    assert list(tmp_path.iterdir()) == []
