"""Hiroba in a real browser, served by a real server from a database of its own."""
