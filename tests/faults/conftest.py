"""A person's box, in trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.forge import Forge
from tests.terminal_tests.conftest import box, filled

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["box", "filled", "forge"]


@pytest.fixture(scope="session")
def forge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forge]:
    """Where processes of the program are started."""
    with Forge(tmp_path_factory.mktemp("forge")) as found:
        yield found
