"""How fast parplan is beside its peers: made plans, the same tasks for each peer, and side-by-side measurements."""
