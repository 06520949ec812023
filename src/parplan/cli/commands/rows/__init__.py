"""The rows of the table of commands, one file each, named like the command."""
