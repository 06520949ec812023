"""``python -m parplan``."""

from __future__ import annotations

import gc
import sys

#: What a shell expects of a program that was interrupted.
_INTERRUPTED = 130


def main() -> None:
    """Run the command line and exit with its code."""
    # A command makes many objects, hardly any circles of them, and ends soon: look for circles less often than usual.
    gc.set_threshold(100_000, 20, 20)
    try:
        from parplan.cli.app import main as run  # here, so that an interruption ends quietly from the first moment

        sys.exit(run())
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
