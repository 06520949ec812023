"""Which files a folder, a pattern or the working folder stand for."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import needs_links
from parplan.errors import FileError, ParplanError, RequestError
from parplan.files.finding import expand, find_nearest_plans_folder, find_plan_files


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in [
        "plans/2021.yaml",
        "plans/2020.YML",
        "plans/README.md",
        "plans/.hidden.yaml",
        "plans/.git/config.yaml",
        "plans/old/2019.yml",
        "plans/old/older/2018.yaml",
        "empty/notes.txt",
    ]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def names(paths: list[Path], below: Path) -> list[str]:
    return [path.relative_to(below).as_posix() for path in paths]


ALL = ["plans/2020.YML", "plans/2021.yaml", "plans/old/2019.yml", "plans/old/older/2018.yaml"]


def test_plans_of_a_folder(tree: Path):
    assert names(find_plan_files(tree), tree) == ALL


@needs_links
def test_linked_folders_are_not_followed_and_links_to_nothing_are_kept(tree: Path):
    (tree / "plans" / "again").symlink_to(tree, target_is_directory=True)
    (tree / "plans" / "zz.yaml").symlink_to("gone.yaml")
    assert names(find_plan_files(tree), tree) == [*ALL, "plans/zz.yaml"]


def test_a_folder_that_cannot_be_read_is_not_passed_over(tree: Path, monkeypatch: pytest.MonkeyPatch):
    def scandir(path: Any) -> Iterator[os.DirEntry[str]]:
        raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(FileError) as caught:
        find_plan_files(tree)
    assert str(caught.value) == f"there is no permission to read {tree.as_posix()}"


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("plans", ALL),
        ("plans/2021.yaml", ["plans/2021.yaml"]),
        ("plans/README.md", ["plans/README.md"]),
        ("plans/.hidden.yaml", ["plans/.hidden.yaml"]),
        ("plans/*", ALL),
        ("plans/*.yaml", ["plans/2021.yaml"]),
        ("plans/202[01].*", ["plans/2020.YML", "plans/2021.yaml"]),
        ("plans/?ld", ["plans/old/2019.yml", "plans/old/older/2018.yaml"]),
        ("**/2019.*", ["plans/old/2019.yml"]),
        ("plans/**", ALL),
    ],
)
def test_arguments(tree: Path, monkeypatch: pytest.MonkeyPatch, argument: str, expected: list[str]):
    monkeypatch.chdir(tree)
    assert [path.as_posix() for path in expand(argument)] == expected
    assert names(expand(f"{tree}/{argument}"), tree) == expected


def test_a_file_may_be_named_like_a_pattern(tree: Path):
    path = tree / "plans" / "2021[1].yaml"
    path.touch()
    assert expand(str(path)) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["*.yaml", "2021.y[a]ml", "**", "202?.yaml"])
def test_a_file_named_like_a_pattern_does_not_stand_for_what_the_pattern_matches(tree: Path, name: str):
    """Whoever adds such a file to a repository must not keep the plans from being checked."""
    before = expand(f"{tree}/plans/{name}")
    assert before != []
    named = tree / "plans" / name
    named.touch()
    assert set(expand(str(named))) == {*before, named}


@pytest.mark.parametrize(
    ("argument", "text"),
    [
        ("", "the path is empty"),
        ("plans/2022.yaml", "plans/2022.yaml does not exist"),
        ("empty", "the folder empty holds no plan file (*.yaml, *.yml)"),
        ("plans/*.txt", "plans/*.txt matches no plan file (*.yaml, *.yml)"),
        ("empty/*", "empty/* matches no plan file (*.yaml, *.yml)"),
        ("plan/**/*.yaml", "plan/**/*.yaml matches no plan file (*.yaml, *.yml)"),
        ("[", "[ matches no plan file (*.yaml, *.yml)"),
        ("*" + "x" * 20, "*xxxxxxxxxxxxxxxxxxxx matches no plan file (*.yaml, *.yml)"),
    ],
)
def test_arguments_that_name_nothing(tree: Path, monkeypatch: pytest.MonkeyPatch, argument: str, text: str):
    monkeypatch.chdir(tree)
    with pytest.raises(RequestError) as caught:
        expand(argument)
    assert str(caught.value) == text


@pytest.mark.parametrize("argument", ["\0", "*\0", "a**b", "*/" * 3000, "*/" + "x" * 5000, "\udcff*"])
def test_hostile_arguments(argument: str):
    with pytest.raises(ParplanError) as caught:
        expand(argument)
    assert len(str(caught.value).encode()) < 300


def test_the_nearest_plans_folder(tree: Path):
    below = tree / "empty" / "a" / "b"
    (below / "plans").mkdir(parents=True)
    assert find_nearest_plans_folder(below) == tree / "plans"
    assert find_nearest_plans_folder(tree) == tree / "plans"
    assert find_nearest_plans_folder(tree / "plans" / "old") == tree / "plans"
    (below / "plans" / "2021.yaml").touch()
    assert find_nearest_plans_folder(below) == below / "plans"


def test_no_plans_folder(tmp_path: Path):
    (tmp_path / "plans").touch()
    assert find_nearest_plans_folder(tmp_path) is None


def test_the_working_folder_may_be_given_as_a_dot(tree: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tree / "empty")
    assert find_nearest_plans_folder(Path()) == tree / "plans"
