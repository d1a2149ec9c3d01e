"""Bytes on the disk that last: syncing, whole files, files in the making, locks."""
