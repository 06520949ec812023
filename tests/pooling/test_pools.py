"""A pool of processes gives what one gives, whatever happens to it, and leaves nothing behind."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from multiprocessing import active_children, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from conftest import PLAN_2021, Answer, needs_links
from parplan.pooling import pooled

Spawn = Callable[..., Answer]

PIECES = [(number, 10) for number in range(40)]


def attempts(count: int) -> list[object]:
    """The first two, and the rest where slow tests run: what goes wrong there goes wrong in some tries only."""
    return [0, 1, *(pytest.param(number, marks=pytest.mark.slow) for number in range(2, count))]


def multiplied(number: int, by: int) -> int:
    return number * by


def killed_in_a_process_of_its_own(number: int, by: int) -> int:
    if number == 7 and parent_process() is not None:
        os._exit(9)
    return number * by


@pytest.mark.parametrize("started", [0, 1])
def test_a_system_that_starts_no_more_processes_changes_no_result(
    monkeypatch: pytest.MonkeyPatch, started: int
) -> None:
    start, begun = BaseProcess.start, list[BaseProcess]()

    def start_some(process: BaseProcess) -> None:
        if len(begun) == started:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        begun.append(process)
        start(process)

    monkeypatch.setattr(BaseProcess, "start", start_some)
    assert list(pooled(multiplied, PIECES, 2)) == [number * by for number, by in PIECES]
    assert len(begun) == started
    assert active_children() == []


@pytest.mark.skipif(sys.platform != "linux", reason="only a copy of this process has its threads forbidden")
def test_a_process_that_may_begin_no_thread_ends_without_a_word(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert list(pooled(multiplied, PIECES, 2)) == [number * by for number, by in PIECES]
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_processes_are_started_with_interrupts_deferred_however_python_starts_them() -> None:
    code = """
import multiprocessing, os, signal, sys
from multiprocessing import util
from parplan.pooling import uninterrupted

def started(*given):
    masks.append(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))
    return spawn(*given)

if __name__ == "__main__":
    masks, spawn = [], util.spawnv_passfds
    util.spawnv_passfds = started
    multiprocessing.set_start_method(sys.argv[1])
    with uninterrupted():
        process = multiprocessing.Process(target=os.getpid)
        process.start()
    process.join()
    print(masks[-1], len(masks))
"""
    for method, starts in (("spawn", 2), ("forkserver", 2)):
        done = subprocess.run([sys.executable, "-c", code, method], capture_output=True, encoding="utf-8", check=False)
        assert (done.stdout, done.stderr) == (f"True {starts}\n", "")


def failing(number: int, by: int) -> int:
    if number == 3:
        raise ValueError(number)
    return number * by


def test_results_come_in_the_order_of_the_pieces() -> None:
    assert list(pooled(multiplied, PIECES, 2)) == [number * by for number, by in PIECES]
    assert active_children() == []


def test_what_a_killed_process_leaves_is_done_here() -> None:
    assert list(pooled(killed_in_a_process_of_its_own, PIECES, 2)) == [number * by for number, by in PIECES]
    assert active_children() == []


def test_what_goes_wrong_in_a_process_goes_wrong_here() -> None:
    with pytest.raises(ValueError, match="3"):
        list(pooled(failing, PIECES, 2))
    assert active_children() == []


class TroubleError(Exception):
    """One that cannot be made again from its message alone, as pickling does."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(f"{number}: {why}")


def troubled(number: int, by: int) -> int:
    raise TroubleError(number, "cannot be done")


def test_an_error_that_cannot_be_sent_is_told_as_it_is() -> None:
    with pytest.raises(RuntimeError, match="TroubleError: 0: cannot be done"):
        list(pooled(troubled, PIECES, 2))


def test_an_error_says_where_in_the_other_process_it_came_from() -> None:
    with pytest.raises(ValueError, match="3") as failure:
        list(pooled(failing, PIECES, 2))
    assert "in failing" in failure.value.__notes__[0]


def test_large_pieces_and_large_results_do_not_wait_for_each_other() -> None:
    pieces = [(bytes([number]) * (1 << 20), 1) for number in range(40)]
    assert list(pooled(echoed, pieces, 2)) == [content for content, _ in pieces]


def echoed(content: bytes, times: int) -> bytes:
    return content * times


def length(content: bytes, _: int) -> int:
    return len(content)


LARGE = """
import sys
sys.path.insert(0, {folder!r})
from test_pools import length
from parplan.pooling import pooled

if __name__ == "__main__":
    results = pooled(length, [(bytes(1 << 20), 0)] * 40, 2)
    next(results)
    results.close()
    print("closed")
"""


@pytest.mark.slow
@pytest.mark.parametrize("attempt", attempts(3))
def test_a_pool_closed_while_large_pieces_are_handed_out_is_gone(tmp_path: Path, attempt: int) -> None:
    script = tmp_path / "large.py"
    script.write_text(LARGE.format(folder=str(Path(__file__).parent)), encoding="utf-8")
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]),
    }
    ended = subprocess.run(
        [sys.executable, script], capture_output=True, encoding="utf-8", timeout=30, check=False, env=env
    )
    assert (ended.stdout, ended.stderr, ended.returncode) == ("closed\n", "", 0)


def test_a_pool_that_is_closed_early_is_gone() -> None:
    with closing(pooled(multiplied, PIECES, 2)) as results:
        assert next(results) == 0
        assert active_children() != []
    assert active_children() == []


SLEEPER = """
import os, signal, sys, time
from parplan.pooling import pooled

def nap(number, by):
    os.write(1, b"%d\\n" % os.getpid())  # a line at once: two processes write here
    time.sleep(60)

if __name__ == "__main__":
    try:
        try:
            list(pooled(nap, [(number, 0) for number in range(4)], 2))
        except KeyboardInterrupt:
            code = 130
    except KeyboardInterrupt:  # the second one, where it comes late
        code = 130
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)
"""


def gone(pid: int, within: float = 20) -> bool:
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
                return True  # ended; whoever inherited it has not looked yet
        except OSError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_no_process_outlives_its_parent(tmp_path: Path, name: str) -> None:
    ending = signal.Signals[name]
    script = tmp_path / "sleeper.py"
    script.write_text(SLEEPER, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as parent:
        assert parent.stdout is not None
        assert parent.stderr is not None
        children = [int(parent.stdout.readline()) for _ in range(2)]
        parent.send_signal(ending)
        if ending is signal.SIGINT:
            time.sleep(0.05)
            parent.send_signal(ending)  # people press twice
        assert parent.wait(timeout=20) == (130 if ending is signal.SIGINT else -ending)
        assert [pid for pid in children if not gone(pid)] == []
        if ending is signal.SIGINT:
            assert parent.stderr.read() == ""


SENDER = """
import signal, sys
from parplan.pooling import pooled

def much(number, by):
    return bytes(300_000)

if __name__ == "__main__":
    try:
        print("begun", flush=True)
        for made in pooled(much, [(number, 0) for number in range(100_000)], 2):
            pass
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.exit(130)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
@pytest.mark.parametrize("after", attempts(8))
def test_a_pool_whose_processes_are_sending_ends_too(tmp_path: Path, after: int) -> None:
    script = tmp_path / "sender.py"
    script.write_text(SENDER, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as parent:
        try:
            assert parent.stdout is not None
            assert parent.stdout.readline() == "begun\n"
            time.sleep(0.3 + after * 0.03)
            parent.send_signal(signal.SIGINT)
            _, err = parent.communicate(timeout=20)
        finally:
            parent.kill()
    assert (parent.returncode, err) == (130, "")


@needs_links
def test_one_unreadable_file_among_many_leaves_no_trace_but_its_message(spawn: Spawn, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.yaml").write_bytes(PLAN_2021.read_bytes().replace(b"2021", b"%d" % (2010 + number), 3))
    (folder / "z.yaml").symlink_to(tmp_path / "nowhere")
    answer = spawn("validate", "plans", "--select", "P601")
    assert answer.code == 3
    assert "plans/z.yaml: not used" in answer.err
    assert len(answer.err.splitlines()) == 3


def test_closed_standard_input_is_said() -> None:
    code = "import sys; sys.stdin = None; from parplan.cli.app import main; sys.exit(main(['validate', '-']))"
    env = {**os.environ, "PARPLAN_LANG": "en", "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=env, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "parplan: standard input is closed; there is no plan to read\n"


def test_a_program_that_brings_all_in_itself_becomes_a_process_of_its_pool_before_anything_else() -> None:
    code = (
        "import multiprocessing, sys; sys.frozen = True; multiprocessing.freeze_support = lambda: sys.exit(7);"
        "from parplan.__main__ import main; main()"
    )
    assert subprocess.run([sys.executable, "-c", code, "--version"], check=False).returncode == 7


def noted(number: int, folder: Path) -> int:
    (folder / str(number)).touch()
    return number


def test_no_more_is_made_ahead_than_is_soon_taken(tmp_path: Path) -> None:
    with closing(pooled(noted, [(number, tmp_path) for number in range(1000)], 2)) as results:
        assert next(results) == 0
        made = -1
        while made < (made := len(list(tmp_path.iterdir()))):  # until nothing more is made
            time.sleep(0.2)
        assert 16 <= made <= 9 * 16  # eight chunks at once, and one for the one that was taken
        assert [0, *results] == list(range(1000))
