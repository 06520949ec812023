"""The declaration of the tables: sound in itself, and plain enough for every database."""

from __future__ import annotations

import re

from parplan.tables.declaration import TABLES


def test_names_are_plain_and_none_is_twice() -> None:
    assert len({table.name for table in TABLES}) == len(TABLES)
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch("[a-z][a-z_]*", name) for name in (table.name, *names))
        assert names[:3] == ["plan", "agency", "year"]
        assert all(column.meaning for column in table.columns)


def test_keys_are_required_and_references_lead_to_the_key_of_an_earlier_table() -> None:
    known: dict[str, tuple[str, ...]] = {}
    for table in TABLES:
        required = {column.name for column in table.columns if column.required}
        assert set(table.key) <= required
        for other, columns in table.references:
            assert known[other] == columns
            assert set(columns) <= required
        known[table.name] = table.key
