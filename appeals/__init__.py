"""Slice: appeals (審査請求), the review board and the advisory council.

May import the regimes, `casework` and below. An appeal is a case of kind
`appeal` with one unit, so queue, clock, number and trail work unchanged. Start
with `models/`.
"""
