"""Folders made whole: what is written stays in the folder that was made, whoever puts another in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import needs_links, on_posix
from parplan.errors import FileError
from parplan.files.building import built_folder


def _anything(_path: Path) -> bool:
    return True


def test_files_are_written_in_folders_of_their_own(tmp_path: Path) -> None:
    with built_folder(tmp_path / "new" / "out", _anything) as folder:
        folder.write("a/b/one.txt", b"1")
        folder.write("a/two.txt", b"2")
        folder.write("three.txt", b"3")
        assert not (tmp_path / "new" / "out").exists()
    out = tmp_path / "new" / "out"
    assert {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*.txt")} == {
        "a/b/one.txt": b"1",
        "a/two.txt": b"2",
        "three.txt": b"3",
    }
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["out"]


@on_posix
def test_a_folder_that_is_replaced_is_opened_to_nobody(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "old").write_bytes(b"")
    out.chmod(0o700)
    with built_folder(out, _anything, force=True) as folder:
        folder.write("new", b"1")
    assert ([path.name for path in out.iterdir()], out.stat().st_mode & 0o777) == (["new"], 0o700)


def _swap(folder: Path, trap: Path, put: str) -> None:
    with built_folder(folder / "shared" / "out", _anything) as out:
        (made,) = (folder / "shared").iterdir()
        made.rename(folder / "gone")
        if put == "folder":
            trap.rename(made)
        else:
            made.symlink_to(trap)
        out.write("a/one.txt", b"1")


def _link_within(folder: Path, victim: Path) -> None:
    with built_folder(folder / "out", _anything) as out:
        (made,) = (path for path in folder.iterdir() if path != victim)
        (made / "a").symlink_to(victim)
        out.write("a/one.txt", b"1")


@on_posix
@needs_links
@pytest.mark.parametrize("put", ["folder", "link"])
def test_another_in_its_place_is_not_written_to(tmp_path: Path, put: str) -> None:
    """As root exported into a shared folder, another user turned the path of each table into a link to /etc/shadow."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"secret")
    trap = tmp_path / "trap"
    (trap / "a").mkdir(parents=True)
    (trap / "a" / "one.txt").symlink_to(victim)
    (tmp_path / "shared").mkdir()
    with pytest.raises(FileError, match="another user"):
        _swap(tmp_path, trap, put)
    assert victim.read_bytes() == b"secret"
    assert (tmp_path / "gone" / "a" / "one.txt").read_bytes() == b"1"
    assert not (tmp_path / "shared" / "out").exists()


@on_posix
@needs_links
def test_links_within_it_are_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    with pytest.raises(FileError):
        _link_within(tmp_path, victim)
    assert list(tmp_path.iterdir()) == [victim]
    assert list(victim.iterdir()) == []
