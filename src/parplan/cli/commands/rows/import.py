"""The row of `import`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes, ValueKind, Word
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="import",
    help=N_("Make a plan file of a plan in Word, PDF, text or a scan, and list what is in doubt."),
    words=(
        Word(
            "file",
            N_("FILE"),
            N_("The signed plan: .docx, .doc, .pdf, .txt, .md, .png, .jpg or .tif; - is text on standard input."),
            kind=ValueKind.FILE,
        ),
    ),
    options=(
        Option(
            "output",
            ("--output", "-o"),
            N_("Into this plan file; - is standard output. Else plans/YEAR.yaml."),
            metavar=N_("PATH"),
            kind=ValueKind.FILE,
        ),
        Option("year", ("--year",), N_("Its year, where the document does not say."), metavar=N_("YEAR")),
        Option("agency", ("--agency",), N_("Whose plan it is, where the document does not say."), metavar=N_("NAME")),
        Option(
            "like",
            ("--like",),
            N_("An earlier plan that gives units, groups and codes. Else the agency's latest one nearby."),
            metavar=N_("PLAN"),
            kind=ValueKind.PLAN,
        ),
        Option(
            "outline",
            ("--outline",),
            N_("Tasks grouped by unit, without times: the unit of the heading leads them."),
            takes=Takes.NOTHING,
        ),
        Option(
            "damaged",
            ("--damaged",),
            N_("Take a text whose Vietnamese is damaged, with a doubt on every field."),
            takes=Takes.NOTHING,
        ),
        Option(
            "force",
            ("--force",),
            N_("Overwrite a plan in which nothing is recorded."),
            takes=Takes.NOTHING,
        ),
    ),
    examples=(
        Example("import ke-hoach.docx", N_("The plan as a file in plans/, and what to look at")),
        Example(
            "import ke-hoach.pdf -o plans/2026.yaml --like plans/2025.yaml", N_("With last year's units and codes")
        ),
        Example("import phan-cong.docx --outline", N_("Duties grouped by unit, without times")),
    ),
)
