"""Measured ratios: `./hiroba bench`. Nothing here decides whether a test passes."""
