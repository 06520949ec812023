"""Documents for readers outside parplan: a format-free model of each, and thin writers for each format."""
