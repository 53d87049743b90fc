"""What monitoring programs ask: does it live, is it ready, how much waits.

`/healthz`, `/readyz` and `/metrics` name no person, no case and no secret.
"""
