"""The description in the package's metadata: README.md, without what only the repository can show."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_PICTURE = re.compile(r"!\[[^]]*\]\((?!https?:)[^)]*\)\n*")
_LINK = re.compile(r"\[([^]]*)\]\((?!https?:)[^)]*\)")


class Description(MetadataHookInterface):
    """Takes the pictures of the repository out of the text, and leaves of a link to a file the words alone."""

    def update(self, metadata: dict[str, Any]) -> None:
        text = Path(self.root, "README.md").read_text("utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": _LINK.sub(r"\1", _PICTURE.sub("", text))}
