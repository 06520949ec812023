"""A decided change put into the plan file: the text edited and checked, the file held, compared and replaced."""
