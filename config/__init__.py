"""Settings, URLs and system checks: what turns the layers into one program.

Topmost layer: may import every other package, is imported by none. Start with
`settings/base.py` for what is configured and `checks.py` for what is refused
at start.
"""
