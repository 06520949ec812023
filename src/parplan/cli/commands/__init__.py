"""The table of commands: each declared once, as data; the reader, help, completion and docs are made from it."""
