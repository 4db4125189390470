"""The method and its words: pure values and functions, no clock, no file, no SQL, no screen."""
