"""The review: figures and plots."""
