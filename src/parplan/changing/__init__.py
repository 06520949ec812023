"""What a command would record, decided before anything is written, and what that brings about. No file, no text."""
