"""The window that opens when somebody clicks on the program: it explains itself, offers choices, and waits.

Windows opens a console for a program that is started without one, and closes it when the program ends: whoever
double-clicks `parplan.exe`, or drops a file on it, would see a flash and nothing else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from msgspec import Struct

from parplan import __version__
from parplan.diagnostics import N_, message
from parplan.errors import ParplanError
from parplan.files.finding import find_nearest_plans_folder, find_plan_files, is_plan_name
from parplan.files.paths import displayed
from parplan.languages import Language, load_language
from parplan.views.blocks import safe

#: The most plans listed by name.
_LISTED = 12
_LANGUAGE = "PARPLAN_LANG"
_PLAN = "PARPLAN_PLAN"


class Choice(Struct, frozen=True):
    """A numbered choice: its description, the words of its command, and the question for the last word."""

    what: str
    words: tuple[str, ...]
    asked: str | None = None


_OF_A_PLAN = (
    Choice(N_("What falls due within 30 days, and what is late"), ("due",)),
    Choice(N_("How far each unit is"), ("status",)),
    Choice(N_("One task in full"), ("show",), N_("Which task (such as 2.b)? ")),
    Choice(N_("Record that a task or a milestone is done"), ("done",), N_("Which one (such as 2.b or 2.b/plan)? ")),
    Choice(N_("Check the plan for mistakes"), ("validate",)),
    Choice(N_("Decide what was in doubt when the plan was imported"), ("review",)),
)
_WITHOUT_A_PLAN = (
    Choice(N_("Make a plan out of a document (Word, PDF)"), ("import",), N_("Which file? Drop it here, then Enter: ")),
    Choice(N_("Begin an empty plan"), ("init", "--agency"), N_("What is the agency called? ")),
)
_OF_EVERYBODY = (Choice(N_("All commands"), ("help",)),)


def has_own_window() -> bool:
    """Whether the program is alone in a console that Windows opened for it."""
    if sys.platform != "win32" or not (_is_screen(sys.stdin) and _is_screen(sys.stdout)):
        return False
    import ctypes

    processes = (ctypes.c_uint * 2)()
    return bool(ctypes.windll.kernel32.GetConsoleProcessList(processes, 2) == 1)


def _is_screen(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def find_dropped(words: Sequence[str]) -> Path | None:
    """The file dropped on the program: its only argument, where a file has that name."""
    with suppress(OSError, ValueError):
        if len(words) == 1 and Path(words[0]).is_file():
            return Path(words[0]).absolute()
    return None


def working_folder(here: Path, program: Path, documents: Path) -> Path:
    """The folder to search and to write to: ``here``, but instead of the program's own folder the user's documents.

    A click on the program starts it in its own folder, which the next version replaces.
    """
    return documents if here == program and documents.is_dir() else here


def converse(
    run: Callable[[list[str], Language], object], language: Language, folder: Path, dropped: Path | None = None
) -> None:
    """Show an introduction, then run each choice or command until an empty line.

    ``run`` runs a command and shows what it says, also what is wrong. ``dropped`` is a file that was dropped on the
    program: a plan to be asked about, or a document to be read.
    """
    _ = language.gettext
    if dropped is not None and is_plan_name(dropped):
        os.environ[_PLAN] = str(dropped)
    elif dropped is not None:
        run(["import", str(dropped)], language)
    _say(
        "", f"parplan {__version__}: " + _("the yearly plan of an agency, asked and kept up to date by short commands")
    )
    while True:
        choices = (*_show_choices(language, folder), *_OF_EVERYBODY)
        typed = _ask("parplan> ")
        if not typed:
            return
        if typed == "0":
            language = load_language("en" if language.code == "vi" else "vi")
            os.environ[_LANGUAGE] = language.code
            continue
        words = _chosen(language, choices, typed) if typed.isdecimal() else split_words(typed)
        if words:
            _say("")
            run(words, language)


def _show_choices(language: Language, folder: Path) -> tuple[Choice, ...]:
    """Show the plans and the choices; return the choices other than the common ones."""
    _ = language.gettext
    plans = _plans(folder)
    choices = _OF_A_PLAN if plans else _WITHOUT_A_PLAN
    _say("")
    if plans:
        names = [displayed(path) for path in plans[:_LISTED]]
        more = [_("and {count} more").format(count=len(plans) - _LISTED)] if len(plans) > _LISTED else []
        _say(_("Plans:"), *(f"  {name}" for name in (*names, *more)))
    else:
        _say(_("There is no plan in {folder} yet.").format(folder=displayed(folder)))
    _say("", *(f"  {number}  {_(choice.what)}" for number, choice in enumerate((*choices, *_OF_EVERYBODY), 1)))
    _say("  0  " + ("In English" if language.code == "vi" else "Bằng tiếng Việt"), "")
    _say(_("Type a number, or a command such as `due --within 60d`."), _("Enter alone closes this window."))
    return choices


def _plans(folder: Path) -> list[Path]:
    """The plans that a question would use."""
    if named := os.environ.get(_PLAN):
        return [Path(named)]
    try:
        found = find_nearest_plans_folder(folder)
        return find_plan_files(found) if found is not None else []
    except ParplanError:
        return []  # the command will report the error


def _chosen(language: Language, choices: Sequence[Choice], typed: str) -> list[str]:
    """The words of the choice with this number; none where there is no such choice, or no answer to its question."""
    number = int(typed) if len(typed) < 3 else 0
    if not 1 <= number <= len(choices):
        _say(language.render(message(N_("there is no choice {number}"), number=typed)))
        return []
    choice = choices[number - 1]
    if choice.asked is None:
        return list(choice.words)
    answer = _ask(language.gettext(choice.asked)).strip('"')  # as Windows writes a file that is dropped here
    return [*choice.words, answer] if answer else []


def split_words(line: str) -> list[str]:
    """The words of a command as typed: blanks separate them except between double quotation marks; ``\\`` is itself."""
    words: list[str] = []
    word, quoted, begun = "", False, False
    for sign in line:
        if sign == '"':
            quoted, begun = not quoted, True
        elif sign.isspace() and not quoted:
            if begun:
                words.append(word)
            word, begun = "", False
        else:
            word, begun = word + sign, True
    if begun:
        words.append(word)
    return words[1:] if words[:1] == ["parplan"] else words


def _ask(question: str) -> str:
    """The line that the user types; empty at the end of input."""
    print(question, end="", flush=True)
    return sys.stdin.readline().strip()


def _say(*lines: str) -> None:
    for line in lines:
        print(safe(line))


def welcome(run: Callable[[list[str], Language], object], language: Language, words: Sequence[str]) -> None:
    """Run the dialogue in the right folder, with the file dropped on the program."""
    from platformdirs import user_documents_path

    dropped = find_dropped(words)
    folder = working_folder(Path.cwd(), Path(sys.executable).parent, user_documents_path())
    os.chdir(folder)
    converse(run, language, folder, dropped)
