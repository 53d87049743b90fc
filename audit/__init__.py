"""The trail: who did what to which record, when and why. The lowest layer.

Append-only and chained per stream, so that a changed, removed or swapped entry
is found. Imports no other package of Hiroba and points at no other table: a
stream and a subject are plain keys. Start with `trail.record()`, the one door.
"""
