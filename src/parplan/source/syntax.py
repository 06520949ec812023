"""The errors of the YAML parser in plain words, at the place of the mistake.

libyaml and PyYAML's own parser word their errors differently, in terms of tokens. Their wording is only used to
distinguish the cases; the sentence shown is ours, at the place to look at: an unclosed quote is shown where it opens,
not where the file ends.
"""

from __future__ import annotations

import re

from msgspec import Struct
from yaml.error import MarkedYAMLError

from parplan.diagnostics import N_, Finding, Fix, Message, Span, Splice, excerpt, message
from parplan.source import refusals
from parplan.source.text import SourceText
from parplan.source.text_rules import SYNTAX
from parplan.source.writing import write_flow

_TO_END_OF_WORD = re.compile(r"\S*")

# A line whose key is not separated from its value (`lead:VP`); an address (`http://…`) is no such key.
_KEY_WITHOUT_SPACE = re.compile(r"[ ]*(?:- +)*[^\W\d][^\s:]*(:)(?!//)[^\s:]")

# A key with a plain text behind it: `title: Sở Xây dựng: hướng dẫn`.
_KEY_AND_TEXT = re.compile(r"[ ]*(?:- +)*(?P<key>[^\W\d][\w-]*): +(?P<text>[^\s\[\]{}\"'|>&*!%@`#,?-][^\r\n]*)")
_COMMENT = re.compile(r"\s#")


class _Case(Struct, frozen=True):
    """One kind of mistake: how to recognise it, and its message and help.

    ``wording`` is searched in the parser's message, ``before`` in the line up to where it stopped; ``after`` must
    follow there. With ``at_opening`` the finding stands where the part begins that the parser was reading.
    The sentences may speak of ``{character}`` (where the parser stopped), ``{opening}`` (where the part begins) and
    ``{line}`` (the line of the latter).
    """

    what: str
    help: str
    wording: str = ""
    before: str = ""
    after: str = ""
    at_opening: bool = False

    def applies(self, wording: str, before: str, text: str, place: int) -> bool:
        return bool(
            re.search(self.wording, wording)
            and re.search(self.before, before)
            and re.compile(self.after).match(text, place)
        )


_AT_END = r"\s*\Z"

#: The first that applies is used, so the specific ones come first.
_CASES = (
    _Case(
        N_("a tab stands where only spaces may stand"),
        N_("indent with spaces, and set the editor to write spaces when you press the tab key"),
        after="\t",
    ),
    _Case(
        N_("the text in quotes that begins here has no closing quote"),
        N_("add the closing {opening} at the end of the text"),
        wording="quoted scalar.*(end of stream|document (indicator|separator))",
        at_opening=True,
    ),
    _Case(
        N_("a backslash in double quotes begins an escape that YAML does not know"),
        N_("write two backslashes for one, or put the text in single quotes"),
        wording="escape|hexdec",
    ),
    _Case(
        N_("a text cannot begin with “{character}”"),
        N_("put the whole text in quotes"),
        wording="cannot start any token|mapping keys are not allowed",
    ),
    _Case(
        N_("a colon followed by a space begins a value, and here no second value can begin"),
        N_("put a text that holds a colon in quotes"),
        wording="mapping values are not allowed",
        before=r"(:|---)\s+\S",
    ),
    _Case(
        N_("a key cannot begin in this line: it continues the text above it"),
        N_("write the key exactly below the other keys it belongs to, and put a text that holds a colon in quotes"),
        wording="mapping values are not allowed",
    ),
    _Case(
        N_("a list item cannot begin in the line of its key"),
        N_("begin the item with “- ” in a line of its own, or put a text that begins with a hyphen in quotes"),
        wording="sequence entries are not allowed",
    ),
    _Case(
        N_("this line is neither “key: value” nor a list item"),
        N_("put a space after the colon or the hyphen; indent the line when it continues the text above it"),
        wording="could not find expected ':'",
        at_opening=True,
    ),
    _Case(
        N_("“{opening}” is opened here and never closed"),
        N_("add the closing bracket, or put a text that begins with a bracket in quotes"),
        wording="expected ',' or",
        after=_AT_END,
        at_opening=True,
    ),
    _Case(
        N_("the “{opening}” of line {line} is not closed before this, or a comma is missing"),
        N_("close the bracket, put a comma between two items, or put a text that holds a bracket in quotes"),
        wording="expected ',' or",
    ),
    _Case(
        N_("the file ends inside a list or mapping in brackets"),
        N_("add the closing bracket, or put a text that begins with a bracket in quotes"),
        wording="node content",
        after=_AT_END,
    ),
    _Case(
        N_("“{character}” cannot stand here"),
        N_("delete it, or put the text it belongs to in quotes"),
        wording="node content|a block (mapping|collection)|expected '?<document start|unexpected ':'",
        after=r"[\]},:?]",
    ),
    _Case(
        N_("something follows the closing quote or bracket"),
        N_(
            "look for a quote not closed above; else put the whole text in quotes: "
            "inside double quotes write \\\" for a quote, inside single quotes write ''; "
            "the printed quotes “ ” need nothing"
        ),
        wording="a block (mapping|collection)|expected '?<document start",
        before=r"[\"'\]}] *\Z",
    ),
    _Case(
        N_("“{character}” cannot stand here"),
        N_("write a list in brackets without hyphens: [one, two]; a text that holds a comma needs quotes there"),
        wording="node content",
    ),
    _Case(
        N_("a list item stands where a key is expected"),
        N_("indent “- ” at least as far as the key it belongs to, and write nothing else behind that key"),
        wording="a block mapping",
        after=r"-\s",
    ),
    _Case(
        N_("this line fits neither the list that begins in line {line} nor what is above it"),
        N_("begin each item of a list with “- ” in the same column, and the keys of one item in the same column"),
        wording="a block collection",
    ),
    _Case(
        N_("this line is indented unlike the lines it belongs to"),
        N_("keys that belong together begin in the same column; a text that goes on below its key is indented further"),
        wording="a block mapping",
    ),
    _Case(
        N_("this does not belong to the text above it"),
        N_("begin all keys of the plan in the first column, and end the file after the last of them"),
        wording="expected '?<document start",
    ),
    _Case(
        N_("a text of several lines begins wrongly"),
        N_("write “|” or “>” alone after the colon and the text indented in the lines below"),
        wording="a block scalar",
    ),
)


def explain(source: SourceText, error: MarkedYAMLError) -> Finding:
    """Return the finding for the error at which the parser stopped."""
    wording = f"{error.context or ''}: {error.problem or ''}"
    place = error.problem_mark.index if error.problem_mark else 0
    opening = error.context_mark.index if error.context_mark else place
    text = source.text
    if "unknown escape" in wording and text[place : place + 1] != "\\":
        place -= 1  # PyYAML's own parser stands behind the backslash, libyaml on it.
    return _refused_feature(source, wording, place, opening) or _syntax_error(source, wording, place, opening)


def _refused_feature(source: SourceText, wording: str, place: int, opening: int) -> Finding | None:
    """Return the finding for an anchor, alias, tag or directive too wrong even to be parsed."""
    if re.search("directive|incompatible YAML document", wording):
        return refusals.directive(source, opening)
    if re.search("a block (mapping|collection)", wording):
        opening = place  # A second anchor or tag before the same value.
    elif not re.search("anchor|alias|a tag|tag handle", wording):
        return None
    refusal = {"&": refusals.anchor, "*": refusals.alias, "!": refusals.tag}.get(source.text[opening : opening + 1])
    word = _TO_END_OF_WORD.match(source.text, opening)
    return refusal(source, opening, word.end()) if refusal and word else None


def _syntax_error(source: SourceText, wording: str, place: int, opening: int) -> Finding:
    text = source.text
    line_start = text.rfind("\n", 0, place) + 1
    before = text[line_start:place]
    if "mapping values are not allowed" in wording and ":" not in before:
        previous_end = len(text[:line_start].rstrip())
        found = _KEY_WITHOUT_SPACE.match(text, text.rfind("\n", 0, previous_end) + 1, previous_end)
        if found:
            return SYNTAX.finding(
                source.span(*found.span(1)),
                message(N_("a space is missing after the colon")),
                message(N_("write “key: value”, with a space between")),
            )
    second_colon = "mapping values are not allowed" in wording and re.search(r":\s+\S", before) is not None
    if second_colon and (found := _KEY_AND_TEXT.match(text, line_start)) is not None:
        value = _COMMENT.split(found["text"], maxsplit=1)[0].rstrip()
        quoted = write_flow(value)
        return SYNTAX.finding(
            _character_at(source, place),
            message(N_("a colon followed by a space begins a value, and here no second value can begin")),
            message(N_("write the text in quotes: {line}"), line=excerpt(f"{found['key']}: {quoted}")),
            Fix((Splice(found.start("text"), found.start("text") + len(value), quoted),)),
        )
    for case in _CASES:
        if case.applies(wording, before, text, place):
            return SYNTAX.finding(
                _character_at(source, opening if case.at_opening else place),
                _fill(case.what, source, place, opening),
                _fill(case.help, source, place, opening),
            )
    return SYNTAX.finding(
        _character_at(source, place),
        message(N_("this is not YAML; the parser says: {detail}"), detail=wording.removeprefix(": ")),
        message(N_("compare the line with others that are right, and put texts with special characters in quotes")),
    )


def _fill(template: str, source: SourceText, place: int, opening: int) -> Message:
    values: dict[str, str | int] = {
        "character": source.text[place : place + 1],
        "opening": source.text[opening : opening + 1],
        "line": source.span(opening, opening).line,
    }
    return message(template, **{name: value for name, value in values.items() if f"{{{name}}}" in template})


def _character_at(source: SourceText, offset: int) -> Span:
    # At the end of the file there is nothing to point at but the last character written.
    offset = min(offset, max(len(source.text.rstrip()) - 1, 0))
    return source.span(offset, offset + 1)
