"""Questions about assessed plans: selection, sorting, counting. Pure, and independent of how answers are shown."""
