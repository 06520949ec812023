"""Application of ignore comments, and the findings about the comments (P701, P702)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from msgspec import Struct

from parplan.diagnostics import N_, Explanation, Finding, Fix, Message, Severity, Span, Splice, message
from parplan.linting.comments import COMMENTS_LIMIT, Ignore
from parplan.linting.rule import Rule
from parplan.linting.rules.p701_unused_ignore import RULE as UNUSED
from parplan.linting.rules.p702_ignore_not_understood import RULE as MALFORMED
from parplan.source.text import SourceText


class Located(Struct, frozen=True):
    """A finding with the lines on which a comment applies to it."""

    finding: Finding
    lines: frozenset[int]


def suppress(
    found: Iterable[Located],
    ignores: Iterable[Ignore],
    known: Mapping[str, Explanation],
    checked: Container[str],
    source: SourceText,
) -> Iterator[Finding]:
    """Yield the findings that are not ignored, then those about the comments themselves.

    ``known`` are all codes, ``checked`` those of this run. Errors cannot be ignored: they make a plan unusable.
    """
    read = tuple(ignores)
    ignores, beyond = read[:COMMENTS_LIMIT], read[COMMENTS_LIMIT:]
    used: set[tuple[Ignore, str]] = set()
    asked: dict[tuple[int, str], list[Ignore]] = {}
    for ignore in ignores:
        for code in {code for code, _, _ in ignore.codes} if ignore.reason else ():
            asked.setdefault((ignore.line, code), []).append(ignore)
    for located in found:
        finding = located.finding
        lines = located.lines | {finding.span.line}
        asking = [ignore for line in lines for ignore in asked.get((line, finding.code), ())]
        if asking and known[finding.code].severity is not Severity.ERROR:
            used.update((ignore, finding.code) for ignore in asking)
        else:
            yield finding
    for ignore in ignores:
        yield from _about(ignore, used, known, checked, source)
    for ignore in beyond:
        text = message(
            N_("the plan has more than {limit} comments to parplan; from here on none is applied"), limit=COMMENTS_LIMIT
        )
        help = message(N_("use a baseline, or the settings (`ignore`), for findings that are expected"))
        yield _finding(MALFORMED, source.span(ignore.start, ignore.end), text, help)


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
            text = message(N_("{code} is an error, which a comment cannot ignore"), code=code)
            yield _finding(MALFORMED, span, text, message(N_("correct the error, then delete the comment")))
        elif code in checked and not _passing(known[code]) and (ignore, code) not in used:
            text = message(N_("{code} is not found here, so there is nothing to ignore"), code=code)
            yield _finding(UNUSED, span, text, message(N_("delete it")), _without(ignore, (start, end), source))


def _passing(explanation: Explanation) -> bool:
    return isinstance(explanation, Rule) and explanation.passing


def _without(ignore: Ignore, code: tuple[int, int], source: SourceText) -> Fix:
    """A fix that deletes a code and its comma; with the last code, the comment; and a line left empty by that."""
    places = [(start, end) for _, start, end in ignore.codes]
    number = places.index(code)
    if len(places) > 1:
        first, last = (code[0], places[1][0]) if number == 0 else (places[number - 1][1], code[1])
        return Fix((Splice(first, last, ""),))
    line_start = source.offset(ignore.line, 1)
    before = ignore.start  # not a copy of the line: it may be of millions of signs, with thousands of comments
    while before > line_start and source.text[before - 1].isspace():
        before -= 1
    if before > line_start:
        return Fix((Splice(before, ignore.end, ""),))
    line_end = source.text.find("\n", ignore.end)
    return Fix((Splice(line_start, len(source.text) if line_end < 0 else line_end + 1, ""),))


def _finding(explanation: Explanation, span: Span, text: Message, help: Message, fix: Fix | None = None) -> Finding:
    return Finding(explanation.code, explanation.name, explanation.severity, span, text, help, fix=fix)
