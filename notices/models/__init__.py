"""The tables of what leaves the house, one noun per file."""
