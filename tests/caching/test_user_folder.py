"""Where the cache is when nobody says so: where the library for such folders has it, found without importing that."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from platformdirs import user_cache_path

from parplan.caching.folder import CacheFolder, find_folder

ENVIRONMENTS: list[dict[str, str]] = [
    {},
    {"HOME": "/users/an"},
    {"HOME": "/users/an/"},
    {"HOME": "/"},
    {"HOME": ""},
    {"HOME": "an"},
    {"HOME": "/users/an", "XDG_CACHE_HOME": ""},
    {"HOME": "/users/an", "XDG_CACHE_HOME": "/var/an"},
    {"HOME": "/users/an", "XDG_CACHE_HOME": "/var/an/"},
    {"HOME": "/users/an", "XDG_CACHE_HOME": "an/cache"},
    {"HOME": "/users/an", "XDG_CACHE_HOME": "~/cache"},
    {"HOME": "/users/an", "XDG_CACHE_HOME": " /var/an"},
    {"XDG_CACHE_HOME": "/var/an"},
    {"HOME": "/users/an", "ANDROID_DATA": "/data", "ANDROID_ROOT": "/system"},
    {"HOME": "/users/an", "ANDROID_DATA": "/data", "ANDROID_ROOT": "/system", "PREFIX": "/usr"},
]


@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=str)
def test_the_folder_is_the_library_s(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CACHE_HOME", "ANDROID_DATA", "ANDROID_ROOT", "PREFIX", "PARPLAN_CACHE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    try:
        expected = user_cache_path("parplan", appauthor=False) / "plans"
    except RuntimeError:
        expected = None
    found = find_folder(os.environ)
    assert (None if found is None else found.path) == expected


def test_a_named_folder_is_that_folder(tmp_path: Path) -> None:
    found = find_folder({"PARPLAN_CACHE": f" {tmp_path} ", "HOME": "/users/an"})
    assert found is not None
    assert found.path == tmp_path


@pytest.mark.parametrize("word", ["off", "OFF", " off "])
def test_off_is_no_folder(word: str) -> None:
    assert find_folder({"PARPLAN_CACHE": word, "HOME": "/users/an"}) is None


def test_only_files_named_by_the_cache_are_its_own(tmp_path: Path) -> None:
    key = "0" * 64
    own = [
        f"{key}.plan.json",
        f"{key}.findings.json",
        f"calendar-{key[:32]}.plan.json",
        "tmpabc_0123.plan.json.tmp",
        f"{key}.plan.json.tmp",
    ]
    others = ["2021.plan.json", "kế hoạch.findings.json", f"x{key}.plan.json", f"{key}.json", "a.plan.json.tmp"]
    for name in (*own, *others):
        (tmp_path / name).touch()
    folder = CacheFolder(tmp_path)
    folder.write(key, b"{}")
    assert folder.clear() == ()
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(others)
