"""Next year's plan from this one: the same text with years moved on, no progress, and open work carried over."""
