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
from parplan.vocabulary.nearest import nearest


def choice(typed: str, choices: Sequence[str], option: str, labels: dict[str, str] | None = None) -> str:
    """The choice typed by its value or label. Raises ``RequestError`` naming the nearest."""
    meant = {fold(choice): choice for choice in choices} | {fold(label): c for label, c in (labels or {}).items()}
    found = meant.get(fold(typed))
    if found is not None:
        return found
    near = nearest(typed, choices, 1)
    raise RequestError(
        message(
            N_("{option}: “{value}” is not one of: {choices}"), option=option, value=typed, choices=", ".join(choices)
        ),
        help=message(N_("did you mean {keys}?"), keys=near[0]) if near else None,
    )


def parse_role(typed: str | None, unit: str | None, language: Language) -> Role | None:
    """The role typed; ``None`` for any. Raises ``RequestError``, also for a role without a unit."""
    if typed is None:
        return None
    labels = {language.gettext(label): role.value for role, label in ROLE_LABELS.items()}
    chosen = choice(typed, ROLES, "--role", labels)
    if unit is None and chosen != "any":
        raise RequestError(message(N_("--role needs --unit")), help=message(N_("add --unit and the unit's name")))
    return None if chosen == "any" else Role(chosen)


def parse_state(typed: str, language: Language) -> State:
    """The state typed, in the format's words, the screen's, or Vietnamese ones. Raises ``RequestError``."""
    vietnamese = load_language("vi")
    labels = {
        say(label): state.value for say in (language.gettext, vietnamese.gettext) for state, label in STATES.items()
    }
    return State(choice(typed, [state.value for state in State], "--state", labels))
