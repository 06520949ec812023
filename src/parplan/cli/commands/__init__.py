"""The table of commands: every verb once, as data, from which the reader, help, completion and docs are made."""
