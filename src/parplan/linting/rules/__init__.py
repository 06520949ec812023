"""The rules, one per file: ``RULE`` explains the rule, ``check`` yields its remarks."""
