"""What is taken in: files of other programs and own exports, each format read, known again and written down."""
