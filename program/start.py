"""What the one-folder program begins with; the processes of a pool begin with it too."""

import os
import sys
from io import TextIOWrapper

from parplan.__main__ import main


def _obey_python_variables() -> None:
    """Give the streams the encoding that ``PYTHONUTF8`` or ``PYTHONIOENCODING`` ask for.

    A program made by PyInstaller ignores the variables of Python, as its libraries must not be those of another one.
    A console shows every letter without them.
    """
    asked = os.environ.get("PYTHONIOENCODING", "").partition(":")[0]
    encoding = asked or ("utf-8" if os.environ.get("PYTHONUTF8") == "1" else "")
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if encoding and isinstance(stream, TextIOWrapper) and not stream.isatty():
            try:
                stream.reconfigure(encoding=encoding)
            except LookupError:
                return  # Python itself would not start


if __name__ == "__main__":
    _obey_python_variables()
    main()
