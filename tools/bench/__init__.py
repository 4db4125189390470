"""Measures the program from outside, as a person at a terminal feels it: `make bench`."""
