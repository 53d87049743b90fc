"""What keeps a backup from being made or restored."""


class BackupError(Exception):
    """The act was not done; the message says why and what to do."""
