"""Follow up after interviews by Ford R. Myers' ten steps, in a terminal."""

__version__ = "1.0.0"
