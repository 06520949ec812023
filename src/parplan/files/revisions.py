"""Files as git keeps them: a revision's content, read without a shell, hooks, pagers or filters.

Nothing in a repository's configuration is run, and nothing is written, not even the index.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct

from parplan.diagnostics import N_, Message, message
from parplan.errors import FileError, RequestError
from parplan.files.paths import displayed, shortened
from parplan.files.programs import find_program
from parplan.files.reading import SIZE_LIMIT

#: Longer than any answer about one file takes; a repository on a network drive that is gone would hang for ever.
_SECONDS = 60
_PLACES = (r"C:\Program Files\Git\cmd\git.exe",)
#: What makes git answer the same in any configuration.
_OPTIONS = (
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    "-c",
    "core.pager=cat",
    "-c",
    "core.fsmonitor=false",
)
_COMMIT = re.compile(rb"([0-9a-f]{40}|[0-9a-f]{64})\n")
_ENTRY = re.compile(rb"(?P<mode>[0-7]+) (?P<type>[a-z]+) (?P<id>[0-9a-f]+) +(?P<size>[0-9]+|-)\t[^\0]+\0")


class GitOutput(Struct, frozen=True):
    """What git gave: its exit code, its answer, and its own words where it failed."""

    code: int
    out: bytes
    words: str


class Repository(Struct, frozen=True):
    """A working tree and its history; ``root`` is its topmost folder."""

    git: str
    root: Path

    def run(self, *words: str, data: bytes | None = None) -> GitOutput:
        """Run git at the root. Raises ``FileError`` where it cannot be run or does not end."""
        return run_git(self.git, self.root, words, data)

    def commit(self, revision: str) -> str:
        """The full id of the commit a revision names. Raises ``RequestError`` where there is none."""
        asked = GitOutput(1, b"", "")
        if revision and not revision.startswith("-") and "\0" not in revision:
            asked = self.run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        found = _COMMIT.fullmatch(asked.out)
        if asked.code or found is None:
            raise RequestError(
                message(N_("git knows no revision “{revision}”"), revision=shortened(revision)),
                help=self._shallow_help() or message(N_("a revision is such as HEAD~3, a branch, a tag or a commit")),
            )
        return found[1].decode("ascii")

    def merge_base(self, one: str, other: str) -> str:
        """The newest commit both have in their history. Raises ``RequestError`` where there is none."""
        asked = self.run("merge-base", self.commit(one), self.commit(other))
        found = _COMMIT.match(asked.out)
        if asked.code or found is None:
            raise RequestError(
                message(N_("{one} and {other} have no commit in common here"), one=one, other=other),
                help=self._shallow_help(),
            )
        return found[1].decode("ascii")

    def read(self, commit: str, path: str) -> bytes | None:
        """A file's bytes in a commit (its full id); ``None`` where it has no such file. Raises ``FileError``."""
        entry = _ENTRY.fullmatch(self._checked("ls-tree", "-z", "-l", "--full-tree", commit, "--", path))
        if entry is None or entry["type"] != b"blob" or entry["mode"] == b"120000":
            return None
        if int(entry["size"]) > SIZE_LIMIT:
            raise FileError(message(N_("{path} is too large in git to be read"), path=path))
        return self._checked("cat-file", "blob", entry["id"].decode("ascii"))

    def earlier_path(self, commit: str, path: str) -> str | None:
        """The path a file had in a commit from which it was renamed since; ``None`` where git finds none."""
        words = ("-r", "-z", "-M", "--name-status", "--diff-filter=R", "--no-ext-diff", "--no-textconv")
        asked = self.run("diff-tree", *words, commit, "HEAD")
        fields = asked.out.decode("utf-8", "surrogateescape").split("\0")
        pairs = zip(fields[1::3], fields[2::3], strict=False)
        return next((old for old, new in pairs if new == path), None)

    def setting(self, name: str) -> str | None:
        """A value of this repository's own configuration; ``None`` where it has none."""
        asked = self.run("config", "--local", "--null", "--get", name)
        return asked.out.decode("utf-8", "surrogateescape").removesuffix("\0") if asked.code == 0 else None

    def set(self, name: str, value: str) -> None:
        """Write a value of this repository's own configuration. Raises ``FileError``."""
        self._configured("--replace-all", name, value)

    def remove_section(self, name: str) -> None:
        """Take a section out of this repository's own configuration. Raises ``FileError``."""
        self._configured("--remove-section", name)

    def _configured(self, *words: str) -> None:
        asked = self.run("config", "--local", *words)
        if asked.code:
            raise FileError(message(N_("git could not write its configuration: {detail}"), detail=asked.words))

    def path_of(self, file: Path) -> str | None:
        """The path of a file from the root, with ``/``; ``None`` outside."""
        folder = Path(os.path.realpath(file.parent))
        try:
            return (folder / file.name).relative_to(os.path.realpath(self.root)).as_posix()
        except ValueError:
            return None

    def file(self, path: str) -> Path:
        """The file at a path of the repository, in the working tree."""
        return self.root / PurePosixPath(path)

    def _checked(self, *words: str) -> bytes:
        asked = self.run(*words)
        if asked.code:
            raise FileError(
                message(N_("git could not read {path}: {detail}"), path=words[-1], detail=asked.words),
                help=self._shallow_help(),
            )
        return asked.out

    def _shallow_help(self) -> Message | None:
        """What to do where the history was cut off when it was fetched."""
        if self.run("rev-parse", "--is-shallow-repository").out != b"true\n":
            return None
        return message(N_("the clone is shallow: `git fetch --unshallow` gets its history, in CI fetch-depth: 0"))


def merge_file(git: str, texts: Sequence[str], names: Sequence[str], marker_size: int) -> tuple[str, bool]:
    """Merge base, ours and theirs as git does: the text, and whether it is without conflicts.

    names: what the conflict markers call base, ours and theirs. Raises ``FileError`` where git cannot.
    """
    with tempfile.TemporaryDirectory(prefix="parplan-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        for name, text in zip(("base", "ours", "theirs"), texts, strict=True):
            (folder / name).write_bytes(text.encode())
        base, ours, theirs = names
        labels = [word for label in (ours, base, theirs) for word in ("-L", label)]
        style = run_git(git, Path(), ("config", "--get", "merge.conflictStyle"), None).out.decode("utf-8", "replace")
        asked = [f"--{style.strip()}"] if style.strip() in ("diff3", "zdiff3") else []
        words = ("merge-file", "-p", *asked, f"--marker-size={marker_size}", *labels, "ours", "base", "theirs")
        merged = run_git(git, folder, words, None)
    if merged.code > 127:
        raise FileError(message(N_("git could not merge: {detail}"), detail=merged.words))
    return merged.out.decode(), merged.code == 0


def find_repository(folder: Path) -> Repository | None:
    """The repository a folder lies in; ``None`` outside of one.

    Raises ``RequestError`` where git is not installed, ``FileError`` where git refuses the repository.
    """
    git = find_git()
    asked = run_git(git, folder, ("rev-parse", "--show-toplevel"), None)
    root = asked.out.decode("utf-8", "surrogateescape").removesuffix("\n")
    if asked.code == 0 and root:
        return Repository(git, Path(root))
    if "not a git repository" in asked.words:
        return None
    raise FileError(message(N_("git refuses {path}: {detail}"), path=displayed(folder), detail=asked.words))


def find_git() -> str:
    """The path of git. Raises ``RequestError`` where it is not installed."""
    git = find_program("git", _PLACES)
    if git is None:
        raise RequestError(
            message(N_("git is not installed, and this needs it")),
            help=message(N_("install git, or compare two files: parplan diff OLD.yaml NEW.yaml")),
        )
    return git


def run_git(git: str, folder: Path, words: Sequence[str], data: bytes | None) -> GitOutput:
    """Run git in a folder, without a shell. Raises ``FileError`` where it cannot be run or does not end."""
    # GIT_DIR and the like stay: a hook is run with them, and means its own repository.
    environment = {name: value for name, value in os.environ.items() if name not in ("GIT_EXTERNAL_DIFF", "GIT_PAGER")}
    environment |= {"LC_ALL": "C", "LANGUAGE": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            [git, *_OPTIONS, *words],
            cwd=folder,
            env=environment,
            input=b"" if data is None else data,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # on Windows no window flashes up
        )
    except subprocess.TimeoutExpired:
        raise FileError(
            message(N_("git was stopped after {seconds} seconds without an answer"), seconds=_SECONDS)
        ) from None
    except (OSError, ValueError) as error:
        raise FileError(message(N_("git cannot be run: {detail}"), detail=str(error))) from None
    told = done.stderr.decode("utf-8", "replace").strip()
    return GitOutput(done.returncode, done.stdout, shortened(told.splitlines()[0] if told else str(done.returncode)))
