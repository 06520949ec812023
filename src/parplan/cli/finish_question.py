"""The question at a terminal before a whole task closes undated work or leaves targets unmeasured."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum

from parplan.changing.finishing import WholeTask
from parplan.cli.request import Request
from parplan.queries.portfolio import Addressed
from parplan.views.blocks import Block
from parplan.views.painting import paint
from parplan.vocabulary.folding import fold

_TRIES = 3


class FinishAnswer(StrEnum):
    """The part of a task to finish."""

    DATED = "dated"
    WHOLE = "whole"
    NOTHING = "nothing"


#: The answers in both languages: only dated milestones, the whole task, nothing.
_MEANINGS = {
    **dict.fromkeys(("m", "d", "moc", "dated"), FinishAnswer.DATED),
    **dict.fromkeys(("c", "w", "ca", "whole", "all"), FinishAnswer.WHOLE),
    **dict.fromkeys(("t", "n", "thoi", "nothing", "no", "khong", "q"), FinishAnswer.NOTHING),
}


def can_ask(request: Request) -> bool:
    """Whether a person can be asked: terminals for input and questions, and no ``--json``."""
    return not request.json and sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def ask_which(request: Request, typed: str, choices: Sequence[str]) -> str | None:
    """Ask which of several addresses is meant; ``None`` if none is chosen."""
    _ = request.language.gettext
    print(_("{address} is open in several plans:").format(address=typed), file=sys.stderr)
    for number, choice in enumerate(choices, 1):
        print(f"  [{number}] {choice}", file=sys.stderr)
    for _try in range(_TRIES):
        print(_("Choose a number · [t] nothing: "), end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline()
        meant = fold(answer).strip("[]")
        if meant.isdecimal() and 1 <= int(meant) <= len(choices):
            return choices[int(meant) - 1]
        if not answer or _MEANINGS.get(meant) is FinishAnswer.NOTHING:
            break
    return None


def ask_about(request: Request, question: Iterable[Block], whole: WholeTask, addressed: Addressed) -> FinishAnswer:
    """Ask what to finish; end of input, or three invalid answers, mean nothing."""
    paint(question, sys.stderr, request.width, colour=request.colours(sys.stderr), linear=request.plain)
    _ = request.language.gettext
    subject = addressed.subject
    partly = whole.dated and whole.undated
    prompt = _("Choose [c] the whole task · [t] nothing: ")
    if partly:
        dated = ", ".join(subject.address(item) for item in whole.dated)
        prompt = _("Choose [m] only {addresses} · [c] the whole task · [t] nothing: ").format(addresses=dated)
    for _try in range(_TRIES):
        print(prompt, end="", file=sys.stderr, flush=True)
        typed = sys.stdin.readline()
        if not typed:
            print(file=sys.stderr)
            return FinishAnswer.NOTHING
        meant = _MEANINGS.get(fold(typed).strip("[]"))
        if meant is not None and (meant is not FinishAnswer.DATED or partly):
            return meant
    return FinishAnswer.NOTHING
