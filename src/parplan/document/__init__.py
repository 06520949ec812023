"""The plan as its author wrote it: one strict pydantic model per mapping of the file, and its JSON Schema."""
