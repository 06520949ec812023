"""The `explain` command."""

from __future__ import annotations

from parplan.cli.request import Request
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.linting.registry import EXPLANATIONS
from parplan.views.explain_view import explanation_list, explanation_screen, explanations_json
from parplan.vocabulary.nearest import nearest


def run(request: Request, *, code: str | None) -> int:
    """Explain a code, or list them all."""
    rules = EXPLANATIONS
    if code is not None:
        rule = rules.get(code.strip().upper())
        if rule is None:
            near = nearest(code, rules, 3)
            raise RequestError(
                message(N_("there is no code {code}"), code=code),
                help=message(N_("the nearest: {names}"), names=", ".join(near))
                if near
                else message(N_("`parplan explain` lists them")),
            )
        rules = {rule.code: rule}
    if request.json:
        request.answer_json(explanations_json(request.language, rules.values(), request.as_of))
    elif code is not None:
        request.answer(explanation_screen(request.language, *rules.values()))
    else:
        request.answer(explanation_list(request.language, rules.values()))
    return 0
