"""The tasks of a plan in the format of each peer, one file a format."""
