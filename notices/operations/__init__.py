"""One verb, one file: what is done with letters."""
