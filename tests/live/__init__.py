"""Many processes at one database: what only real commits can show."""
