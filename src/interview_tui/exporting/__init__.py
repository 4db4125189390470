"""What is given out: records as values of other programs' formats, written."""
