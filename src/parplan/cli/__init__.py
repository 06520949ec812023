"""The command line: the table of commands, its readers, one module per command, and error reports."""

import sys

if "typing_extensions" not in sys.modules:
    # msgspec imports typing_extensions if it is there, which takes longer than msgspec itself. Python 3.11 needs none
    # of it: this entry makes the import fail, and msgspec falls back to `typing`.
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    try:
        import msgspec  # noqa: F401
    finally:
        del sys.modules["typing_extensions"]
