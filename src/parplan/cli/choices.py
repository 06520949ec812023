"""Options with a few choices, typed as the format's words or as the words on screens."""

from __future__ import annotations

from collections.abc import Sequence

from parplan.cli.commands.options import ROLES
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.languages import Language, load_language
from parplan.plan.labels import ROLES as ROLE_LABELS
from parplan.plan.labels import STATES
from parplan.plan.roles import Role
from parplan.plan.structure import State
from parplan.vocabulary.folding import fold
from parplan.vocabulary.nearest import meant


def choice(
    typed: str, choices: Sequence[str], option: str, labels: dict[str, str] | None = None, shown: Sequence[str] = ()
) -> str:
    """The choice typed by its value or label. Raises ``RequestError`` naming the nearest, and all or ``shown``."""
    known = {fold(choice): choice for choice in choices} | {fold(label): c for label, c in (labels or {}).items()}
    found = known.get(fold(typed))
    if found is not None:
        return found
    named = shown or choices
    near = meant(typed, named, 1)
    raise RequestError(
        message(
            N_("{option}: “{value}” is not one of: {choices}"), option=option, value=typed, choices=", ".join(named)
        ),
        help=message(N_("did you mean {keys}?"), keys=near[0]) if near else None,
    )


def parse_role(typed: str | None, unit: str | None, language: Language) -> Role | None:
    """The role typed; ``None`` for any. Raises ``RequestError``, also for a role without a unit."""
    if typed is None:
        return None
    labels = {language.gettext(label): role.value for role, label in ROLE_LABELS.items()}
    chosen = choice(typed, ROLES, "--role", labels, [*labels, "any"])
    if unit is None and chosen != "any":
        raise RequestError(message(N_("--role needs --unit")), help=message(N_("add --unit and the unit's name")))
    return None if chosen == "any" else Role(chosen)


def parse_state(typed: str, language: Language) -> State:
    """The state typed, in the format's words, the screen's, or Vietnamese ones. Raises ``RequestError``."""
    labels = {language.gettext(label): state.value for state, label in STATES.items()}
    shown = list(labels)
    labels |= {load_language("vi").gettext(label): state.value for state, label in STATES.items()}
    return State(choice(typed, [state.value for state in State], "--state", labels, shown))
