"""What can stand in the way of reading a file, each with its one message and the exit code that follows from it."""

from __future__ import annotations

import errno
import os
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import Any

import pytest

from conftest import needs_links
from parplan.errors import FileError, ParplanError, RequestError
from parplan.files import reading
from parplan.files.paths import displayed
from parplan.files.reading import read_at_once, read_file, read_standard_input


def refusal(path: Path, kind: type[ParplanError]) -> tuple[str, str | None]:
    with pytest.raises(ParplanError) as caught:
        read_file(path)
    assert type(caught.value) is kind
    return str(caught.value), None if caught.value.help is None else str(caught.value.help)


def test_bytes_are_given_as_they_are(tmp_path: Path):
    path = tmp_path / "kế hoạch.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\n\x00\xff")
    assert read_file(path) == b"\xef\xbb\xbfa: 1\r\n\x00\xff"


def test_missing(tmp_path: Path):
    path = tmp_path / "2021.yaml"
    assert refusal(path, RequestError) == (f"{path.as_posix()} does not exist", None)


def test_missing_with_a_similar_name_beside_it(tmp_path: Path):
    (tmp_path / "2021.yaml").touch()
    (tmp_path / "README.md").touch()
    path = tmp_path / "2012.YML"
    assert refusal(path, RequestError) == (
        f"{path.as_posix()} does not exist",
        f"did you mean {(tmp_path / '2021.yaml').as_posix()}?",
    )


def test_a_file_as_a_folder(tmp_path: Path):
    (tmp_path / "a.yaml").touch()
    path = tmp_path / "a.yaml" / "b.yaml"
    assert refusal(path, RequestError) == (f"{path.as_posix()} does not exist", None)


@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 5000, "x/" * 5000])
def test_names_no_file_can_have(tmp_path: Path, name: str):
    text, help = refusal(tmp_path / name, RequestError)
    assert text.endswith("does not exist")
    assert len(text) < 250
    assert "\0" not in text
    assert (
        (help is not None and "characters; move the folder nearer" in help)
        if os.name == "nt" and "\0" not in name
        else help is None
    )


def test_folder(tmp_path: Path):
    assert refusal(tmp_path, FileError) == (
        f"{tmp_path.as_posix()} is a folder, not a file",
        "name a plan file in it",
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path):
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    assert refusal(path, FileError) == (f"{path.as_posix()} is a pipe or a device, not a file", None)


def test_a_file_that_has_nothing_yet_is_told():
    class Waiting(BytesIO):  # as /proc/kmsg, which calls itself a file
        def read(self, size: int | None = -1, /) -> Any:
            return None

    with pytest.raises(BlockingIOError, match="unavailable"):
        read_at_once(Waiting(), 5)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no device files on this system")
def test_a_device_is_not_read():
    assert refusal(Path("/dev/zero"), FileError) == ("/dev/zero is a pipe or a device, not a file", None)


def link(path: Path, target: str) -> Path:
    path.symlink_to(target)
    return path


@needs_links
def test_a_link_that_leads_back_to_itself(tmp_path: Path):
    path = link(tmp_path / "a.yaml", "b.yaml")
    link(tmp_path / "b.yaml", "a.yaml")
    assert refusal(path, FileError) == (
        f"{path.as_posix()} is a link to itself",
        "name the file itself, or delete the link",
    )


@needs_links
def test_a_link_to_nothing(tmp_path: Path):
    path = link(tmp_path / "a.yaml", "gone.yaml")
    assert refusal(path, FileError) == (
        f"{path.as_posix()} is a link to a file that does not exist",
        "name the file itself, or delete the link",
    )


def test_too_large(tmp_path: Path):
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(1024**3)
    assert refusal(path, FileError) == (
        f"{path.as_posix()} has 1024 MiB; the limit is 256 MiB",
        "check that it is the plan, or split it into several files",
    )


def test_a_file_of_the_limit_is_read_and_one_byte_more_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "SIZE_LIMIT", 10)
    path = tmp_path / "a.yaml"
    path.write_bytes(b"0123456789")
    assert read_file(path) == b"0123456789"
    path.write_bytes(b"0123456789a")
    refusal(path, FileError)


@pytest.mark.parametrize("more", [0, 1, 5, 1000])
def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: int
):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"0123456789")
    opened = reading.open_at_once

    def grow(path: Path) -> Any:
        file = opened(path)
        with path.open("ab") as writer:
            writer.write(b"x" * more)
        return file

    monkeypatch.setattr(reading, "open_at_once", grow)
    assert read_file(path) == b"0123456789" + b"x" * more


def fail_to_open(monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise error

    monkeypatch.setattr(reading, "open_at_once", refuse)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in folders are POSIX")
def test_a_pipe_that_comes_in_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"x")
    opened = reading.open_at_once

    def swap(path: Path) -> Any:
        path.unlink()
        os.mkfifo(path)
        return opened(path)

    monkeypatch.setattr(reading, "open_at_once", swap)
    with pytest.raises(FileError, match="is a pipe or a device"):
        read_file(path)


def windows_error(number: int) -> OSError:
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = number  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("error", "text", "help"),
    [
        (
            PermissionError(errno.EACCES, "Permission denied"),
            "there is no permission to read {path}",
            "ask its owner for permission to read it",
        ),
        (
            windows_error(32),
            "{path} is in use by another program",
            "close it there and run the command again",
        ),
        (
            FileNotFoundError(errno.ENOENT, "No such file"),
            "{path} has just been moved or deleted",
            "run the command again",
        ),
        (OSError(errno.EIO, "Input/output error"), "{path} cannot be read: Input/output error", None),
    ],
    ids=["permission", "sharing violation", "vanished", "other"],
)
def test_what_the_system_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, text: str, help: str | None
):
    path = tmp_path / "a.yaml"
    path.touch()
    fail_to_open(monkeypatch, error)
    assert refusal(path, FileError) == (text.format(path=path.as_posix()), help)


def test_names_are_shown_so_that_any_terminal_can_print_them():
    assert displayed(Path("kế hoạch") / "\udcff\x1b[31m.yaml") == "kế hoạch/\\udcff\\x1b[31m.yaml"


class Endless(RawIOBase):
    """A stream that never ends; ``given`` counts what was read of it."""

    given = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        assert 0 < size <= 1024 * 1024
        self.given += size
        return bytes(size)


def test_of_standard_input_no_more_is_read_than_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_standard_input(BytesIO(b"x" * 3_000_000)) == b"x" * 3_000_000
    monkeypatch.setattr(reading, "SIZE_LIMIT", 5 * 1024 * 1024)
    endless = Endless()
    with pytest.raises(FileError, match="more than 5 MiB"):
        read_standard_input(endless)  # type: ignore[arg-type]
    assert endless.given <= 6 * 1024 * 1024
    assert read_standard_input(BytesIO(bytes(reading.SIZE_LIMIT))) == bytes(reading.SIZE_LIMIT)


def test_standard_input_that_cannot_be_read_is_said() -> None:
    class Broken(Endless):
        def read(self, size: int = -1) -> bytes:
            raise IsADirectoryError(21, "Is a directory")

    with pytest.raises(FileError, match="standard input cannot be read: Is a directory"):
        read_standard_input(Broken())  # type: ignore[arg-type]
