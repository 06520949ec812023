"""What a plan means: units resolved, words turned into dates, states derived. Frozen values, no I/O, no clock."""
