"""The rules, one a file: ``RULE`` says what it is for, ``check`` yields what it finds."""
