"""parplan: a public body's yearly plan as one validated YAML file, queried and updated from the command line."""

__version__ = "0.4.0"
