"""Files in git revisions, read without a shell, hooks, pagers or filters.

Nothing from a repository's configuration is run, nothing is fetched, and reading writes nothing, not even the index.
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

#: Seconds git may take, more than any question about one file needs: on a lost network drive it would hang for ever.
_SECONDS = 60
_PLACES = (r"C:\Program Files\Git\cmd\git.exe",)
#: Options that make git independent of configuration.
_OPTIONS = (
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    "-c",
    "core.pager=cat",
    "-c",
    "core.fsmonitor=false",
)
#: Variables of git that make it ask nobody and change nothing. A file that a partial clone lacks is not fetched: its
#: configuration names the program that fetches, and a folder that was unpacked may name any. Before git 2.45 only the
#: empty list of protocols prevents that.
_QUIET = {
    "LC_ALL": "C",
    "LANGUAGE": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
}
_COMMIT = re.compile(rb"([0-9a-f]{40}|[0-9a-f]{64})\n")
_ENTRY = re.compile(rb"(?P<mode>[0-7]+) (?P<type>[a-z]+) (?P<id>[0-9a-f]+) +(?P<size>[0-9]+|-|BAD)\t[^\0]+\0")


class GitOutput(Struct, frozen=True):
    """The result of git: exit code, output, and its error message."""

    code: int
    out: bytes
    words: str


class Repository(Struct, frozen=True):
    """A git repository; ``root`` is the top folder of its working tree."""

    git: str
    root: Path

    def run(self, *words: str, data: bytes | None = None) -> GitOutput:
        """Run git in the root. Raises ``FileError`` if it cannot be run or does not end."""
        return run_git(self.git, self.root, words, data)

    def commit(self, revision: str) -> str:
        """The full id of the commit a revision names. Raises ``RequestError`` if there is none."""
        asked = GitOutput(1, b"", "")
        if revision and not revision.startswith("-") and "\0" not in revision:
            asked = self.run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        found = _COMMIT.fullmatch(asked.out)
        if asked.code or found is None:
            raise RequestError(
                message(N_("git knows no revision “{revision}”"), revision=shortened(revision)),
                help=self._shallow_help() or message(N_("a revision is a commit, a branch, a tag, or such as HEAD~3")),
            )
        return found[1].decode("ascii")

    def merge_base(self, one: str, other: str) -> str:
        """The newest common ancestor of two commits. Raises ``RequestError`` if there is none."""
        asked = self.run("merge-base", self.commit(one), self.commit(other))
        found = _COMMIT.match(asked.out)
        if asked.code or found is None:
            raise RequestError(
                message(N_("{one} and {other} have no commit in common here"), one=one, other=other),
                help=self._shallow_help(),
            )
        return found[1].decode("ascii")

    def read(self, commit: str, path: str) -> bytes | None:
        """A file's bytes in a commit (its full id); ``None`` if it has no such file. Raises ``FileError``."""
        entry = _ENTRY.fullmatch(self._checked("ls-tree", "-z", "-l", "--full-tree", commit, "--", path))
        if entry is None or entry["type"] != b"blob" or entry["mode"] == b"120000":
            return None
        if entry["size"] == b"BAD":
            raise self._unread(path, message(N_("it is not in the clone")))
        if int(entry["size"]) > SIZE_LIMIT:
            raise FileError(message(N_("{path} is too large in git to be read"), path=path))
        return self._checked("cat-file", "blob", entry["id"].decode("ascii"))

    def earlier_path(self, commit: str, path: str) -> str | None:
        """The path a renamed file had in an earlier commit; ``None`` if git finds none."""
        words = ("-r", "-z", "-M", "--name-status", "--diff-filter=R", "--no-ext-diff", "--no-textconv")
        asked = self.run("diff-tree", *words, commit, "HEAD")
        fields = asked.out.decode("utf-8", "surrogateescape").split("\0")
        pairs = zip(fields[1::3], fields[2::3], strict=False)
        return next((old for old, new in pairs if new == path), None)

    def setting(self, name: str) -> str | None:
        """A value of the repository's own configuration, or ``None``."""
        asked = self.run("config", "--local", "--null", "--get", name)
        return asked.out.decode("utf-8", "surrogateescape").removesuffix("\0") if asked.code == 0 else None

    def set(self, name: str, value: str) -> None:
        """Set a value in the repository's own configuration. Raises ``FileError``."""
        self._configured("--replace-all", name, value)

    def remove_section(self, name: str) -> None:
        """Remove a section from the repository's own configuration. Raises ``FileError``."""
        self._configured("--remove-section", name)

    def configuration(self) -> Path:
        """The file of the repository's own configuration; that of a worktree is elsewhere."""
        asked = self._checked("rev-parse", "--git-path", "config")
        return self.root / asked.decode("utf-8", "surrogateescape").rstrip("\r\n")

    def attributes(self, path: str, *names: str) -> dict[str, str]:
        """The values of some attributes of a path, as git sees them; ``unspecified`` where none is set."""
        told = self._checked("check-attr", "-z", *names, "--", path).decode("utf-8", "surrogateescape").split("\0")
        return dict(zip(told[1::3], told[2::3], strict=False))

    def _configured(self, *words: str) -> None:
        """Write the repository's own configuration. Git follows a link in its place, which may lead anywhere."""
        path = self.configuration()
        if path.is_symlink():
            raise FileError(
                message(N_("{path} is a link; nothing was written"), path=displayed(path)),
                help=message(N_("put a file in its place, or delete the link")),
            )
        asked = self.run("config", "--local", *words)
        if asked.code:
            raise FileError(message(N_("git could not write its configuration: {detail}"), detail=asked.words))

    def path_of(self, file: Path) -> str | None:
        """The path of a file relative to the root, with ``/``; ``None`` outside."""
        folder = Path(os.path.realpath(file.parent))
        try:
            return (folder / file.name).relative_to(os.path.realpath(self.root)).as_posix()
        except ValueError:
            return None

    def file(self, path: str) -> Path:
        """The file in the working tree at a path of the repository."""
        return self.root / PurePosixPath(path)

    def _checked(self, *words: str) -> bytes:
        asked = self.run(*words)
        if asked.code:
            raise self._unread(words[-1], asked.words)
        return asked.out

    def _unread(self, name: str, detail: str | Message) -> FileError:
        """The error for what git could not read."""
        return FileError(
            message(N_("git could not read {path}: {detail}"), path=name, detail=detail),
            help=self._partial_help() or self._shallow_help(),
        )

    def _partial_help(self) -> Message | None:
        """The help for a partial clone, which lacks files until git fetches them; else ``None``."""
        if self.run("config", "--get-regexp", r"^remote\..*\.promisor$").code:
            return None
        return message(N_("the clone is partial, and parplan fetches nothing: `git fetch --refetch --no-filter` does"))

    def _shallow_help(self) -> Message | None:
        """The help for a shallow clone, whose history is cut off; else ``None``."""
        if self.run("rev-parse", "--is-shallow-repository").out != b"true\n":
            return None
        return message(N_("the clone is shallow: `git fetch --unshallow` gets its history, in CI fetch-depth: 0"))


def merge_file(git: str, texts: Sequence[str], names: Sequence[str], marker_size: int) -> tuple[str, bool]:
    """Merge base, ours and theirs with ``git merge-file``; return the text and whether it is free of conflicts.

    names: labels of base, ours and theirs in conflict markers. Raises ``FileError`` if git fails, or the folder for
    temporary files cannot be written.
    """
    base, ours, theirs = names
    labels = [word for label in (ours, base, theirs) for word in ("-L", label)]
    style = run_git(git, Path(), ("config", "--get", "merge.conflictStyle"), None).out.decode("utf-8", "replace")
    asked = [f"--{style.strip()}"] if style.strip() in ("diff3", "zdiff3") else []
    words = ("merge-file", "-p", *asked, f"--marker-size={marker_size}", *labels, "ours", "base", "theirs")
    try:
        with tempfile.TemporaryDirectory(prefix="parplan-", ignore_cleanup_errors=True) as place:
            for name, text in zip(("base", "ours", "theirs"), texts, strict=True):
                Path(place, name).write_bytes(text.encode())
            merged = run_git(git, Path(place), words, None)
    except OSError as error:  # the folder for temporary files is full, or there is none
        raise FileError(message(N_("git could not merge: {detail}"), detail=error.strerror or str(error))) from None
    if merged.code > 127:
        raise FileError(message(N_("git could not merge: {detail}"), detail=merged.words))
    return merged.out.decode(), merged.code == 0


def find_repository(folder: Path) -> Repository | None:
    """The repository a folder belongs to, or ``None``.

    Raises ``RequestError`` if git is not installed, ``FileError`` if git refuses the repository.
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
    """The path of git. Raises ``RequestError`` if it is not installed."""
    git = find_program("git", _PLACES)
    if git is None:
        raise RequestError(
            message(N_("this needs git, which is not installed")),
            help=message(N_("install git, or compare two files: parplan diff OLD.yaml NEW.yaml")),
        )
    return git


def run_git(git: str, folder: Path, words: Sequence[str], data: bytes | None) -> GitOutput:
    """Run git in a folder, without a shell. Raises ``FileError`` if it cannot be run or does not end."""
    # Keep GIT_DIR and the like: git sets them for hooks, which mean their own repository.
    environment = {name: value for name, value in os.environ.items() if name not in ("GIT_EXTERNAL_DIFF", "GIT_PAGER")}
    environment |= _QUIET
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
