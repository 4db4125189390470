"""Formats of other programs, a file a format: bytes in, values out. Nothing here touches the store."""
