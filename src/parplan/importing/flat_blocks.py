"""The blocks of a document in the order of reading, without tables that only arrange text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from parplan.importing.blocks import Block, DocumentLine, DocumentTable
from parplan.importing.labels import OF_TASKS, find_label
from parplan.importing.tables.task_tables import is_arranging, is_data


def flat_blocks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a document, captions whole and tables that only arrange text or labels replaced by their lines."""
    return _with_whole_captions(_flat(blocks))


def _flat(blocks: Sequence[Block]) -> list[Block]:
    """Replace tables that only arrange text (letterhead, signature) by their lines."""
    flat: list[Block] = []
    for block in blocks:
        if isinstance(block, DocumentTable) and not is_data(block) and _arranges(block):
            seen: set[int] = set()
            for column in range(block.width):
                for row in block.rows:
                    if column < len(row) and id(row[column]) not in seen:
                        seen.add(id(row[column]))
                        flat.extend(row[column].lines)
        elif isinstance(block, DocumentTable) and (lines := _labelled_lines(block)):
            flat.extend(lines)
        else:
            flat.append(block)
    return flat


def _with_whole_captions(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those lines joined that one caption in brackets fills: “(Kèm theo Kế hoạch … / Thanh Miếu)”."""
    whole: list[Block] = []
    for block in blocks:
        above = whole[-1] if whole else None
        if (
            isinstance(block, DocumentLine)
            and isinstance(above, DocumentLine)
            and not block.number
            and re.match(r"\((?:Ban hành )?[Kk]èm theo\b[^()]*$", above.text)
            and re.fullmatch(r"[^()]{1,80}\)", block.text.strip())
        ):
            whole[-1] = replace(above, text=f"{above.text.rstrip()} {block.text.strip()}")
        else:
            whole.append(block)
    return whole


def _labelled_lines(table: DocumentTable) -> list[DocumentLine]:
    """The rows of a table of labels and values, one below each task, as labelled lines; empty for other tables."""
    rows = [row for row in table.rows if len(row) == 2 and row[0] is not row[1]]
    labels = [find_label(row[0].text) for row in rows]
    fields = [label.field for label in labels if label is not None and label.sure]
    if len(rows) < 2 or len(rows) < len(table.rows) or any(find_label(row[1].text) for row in rows):
        return []
    if len({*fields} & OF_TASKS) < 2 or len(fields) * 2 < len(rows):
        return []
    lines: list[DocumentLine] = []
    for label, value in rows:
        first, *rest = value.lines or (DocumentLine("", value.place),)
        lines.append(replace(first, text=f"{label.text.rstrip(' :')}: {first.whole}".strip(), number="", bold=False))
        lines.extend(rest)
    return lines


def _arranges(table: DocumentTable) -> bool:
    """Whether a table is a letterhead, a signature block, or a frame around text."""
    if table.width <= 1:
        return True
    return table.width <= 3 and is_arranging(table)
