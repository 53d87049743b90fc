"""Pages of the desk, one module per noun: parse, authorise, ask, answer."""
