"""Compiled plans kept between runs, so that a question about an unchanged file needs neither YAML nor pydantic."""
