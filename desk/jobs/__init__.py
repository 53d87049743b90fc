"""Long work: what kinds there are, how one is done, how far it is.

The row in the database is the queue of record (`casework.models.Job`); the bell in
`desk/bell.py` only wakes whoever works. Each kind is a function that ends its job
in the transaction that did the work, so that nothing is done twice. Start with
`kinds.py`, then `work.py`.
"""
