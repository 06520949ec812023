"""What each command does, a file each: `run` takes the values of its row in the table and returns the exit code."""
