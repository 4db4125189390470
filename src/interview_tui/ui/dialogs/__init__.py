"""Dialogs: each does its work before it closes, and stays open with the reason when the work could not be done."""
