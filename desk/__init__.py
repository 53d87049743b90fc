"""The officer's desk: home, lists, case page, import, office preparation.

Composes what the layers below offer and holds no rule of law. May import
everything but `config`. Start with `urls.py`.
"""
