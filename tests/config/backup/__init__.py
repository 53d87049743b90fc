"""Backup and restore, each in processes of its own at databases of its own."""
