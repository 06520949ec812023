"""The search upwards: what another user has put into a folder for all speaks for nobody who works below it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from conftest import Answer, on_posix
from parplan.files import upwards
from parplan.files.finding import find_misnamed_plan, find_nearest_plans_folder
from parplan.files.repository import Repositories
from parplan.files.upwards import is_system_root, places_upwards
from small_plans import write_plan

Run = Callable[..., Answer]

pytestmark = on_posix

TASK = "[{id: 1.a, title: một và và hai, lead: [VP], products: [x]}]"


@pytest.fixture
def for_all(tmp_path: Path) -> Path:
    """A folder like /tmp, with things of its owner in it, and a folder of the user's below."""
    folder = tmp_path / "tmp"
    (folder / "mine").mkdir(parents=True)
    (folder / "plans").mkdir()
    (folder / "plans" / "2021.yaml").write_text(write_plan(TASK), encoding="utf-8")
    (folder / "plans" / "2022.yaml.txt").touch()
    (folder / ".git").mkdir()
    (folder / "parplan.toml").write_text('ignore = ["P"]\n', encoding="utf-8")
    folder.chmod(0o1777)
    return folder


def owned(monkeypatch: pytest.MonkeyPatch, folder: Path, *, user: int, owner: int, of_folder: int) -> None:
    """Make it look as if ``user`` searched, ``owner`` owned what is in the folder, and ``of_folder`` the folder."""
    real = os.stat, os.lstat

    def of(status: os.stat_result, uid: int) -> os.stat_result:
        return os.stat_result([*status[:4], uid, *status[5:10]])

    def stat(path: Path, **rest: bool) -> os.stat_result:
        status = real[0](path, **rest)
        if Path(path) == folder:
            return of(status, of_folder)
        return of(status, owner) if Path(path).parent == folder else status

    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(os, "stat", stat)
    monkeypatch.setattr(os, "lstat", lambda path: stat(path, follow_symlinks=False))


def found(folder: Path) -> list[bool]:
    """Whether plans, a misnamed plan, a repository and settings are found from the folder below."""
    below = folder / "mine"
    root = Repositories({}).path_in_repository(below / "x.yaml")
    return [
        find_nearest_plans_folder(below) == folder / "plans",
        find_misnamed_plan(below) is not None,
        root == "mine/x.yaml",
        folder / "parplan.toml" in places_upwards(below, "parplan.toml"),
    ]


@pytest.mark.parametrize(
    ("user", "owner", "of_folder", "counts"),
    [(1000, 1001, 0, False), (0, 1001, 0, False), (1000, 1000, 0, True), (1000, 0, 5, True), (1000, 1001, 1001, True)],
)
def test_only_what_the_user_root_or_the_owner_of_the_folder_put_there_counts(
    monkeypatch: pytest.MonkeyPatch, for_all: Path, user: int, owner: int, of_folder: int, counts: bool
) -> None:
    owned(monkeypatch, for_all, user=user, owner=owner, of_folder=of_folder)
    assert found(for_all) == [counts] * 4


@pytest.mark.parametrize("mode", [0o755, 0o777, 0o1755])
def test_in_other_folders_whoever_may_write_there_is_trusted(
    monkeypatch: pytest.MonkeyPatch, for_all: Path, mode: int
) -> None:
    owned(monkeypatch, for_all, user=1000, owner=1001, of_folder=0)
    assert found(for_all) == [False] * 4
    for_all.chmod(mode)
    assert found(for_all) == [True] * 4


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="two users are needed")
def test_another_user_excuses_nothing_and_answers_nothing(run: Run, for_all: Path) -> None:
    mine = for_all / "mine"
    (mine / "x.yaml").write_text(write_plan(TASK), encoding="utf-8")
    assert run("validate", "x.yaml", "--strict", cwd=mine).code == 0
    assert run("status", cwd=mine).code == 0
    for path in (for_all / "parplan.toml", for_all / "plans"):
        os.chown(path, 65534, 65534)
    assert run("validate", "x.yaml", "--strict", cwd=mine).code == 1
    assert run("status", cwd=mine).code == 2
    (for_all / "parplan.toml").unlink()
    (for_all / "parplan.toml").symlink_to(mine / "settings.toml")
    (mine / "settings.toml").write_text('ignore = ["P"]\n', encoding="utf-8")
    os.lchown(for_all / "parplan.toml", 65534, 65534)
    assert run("validate", "x.yaml", "--strict", cwd=mine).code == 1


def test_without_owners_all_counts(monkeypatch: pytest.MonkeyPatch, for_all: Path) -> None:
    monkeypatch.delattr(upwards.os, "geteuid")
    assert found(for_all) == [True] * 4


def test_the_root_of_the_system_drive_of_windows_counts_only_for_who_works_in_it() -> None:
    roots = [PureWindowsPath(path) for path in ("C:\\", "c:/", "D:\\", "\\\\server\\plans\\", "C:\\viec")]
    assert [is_system_root(root, "C:") for root in roots] == [True, True, False, False, False]
    assert not is_system_root(PurePosixPath("/"), "")
