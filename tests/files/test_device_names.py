"""Names Windows keeps for devices, in all their spellings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from parplan.device_names import is_device_path
from parplan.errors import RequestError
from parplan.files.creating import create_file
from parplan.files.reading import read_file
from parplan.reporting.naming import file_names

DEVICES = [
    "CON", "con.txt", "Nul.yaml", "NUL .yaml", "nul  ", "aux.tar.gz", "prn", "COM1", "com9.yaml", "COM¹", "lpt².yaml",
    "LPT³", "CONIN$", "conout$.yaml", "nul:", "con:x", " con",
]  # fmt: skip
PATHS = [
    r"plans\con\2021.yaml", "plans/nul.yaml", r"C:\x\aux", r"\\.\PhysicalDrive0", "//./pipe/x", r"\\.\C:\x",
    r"\\?\GLOBALROOT\Device\x", r"\\?\C:\x\nul",
]  # fmt: skip
FILES = [
    "console", "con1.yaml", "com.yaml", "com10", "nulla", "2021.con", "a con", "lpt", "COM⁴", r"\\?\C:\x\a.yaml",
    r"\\?\UNC\server\a.yaml", r"\\server\plans\a.yaml", "auxiliary", "",
]  # fmt: skip


@pytest.mark.parametrize("path", DEVICES + PATHS)
def test_a_device(path: str) -> None:
    assert is_device_path(path)


@pytest.mark.parametrize("path", FILES)
def test_a_file(path: str) -> None:
    assert not is_device_path(path)


def test_the_names_we_make_are_none() -> None:
    assert not any(is_device_path(name) for name in file_names(DEVICES, "csv"))


def test_where_they_are_kept_they_are_neither_read_nor_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows; elsewhere they are names as others."""
    here = tmp_path / "nul.yaml"
    if os.name != "nt":
        create_file(here, b"x")
        assert read_file(here) == b"x"
    monkeypatch.setattr("parplan.files.paths.WINDOWS", True)
    with pytest.raises(RequestError, match="is a Windows device name"):
        read_file(here)
    with pytest.raises(RequestError, match="is a Windows device name"):
        create_file(tmp_path / "CON", b"x", force=True)
