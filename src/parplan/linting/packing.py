"""What was found in a file as bytes, and back, without the file's text: nothing that is not whole is taken for it."""

from __future__ import annotations

from datetime import date

from msgspec import DecodeError, Struct, ValidationError
from msgspec.json import Decoder, Encoder

from parplan.diagnostics import Finding, Message, Severity, Span
from parplan.linting.checked import Checked
from parplan.linting.twins import Identity
from parplan.source.text import SourceText


class _Argument(Struct, frozen=True, array_like=True):
    """What goes into a place of a message, by its type: JSON alone would take a day for a text."""

    name: str
    text: str | None = None
    number: int | None = None
    day: date | None = None
    message: _Message | None = None


class _Message(Struct, frozen=True, array_like=True):
    template: str
    arguments: tuple[_Argument, ...]


class _Finding(Struct, frozen=True, array_like=True):
    code: str
    name: str
    severity: Severity
    span: tuple[int, int, int, int]
    message: _Message
    help: _Message | None


class _Checked(Struct, frozen=True, array_like=True):
    findings: tuple[_Finding, ...]
    stopped: tuple[str, ...]
    identity: Identity | None
    latest: date


_ENCODER = Encoder()
_DECODER = Decoder(_Checked)


def pack(checked: Checked) -> bytes | None:
    """What was found as bytes; ``None`` for what they could not hold, such as a number of thousands of digits."""
    packed = _Checked(
        tuple(
            _Finding(
                found.code,
                found.name,
                found.severity,
                (found.span.line, found.span.column, found.span.end_line, found.span.end_column),
                _packed(found.message),
                None if found.help is None else _packed(found.help),
            )
            for found in checked.findings
        ),
        checked.stopped,
        checked.identity,
        checked.latest,
    )
    try:
        return _ENCODER.encode(packed)
    except (OverflowError, ValueError):
        return None


def unpack(body: bytes, name: str, source: SourceText) -> Checked | None:
    """What :func:`pack` was given, for the same ``source``; ``None`` for anything else."""
    try:
        packed = _DECODER.decode(body)
        return Checked(
            name, source, tuple(map(_finding, packed.findings)), packed.stopped, packed.identity, packed.latest
        )
    except (DecodeError, ValidationError, ValueError, RecursionError):
        return None


def _finding(found: _Finding) -> Finding:
    return Finding(
        found.code,
        found.name,
        found.severity,
        Span(*found.span),
        _unpacked(found.message),
        None if found.help is None else _unpacked(found.help),
    )


def _packed(message: Message) -> _Message:
    return _Message(message.template, tuple(_argument(name, value) for name, value in message.args))


def _argument(name: str, value: str | int | date | Message) -> _Argument:
    if isinstance(value, Message):
        return _Argument(name, message=_packed(value))
    if isinstance(value, str):
        return _Argument(name, text=value)
    return _Argument(name, number=value) if isinstance(value, int) else _Argument(name, day=value)


def _unpacked(message: _Message) -> Message:
    return Message(message.template, tuple((argument.name, _value(argument)) for argument in message.arguments))


def _value(argument: _Argument) -> str | int | date | Message:
    if argument.text is not None:
        return argument.text
    if argument.number is not None:
        return argument.number
    if argument.day is not None:
        return argument.day
    if argument.message is None:
        raise ValueError(argument.name)
    return _unpacked(argument.message)
