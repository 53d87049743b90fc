"""The acts of the kernel: one verb, one file, one transaction each.

Arguments are keyword-only: `by` the actor, `on` the day, `at` the instant; no
operation reads a clock, settings or a request. Every act writes its entry on
the trail in the same transaction.
"""
