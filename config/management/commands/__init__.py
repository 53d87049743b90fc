"""`start` serves the office, `messages` keeps the translations.

Interfaces: they read clock and environment, and may import every package below
`config`. Begin with `start.py`.
"""
