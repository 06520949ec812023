"""Documents as Markdown (CommonMark with tables), to read, mail or paste."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parplan.reporting.papers import Level, Paper, PaperBlock, PaperCell, PaperRow, PaperTable, Paragraph, Run, Text
from parplan.views.blocks import safe

#: Characters that are markup for Markdown, or for HTML within it, anywhere in a line, or at the end of a heading.
_MARKUP = re.compile(
    r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)|#(?=\s*\Z)|(?<=http)(?=:)|(?<=https)(?=:)|(?<=ftp)(?=:)|(?<=www)(?=\.)",
    re.IGNORECASE,
)
#: Text that is markup at the beginning of a line: headings, lists, rules.
_LEADING = re.compile(r"(?:(?P<sign>[#+=-])|(?P<number>\d{1,9})(?=[.)](?:\s|$)))")

_MARKS = {
    Level.HEADING_1: "## ",
    Level.HEADING_2: "### ",
    Level.HEADING_3: "#### ",
    Level.CENTRED: "",
    Level.BODY: "",
    Level.ITEM: "- ",
    Level.NOTE: "",
}


def escaped(words: str) -> str:
    """Escape a text so that Markdown shows it unchanged, even at the beginning of a line."""
    clean = safe(words).strip()
    found = _LEADING.match(clean)
    start = ""
    if found is not None:
        # a sign is escaped itself, a number by the dot after it
        start = f"\\{found[0]}" if found["sign"] else f"{found[0]}\\"
        clean = clean[found.end() :]
    return start + _escaped_within(clean)


def _escaped_within(words: str) -> str:
    return _MARKUP.sub(lambda mark: f"\\{mark[0]}" if mark[0] else "\\", words)


def render_markdown(paper: Paper) -> str:
    """Render a document as Markdown, ending with a line feed."""
    blocks = [block for block in _blocks(paper) if block]
    return "\n\n".join(blocks) + "\n"


def _blocks(paper: Paper) -> Iterator[str]:
    head = paper.head
    if head.superior:
        yield escaped(head.superior.upper())
    yield f"**{escaped(head.issuer.upper())}**"
    yield _inline(head.numbered, leading=True)
    if head.about is not None:
        yield _inline(head.about, leading=True)
    yield f"**{_inline(head.nation)}**"
    if head.motto:
        yield f"**{head.motto}**"
    yield f"*{_inline(head.place_and_day)}*"
    if paper.kind is not None:
        yield f"# {escaped(paper.kind)}"
    if paper.title is not None:
        yield f"**{escaped(paper.title)}**"
    if len(paper.addressees) == 1:
        yield f"{paper.addressed} {_inline(paper.addressees[0])}"
    elif paper.addressees:
        yield f"{paper.addressed}\n\n" + "\n".join(f"- {_inline(one)}" for one in paper.addressees)
    yield from _body(paper.blocks)
    yield "\n\n".join(f"**{_inline(office, strong=False)}**" for office in paper.signature.offices)
    yield f"**{_inline(paper.signature.name, strong=False)}**"
    recipients = "\n".join(f"- {_inline(one)}" for one in paper.recipients)
    yield f"***{paper.recipients_label}***\n\n{recipients}"
    for appendix in paper.appendices:
        yield f"## {escaped(appendix.label)}"
        yield f"**{escaped(appendix.title.upper())}**"
        yield f"*{_inline(appendix.reference)}*"
        yield from _body(appendix.blocks)


def _body(blocks: Sequence[PaperBlock]) -> Iterator[str]:
    items: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.level is Level.ITEM:
            items.append(f"- {_inline(block.runs, leading=True)}")
            continue
        if items:
            yield "\n".join(items)
            items = []
        if isinstance(block, PaperTable):
            yield _table(block)
        else:
            yield _MARKS[block.level] + _inline(
                block.runs, leading=block.level in (Level.BODY, Level.CENTRED, Level.NOTE)
            )
    if items:
        yield "\n".join(items)


def _inline(runs: Text, *, strong: bool = True, leading: bool = False) -> str:
    """Runs on one line. strong: set marked places and strong words in bold. leading: the runs begin a line."""
    return "".join(_run(run, strong=strong, leading=leading and index == 0) for index, run in enumerate(runs))


def _run(run: Run, *, strong: bool, leading: bool) -> str:
    words = f"[{_escaped_within(run.text[1:-1])}]" if run.place else _escaped_within(run.text)
    if strong and (run.place or run.strong):
        return f"**{words}**"
    if run.place or not leading:
        return words
    return escaped(run.text) + run.text[len(run.text.rstrip()) :]  # keeps the space before the next run


def _table(table: PaperTable) -> str:
    titles = "| " + " | ".join(escaped(column.title) for column in table.columns) + " |"
    rule = "|" + "|".join(":-:" if column.centred else "---" for column in table.columns) + "|"
    return "\n".join((titles, rule, *(_row(row, len(table.columns)) for row in table.rows)))


def _row(row: PaperRow, width: int) -> str:
    cells = [_cell(one) for one in row.cells]
    if row.heading or row.total:
        cells = [f"**{words}**" if words else "" for words in cells]
    cells += [""] * (width - len(cells))
    return "| " + " | ".join(cells) + " |"


def _cell(cell: PaperCell) -> str:
    """The paragraphs of a cell on one line, separated by ``<br>``, the one tag that works in tables."""
    return "<br>".join(_inline(paragraph) for paragraph in cell if paragraph)
