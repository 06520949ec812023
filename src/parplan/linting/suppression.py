"""Leaving out what comments ask for, and finding the comments that ask for nothing, or for what cannot be."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from msgspec import Struct

from parplan.diagnostics import Explanation, Finding, Message, Severity, Span
from parplan.linting.comments import Ignore
from parplan.linting.subject import N_, message, rule
from parplan.source.text import SourceText

UNUSED = rule(
    "P701",
    "unused-ignore",
    Severity.WARNING,
    what=N_("A comment “# parplan: ignore[…]” asks for a code that is not found on its line."),
    why=N_("What it excused is gone; left there, it would hide the next mistake of that kind."),
    instead=N_("Delete the code, or the whole comment."),
    right=N_(
        "Codes that this run does not check (--select, --ignore, settings) are not counted as unused, and in a file "
        "with an error none is."
    ),
    bad="title: Theo dõi   # parplan: ignore[P419] chữ của bản in",
    good="title: Theo dõi",
)
MALFORMED = rule(
    "P702",
    "ignore-not-understood",
    Severity.WARNING,
    what=N_("A comment addressed to parplan cannot be obeyed: its form, an unknown code, an error, or no reason."),
    why=N_(
        "A comment that does nothing looks as if it did; and one without a reason cannot be judged by the next reader."
    ),
    instead=N_("Write “# parplan: ignore[P204] reason”, several codes with commas between them."),
    right=N_("Only comments that begin with “# parplan:” are read; the same words inside a text are text."),
    bad="title: Theo dõi và và   # parplan: ignore P419",
    good="title: Theo dõi và và   # parplan: ignore[P419] chữ của bản in",
)


#: What is found or not by what was recorded since: a comment about it is not wrong because the work went on.
_PASSING = frozenset({"P306", "P308", "P503", "P506", "P508", "P509"})


class Located(Struct, frozen=True):
    """A finding and the lines on which a comment can speak of it."""

    finding: Finding
    lines: frozenset[int]


def suppress(
    found: Iterable[Located],
    ignores: Iterable[Ignore],
    known: Mapping[str, Explanation],
    checked: Container[str],
    source: SourceText,
) -> Iterator[Finding]:
    """Yield the findings that stay, then those about the comments themselves.

    ``known`` are all codes, ``checked`` those this run looks for. An error stays: it makes a plan unusable, whatever a
    comment says.
    """
    ignores = tuple(ignores)
    used: set[tuple[Ignore, str]] = set()
    by_line: dict[int, list[Ignore]] = {}
    for ignore in ignores:
        by_line.setdefault(ignore.line, []).append(ignore)
    for located in found:
        finding = located.finding
        asking = [
            ignore
            for line in located.lines | {finding.span.line}
            for ignore in by_line.get(line, ())
            if ignore.reason and any(code == finding.code for code, _, _ in ignore.codes)
        ]
        if asking and known[finding.code].severity is not Severity.ERROR:
            used.update((ignore, finding.code) for ignore in asking)
        else:
            yield finding
    for ignore in ignores:
        yield from _about(ignore, used, known, checked, source)


def _about(
    ignore: Ignore,
    used: Container[tuple[Ignore, str]],
    known: Mapping[str, Explanation],
    checked: Container[str],
    source: SourceText,
) -> Iterator[Finding]:
    form = message(N_("write “# parplan: ignore[P204] reason”"))
    if not ignore.understood:
        yield _finding(
            MALFORMED,
            source.span(ignore.start, ignore.end),
            message(N_("this comment to parplan is not understood")),
            form,
        )
        return
    if not ignore.reason:
        yield _finding(
            MALFORMED, source.span(ignore.start, ignore.end), message(N_("this comment gives no reason")), form
        )
        return
    for code, start, end in ignore.codes:
        span = source.span(start, end)
        if code not in known:
            text = message(N_("there is no code {code}"), code=code)
            yield _finding(MALFORMED, span, text, message(N_("`parplan explain` lists them")))
        elif known[code].severity is Severity.ERROR:
            text = message(N_("{code} is an error, which no comment can leave out"), code=code)
            yield _finding(MALFORMED, span, text, message(N_("correct what it names; then delete the comment")))
        elif code in checked and code not in _PASSING and (ignore, code) not in used:
            text = message(N_("{code} is not found here, so there is nothing to ignore"), code=code)
            yield _finding(UNUSED, span, text, message(N_("delete it")))


def _finding(explanation: Explanation, span: Span, text: Message, help: Message) -> Finding:
    return Finding(explanation.code, explanation.name, explanation.severity, span, text, help)
