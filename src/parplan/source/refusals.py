"""The findings for what YAML allows and a plan does not: each says where it stands and what to write instead."""

from __future__ import annotations

from parplan.diagnostics import N_, Finding, excerpt, message
from parplan.source.nodes import Node, Scalar
from parplan.source.text import SourceText, name_of
from parplan.source.text_rules import (
    ALIAS,
    ANCHOR,
    CONTROL_CHARACTER,
    DIRECTIVE,
    DUPLICATE_KEY,
    EMPTY_KEY,
    KEY_NOT_TEXT,
    SEVERAL_DOCUMENTS,
    TAG,
    TOO_DEEP,
    TOO_MANY_NODES,
)


def anchor(source: SourceText, start: int, end: int) -> Finding:
    """Refuse ``&name``."""
    return ANCHOR.finding(
        source.span(start, end),
        message(N_("the anchor “{text}” is not allowed in a plan"), text=excerpt(source.text[start:end])),
        message(N_("delete it and write the value where it is needed; put a text that begins with “&” in quotes")),
    )


def alias(source: SourceText, start: int, end: int) -> Finding:
    """Refuse ``*name``."""
    return ALIAS.finding(
        source.span(start, end),
        message(N_("the alias “{text}” is not allowed in a plan"), text=excerpt(source.text[start:end])),
        message(N_("write the value itself; put a text that begins with “*” in quotes")),
    )


def tag(source: SourceText, start: int, end: int) -> Finding:
    """Refuse ``!name``."""
    return TAG.finding(
        source.span(start, end),
        message(N_("the tag “{text}” is not allowed in a plan"), text=excerpt(source.text[start:end])),
        message(N_("delete it: every value is text; put a text that begins with “!” in quotes")),
    )


def directive(source: SourceText, start: int) -> Finding:
    """Refuse a ``%YAML``, ``%TAG`` or other line for the parser."""
    end = start + len(source.text[start:].split("\n", 1)[0].rstrip())
    return DIRECTIVE.finding(
        source.span(start, end),
        message(N_("the YAML directive “{text}” is not allowed in a plan"), text=excerpt(source.text[start:end])),
        message(N_("delete the line; put a text that begins with “%” in quotes")),
    )


def several_documents(source: SourceText, start: int) -> Finding:
    """Refuse a second document, which begins at ``start``."""
    return SEVERAL_DOCUMENTS.finding(
        source.span(start, start + 3),
        message(N_("a second YAML document begins here")),
        message(N_("a plan is one document: delete the line “---”, or put the second plan into a file of its own")),
    )


def too_deep(source: SourceText, start: int, limit: int) -> Finding:
    """Refuse the collection at ``start``, which is nested in ``limit`` others."""
    return TOO_DEEP.finding(
        source.span(start, start + 1),
        message(N_("lists and mappings are nested more than {limit} deep"), limit=limit),
        message(N_("a plan needs about ten levels; look for a bracket too many, or put the text in quotes")),
    )


def too_many_nodes(source: SourceText, start: int, limit: int) -> Finding:
    """Refuse the text from ``start`` on, where ``limit`` keys and values have been read."""
    return TOO_MANY_NODES.finding(
        source.span(start, start + 1),
        message(N_("the file holds more than {limit} million keys and values"), limit=limit // 1_000_000),
        message(N_("check that it is the plan, or split it into several files")),
    )


def escaped_control_character(source: SourceText, start: int, end: int, character: str) -> Finding:
    """Refuse the text in quotes in which an escape stands for ``character``."""
    return CONTROL_CHARACTER.finding(
        source.span(start, end),
        message(
            N_("an escape in this text stands for {character}, which is not allowed in a plan"),
            character=name_of(character),
        ),
        message(N_("delete the escape: the backslash and what belongs to it")),
    )


def key_not_text(source: SourceText, node: Node) -> Finding:
    """Refuse a collection as a key."""
    return KEY_NOT_TEXT.finding(
        source.span(node.start, node.end),
        message(N_("a list or a mapping cannot be a key")),
        message(N_("put a text that begins with a bracket or a brace in quotes")),
    )


def empty_key(source: SourceText, node: Scalar) -> Finding:
    """Refuse a key of no text."""
    return EMPTY_KEY.finding(
        source.span(node.start, max(node.end, node.start + 1)),
        message(N_("the key is missing")),
        message(N_("write the key before the colon, or put a text that begins with a colon in quotes")),
    )


def duplicate_key(source: SourceText, node: Scalar, first: Scalar) -> Finding:
    """Refuse a key whose text is the same as that of ``first``."""
    return DUPLICATE_KEY.finding(
        source.span(node.start, node.end),
        message(
            N_("the key “{key}” stands here a second time, first in line {line}"),
            key=excerpt(node.value),
            line=source.span(first.start, first.end).line,
        ),
        message(N_("keep one of the two, or put both values under one key")),
    )
