"""The language of this run, for the texts of options and errors, which exist before any command runs."""

from __future__ import annotations

import gettext
import os

from parplan.diagnostics import N_
from parplan.languages import DOMAIN, LOCALE_FOLDER, Language, load_language

_chosen: list[Language] = []

#: What typer itself says, translated in our catalogue.
TYPER_TEXTS = (
    N_("Options"),
    N_("Arguments"),
    N_("Commands"),
    N_("required"),
    N_("default: {default}"),
    N_("env var: {var}"),
    N_("(dynamic)"),
)


def use_language(code: str) -> Language:
    """Choose the language of this run."""
    if not _chosen or _chosen[0].code != code:
        _chosen[:] = [load_language(code)]
    return _chosen[0]


def let_typer_speak() -> None:
    """Choose the language also for the words typer looks up in the process's own catalogue."""
    os.environ["LANGUAGE"] = current_language().code
    gettext.bindtextdomain(DOMAIN, str(LOCALE_FOLDER))
    gettext.textdomain(DOMAIN)


def current_language() -> Language:
    """The language chosen; English before one is."""
    return _chosen[0] if _chosen else use_language("en")


def _(template: str) -> str:
    """Translate into the language of this run."""
    return current_language().gettext(template)
