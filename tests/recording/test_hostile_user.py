"""Another user of a shared folder who swaps what parplan makes in it, as fast as they can, while root records."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from conftest import PLAN_2021, Answer

Run = Callable[..., Answer]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="two users are needed"),
]
NOBODY = 65534
SECONDS = 15


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody may write to, with a plan only root may read."""
    home = Path(tempfile.mkdtemp(prefix="parplan-")).resolve()
    home.chmod(0o755)
    (home / "plans").mkdir()
    (home / "plans").chmod(0o777)
    yield home
    os.chdir(home.parent)  # Windows deletes no folder somebody is in
    shutil.rmtree(home)


def swap_all(folder: Path, victim: Path, until: float, locks: bool) -> None:
    """Put files, links and nothing in the place of temporary files, and links in that of locks."""
    theirs, turn = folder / "theirs", 0
    while time.monotonic() < until:
        for name in os.listdir(folder):  # noqa: PTH208 - as fast as can be
            turn += 1
            path = folder / name
            if name.endswith(".tmp") or (locks and turn % 40 == 0 and name.endswith(".lock")):
                with suppress(OSError):
                    if turn % 3 == 0 and name.endswith(".tmp"):
                        theirs.write_bytes(b"parplan: 1")
                        theirs.chmod(0o666)
                        theirs.replace(path)
                    else:
                        path.unlink()
                        path.symlink_to(victim)


@pytest.mark.parametrize("locks", [False, True])
def test_nothing_is_called_recorded_that_was_not(run: Run, shared: Path, locks: bool) -> None:
    plan, victim = shared / "plans" / "2021.yaml", shared / "victim"
    victim.write_bytes(b"secret")
    victim.chmod(0o600)
    until = time.monotonic() + SECONDS
    child = os.fork()
    if not child:
        with suppress(BaseException):
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            swap_all(plan.parent, victim, until + 30, locks)
        os._exit(0)
    codes = {0: 0, 3: 0}
    try:
        number = 0
        while time.monotonic() < until:
            number += 1
            if number % 50 == 1 or plan.is_symlink() or not plan.exists() or plan.stat().st_uid:
                plan.unlink(missing_ok=True)
                plan.write_bytes(PLAN_2021.read_bytes())
                plan.chmod(0o600)
            words = ("progress", "1.a", "--note", f"lần {number}")
            answer = run(*words, cwd=shared, env={"PARPLAN_TODAY": "2021-12-31T08:00:00+07:00", "PARPLAN_CACHE": "off"})
            codes[answer.code] += 1
            if answer.code == 0:
                status = plan.lstat()
                assert stat.S_ISREG(status.st_mode)
                assert (stat.S_IMODE(status.st_mode), status.st_uid) == (0o600, 0)
                assert f'"lần {number}"'.encode() in plan.read_bytes()
            assert (victim.read_bytes(), stat.S_IMODE(victim.stat().st_mode)) == (b"secret", 0o600)
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
    print(codes)
    assert codes[3] > 10
