"""Commands that are typed as they should be, run without the library that knows what to say of all others.

That library takes longer to import than a question takes to answer. Whatever is not plain here (an unknown option, a
missing value, ``--help``) is left to it, so it alone decides what is wrong and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from msgspec import Struct

from parplan.cli.verbs.options import GLOBAL_FLAGS, GLOBAL_LISTS, GLOBAL_VALUES, VERBS, Options

#: What is known before the verb is.
_BEFORE = Options()


class Typed(Struct, frozen=True):
    """A command as it was typed: its verb, its own parameters and those of the global options, by name."""

    verb: str
    parameters: dict[str, Any]
    shared: dict[str, Any]

    def run(self) -> int:
        """Run it, and return its exit code."""
        from parplan.cli.context import make_request

        run: Callable[..., int] = import_module(f"parplan.cli.verbs.{self.verb}").run
        return run(make_request(self.shared), **self.parameters)


def find_quick(words: Sequence[str]) -> Typed | None:
    """The command that ``words`` plainly are; ``None`` where anything is not plain."""
    typed = read_words(words)
    if typed is None or len(typed.parameters.keys() & VERBS[typed.verb].words) < VERBS[typed.verb].needed:
        return None
    return typed


def read_words(words: Sequence[str]) -> Typed | None:
    """Like :func:`find_quick`, also where words are still missing at the end."""
    verb: str | None = None
    options = _BEFORE
    parameters: dict[str, Any] = {}
    shared: dict[str, Any] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            if verb is None:
                if word not in VERBS:
                    return None
                verb, options = word, VERBS[word]
                continue
            free = next((name for name in options.words if name not in parameters), None)
            if free is not None:
                parameters[free] = word
            elif options.rest is not None:
                parameters.setdefault(options.rest, []).append(word)
            else:
                return None
            continue
        name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if name in options.flags or name in GLOBAL_FLAGS:
            if equals:
                return None
            (parameters if name in options.flags else shared)[options.flags.get(name) or GLOBAL_FLAGS[name]] = True
            continue
        if not equals:
            value = next(rest, "-")
            if value.startswith("-"):  # perhaps another option; perhaps there is none
                return None
        if not _fill(parameters, name, value, options.values, options.lists) and not _fill(
            shared, name, value, GLOBAL_VALUES, GLOBAL_LISTS
        ):
            return None
    return None if verb is None else Typed(verb, parameters, shared)


def _fill(into: dict[str, Any], name: str, value: str, values: Any, lists: Any) -> bool:
    """Put the value of an option where it belongs; return whether the option is among these."""
    if name in values:
        into[values[name]] = value
    elif name in lists:
        into.setdefault(lists[name], []).append(value)
    else:
        return False
    return True
