"""Readers of foreign formats: bytes → the blocks of a document. Only here are those formats known."""
