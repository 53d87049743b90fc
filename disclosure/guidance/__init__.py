"""Pages of the guidance log (相談・案内): who was helped without a case.

An interface: its views call one operation each. Start with `views.py`.
"""
