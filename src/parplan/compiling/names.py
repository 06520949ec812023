"""Who is meant: units and groups with members and successors as codes, and the names a plan uses for them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from parplan.compiling.remarks import Remarks
from parplan.diagnostics import N_, Path, message
from parplan.document import model
from parplan.plan.structure import Mention, Recipient
from parplan.plan.units import Directory, Group, NameIndex, Unit
from parplan.vocabulary.nearest import nearest


class Names:
    """The units and groups of a document, found by anything they are called."""

    def __init__(self, document: model.Document, remarks: Remarks) -> None:
        self.directory = _directory(document, remarks)
        self._index = NameIndex(self.directory)
        self._remarks = remarks
        # A plan names the same few units again and again.
        self._mentions: dict[str, Mention] = {}
        self._recipients: dict[str, Recipient] = {}

    def mentions(self, names: Iterable[str] | None, path: Path) -> tuple[Mention, ...]:
        """The units and groups that ``names`` name; what is not found is remarked on and left out."""
        if not names:
            return ()
        known = self._mentions
        found = [known.get(name) or self.mention(name, (*path, i)) for i, name in enumerate(names)]
        return tuple([mention for mention in found if mention is not None])

    def mention(self, name: str, path: Path) -> Mention | None:
        """The unit or group that ``name`` names, or ``None`` after a remark."""
        mention = self._mentions.get(name) or _found(name, path, self._index, self._remarks)
        if mention is not None:
            self._mentions[name] = mention
        return mention

    def recipient(self, name: str | None) -> Recipient | None:
        """A recipient; one that is no unit of the plan is a body outside it, which is no finding."""
        if name is None:
            return None
        if (known := self._recipients.get(name)) is not None:
            return known
        codes = [code for code in self._index.find(name) if code in self.directory.units]
        recipient = self._recipients[name] = Recipient(name, codes[0] if len(codes) == 1 else None)
        return recipient


def _directory(document: model.Document, remarks: Remarks) -> Directory:
    """Units and groups with members and successors as codes; both are units, never groups."""
    written_groups = document.groups or {}
    for code in written_groups.keys() & document.units.keys():
        remarks.add(
            "P101",
            ("groups", code),
            message(N_("the code {code} is a unit's already (line {line})"), code=code),
            message(N_("give the group another code")),
            at_key=True,
            lines=(("line", ("units", code)),),
        )
    units = {
        code: Unit(
            code=code,
            name=unit.name,
            short=unit.short,
            aliases=tuple(unit.aliases or ()),
            contact=unit.contact,
            valid_from=unit.valid_from,
            valid_until=unit.until,
        )
        for code, unit in document.units.items()
    }
    index = NameIndex(Directory(units, {}))

    def unit_codes(names: Iterable[str] | None, path: Path) -> tuple[str, ...]:
        found = (_found(name, (*path, i), index, remarks, units_only=True) for i, name in enumerate(names or ()))
        return tuple(mention.code for mention in found if mention is not None)

    groups = {
        code: Group(
            code=code,
            name=group.name,
            aliases=tuple(group.aliases or ()),
            members=unit_codes(group.members, ("groups", code, "members")),
            complete=group.complete is not False,
            open=bool(group.open),
        )
        for code, group in written_groups.items()
        if code not in units
    }
    with_successors = {
        code: replace(unit, successors=unit_codes(document.units[code].successors, ("units", code, "successors")))
        for code, unit in units.items()
    }
    return Directory(with_successors, groups)


def _found(name: str, path: Path, index: NameIndex, remarks: Remarks, *, units_only: bool = False) -> Mention | None:
    codes = index.find(name)
    if len(codes) == 1:
        return Mention(codes[0], name)
    if codes:
        remarks.add(
            "P202",
            path,
            message(N_("“{name}” may be any of: {codes}"), name=name, codes=", ".join(codes)),
            message(N_("write the code of the one that is meant")),
        )
        return None
    near = nearest(name, index.names())
    remarks.add(
        "P201",
        path,
        message(N_("no unit is called “{name}”"), name=name)
        if units_only
        else message(N_("no unit or group is called “{name}”"), name=name),
        message(N_("the nearest: {names}"), names=", ".join(near))
        if near
        else message(N_("add it under units or groups, or as an alias of one that is there")),
    )
    return None
