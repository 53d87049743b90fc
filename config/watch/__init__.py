"""What those who look after the installation ask: lives it, is it ready, how much waits.

`/healthz`, `/readyz` and `/metrics` name no person, no case and no secret.
"""
