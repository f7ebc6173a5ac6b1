"""What stops a backup or a restore."""


class BackupError(Exception):
    """A sentence for the person who backs up or restores."""
