"""The system calls of a command, as ``strace`` sees them, and the command killed or failed at one of them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from conftest import Answer

_CALL = re.compile(r"[0-9]+ +(\w+)\((.*)")
_CHANGING = re.compile(
    r"(openat\(.*O_CREAT|p?write(64)?\(|f(data)?sync\(|rename|unlink|f?chmod|f?chown|f?setxattr|f?truncate|flock\(|link)"
)


@dataclass(frozen=True, slots=True)
class SystemCall:
    """One system call: its name, which of its name it is from 1, and what was asked of it."""

    name: str
    number: int
    text: str

    @property
    def changes(self) -> bool:
        """Whether it changes something in the folder."""
        return _CHANGING.match(self.text) is not None


def can_trace() -> bool:
    """Whether there is ``strace``, and it may be used."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", os.devnull, sys.executable, "-c", ""], capture_output=True).returncode == 0


@dataclass(frozen=True)
class Traced:
    """A command run under ``strace`` in a folder."""

    words: Sequence[str]
    home: Path
    environment: dict[str, str]

    def calls(self, folder: Path) -> list[SystemCall]:
        """The system calls about ``folder``, which is in the one the command runs in."""
        _, found = self._run(["-y"])
        return [call for call in found if str(folder) in call.text or f'"{folder.name}' in call.text]

    def killed_at(self, call: SystemCall) -> bool:
        """Kill the command when it makes the call; whether it was that one."""
        answer, found = self._run(["-y", "-e", f"inject={call.name}:signal=KILL:when={call.number}", *_only(call)])
        last = found[-1]
        # What the system would have answered in an argument is not there, as it was not asked any more.
        asked = last.text.removesuffix("0x").rstrip(", ")
        return answer.code < 0 and (last.name, last.number) == (call.name, call.number) and call.text.startswith(asked)

    def failed_at(self, call: SystemCall, error: str) -> tuple[Answer, bool]:
        """Let the call fail; the answer of the command, and whether it was that call."""
        answer, found = self._run(["-y", "-e", f"inject={call.name}:error={error}:when={call.number}", *_only(call)])
        return answer, call in found and "(INJECTED)" in self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def _log(self) -> Path:
        return self.home / "strace"

    def _run(self, options: Sequence[str]) -> tuple[Answer, list[SystemCall]]:
        done = subprocess.run(
            ["strace", "-f", *options, "-o", str(self._log), sys.executable, "-m", "parplan", *self.words],
            cwd=self.home, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=120,
        )  # fmt: skip
        counted: Counter[str] = Counter()
        calls = []
        for line in self._log.read_text(encoding="utf-8", errors="replace").splitlines():
            if found := _CALL.match(line):
                counted[found[1]] += 1
                calls.append(SystemCall(found[1], counted[found[1]], _plain(line)))
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode()), calls


def _only(call: SystemCall) -> list[str]:
    return ["-e", f"trace={call.name}"]


def _plain(line: str) -> str:
    """A line without what differs from run to run: the process, addresses, names made up, the outcome."""
    line = re.sub(r"^[0-9]+ +", "", line)
    line = re.sub(r"\) += .*|<unfinished.*| \(INJECTED\)", "", line)
    line = re.sub(r"0x[0-9a-f]+", "0x", line)
    line = re.sub(r"st_[a-z_]+=[^,}]*|\{\.?\.?\.?\}", "", line)
    line = re.sub(r"\.parplan-[0-9a-f]{16}\.tmp", ".*.tmp", line)
    line = re.sub(r"/#[0-9]+>\(deleted\)", "/#>", line)
    return re.sub(r"\{.*", "", line)
