"""Plan files on disk: found and read."""
