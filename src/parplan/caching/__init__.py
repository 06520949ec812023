"""What is kept between runs in one folder: compiled plans, so that a question about an unchanged file needs neither YAML
nor pydantic, and the bytes of what else is to be known of it, such as what `validate` found.
"""
