"""What an email says: read from its bytes, with no store at hand."""
