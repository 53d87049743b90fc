"""Slice: public-records requests (公文書公開請求).

May import `casework` and below. Holds what only this regime knows; the acts
themselves are the kernel's. Start with `ledger_import.py`.
"""
