"""Forms for units, their answers, and the entries to record from them."""
