"""Values that say what was found where: messages that can be shown in any language, spans, findings.

Nothing here knows a language or a file. A message is an English template with its arguments; the one who shows
it looks the template up in a gettext catalogue. That is why a finding can be made anywhere, stored, and compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

from msgspec import Struct


def N_(template: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark ``template`` for the catalogues without translating it here."""
    return template


class Message(Struct, frozen=True):
    """An English template (a gettext msgid with ``{name}`` places) and what goes into its places."""

    template: str
    args: tuple[tuple[str, str | int | date | Message], ...] = ()

    def render(
        self,
        translate: Callable[[str], str] = lambda template: template,
        show_date: Callable[[date], str] = date.isoformat,
    ) -> str:
        """Return the text in the language of ``translate`` (``gettext`` of a catalogue) and ``show_date``.

        By default it is English.
        """

        def shown(value: str | int | date | Message) -> str | int:
            if isinstance(value, Message):
                return value.render(translate, show_date)
            return show_date(value) if isinstance(value, date) else value

        return translate(self.template).format(**{name: shown(value) for name, value in self.args})

    def __str__(self) -> str:
        return self.render()


def message(template: str, **args: str | int | date | Message) -> Message:
    """Make a :class:`Message`; mark the template with :func:`N_` so that the catalogues know it."""
    return Message(template, tuple(args.items()))


class Command(Struct, frozen=True):
    """A command of parplan that helps: its verb, the words after it, and its options.

    An option is its spelling and its value, ``None`` for one that takes none. Whoever shows it knows the shell.
    """

    verb: str
    words: tuple[str, ...] = ()
    options: tuple[tuple[str, str | None], ...] = ()


#: The family of the findings about the text of a file.
TEXT_FAMILY = "Y"
#: The families of findings, in the order they are listed: the text, its shape as a plan, the plan's sense, its import.
FAMILIES = (TEXT_FAMILY, "S", "P", "I")


class Severity(StrEnum):
    """How much a finding matters: an ``ERROR`` makes a plan invalid, the others never block."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Span(Struct, frozen=True, order=True):
    """A stretch of a text. Lines and columns are 1-based, columns count code points, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


#: Where a finding stands that concerns the whole file.
WHOLE_FILE = Span(1, 1, 1, 1)


class Splice(Struct, frozen=True, order=True):
    """``text`` in place of what stands from ``start`` to ``end`` (offsets in code points, the end exclusive)."""

    start: int
    end: int
    text: str


#: Where something stands in a document: keys and indexes from the root, such as ``("sections", 0, "title")``.
Path = tuple[str | int, ...]


class Fix(Struct, frozen=True):
    """How to mend a finding: a few splices, and the places whose value they change (none: what is said stays).

    A ``safe`` one gives what the author meant whatever the print says; another may be the print's own words.
    """

    splices: tuple[Splice, ...]
    changes: tuple[Path, ...] = ()
    safe: bool = True


class Finding(Struct, frozen=True):
    """Something found in a plan file: a stable ``code``, its ``name``, where, what is wrong and what to do.

    ``place``: the address of the task or milestone it stands in, else the keys that lead to it; empty where the text
    has no shape yet. Unlike the span it stays when lines are added above. ``whole``: it is about all of that
    place, such as a task that lacks something, not about the text in the span.
    """

    code: str
    name: str
    severity: Severity
    span: Span
    message: Message
    help: Message | None = None
    place: str = ""
    whole: bool = False
    fix: Fix | None = None

    @property
    def about_text(self) -> bool:
        """Whether it is about the text of the file, not about what the text says: the family ``Y``."""
        return self.code.startswith(TEXT_FAMILY)


class Remark(Struct, frozen=True):
    """A finding before it has a line: it points at a place in the document, which the loader turns into a span.

    ``at_key``: it is about the key, not its value. ``lines``: arguments of the message that are the lines of other
    places. ``stretch``: it is about this part of the value only, in offsets of the text. ``fix``: how to mend it.
    ``joined``: the texts from one place to another are one text, which must stand in quotes.
    """

    code: str
    name: str
    severity: Severity
    path: Path
    message: Message
    help: Message | None = None
    at_key: bool = False
    lines: tuple[tuple[str, Path], ...] = ()
    stretch: tuple[int, int] | None = None
    fix: Fix | None = None
    joined: tuple[Path, Path, str] | None = None


class Explanation(Struct, frozen=True):
    """What a code means: ``what`` it finds, ``why`` that matters, what to do ``instead``.

    ``right`` says why a plan that is right does not get it. ``bad`` and ``good`` are a few lines of a plan, before and
    after.
    """

    code: str
    name: str
    severity: Severity
    what: Message
    why: Message
    instead: Message
    right: Message | None = None
    bad: str = ""
    good: str = ""


def explain(
    code: str,
    name: str,
    severity: Severity,
    *,
    what: str,
    why: str,
    instead: str,
    right: str | None = None,
    bad: str = "",
    good: str = "",
) -> Explanation:
    """Make an :class:`Explanation` of msgids marked with ``N_``."""
    because = None if right is None else message(right)
    return Explanation(code, name, severity, message(what), message(why), message(instead), because, bad, good)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of ``findings`` makes the plan invalid."""
    return any(finding.severity is Severity.ERROR for finding in findings)
