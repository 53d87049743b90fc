"""The laws of the house as functions: sources in, findings out.

Each file holds one law; it reads text, syntax trees or the model registry and
never runs what it judges, so that a test can hand it a sample that breaks the
law. Start with `tree.py`, which finds the sources.
"""
