"""Libraries of the extras (``parplan[office]``, ``parplan[import]``), which a plain installation lacks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from parplan.diagnostics import N_, message
from parplan.errors import ParplanError

_IN_PYTHON = N_('install it with: pip install "parplan[{extra}]"')
#: Libraries cannot be added to the program that includes Python.
_IN_THE_PROGRAM = N_('the program without Python cannot have it; with Python: pip install "parplan[{extra}]"')


@contextmanager
def libraries_of(extra: str) -> Iterator[None]:
    """A block that imports libraries of ``extra``; if one is missing, it raises ``ParplanError`` naming the extra."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("parplan"):
            raise
        raise ParplanError(
            message(
                N_("{module} is needed for this, and is not installed"), module=(error.name or "?").partition(".")[0]
            ),
            help=message(_IN_THE_PROGRAM if getattr(sys, "frozen", False) else _IN_PYTHON, extra=extra),
        ) from None
