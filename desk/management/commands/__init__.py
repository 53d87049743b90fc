"""Commands of the desk: interfaces, each calls one operation."""
