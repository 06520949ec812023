"""The command line: options parsed, one call, a view, an exit code; and the one place where errors end."""
