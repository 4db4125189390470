"""Letters drafted from the records: one template a file, as data."""
