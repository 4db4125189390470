"""Screens of their own above the dashboard: one a subject, opened by one key, left by esc."""
