"""Running processes in turns, measuring them, and comparing the figures with the goals."""
