"""The language of a run: ``--lang``, else ``PARPLAN_LANG``, else the settings, else the locale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from parplan.cli.settings_files import configured_language
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.files.paths import WINDOWS
from parplan.languages import LANGUAGES, LOCALE_VARIABLES, Language, language_of_locale, load_language


def language_of_environment(environment: Mapping[str, str]) -> Language:
    """The language of the locale, for errors in the choice itself."""
    return load_language(_language_of_system(environment))


def choose_language(words: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language for the command ``words``. Raises ``RequestError`` for an unsupported one."""
    typed = [
        following if word == "--lang" else word.removeprefix("--lang=")
        for word, following in pairwise([*words, ""])
        if word == "--lang" or word.startswith("--lang=")
    ]
    known = [_known(name, "--lang") for name in typed]
    if known:
        return load_language(known[-1])
    if name := environment.get("PARPLAN_LANG"):
        return load_language(_known(name, "PARPLAN_LANG"))
    return load_language(_configured() or _language_of_system(environment))


def language_source(
    language: Language, environment: Mapping[str, str], folder: Path, *, typed: bool
) -> tuple[str, str]:
    """The language and where it was chosen: by the option, a variable, a settings file or the locale."""
    if typed:
        return language.code, "--lang"
    if environment.get("PARPLAN_LANG"):
        return language.code, "PARPLAN_LANG"
    found = configured_language(folder)
    if found is not None:
        return _known(*found), found[1]
    return language.code, "locale"


def _language_of_system(environment: Mapping[str, str]) -> str:
    """The language of the locale; on Windows, which has no variables for it, of the user's region."""
    if not WINDOWS or any(environment.get(name) for name in LOCALE_VARIABLES):
        return language_of_locale(environment)
    return language_of_locale({"LANG": windows_locale() or ""})


def windows_locale() -> str | None:
    """The user's region on Windows, such as ``vi_VN``; read without `locale`, which takes long to import."""
    import _locale

    name: str | None = getattr(_locale, "_getdefaultlocale", lambda: (None, None))()[0]
    return name


def _known(name: str, where: str) -> str:
    if name.lower() not in LANGUAGES:
        raise RequestError(
            message(
                N_("{option}: “{value}” is not one of: {choices}"),
                option=where,
                value=name,
                choices=", ".join(LANGUAGES),
            )
        )
    return name.lower()


def _configured() -> str | None:
    """The language in the nearest settings file."""
    try:
        here = Path.cwd()
    except OSError:
        return None  # the current folder was deleted; whatever needs it will report that
    found = configured_language(here)
    return None if found is None else _known(*found)
