"""Checks beyond loading: the rules, the registry of codes, ignore comments, the selection of codes, and fixes.

Nothing here is run by the questions: a plan is valid when :mod:`parplan.loading` finds no error in it. Every rule here
gives warnings or advice, so a plan that has them still answers.
"""
