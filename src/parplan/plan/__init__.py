"""Meaning of a plan: units resolved, words turned into dates, states derived. Frozen values, no I/O, no clock."""
