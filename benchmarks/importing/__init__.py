"""How much of a plan `parplan import` reads correctly, on documents with known content."""
