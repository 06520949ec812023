"""Paths as Windows has them: what cannot be a name there, what is too long, in use, or kept elsewhere.

Made by construction where the system is another one; what only Windows can do is tried there.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import PLAN_2021, Answer
from parplan.errors import FileError, ParplanError, RequestError
from parplan.files import paths
from parplan.files.creating import create_file
from parplan.files.paths import status_of, unreadable, unwritten
from small_plans import write_plan

Run = Callable[..., Answer]
on_windows = pytest.mark.skipif(sys.platform != "win32", reason="what Windows itself does")


def said_by_windows(number: int, kind: type[OSError] = OSError, second: str | None = None) -> OSError:
    error = kind(errno.EACCES if kind is PermissionError else errno.EINVAL, "as Windows says it")
    error.winerror = number  # type: ignore[attr-defined]
    error.filename2 = second
    return error


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "WINDOWS", True)


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize("name", ["bao-cao: q1.docx", "a<b.csv", "a>b", "a|b", "a?b", "a*b", 'a"b'])
def test_a_name_windows_has_for_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RequestError, match="cannot be the name of a file on Windows"):
        create_file(Path(name), b"x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "C:plan.yaml",
        r"C:\\plans\\a.yaml",
        r"\\\\server\\plans\\a.yaml",
        r"\\\\?\\C:\\x\\a.yaml",
        "kế hoạch.yaml",
        "a.b",
    ],
)
@pytest.mark.usefixtures("windows")
def test_a_name_it_has(name: str) -> None:
    paths.check_possible_name(Path(name.replace("\\\\", "\\")))


def test_elsewhere_a_colon_is_a_sign_as_others(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("what other systems do")
    create_file(tmp_path / "bao-cao: q1.docx", b"x")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (said_by_windows(32, PermissionError), "is in use by another program"),
        (said_by_windows(33, PermissionError), "is in use by another program"),
        (said_by_windows(5, PermissionError), "there is no permission to read"),
        (said_by_windows(1921), "is a link to itself"),
        (said_by_windows(362), "is stored in OneDrive"),
        (said_by_windows(388), "is stored in OneDrive"),
        (said_by_windows(1231), "cannot be read: as Windows says it"),
    ],
    ids=["open", "locked", "guarded", "circle", "OneDrive is off", "offline", "network"],
)
def test_why_a_file_cannot_be_read(error: OSError, words: str) -> None:
    assert words in str(unreadable(Path("a.yaml"), error))


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize(
    ("error", "words"),
    [
        (said_by_windows(32, PermissionError), "is in use by another program; nothing was written"),
        (said_by_windows(5, PermissionError, "a.xlsx"), "is open in another program or protected"),
        (said_by_windows(5, PermissionError), "there is no permission to write in the folder"),
    ],
    ids=["open", "open or guarded", "guarded folder"],
)
def test_why_a_file_cannot_be_written(error: OSError, words: str) -> None:
    assert words in str(unwritten(Path("a.xlsx"), error))


def test_a_share_that_cannot_be_reached_is_not_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, **_: object) -> os.stat_result:
        raise said_by_windows(1231)  # ERROR_NETWORK_UNREACHABLE, of which Python makes EINVAL

    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(FileError, match="cannot be read: as Windows says it"):
        status_of(Path(r"\\server\plans\2021.yaml"))


@pytest.mark.usefixtures("windows")
def test_a_path_longer_than_windows_takes_is_said_to_be(tmp_path: Path) -> None:
    folder = tmp_path
    while len(str(folder)) < 300:
        folder /= "Kế hoạch cải cách hành chính của Sở"
    with pytest.raises(ParplanError) as caught:
        status_of(folder / "2021.yaml")
    assert "Windows accepts paths of up to 259 characters" in str(caught.value.help)
    told = unwritten(folder / "a.docx", FileNotFoundError(errno.ENOENT, "no such path"))
    assert "cannot be written: Windows takes paths of 259 characters" in str(told)
    assert "moved or deleted" in str(unwritten(Path("a.docx"), FileNotFoundError(errno.ENOENT, "no such path")))


@contextmanager
def opened_by_another(path: Path) -> Iterator[None]:
    """The file open as office programs open what is edited: nobody else may read or write it."""
    assert sys.platform == "win32"
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = ctypes.c_void_p
    handle = kernel.CreateFileW(str(path), 0xC0000000, 0, None, 3, 0, None)  # all rights, shared with none
    assert handle not in (None, ctypes.c_void_p(-1).value)
    try:
        yield
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))


@on_windows
def test_a_file_open_in_another_program(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(PLAN_2021.read_bytes())
    assert run("export", "-p", "plan.yaml", "-o", "plan.xlsx").code == 0
    with opened_by_another(tmp_path / "plan.xlsx"):
        answer = run("export", "-p", "plan.yaml", "-o", "plan.xlsx", "--force")
        assert answer.code == 3
        assert "another program" in answer.err
        assert "another program" in run("collect", "plan.xlsx", "-p", "plan.yaml").err
    with opened_by_another(plan):
        assert "plan.yaml is in use by another program" in run("due", "-p", "plan.yaml").err
        assert run("done", "2.b/plan", "-p", "plan.yaml").code == 3
    assert plan.read_bytes() == PLAN_2021.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.xlsx", "plan.yaml"]


@on_windows
def test_every_way_to_name_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(PLAN_2021.read_bytes())
    drive = tmp_path.drive
    for name in (
        f"{drive}plan.yaml",
        str(tmp_path / "PLAN.YAML"),
        "\\\\?\\" + str(tmp_path / "plan.yaml"),
        ".\\plan.yaml",
    ):
        assert run("units", "-p", name).code == 0, name
    assert run("due", "-p", "plan.yaml", "-o", f"{drive}due.txt").code == 0
    assert (tmp_path / "due.txt").exists()
    for name in ("aux.txt", "bao-cao: q1.txt", "con"):
        assert run("due", "-p", "plan.yaml", "-o", name).code == 2, name
    assert "there is no drive q:" in run("due", "-p", "plan.yaml", "-o", "q:due.txt").err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["due.txt", "plan.yaml"]


def test_units_called_as_windows_calls_its_devices(run: Run, tmp_path: Path) -> None:
    codes = ["CON", "aux", "COM1.txt", "COM¹", "VP.", "nul"]
    units = "\n".join(f"{code!r}: {{name: Đơn vị {number}}}" for number, code in enumerate(codes))
    tasks = "".join(
        f"- {{id: 1.{letter}, title: A, lead: [Đơn vị {number}], milestones: [{{id: m, title: A, due: 2021-03-05}}]}}\n"
        for number, letter in enumerate("abcdeg")
    )
    (tmp_path / "plan.yaml").write_text(write_plan(tasks, units=units, groups=""), encoding="utf-8")
    answer = run("remind", "-p", "plan.yaml", "-o", "letters", "--format", "md")
    assert answer.code == 0, answer.err
    answer = run("form", "--by-unit", "-p", "plan.yaml", "-o", "forms", "--period", "q1")
    assert answer.code == 0, answer.err
    for folder in "letters", "forms":
        names = [path.name for path in (tmp_path / folder).iterdir()]
        assert len({name.casefold() for name in names}) == len(codes)
        assert not any(paths.is_device_path(name) or Path(name).stem.endswith((".", " ")) for name in names)
