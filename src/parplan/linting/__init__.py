"""Checks beyond what a plan needs to be loaded: rules over document, plan and text, and what becomes of their findings.

Nothing here is run by the questions: a plan is valid when :mod:`parplan.loading` finds no error in it. Every rule here
gives warnings or advice, so a plan that has them still answers.
"""
