"""Plan files on disk: found, read, held by one command at a time, and replaced whole."""
