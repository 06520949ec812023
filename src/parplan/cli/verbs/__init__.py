"""The commands, one file each: `run` takes the values of its row in the table and returns the exit code."""
