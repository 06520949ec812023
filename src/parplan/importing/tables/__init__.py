"""Tables of tasks, as in appendixes: columns, rows, sections, tasks."""
