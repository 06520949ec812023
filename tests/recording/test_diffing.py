"""The difference shown by --dry-run is the one git would show."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parplan.recording.diffing import diff_lines


def test_one_added_line() -> None:
    old = b"".join(b"%d\n" % n for n in range(1, 11))
    assert list(diff_lines(old, old.replace(b"5\n", b"5\nx\n"), "plan.yaml")) == [
        "--- a/plan.yaml", "+++ b/plan.yaml", "@@ -3,6 +3,7 @@", " 3", " 4", " 5", "+x", " 6", " 7", " 8",
    ]  # fmt: skip


def test_a_last_line_without_a_line_end() -> None:
    assert list(diff_lines("\ufeffa\r\nb".encode(), "\ufeffa\r\nb\r\nc".encode(), "x"))[2:] == [
        "@@ -1,2 +1,3 @@", " \ufeffa\r", "-b", "\\ No newline at end of file", "+b\r", "+c",
        "\\ No newline at end of file",
    ]  # fmt: skip


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@given(before=st.lists(st.sampled_from("abc"), max_size=30), after=st.lists(st.sampled_from("abc"), max_size=30))
def test_git_applies_it(before: list[str], after: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder: Path = tmp_path_factory.mktemp("diff")
    old, new = ("".join(f"{line}\n" for line in lines).encode() for lines in (before, after))
    if old == new:
        assert list(diff_lines(old, new, "x")) == []
        return
    (folder / "x").write_bytes(old)
    patch = "".join(f"{line}\n" for line in diff_lines(old, new, "x"))
    subprocess.run(["git", "apply", "--allow-empty"], cwd=folder, input=patch.encode(), check=True, capture_output=True)
    assert (folder / "x").read_bytes() == new


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\ufeffa\r\nb\r\n", "\ufeffa\r\nc\r\n"),
        ("\ufeffa\nb", "a\nb  \n"),
        ("a\u200b\n \nb\t\n", "a\n \nb\u202e\n"),
        ("a\x0cb\r\n", "a\x85b\r\n"),
    ],
)
def test_git_applies_it_sign_for_sign(old: str, new: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(old.encode())
    patch = "".join(f"{line}\n" for line in diff_lines(old.encode(), new.encode(), "x")).encode()
    subprocess.run(["git", "apply", "--whitespace=nowarn"], cwd=tmp_path, input=patch, check=True, capture_output=True)
    assert (tmp_path / "x").read_bytes() == new.encode()
