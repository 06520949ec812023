"""One run of parplan in this process, told apart into stages: ``python stages.py REPORT.json due --plan …``.

A stage is what the functions of :data:`WATCHED` do themselves; what they call in another stage counts there. They are
replaced when their module is imported, by whoever needs it, so nothing is imported that the run would not import. All
imports are one stage. Everything else is the rest: arguments, language, settings, and putting it all together.
"""

from __future__ import annotations

import builtins
import sys
import time

# What is imported here is not imported any more by the run, and would be missing in its stage of imports.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Any

IMPORTS, REST = "imports", "the rest"

#: Module, or a package with all its modules → the stage, and the functions that are it (none: every public one).
#: To be brought up to date where rooms are renamed; what is not there is not watched.
WATCHED: dict[str, tuple[str, tuple[str, ...]]] = {
    "parplan.caching": ("cache", ()),
    "parplan.files": ("finding and reading files", ()),
    "parplan.loading": ("loading: YAML, checks, meaning", ("load_plan", "parse_plan")),
    "parplan.queries.deadlines": ("query", ("glance_plan", "join_glances", "select_of_plan")),
    "parplan.views.painting": ("output", ("paint",)),
}


class Clock:
    """Seconds for each stage; the innermost stage that is open gets the time."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._open = [REST]
        self._since = time.perf_counter()

    def _lap(self) -> None:
        now = time.perf_counter()
        stage = self._open[-1]
        self.seconds[stage] = self.seconds.get(stage, 0) + now - self._since
        self._since = now

    def enter(self, stage: str) -> None:
        """Open a stage."""
        self._lap()
        self._open.append(stage)

    def leave(self) -> None:
        """Close the stage opened last."""
        self._lap()
        self._open.pop()

    def watched(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with its time given to a stage."""

        def call(*arguments: Any, **named: Any) -> Any:
            self.enter(stage)
            try:
                return function(*arguments, **named)
            finally:
                self.leave()

        return call


class Watching:
    """Finds the watched modules as ever, and replaces their functions once they are there."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the spec of a watched module; ``None`` leaves all others to the usual finders."""
        watched = next((w for name, w in WATCHED.items() if fullname == name or fullname.startswith(f"{name}.")), None)
        if watched is None:
            return None
        specs = (finder.find_spec(fullname, path, target) for finder in sys.meta_path if finder is not self)
        spec = next((spec for spec in specs if spec is not None), None)
        if spec is None or spec.loader is None:
            return spec
        stage, names = watched
        execute = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            execute(module)
            for name, value in list(vars(module).items()):
                if _is_watched(value, module) and not name.startswith("_") and (not names or name in names):
                    setattr(module, name, self._clock.watched(stage, value))

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


_FUNCTION = type(lambda: None)
_IS_GENERATOR = 0x20  # inspect.CO_GENERATOR


def _is_watched(value: object, module: ModuleType) -> bool:
    """Whether a value is a function of the module itself; a generator works when it is asked, not when it is called."""
    if not isinstance(value, _FUNCTION) or value.__module__ != module.__name__:
        return False
    # A context manager or a cached function is another function, or none, around the one that was written.
    return not hasattr(value, "__wrapped__") and not value.__code__.co_flags & _IS_GENERATOR


def main() -> int:
    """Run parplan and write the seconds of each stage."""
    report, *words = sys.argv[1:]
    sys.argv = ["parplan", *words]
    clock = Clock()
    sys.meta_path.insert(0, Watching(clock))
    plain_import = builtins.__import__
    builtins.__import__ = clock.watched(IMPORTS, plain_import)
    try:
        # What `parplan.__main__` adds to this is the way out, which is not measured here.
        from parplan.cli.app import main as parplan

        code = parplan()
    except SystemExit as exit:
        code = exit.code if isinstance(exit.code, int) else 0
    finally:
        builtins.__import__ = plain_import
        clock.enter(REST)
    with open(report, "w", encoding="utf-8") as file:  # noqa: PTH123 - no pathlib, see above
        # JSON, as no name of a stage has a quote in it.
        file.write("{" + ", ".join(f'"{stage}": {seconds!r}' for stage, seconds in clock.seconds.items()) + "}")
    return code


if __name__ == "__main__":
    sys.exit(main())
