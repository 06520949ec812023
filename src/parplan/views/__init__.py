"""How answers look: on a terminal, in a pipe, as JSON. Nothing is computed here that a query could say."""
