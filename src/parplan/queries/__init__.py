"""Questions asked of assessed plans: selection, sorting, counting. Pure, and the same for every way of showing them."""
