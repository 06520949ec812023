"""What the findings of loading mean: text (``Y``), shape (``S``), and sense without which there is no plan (``P``).

They are made by the rooms that read a plan; here is what ``parplan explain`` says of them.
"""

from __future__ import annotations

from parplan import compiling, loading
from parplan.diagnostics import N_, Explanation, Message, Severity, message
from parplan.source import codes as source_codes

#: Code: why it matters, what to do, a few lines before and after.
_TEXT: dict[str, tuple[str, str, str, str]] = {
    "Y001": (
        N_("Programs then guess the letters, and each guesses others."),
        N_("Save the file as UTF-8; older Windows programs write windows-1258 or TCVN3."),
        "",
        "",
    ),
    "Y002": (
        N_("It cannot be seen, and a terminal or Word may obey it."),
        N_("Delete it; type again the word it stands in."),
        'title: "Theo dõi\\x07"',
        "title: Theo dõi",
    ),
    "Y003": (N_("There is nothing to read."), N_("Write a plan; `parplan init` makes one to begin with."), "", ""),
    "Y004": (
        N_("Nothing after the place can be trusted to be what was meant."),
        N_("Correct the line; a text with a colon, a #, brackets or quotes in it is put in quotes."),
        "title: Kế hoạch: năm 2021",
        'title: "Kế hoạch: năm 2021"',
    ),
    "Y005": (
        N_("Other programs silently keep one of the two values."),
        N_("Keep one of the two, or put both values under one key."),
        "lead: [VP]\nlead: [TTRA]",
        "lead: [VP, TTRA]",
    ),
    "Y006": (
        N_("With anchors a small file can stand for a huge one, and a line no longer says what it says."),
        N_("Write the value where it is needed; put a text that begins with & in quotes."),
        "title: &t Theo dõi",
        "title: Theo dõi",
    ),
    "Y007": (
        N_("What a line says would depend on another line."),
        N_("Write the value itself; put a text that begins with * in quotes."),
        "title: *t",
        "title: Theo dõi",
    ),
    "Y008": (
        N_("A tag can make other programs run code; in a plan every value is text."),
        N_("Delete it; put a text that begins with ! in quotes."),
        "year: !!int 2021",
        "year: 2021",
    ),
    "Y009": (
        N_("Most programs read only the first, so the second would be lost."),
        N_("Delete the line “---”, or put the second plan into a file of its own."),
        "",
        "",
    ),
    "Y010": (
        N_("It changes how the rest is read, and no plan needs one."),
        N_("Delete the line; put a text that begins with % in quotes."),
        "%YAML 1.1",
        "parplan: 1",
    ),
    "Y011": (
        N_("Both versions are in the file, and one of them is wrong."),
        N_("Keep the lines that are right and delete the marker lines; of two entries of progress keep both."),
        "",
        "",
    ),
    "Y012": (
        N_("A plan needs about ten levels; files made to exhaust a program have thousands."),
        N_("Look for a bracket too many, or put the text in quotes."),
        "",
        "",
    ),
    "Y013": (
        N_("A key is a name; this is usually a text that begins with a bracket."),
        N_("Put the text in quotes."),
        "[Sở]: Nội vụ",
        '"[Sở]": Nội vụ',
    ),
    "Y014": (
        N_("Word, Excel and PDF files are no text, whatever their name says."),
        N_("Name the plan's YAML file."),
        "",
        "",
    ),
    "Y015": (
        N_("Editors, git and programs disagree on whether a line ends there, so line numbers would be wrong."),
        N_("Replace it with a line end or a space; it often comes from a web page or a PDF."),
        "",
        "",
    ),
    "Y016": (
        N_("Programs disagree on whether it ends a line."),
        N_("Save the file with line ends of Windows (CRLF) or Unix (LF)."),
        "",
        "",
    ),
    "Y017": (
        N_("It cannot be seen and makes the word it stands in another one; files were joined there."),
        N_("Delete the invisible character."),
        "",
        "",
    ),
    "Y018": (
        N_("A value without a name cannot be found."),
        N_("Write the key before the colon, or put a text that begins with a colon in quotes."),
        ": Theo dõi",
        "title: Theo dõi",
    ),
    "Y019": (
        N_("Each takes memory; no plan has so many, a plan of 100,000 tasks not quite."),
        N_("Name the plan's file, or split it into several files."),
        "",
        "",
    ),
}

#: The same with what it finds first.
_SHAPE: dict[str, tuple[str, str, str, str, str]] = {
    "S101": (
        N_("The file is YAML, but does not say that it is a plan."),
        N_("One finding for a file named by mistake is clearer than one for each of its keys."),
        N_("Name a plan file; one begins with “parplan: 1”."),
        "name: CI",
        "parplan: 1",
    ),
    "S102": (
        N_("A key that every plan needs is missing."),
        N_("Without it the plan cannot be shown or counted."),
        N_("Add the key."),
        "- id: 1.a\n  lead: [VP]",
        "- id: 1.a\n  title: Theo dõi thi hành pháp luật\n  lead: [VP]",
    ),
    "S103": (
        N_("A key is not known at its place."),
        N_("A mistyped key would be overlooked, and with it what it says."),
        N_("Correct the key; put a text with a comma in quotes where it stands in braces."),
        "- id: 1.a\n  titel: Theo dõi",
        "- id: 1.a\n  title: Theo dõi",
    ),
    "S104": (
        N_("A list, keys with values, or one text is expected, and something else is there."),
        N_("What is there cannot be read as what is meant."),
        N_("Write a list as lines that begin with “- ”, keys as “key: value”."),
        "lead: Văn phòng Sở",
        "lead: [Văn phòng Sở]",
    ),
    "S105": (
        N_("A key has no value."),
        N_("An empty value is either forgotten or means that the key is not needed."),
        N_("Fill it in, or leave the key out."),
        "lead:",
        "lead: [VP]",
    ),
    "S106": (
        N_("A number, percentage or year is written in a way that can be read differently."),
        N_("2_021, 2021.0 or 1,5 mean different numbers to different programs."),
        N_("Write digits, with a point before decimals."),
        "at_least: 1,5",
        "at_least: 1.5",
    ),
    "S107": (
        N_("A date or moment is not written as one, or does not exist."),
        N_("03/04/2021 is a day in March to some and in April to others."),
        N_("Write year-month-day, such as 2021-03-31."),
        "date: 31/03/2021",
        "date: 2021-03-31",
    ),
    "S108": (
        N_("A value is none of the few that are possible there."),
        N_("It would count as something else, or as nothing."),
        N_("Write one of the values the message lists."),
        "state: finished",
        "state: done",
    ),
    "S109": (
        N_("A length of time is not written as one."),
        N_("It decides when something is due."),
        N_("Write it as 7d, 2w, 1m, 1q or 1y."),
        "due_soon: một tuần",
        "due_soon: 7d",
    ),
    "S110": (
        N_("An id or code has blanks or signs that addresses are made with."),
        N_("2.b/report@q3 could not be taken apart any more."),
        N_("Use letters, digits, “.”, “-” and “_”."),
        "- id: 1/a",
        "- id: 1.a",
    ),
    "S111": (
        N_("Keys that belong together are not all there: a milestone without a time, a target without a value."),
        N_("Without the other half it has no meaning."),
        N_("Add what the message names."),
        "- {id: plan, title: Ban hành kế hoạch}",
        "- {id: plan, title: Ban hành kế hoạch, due: Quý I/2021}",
    ),
    "S112": (
        N_("Two keys contradict each other."),
        N_("Only one of them can be true."),
        N_("Correct one, or leave it out."),
        "LQ: {name: Các đơn vị liên quan, open: yes, members: [VP]}",
        "LQ: {name: Các đơn vị liên quan, open: yes}",
    ),
}
_SENSE: dict[str, tuple[str, str, str, str, str]] = {
    "P101": (
        N_(
            "Two tasks, milestones or targets have the same id or alias, in whatever spelling; or a group has a "
            "unit's code."
        ),
        N_("An address would name two things."),
        N_("Give one of the two another id; the message names the line of the first."),
        "- id: 1.a\n  title: Một\n- id: 1.A\n  title: Hai",
        "- id: 1.a\n  title: Một\n- id: 1.b\n  title: Hai",
    ),
    "P201": (
        N_("A name stands for no unit or group of the plan."),
        N_("The task would be nobody's."),
        N_("Correct the name (the nearest are shown), or add the unit, or the name as an alias."),
        "lead: [Văn phòng xã]",
        "lead: [Văn phòng Sở]",
    ),
    "P202": (
        N_("A name may stand for several units or groups."),
        N_("The task would be given to one of them by chance."),
        N_("Write the code of the one that is meant."),
        "lead: [Trung tâm]",
        "lead: [TTA]",
    ),
    "P203": (
        N_("An entry names a group where a unit's own share is meant."),
        N_("It counts for no unit: those who handed in still stand as owing."),
        N_("Write an entry for each unit, or leave unit out where all are meant."),
        "- {date: 2021-03-01, milestone: q1, unit: ALL, state: done}",
        "- {date: 2021-03-01, milestone: q1, unit: VP, state: done}",
    ),
    "P301": (
        N_("The words of a deadline are not understood word for word, or name a day that does not exist."),
        N_(
            "No date is guessed: the item has no deadline until someone writes one; what may be meant is only proposed."
        ),
        N_("Write the short form that is proposed, or another: 2021-Q1, before 2021-12-05, undetermined."),
        "due: lúc nào xong",
        "due: Quý I/2021",
    ),
    "P302": (
        N_("The words of one deadline name several times."),
        N_("One deadline is one time: it has none until it is split, as the earliest would hide the others."),
        N_("Split it into milestones, one for each."),
        "- {id: m, title: Báo cáo, due: Quý I/2021; Quý III/2021}",
        "- {id: m, title: Báo cáo, due: Quý I/2021}\n- {id: n, title: Báo cáo, due: Quý III/2021}",
    ),
    "P303": (
        N_("The words of a deadline look damaged, and could be read all the same."),
        N_("The reading may be wrong: “Quy 12021” was Quý I/2021."),
        N_("Write it as it was printed."),
        "due: Quy 12021",
        "due: Quý I/2021",
    ),
    "P401": (
        N_("A reference names a task, milestone or target that is not there."),
        N_("What depends on it has no time, and a measured value no target."),
        N_("Correct it; the nearest are shown."),
        "part_of: 1.z",
        "part_of: 1.a",
    ),
    "P402": (
        N_("Items refer to each other in a circle (after, part_of)."),
        N_("They wait for each other for ever, and none has a time."),
        N_("Give one of them a deadline of its own."),
        "- {id: a, title: A, after: b}\n- {id: b, title: B, after: a}",
        "- {id: a, title: A, due: Quý I/2021}\n- {id: b, title: B, after: a}",
    ),
    "P501": (
        N_("An entry names a milestone or an occurrence that is not there."),
        N_("What it states would be lost."),
        N_("Correct it; those that are there are shown."),
        "- {date: 2021-03-01, milestone: plann, state: done}",
        "- {date: 2021-03-01, milestone: plan, state: done}",
    ),
    "P502": (
        N_("A new deadline cannot be given to one milestone: none is named, or it is for one unit of several."),
        N_("It is not used, and the old deadline stays."),
        N_("Name the milestone it is for; leave out the unit where it moves for all."),
        "- {date: 2021-05-04, due: 2021-06-30, basis: 45/KH-UBND}",
        "- {date: 2021-05-04, milestone: report, due: 2021-06-30, basis: 45/KH-UBND}",
    ),
}


def _explain(code: str, name: str, severity: Severity, what: Message | str, why: str, *rest: str) -> Explanation:
    instead, bad, good = rest
    found = what if isinstance(what, Message) else message(what)
    return Explanation(code, name, severity, found, message(why), message(instead), None, bad, good)


def _explanations() -> list[Explanation]:
    names = dict(loading.CODES.values())
    return [
        *(
            _explain(code.code, code.name, code.severity, code.meaning, *_TEXT[code.code])
            for code in source_codes.CODES
        ),
        *(_explain(code, names[code], Severity.ERROR, *_SHAPE[code]) for code in sorted(names)),
        *(_explain(code, name, severity, *_SENSE[code]) for code, (name, severity) in compiling.CODES.items()),
    ]


LOADING: tuple[Explanation, ...] = tuple(_explanations())
