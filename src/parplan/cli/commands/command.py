"""What a row of the table of commands is made of.

Texts are English templates marked by :func:`~parplan.diagnostics.N_`; whoever shows one translates it then, so a row
can be imported before the language of the run is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct


class Takes(Enum):
    """How many values an option takes."""

    NOTHING = "nothing"
    ONE = "one"
    MANY = "many"  # one each time it is typed


class ValueKind(Enum):
    """What a value is, which says what Tab offers for it besides its choices."""

    NOTHING = "nothing"
    ADDRESS = "address"
    OPEN_ADDRESS = "open address"  # without what is finished or dropped
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
    """An option: the parameter of ``run`` it fills, its spellings, and what is said of it.

    ``default`` is the value where it is not typed. The ``choices`` are also its metavar, unless it has one.
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
        """The value of the parameter where the option is not typed."""
        match self.takes:
            case Takes.NOTHING:
                return False
            case Takes.ONE:
                return self.default
            case Takes.MANY:
                return ()


class Word(Struct, frozen=True):
    """A word typed without an option; ``many``: this and all words after it."""

    parameter: str
    metavar: str
    help: str
    required: bool = True
    many: bool = False
    kind: ValueKind = ValueKind.NOTHING
    choices: tuple[str, ...] = ()

    @property
    def absent(self) -> tuple[str, ...] | None:
        """The value of the parameter where nothing is typed for it."""
        return () if self.many else None


class Example(Struct, frozen=True):
    """A command without the program's name, and what it does."""

    command: str
    what: str


class CommandRow(Struct, frozen=True):
    """A verb: what is typed behind it, one sentence about it, and examples. ``hidden``: not listed in the help."""

    name: str
    help: str
    words: tuple[Word, ...] = ()
    options: tuple[Option, ...] = ()
    examples: tuple[Example, ...] = ()
    hidden: bool = False

    @property
    def module(self) -> str:
        """The name of the modules of its row and of what it does."""
        return self.name.replace("-", "_")

    def option(self, spelling: str) -> Option | None:
        """The option with this spelling."""
        return next((option for option in self.options if spelling in option.spellings), None)

    def absent(self) -> Iterator[tuple[str, bool | str | tuple[str, ...] | None]]:
        """Every parameter with its value where nothing is typed for it."""
        yield from ((word.parameter, word.absent) for word in self.words)
        yield from ((option.parameter, option.absent) for option in self.options)
