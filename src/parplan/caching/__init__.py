"""What is kept between runs, in one folder: compiled plans, so that a question about an unchanged file needs neither
YAML nor pydantic, and what `validate` found.
"""
