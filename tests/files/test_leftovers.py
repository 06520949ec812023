"""What killed commands leave is deleted by a later one; what is in use, new, or another's stays."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path, PurePath

import pytest

from conftest import on_posix
from parplan.files.building import built_folder
from parplan.files.creating import built_file, built_path, create_file
from parplan.files.folder import Folder
from parplan.files.locking import held

NAME, OTHER = ".parplan-0123456789abcdef.tmp", ".parplan-fedcba9876543210.tmp"


def age(path: Path, hours: float = 2) -> None:
    then = path.stat().st_mtime - hours * 3600
    os.utime(path, (then, then), follow_symlinks=os.utime not in os.supports_follow_symlinks)


def left_file(folder: Path, name: str = NAME) -> Path:
    path = folder / name
    path.write_bytes(b"half")
    age(path)
    return path


def left_folder(folder: Path, name: str = NAME, *, file: str = "a/one.txt", mode: int = 0o700) -> Path:
    path = folder / name
    (path / file).parent.mkdir(parents=True)
    (path / file).write_bytes(b"half")
    path.chmod(mode)
    age(path)
    return path


def is_own(path: PurePath) -> bool:
    return path.as_posix() in ("a/one.txt", "a/two.txt")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def make_document(folder: Path) -> None:
    create_file(folder / "new", b"1")


def make_lines(folder: Path) -> None:
    with built_file(folder / "new") as file:
        file.write(b"1")


def make_database(folder: Path) -> None:
    with built_path(folder / "new") as path:
        path.write_bytes(b"1")


def make_folder(folder: Path) -> None:
    with built_folder(folder / "new", is_own) as new:
        new.write("a/two.txt", b"2")


@pytest.mark.parametrize("make", [make_document, make_lines, make_database])
def test_an_old_file_is_deleted(tmp_path: Path, make: object) -> None:
    left_file(tmp_path)
    make(tmp_path)  # type: ignore[operator]
    assert names(tmp_path) == ["new"]


@on_posix
def test_an_old_folder_is_deleted(tmp_path: Path) -> None:
    left_folder(tmp_path)
    make_folder(tmp_path)
    assert names(tmp_path) == ["new"]
    assert (tmp_path / "new" / "a" / "two.txt").read_bytes() == b"2"


def test_what_is_not_an_hour_old_stays(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"half")
    make_document(tmp_path)
    assert names(tmp_path) == [NAME, "new"]


def test_a_file_that_a_process_is_writing_stays(tmp_path: Path) -> None:
    with built_file(tmp_path / "slow") as file:
        (path,) = tmp_path.iterdir()
        age(path)
        make_document(tmp_path)
        file.write(b"slow")
    assert names(tmp_path) == ["new", "slow"]


@on_posix
def test_a_folder_that_a_process_is_writing_stays(tmp_path: Path) -> None:
    with built_folder(tmp_path / "slow folder", is_own) as folder:
        (path,) = (path for path in tmp_path.iterdir() if path.name.startswith("."))
        folder.write("a/one.txt", b"1")
        age(path)
        make_folder_beside = tmp_path / "other"
        with built_folder(make_folder_beside, is_own) as other:
            other.write("a/one.txt", b"1")
    assert names(tmp_path) == ["other", "slow folder"]


@on_posix
@pytest.mark.parametrize("kind", ["link", "hard link", "another name", "folder"])
def test_what_may_be_something_else_stays(tmp_path: Path, kind: str) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(b"kept")
    left = tmp_path / NAME
    if kind == "link":
        left.symlink_to(kept)
    elif kind == "hard link":
        left.hardlink_to(kept)
    elif kind == "another name":
        left = tmp_path / ".parplan-0123.tmp"
        left.write_bytes(b"")
    else:
        left = left_folder(tmp_path)
    if kind != "link":
        age(left)
    make_document(tmp_path)
    assert names(tmp_path) == sorted([left.name, "kept", "new"])
    assert kept.read_bytes() == b"kept"


@on_posix
@pytest.mark.parametrize(
    ("file", "mode"), [("a/three.txt", 0o700), ("one.txt", 0o700), ("a/one.txt", 0o755)], ids=["other", "root", "open"]
)
def test_a_folder_that_another_user_gave_the_name_stays(tmp_path: Path, file: str, mode: int) -> None:
    """In a folder others may write to, they may rename the folders of a user who exports there."""
    left = left_folder(tmp_path, file=file, mode=mode)
    make_folder(tmp_path)
    assert (left / file).read_bytes() == b"half"


@on_posix
def test_a_folder_in_the_making_is_closed_and_then_has_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "usual").mkdir()
    with built_folder(tmp_path / "new", is_own):
        (made,) = (path for path in tmp_path.iterdir() if path.name != "usual")
        assert made.stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_beside_a_plan_the_holder_of_the_lock_deletes_them(tmp_path: Path) -> None:
    plan = tmp_path / "p.yaml"
    plan.write_bytes(b"")
    for name in (".p.yaml.lock", ".p.yaml.parplan-0123456789abcdef.tmp", ".p.yaml.parplan-abc_1234.tmp"):
        (tmp_path / name).write_bytes(b"")
    for name in (".q.yaml.parplan-0123456789abcdef.tmp", ".p.yaml.tmp", NAME):
        (tmp_path / name).write_bytes(b"")
    with held(plan, lambda: None):
        assert not (tmp_path / ".p.yaml.parplan-0123456789abcdef.tmp").exists()
    assert names(tmp_path) == sorted(["p.yaml", ".q.yaml.parplan-0123456789abcdef.tmp", ".p.yaml.tmp", NAME])


KILLED = """
    import os, signal, sys
    from pathlib import Path, PurePath
    from parplan.files import building, creating

    folder = Path(sys.argv[1])
    with building.built_folder(folder / "out", lambda _: True) as new, creating.built_file(folder / "lines") as file:
        new.write("a/one.txt", b"1")
        file.write(b"2")
        os.kill(os.getpid(), signal.SIGKILL)
"""


@on_posix
def test_after_a_kill(tmp_path: Path) -> None:
    code = subprocess.run([sys.executable, "-c", textwrap.dedent(KILLED), str(tmp_path)]).returncode
    assert code == -signal.SIGKILL
    left = list(tmp_path.iterdir())
    assert len(left) == 2
    for path in left:
        age(path)
    make_folder(tmp_path)
    make_document(tmp_path / "other")
    assert len(names(tmp_path)) == 3  # the file goes with the next document written here
    shutil.rmtree(tmp_path / "new")
    make_document(tmp_path)
    assert names(tmp_path) == ["new", "other"]


@on_posix
def test_a_link_put_in_the_place_of_a_folder_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another user of the folder is quicker than the command that makes NEW/FOLDER for its file."""
    victim = tmp_path / "victim"
    victim.mkdir()
    make = Folder.make

    def quicker(self: Folder, name: str) -> bool:
        made = make(self, name)
        if name == "inner":
            (self.path / name).rmdir()
            (self.path / name).symlink_to(victim)
        return made

    monkeypatch.setattr(Folder, "make", quicker)
    for writing in (make_document, make_lines, make_database, make_folder):
        with pytest.raises(Exception, match=r"cannot be written|a file stands where"):
            writing(tmp_path / "shared" / "inner")
        assert list(victim.iterdir()) == []
        (tmp_path / "shared" / "inner").unlink()
        (tmp_path / "shared").rmdir()


@on_posix
def test_a_folder_moved_away_meanwhile_still_gets_its_file(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    with built_file(tmp_path / "shared" / "new") as file:
        (tmp_path / "shared").rename(tmp_path / "moved")
        (tmp_path / "shared").symlink_to(victim)
        file.write(b"1")
    assert names(tmp_path / "moved") == ["new"]
    assert list(victim.iterdir()) == []


@on_posix
def test_a_replaced_folder_is_deleted_even_by_a_later_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with built_folder(tmp_path / "new", is_own) as new:
        new.write("a/one.txt", b"1")
    with monkeypatch.context() as killed:
        killed.setattr(Folder, "clear", lambda _: None)
        with built_folder(tmp_path / "new", is_own, force=True) as new:
            new.write("a/two.txt", b"2")
    (left,) = (path for path in tmp_path.iterdir() if path.name != "new")
    age(left)
    create_file(tmp_path / "file", b"1")
    with built_folder(tmp_path / "other", is_own):
        pass
    assert names(tmp_path) == ["file", "new", "other"]
    assert (tmp_path / "new" / "a" / "two.txt").exists()
