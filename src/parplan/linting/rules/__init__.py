"""The rules, one a file: ``EXPLANATION`` says what it is for, ``check`` yields what it finds."""
