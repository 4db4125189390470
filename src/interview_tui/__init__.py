"""Follow up after interviews by Ford R. Myers' ten steps, in a terminal."""

__version__ = "0.1.0"
