"""Real objects for the tests: a named cast and small builders of cases.

Nothing is mocked: what comes from here went through the operations.
"""
