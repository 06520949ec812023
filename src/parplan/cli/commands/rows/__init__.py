"""One row of the table of commands in each file, which is named by its verb."""
