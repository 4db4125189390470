"""The errors a person can cause. Each carries one line that says what is wrong and what to do."""

from __future__ import annotations


class UserError(Exception):
    """Something could not be done; the text is one line for the person, `exit_code` is for the shell."""

    exit_code = 1


class NotFound(UserError):
    """There is no such record."""


class Unclear(UserError):
    """A text (a date, an id, a line of shorthand) was not understood."""


class Refused(UserError):
    """The rules of the records forbid it; nothing was changed."""


class Conflict(UserError):
    """The record was changed elsewhere since it was read; nothing was overwritten."""


class StoreTrouble(UserError):
    """The store cannot be opened or written; the file was left as it is."""
