"""The next year's plan from this one: the same text, years moved on, nothing recorded, open work carried over."""
