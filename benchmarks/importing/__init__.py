"""How much of a plan an import gets right, on documents whose truth is known."""
