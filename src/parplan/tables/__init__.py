"""Plans as rows for other programs: the declaration of the tables, the rows of a plan, a writer for each format."""
