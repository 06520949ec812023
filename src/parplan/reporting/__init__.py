"""Documents for people outside parplan: a format-free model of each, and thin writers for Word, Excel and calendars."""
