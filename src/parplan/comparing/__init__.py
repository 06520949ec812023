"""Comparison of two plans by meaning."""
