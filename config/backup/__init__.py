"""One file that holds an office, and the proof that it came back whole.

`making.py` writes it, `restoring.py` reads it: rows as JSON lines of every table,
so that either engine reads what the other wrote; the data files; a manifest of
what there is, sealed with the key of the trail. Settings and keys stay outside.
"""
