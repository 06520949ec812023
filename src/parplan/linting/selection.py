"""The selection of codes and severities for a run, from options and settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from parplan.diagnostics import N_, Explanation, Finding, Message, Severity, message
from parplan.vocabulary.nearest import meant

#: A value besides the severities: the code is switched off.
OFF = "off"

_SETTINGS = ("select", "ignore", "severity", "per-file")
#: Keys of a settings file that are not about checks but allowed.
OTHERS = ("lang",)


class SelectionError(ValueError):
    """An unknown code, key or severity; ``message`` and ``help`` tell which, and what to write."""

    def __init__(self, text: Message, help: Message | None = None) -> None:
        super().__init__(text.render())
        self.message = text
        self.help = help


class Selection(Struct, frozen=True, dict=True):
    """A selection of codes. A prefix selects all codes that start with it.

    select: only these (empty: all). ignore: not these. severity: by code; the longest prefix decides.
    per_file: what is ignored in files whose path matches a pattern. Errors can be left out only by a ``typed``
    ``select``, and their severity is fixed.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    typed: bool = False
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def severity_of(self, rule: Explanation) -> Severity | None:
        """The severity of a code in this run; ``None`` if it is switched off."""
        if rule.code not in self._severities:  # cached, because it is asked for each file
            self._severities[rule.code] = self._severity_of(rule)
        return self._severities[rule.code]

    @cached_property
    def _severities(self) -> dict[str, Severity | None]:
        return {}

    def _severity_of(self, rule: Explanation) -> Severity | None:
        if self.select and not rule.code.startswith(self.select):
            # Settings never make an invalid plan pass; only a typed --select can.
            return Severity.ERROR if rule.severity is Severity.ERROR and not self.typed else None
        if rule.severity is Severity.ERROR:
            return Severity.ERROR
        if self.ignore and rule.code.startswith(self.ignore):
            return None
        named = max((prefix for prefix in self.severity if rule.code.startswith(prefix)), key=len, default=None)
        if named is None:
            return rule.severity
        return None if self.severity[named] == OFF else Severity(self.severity[named])

    def apply(self, finding: Finding, rules: Mapping[str, Explanation]) -> Finding | None:
        """The finding with its severity in this run; ``None`` if it is switched off."""
        severity = self.severity_of(rules[finding.code])
        if severity is None or severity is finding.severity:
            return None if severity is None else finding
        return replace(finding, severity=severity)

    def of_file(self, path: str) -> Selection:
        """Return the selection for one file; ``path`` is relative to the folder of the settings, with ``/``.

        A pattern without ``/`` matches file names; in others ``*`` also matches folders.
        """
        ignored = [
            code
            for pattern, codes in self.per_file.items()
            if fnmatchcase(path if "/" in pattern else path.rpartition("/")[2], pattern)
            for code in codes
        ]
        return replace(self, ignore=(*self.ignore, *ignored), per_file={})

    def narrowed(self, select: Iterable[str], ignore: Iterable[str]) -> Selection:
        """Return the selection with a command's options: ``select`` replaces the settings' own, ``ignore`` is added."""
        named = tuple(select)
        return replace(self, select=named or self.select, ignore=(*self.ignore, *ignore), typed=bool(named))


def check_codes(prefixes: Iterable[str], rules: Mapping[str, Explanation]) -> None:
    """Raise :class:`SelectionError` for the first prefix that no code starts with."""
    for prefix in prefixes:
        if not prefix or not any(code.startswith(prefix) for code in rules):
            raise SelectionError(
                message(N_("there is no finding with a code such as {code}"), code=prefix),
                message(N_("codes are such as Y005, S103, P201; a prefix selects all codes that start with it")),
            )


def check_ignored(prefixes: Iterable[str], rules: Mapping[str, Explanation]) -> None:
    """Raise :class:`SelectionError` for the first prefix that no code, or only errors, start with."""
    for prefix in prefixes:
        check_codes([prefix], rules)
        if _only_errors(prefix, rules):
            raise SelectionError(
                message(N_("{code} cannot be ignored: it is an error, which makes a plan unusable"), code=prefix),
                message(N_("only warnings and advice can be ignored; correct the error")),
            )


def _only_errors(prefix: str, rules: Mapping[str, Explanation]) -> bool:
    return all(rule.severity is Severity.ERROR for rule in rules.values() if rule.code.startswith(prefix))


def parse_settings(written: Mapping[str, Any], rules: Mapping[str, Explanation]) -> Selection:
    """Parse the settings of checks. Raises :class:`SelectionError`."""
    for key in written:
        if key not in (*_SETTINGS, *OTHERS):
            near = meant(key, (*_SETTINGS, *OTHERS), 1)
            raise SelectionError(
                message(N_("the key {key} is not known here"), key=key),
                message(N_("did you mean {keys}?"), keys=", ".join(near))
                if near
                else message(N_("keys allowed here: {keys}"), keys=", ".join((*_SETTINGS, *OTHERS))),
            )
    lists: dict[str, tuple[str, ...]] = {}
    for key in ("select", "ignore"):
        value = written.get(key, [])
        if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
            raise SelectionError(
                message(N_("{key} is not a list of codes"), key=key),
                message(N_("write it as {example}"), example=f'{key} = ["P404"]'),
            )
        (check_ignored if key == "ignore" else check_codes)(value, rules)
        lists[key] = tuple(value)
    severity = written.get("severity", {})
    if not isinstance(severity, dict):
        raise SelectionError(
            message(N_("severity is not a table of codes")),
            message(N_("write it as {example}"), example='severity = {P404 = "advice"}'),
        )
    choices = (*(severity.value for severity in Severity), OFF)
    for code, value in severity.items():
        check_codes([code], rules)
        if value not in choices:
            raise SelectionError(
                message(
                    N_("{option}: “{value}” is not one of: {choices}"),
                    option=f"severity.{code}",
                    value=str(value),
                    choices=", ".join(choices),
                )
            )
        if _only_errors(code, rules):
            raise SelectionError(
                message(N_("{code} is an error and stays one: it makes a plan unusable"), code=code),
                message(N_("only warnings and advice can be given another severity")),
            )
    return Selection(lists["select"], lists["ignore"], dict(severity), per_file=_per_file(written, rules))


def _per_file(written: Mapping[str, Any], rules: Mapping[str, Explanation]) -> dict[str, tuple[str, ...]]:
    tables = written.get("per-file", {})
    if not isinstance(tables, dict) or not all(
        isinstance(codes, list) and all(isinstance(code, str) for code in codes) for codes in tables.values()
    ):
        raise SelectionError(
            message(N_("per-file is not a table of lists of codes")),
            message(N_("write it as {example}"), example='per-file = {"2019*.yaml" = ["P4"]}'),
        )
    for codes in tables.values():
        check_ignored(codes, rules)
    return {pattern: tuple(codes) for pattern, codes in tables.items()}
