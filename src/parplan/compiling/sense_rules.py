"""The ``P`` rules without which a plan has no sure meaning; their codes are never reused."""

from __future__ import annotations

from parplan.diagnostics import N_, Explanation, Severity, explain

#: By their codes, in order.
SENSE_RULES: dict[str, Explanation] = {
    rule.code: rule
    for rule in (
        explain(
            "P101",
            "duplicate-id",
            Severity.ERROR,
            what=N_(
                "Two tasks, milestones or targets have the same id or alias, in any spelling; or a group "
                "has a unit's code."
            ),
            why=N_("An address would name two things."),
            instead=N_("Give one of the two another id; the message names the line of the first."),
            bad="- id: 1.a\n  title: Một\n- id: 1.A\n  title: Hai",
            good="- id: 1.a\n  title: Một\n- id: 1.b\n  title: Hai",
        ),
        explain(
            "P201",
            "unknown-unit",
            Severity.ERROR,
            what=N_("A name is not that of any unit or group of the plan."),
            why=N_("The task would belong to nobody."),
            instead=N_("Correct the name (the nearest are shown), or add the unit, or the name as an alias."),
            bad="lead: [Văn phòng xã]",
            good="lead: [Văn phòng Sở]",
        ),
        explain(
            "P202",
            "ambiguous-unit",
            Severity.ERROR,
            what=N_("A name may mean several units or groups."),
            why=N_("The task would go to one of them by chance."),
            instead=N_("Write the code of the one that is meant."),
            bad="lead: [Trung tâm]",
            good="lead: [TTA]",
        ),
        explain(
            "P203",
            "group-for-unit",
            Severity.WARNING,
            what=N_("An entry names a group where a unit's own share is meant."),
            why=N_("It counts for no unit: units that handed in their report still appear as owing it."),
            instead=N_("Write an entry for each unit, or leave unit out where all are meant."),
            bad="- {date: 2021-03-01, milestone: q1, unit: ALL, state: done}",
            good="- {date: 2021-03-01, milestone: q1, unit: VP, state: done}",
        ),
        explain(
            "P301",
            "unreadable-time",
            Severity.WARNING,
            what=N_("The words of a deadline are not understood word for word, or name a day that does not exist."),
            why=N_(
                "No date is guessed: the item has no deadline until someone writes one; possible meanings "
                "are only proposed."
            ),
            instead=N_("Write the short form that is proposed, or another: 2021-Q1, before 2021-12-05, undetermined."),
            bad="due: lúc nào xong",
            good="due: Quý I/2021",
        ),
        explain(
            "P302",
            "several-times",
            Severity.WARNING,
            what=N_("The words of one deadline name several times."),
            why=N_("One deadline is one time: it has none until it is split, as the earliest would hide the others."),
            instead=N_("Split it into milestones, one for each."),
            bad="- {id: m, title: Báo cáo, due: Quý I/2021; Quý III/2021}",
            good="- {id: m, title: Báo cáo, due: Quý I/2021}\n- {id: n, title: Báo cáo, due: Quý III/2021}",
        ),
        explain(
            "P303",
            "repaired-time",
            Severity.WARNING,
            what=N_("The words of a deadline look damaged, but could be read."),
            why=N_("The reading may be wrong: “Quy 12021” was Quý I/2021."),
            instead=N_("Write it as it was printed."),
            bad="due: Quy 12021",
            good="due: Quý I/2021",
        ),
        explain(
            "P316",
            "too-many-occurrences",
            Severity.ERROR,
            what=N_(
                "The recurring times of a plan have more than 100,000 occurrences, its units owe more than 400,000 "
                "shares of their own, or its groups have more than 100,000 members."
            ),
            why=N_("Every one is computed and shown, so commands would never finish."),
            instead=N_("End the plan in an earlier year (through), or split it into several files."),
            bad="through: 2999",
            good="through: 2030",
        ),
        explain(
            "P401",
            "unknown-reference",
            Severity.ERROR,
            what=N_("A reference names a task, milestone or target that does not exist."),
            why=N_("What depends on it has no time, and a measured value no target."),
            instead=N_("Correct it; the message names the nearest."),
            bad="part_of: 1.z",
            good="part_of: 1.a",
        ),
        explain(
            "P402",
            "circular-reference",
            Severity.ERROR,
            what=N_("Items refer to each other in a circle (after, part_of), or groups do (members)."),
            why=N_("They wait for each other for ever, and none gets a deadline."),
            instead=N_("Give one of them a deadline of its own."),
            bad="- {id: a, title: A, after: b}\n- {id: b, title: B, after: a}",
            good="- {id: a, title: A, due: Quý I/2021}\n- {id: b, title: B, after: a}",
        ),
        explain(
            "P501",
            "unknown-milestone",
            Severity.ERROR,
            what=N_("An entry names a milestone or an occurrence that does not exist."),
            why=N_("What it says would be lost."),
            instead=N_("Correct it; the message names those that exist."),
            bad="- {date: 2021-03-01, milestone: plann, state: done}",
            good="- {date: 2021-03-01, milestone: plan, state: done}",
        ),
        explain(
            "P502",
            "unplaced-deadline",
            Severity.WARNING,
            what=N_(
                "A new deadline cannot be given to one milestone: none is named, or it is for one unit of several."
            ),
            why=N_("It is not used, and the old deadline stays."),
            instead=N_("Name the milestone it is for; leave out the unit where it moves for all."),
            bad="- {date: 2021-05-04, due: 2021-06-30, basis: 45/KH-UBND}",
            good="- {date: 2021-05-04, milestone: report, due: 2021-06-30, basis: 45/KH-UBND}",
        ),
    )
}
