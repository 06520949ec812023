"""``importlib.metadata`` when it is asked for something, as importing it imports the readers of mail and of archives.

pydantic imports it with its models and asks it nothing. What stands in its place until then answers like it, as it
hands on every name and every call.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

_NAME = "importlib.metadata"


class _Postponed(ModuleType):
    """The module before it is imported; ``entry_points`` may be taken from it without that happening."""

    def entry_points(self, **selection: Any) -> Any:
        """What the function of this name returns."""
        return _imported(self).entry_points(**selection)

    def __getattr__(self, name: str) -> Any:
        if name in ("__path__", "__file__", "__loader__"):  # what importing itself asks
            raise AttributeError(name)
        return getattr(_imported(self), name)


def postpone_metadata() -> None:
    """Put the stand-in where the module would be, unless it is there."""
    if _NAME not in sys.modules:
        sys.modules[_NAME] = importlib.metadata = _Postponed(_NAME)


def _imported(postponed: ModuleType) -> ModuleType:
    if sys.modules.get(_NAME) is postponed:
        del sys.modules[_NAME]
    return importlib.import_module(_NAME)
