"""What is said where a file cannot be locked."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from parplan.errors import FileError
from parplan.files.locking import held


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOLCK, "No locks available"), OSError(errno.EOPNOTSUPP, "x"), NotImplementedError("flock")]
)
def test_a_share_without_locks_is_named_and_the_way_round(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(FileLock, "acquire", refused)
    with pytest.raises(FileError) as caught, held(tmp_path / "2021.yaml", lambda: None):
        pass
    assert "without file locks; nothing was written" in str(caught.value)
    assert caught.value.help is not None
    assert "copy the plan to this computer" in caught.value.help.render()


def test_another_fault_of_the_disk_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(FileLock, "acquire", refused)
    with pytest.raises(FileError, match="cannot be written: Input/output error"), held(tmp_path / "a", lambda: None):
        pass
