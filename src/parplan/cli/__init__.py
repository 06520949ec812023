"""The command line: a table of commands, a reader for it, one module per verb, and error reports."""

import sys

if "typing_extensions" not in sys.modules:
    # msgspec takes from it what `typing` has since Python 3.11, and else from `typing`; it takes longer to import than
    # msgspec itself. A name that stands for nothing makes its import fail, and msgspec go on without it.
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    try:
        import msgspec  # noqa: F401
    finally:
        del sys.modules["typing_extensions"]
