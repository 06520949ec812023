"""Where an imported plan's fields came from, what is in doubt, and what was decided: the record beside the plan."""
