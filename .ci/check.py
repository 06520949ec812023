"""Run every check except the tests, with the tools of the current environment: ``python .ci/check.py``.

One line for each step with its seconds; the output of a step only where it fails. Exit code 1 when any does.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
# The one tool that `python -m` does not start; Windows needs its whole name, with .exe.
LINT_IMPORTS = shutil.which("lint-imports", path=TOOLS) or "lint-imports"

STEPS = {
    "format": [sys.executable, "-m", "ruff", "format", "--check", "."],
    "lint": [sys.executable, "-m", "ruff", "check", "."],
    "types": [sys.executable, "-m", "mypy"],
    "imports": [LINT_IMPORTS, "--no-cache"],
    "catalogue": [sys.executable, "tools/update_catalogue.py", "--check"],
    "plans": [sys.executable, "-m", "parplan", "validate", "--strict", "plans/"],
    # A plan of the same agency and year, so not together with the plans.
    "examples": [sys.executable, "-m", "parplan", "validate", "--strict", "examples/"],
    # Needs the extra `manual`, which is none of `dev`: the README's command for the tests does without it.
    "manual": [sys.executable, "tools/build_manual.py"],
}


def run(name: str, command: list[str]) -> bool:
    """Run one step and print its result; return whether it passed."""
    started = time.monotonic()
    done = subprocess.run(
        command, cwd=REPOSITORY, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    passed = done.returncode == 0
    print(f"{name:<10} {'ok' if passed else 'FAILED':<7} {time.monotonic() - started:5.1f} s", flush=True)
    if not passed:
        sys.stdout.buffer.write(done.stdout)
        sys.stdout.flush()
    return passed


if __name__ == "__main__":
    results = [run(name, command) for name, command in STEPS.items()]
    sys.exit(0 if all(results) else 1)
