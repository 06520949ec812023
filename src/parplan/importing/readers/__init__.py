"""Readers of foreign formats: bytes → the blocks of a document. No other module knows those formats."""
