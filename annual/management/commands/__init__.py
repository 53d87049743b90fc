"""Commands of the annual tables."""
