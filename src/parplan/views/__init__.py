"""The look of answers: on a terminal, in a pipe, as JSON. Whatever a query can compute is computed there."""
