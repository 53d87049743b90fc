"""The acts on the office itself: prepare it, make accounts."""
