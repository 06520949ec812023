"""Decisions on what a recording command adds or removes, and their effects, made before anything is written."""
