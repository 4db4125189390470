"""Between Textual and the terminal: drivers, cell diff, input, clipboard. Imports nothing else of the project."""
