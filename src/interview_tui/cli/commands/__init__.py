"""The commands, a file a subject. What a command takes, says and does is declared in its one function."""

from __future__ import annotations
