"""One command per file: parse, ask, print."""
