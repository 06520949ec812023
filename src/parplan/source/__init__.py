"""The text of a plan file: bytes, lines, spans and YAML nodes with their places. Knows nothing of plans and tasks."""
