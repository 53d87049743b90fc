"""The acts of this slice. Each is one transaction over the kernel's operations.

May import `casework` and below. Start with `receive.py`.
"""
