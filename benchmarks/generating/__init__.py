"""Plans of any size, made from a seed: the same bytes on every machine and Python."""
