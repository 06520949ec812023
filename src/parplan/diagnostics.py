"""Messages, spans, findings and fixes, independent of language and files.

A message is an English template with arguments; whoever shows it looks the template up in a gettext catalogue. So
findings can be made anywhere, stored and compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

from msgspec import Struct


def excerpt(text: str) -> str:
    """A text, or its beginning with an ellipsis, short enough to stand in a message."""
    return text if len(text) <= 60 else f"{text[:59]}…"


def N_(template: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark ``template`` for extraction into the catalogue, without translating it."""
    return template


class Message(Struct, frozen=True):
    """An English template (a gettext msgid with ``{name}`` fields) and its arguments."""

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
    """Make a :class:`Message`; mark the template with :func:`N_`, so that it gets into the catalogue."""
    return Message(template, tuple(args.items()))


class Command(Struct, frozen=True):
    """A suggested parplan command: its verb, words and options.

    An option is a pair of spelling and value (``None`` for a flag). Quoting for the shell is up to whoever shows it.
    """

    verb: str
    words: tuple[str, ...] = ()
    options: tuple[tuple[str, str | None], ...] = ()


#: The family of findings about the text of a file.
TEXT_FAMILY = "Y"
#: All families in the order they are listed: text, schema, the plan's sense, import.
FAMILIES = (TEXT_FAMILY, "S", "P", "I")


class Severity(StrEnum):
    """Severity of a finding: an ``ERROR`` makes a plan invalid, the others never block."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Span(Struct, frozen=True, order=True):
    """A range of a text. Lines and columns count from 1, columns in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


#: The span of a finding about the whole file.
WHOLE_FILE = Span(1, 1, 1, 1)


class Splice(Struct, frozen=True, order=True):
    """Replaces ``start`` to ``end`` (offsets in code points, end exclusive) by ``text``."""

    start: int
    end: int
    text: str


#: A path in a document: keys and indexes from the root, such as ``("sections", 0, "title")``.
Path = tuple[str | int, ...]


class Fix(Struct, frozen=True):
    """A fix of a finding: splices, and the paths whose values they change (none: the meaning stays).

    A ``safe`` fix is certain to give what the author meant; an unsafe one may change words that are printed so.
    """

    splices: tuple[Splice, ...]
    changes: tuple[Path, ...] = ()
    safe: bool = True


class Finding(Struct, frozen=True):
    """A problem in a plan file: its stable ``code`` and ``name``, its span, what is wrong and what to do.

    place: the address of the task or milestone, else the key path; empty if the text could not be parsed. Unlike the
    span it stays the same when lines are added above.
    whole: the finding is about the whole place, such as a task that lacks something, not about the text in the span.
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
        """Whether it is about the text of the file rather than its content (family ``Y``)."""
        return self.code.startswith(TEXT_FAMILY)


class Remark(Struct, frozen=True):
    """A finding without a span: it points at a path in the document, which the loader turns into a span.

    at_key: it is about the key, not its value. lines: message arguments that are the lines of other paths.
    stretch: the part of the value it is about, as offsets in the text. fix: how to fix it.
    joined: the texts between two paths are one text that lacks quotes.
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
    """The explanation of a code: ``what`` it finds, ``why`` it matters, what to do ``instead``.

    ``right`` says when it is not reported. ``bad`` and ``good`` are example lines of a plan, before and after.
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
    """Make an :class:`Explanation` from msgids marked with ``N_``."""
    because = None if right is None else message(right)
    return Explanation(code, name, severity, message(what), message(why), message(instead), because, bad, good)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error, which makes the plan invalid."""
    return any(finding.severity is Severity.ERROR for finding in findings)
