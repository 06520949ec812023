"""The record beside an imported plan: the source of each field, the doubts, and the decisions on them."""
