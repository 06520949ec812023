"""The libraries of the extras (``parplan[office]``, ``parplan[import]``), which a plain installation does not have."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from parplan.diagnostics import N_, message
from parplan.errors import ParplanError


@contextmanager
def libraries_of(extra: str) -> Iterator[None]:
    """Import libraries of ``extra`` in this block; where one is missing, ``ParplanError`` names the extra."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("parplan"):
            raise
        raise ParplanError(
            message(N_("this format needs {module}, which is not installed"), module=error.name or "?"),
            help=message(N_('install it with: pip install "parplan[{extra}]"'), extra=extra),
        ) from None
