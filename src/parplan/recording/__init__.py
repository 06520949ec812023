"""Writing of a decided change into the plan file: the text is edited and checked, the file locked and replaced."""
