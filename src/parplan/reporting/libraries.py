"""The libraries of the extra ``parplan[office]``, which a plain installation does not have."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from parplan.diagnostics import N_, message
from parplan.errors import ParplanError

_EXTRA = "office"


@contextmanager
def office_libraries() -> Iterator[None]:
    """Import a writer's library in this block: where it is missing, ``ParplanError`` names the extra that has it."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("parplan"):
            raise
        raise ParplanError(
            message(N_("this format needs {module}, which is not installed"), module=error.name or "?"),
            help=message(N_('install it with: pip install "parplan[{extra}]"'), extra=_EXTRA),
        ) from None
