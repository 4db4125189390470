"""Import: files of other programs and own exports, read as values and applied to the store."""
