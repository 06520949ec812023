"""The cache of compiled plans: a question about an unchanged file needs neither YAML nor pydantic."""
