"""Checks beyond loading: the rules, the registry of codes, ignore comments, the selection of codes, and fixes.

Only `validate` and the language server run the rules. A plan is valid if :mod:`parplan.loading` finds no error; the
rules give only warnings and advice, so plans with findings still work.
"""
