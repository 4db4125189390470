"""What the keys of the main screen do, a module a subject: plain functions of the screen, named in ui/keys.py.

Each finds what it is about in the screen's selection, asks what it must, and calls one service. What it raises and a
person can cause is said in the message line.
"""
