"""A person's box, in trouble."""

from __future__ import annotations

from tests.terminal_tests.conftest import box, filled

__all__ = ["box", "filled"]
