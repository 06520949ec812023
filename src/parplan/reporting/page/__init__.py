"""The director's page: one HTML file that needs no script, no network and no other file."""
