"""Tables typed as lists of rows, in a document that is a plan."""

from __future__ import annotations

from typed_plans import FOOT, HEAD

from parplan.importing.blocks import Block, DocumentCell, DocumentLine, DocumentTable, SourceDocument
from parplan.importing.drafts import Draft, Wishes
from parplan.importing.reading import read_plan
from parplan.provenance.doubts import Place


def table(*rows: list[str]) -> DocumentTable:
    """A table of cells; “^” goes on with the cell above, “<” with the one to the left."""
    grid: list[list[DocumentCell]] = []
    for i, row in enumerate(rows):
        cells: list[DocumentCell] = []
        for k, text in enumerate(row):
            if text == "^":
                cells.append(grid[i - 1][k])
            elif text == "<":
                cells.append(cells[k - 1])
            else:
                place = Place(table=1, row=i + 1, column=k + 1)
                down = 1
                while i + down < len(rows) and k < len(rows[i + down]) and rows[i + down][k] == "^":
                    down += 1
                across = 1 + next((n for n, one in enumerate(row[k + 1 :]) if one != "<"), len(row) - k - 1)
                lines = tuple(DocumentLine(line, place) for line in text.split("\n"))
                cells.append(DocumentCell(lines, place, down, across))
        grid.append(cells)
    return DocumentTable(tuple(map(tuple, grid)))


def read(*blocks: Block) -> Draft:
    head = [DocumentLine(line) for line in HEAD.split("\n") if line]
    foot = [DocumentLine(line) for line in FOOT.split("\n") if line]
    return read_plan(SourceDocument("docx", (*head, *blocks, *foot)), Wishes(), "k.docx")


def told(draft: Draft, *kinds: str) -> list[tuple[str, str, str]]:
    return [(doubt.address, doubt.field, doubt.printed) for doubt in draft.doubts if doubt.kind in kinds]
