"""The plan as its author wrote it: one strict pydantic model per mapping of the file, and its JSON Schema."""

import os

# pydantic searches every installed package for plugins. Our models must mean the same everywhere, and the search takes
# as long as reading a plan.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
