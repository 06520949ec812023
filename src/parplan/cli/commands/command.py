"""The parts of a row in the table of commands.

Texts are English templates marked by :func:`~parplan.diagnostics.N_` and translated when shown, so that a row can be
imported before the language is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct


class Takes(Enum):
    """The number of values an option takes."""

    NOTHING = "nothing"
    ONE = "one"
    MANY = "many"  # one value each time the option is typed


class ValueKind(Enum):
    """The kind of a value, which decides what Tab offers besides its choices."""

    NOTHING = "nothing"
    ADDRESS = "address"
    OPEN_ADDRESS = "open address"  # neither finished nor dropped
    UNIT = "unit"
    SECTION = "section"
    STATE = "state"
    PERIOD = "period"
    CODE = "code"
    DATE = "date"
    COMMAND = "command"
    PLAN = "plan"
    FILE = "file"
    FOLDER = "folder"


class Option(Struct, frozen=True):
    """An option: the parameter of ``run`` it fills, its spellings, and its help.

    ``default`` is the value if it is not typed. The ``choices`` serve as the metavar, unless it has one.
    """

    parameter: str
    spellings: tuple[str, ...]
    help: str
    takes: Takes = Takes.ONE
    metavar: str = ""
    default: str | None = None
    kind: ValueKind = ValueKind.NOTHING
    choices: tuple[str, ...] = ()

    @property
    def absent(self) -> bool | str | tuple[str, ...] | None:
        """The value of the parameter if the option is not typed."""
        match self.takes:
            case Takes.NOTHING:
                return False
            case Takes.ONE:
                return self.default
            case Takes.MANY:
                return ()


class Word(Struct, frozen=True):
    """A positional argument; ``many``: it takes all remaining words."""

    parameter: str
    metavar: str
    help: str
    required: bool = True
    many: bool = False
    kind: ValueKind = ValueKind.NOTHING
    choices: tuple[str, ...] = ()

    @property
    def absent(self) -> tuple[str, ...] | None:
        """The value of the parameter if nothing is typed for it."""
        return () if self.many else None


class Example(Struct, frozen=True):
    """An example command, without the program's name, and its explanation."""

    command: str
    what: str


class CommandRow(Struct, frozen=True):
    """A command: its words and options, one sentence of help, and examples. hidden: not listed in the help."""

    name: str
    help: str
    words: tuple[Word, ...] = ()
    options: tuple[Option, ...] = ()
    examples: tuple[Example, ...] = ()
    hidden: bool = False

    @property
    def module(self) -> str:
        """The name of its two modules: the row, and the implementation."""
        return self.name.replace("-", "_")

    def option(self, spelling: str) -> Option | None:
        """The option with this spelling."""
        return next((option for option in self.options if spelling in option.spellings), None)

    def absent(self) -> Iterator[tuple[str, bool | str | tuple[str, ...] | None]]:
        """Every parameter with its value if nothing is typed for it."""
        yield from ((word.parameter, word.absent) for word in self.words)
        yield from ((option.parameter, option.absent) for option in self.options)
