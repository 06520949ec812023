"""A plan as an editor asks for it while it is typed: the language server's answers about one open text."""
