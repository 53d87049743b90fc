"""What the demonstration writes: its divisions, its ledgers, its accounts.

Requests, decisions and figures go through the importer; nothing here writes
them itself.
"""
