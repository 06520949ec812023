"""The director's page: one HTML file without scripts that needs no network and no other file."""
