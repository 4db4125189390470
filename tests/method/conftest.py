"""A life of its own for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.method.life import Life

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def life(tmp_path: Path) -> Life:
    """Monday, 2 November 2026, 9 o'clock in Los Angeles; nothing in the store yet."""
    return Life.begin(tmp_path)
