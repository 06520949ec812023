"""Names of states, timeliness, roles and kinds of parties: English templates, translated where they are shown."""

from __future__ import annotations

from parplan.diagnostics import N_
from parplan.plan.items import Timeliness
from parplan.plan.roles import Role
from parplan.plan.structure import State
from parplan.plan.units import PartyKind

STATES = {
    State.NOT_STARTED: N_("not started"),
    State.IN_PROGRESS: N_("in progress"),
    State.DONE: N_("done"),
    State.PAUSED: N_("paused"),
    State.DROPPED: N_("dropped"),
}
TIMELINESS = {
    Timeliness.ON_TRACK: N_("on track"),
    Timeliness.DUE_SOON: N_("due soon"),
    Timeliness.OVERDUE: N_("overdue"),
    Timeliness.UNDATED: N_("no deadline determined"),
    Timeliness.DONE_EARLY: N_("done early"),
    Timeliness.DONE_ON_TIME: N_("done on time"),
    Timeliness.DONE_LATE: N_("done late"),
}
ROLES = {Role.LEAD: N_("lead"), Role.COORDINATING: N_("coordinating"), Role.RECIPIENT: N_("recipient")}
PARTY_KINDS = {PartyKind.UNIT: N_("unit"), PartyKind.GROUP: N_("group"), PartyKind.OPEN: N_("open group")}
