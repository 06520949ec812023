"""parplan: a public body's yearly plan as one validated YAML file, queried and updated from the command line.

In Python, a plan as of a day is ``parplan.load(path, as_of=None)``; docs/data.md describes it. What ``__all__`` names
stays; every other module may change with any version.
"""

# `python -m parplan` runs this before `__main__` takes the current folder off the import path: import nothing here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__version__ = "0.10.0"

__all__ = [
    "DueRecord",
    "EntryRecord",
    "FileError",
    "InvalidPlanError",
    "MilestoneRecord",
    "ParplanError",
    "Records",
    "RequestError",
    "StatusRecord",
    "TargetRecord",
    "TaskDetails",
    "TaskRecord",
    "YearlyPlan",
    "__version__",
    "load",
]


def __getattr__(name: str) -> "Any":
    """Import a public name on first use: every command imports this module, and none needs these names."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module("parplan.yearly_plan"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
