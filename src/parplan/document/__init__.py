"""The plan as its author wrote it: one strict pydantic model per mapping of the file, and its JSON Schema."""

import os

# pydantic looks through every installed package for plugins to let into its models. Ours mean the same everywhere, and
# looking takes as long as reading a plan.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
