"""Processes run side by side, what they took, and what that says about the goals."""
