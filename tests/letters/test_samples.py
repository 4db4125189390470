"""Work samples: what is attached, what is refused, and which are named with their whole paths."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.errors import Refused
from interview_tui.letters.samples import Attachment, read_sample, where_from

if TYPE_CHECKING:
    from pathlib import Path


def test_what_cannot_be_sent_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case.pdf").write_bytes(b"%PDF")
    assert read_sample(str(tmp_path / "case.pdf")) == Attachment(name="case.pdf", data=b"%PDF")
    with (tmp_path / "large.zip").open("wb") as file:
        file.truncate(10_000_001)
    for name, why in [
        ("gone.pdf", "there is no such file"),
        ("case.pdf/x", "there is no such file"),
        ("", "is no ordinary file"),
        ("large.zip", "larger than 10 MB, send a link instead"),
        ("a\0b", "cannot be read"),
        ("x" * 500, "cannot be read"),
    ]:
        with pytest.raises(Refused, match=why):
            read_sample(str(tmp_path / name))


@pytest.mark.parametrize("made", ["pipe", "/dev/zero", "/dev/null", "/proc/self/environ", "/sys/kernel/mm", "."])
@pytest.mark.parametrize("linked", [False, True])
def test_what_is_no_ordinary_file_is_refused_at_once(made: str, linked: bool, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    path = tmp_path / made
    if linked:
        (tmp_path / "case.pdf").symlink_to(path)
        path = tmp_path / "case.pdf"
    with pytest.raises(Refused, match="is no ordinary file"):
        read_sample(str(path))


def test_a_sample_outside_the_home_or_by_a_link_is_named_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, elsewhere, home = tmp_path / "real", tmp_path / "elsewhere", tmp_path / "home"
    for folder in (real / "kit", elsewhere):
        folder.mkdir(parents=True)
        (folder / "case.pdf").write_bytes(b"%PDF")
    home.symlink_to(real)  # a home that lies elsewhere is no link of the user's
    monkeypatch.setenv("HOME", str(home))
    (real / "link.pdf").symlink_to("kit/case.pdf")
    (real / "out.pdf").symlink_to(elsewhere / "case.pdf")
    (real / "folder").symlink_to("kit")
    (real / "up").symlink_to(elsewhere)
    inside, outside = real / "kit" / "case.pdf", elsewhere / "case.pdf"
    for path, said in {
        "~/kit/case.pdf": "",
        str(home / "kit" / "case.pdf"): "",
        str(inside): "",
        "~/kit/../kit/case.pdf": "",
        "~/gone.pdf": "",
        "~nobody-at-all/x": "",
        "a\0b": "",
        "~/link.pdf": f"link.pdf comes from {inside}, by a link",
        "~/folder/case.pdf": f"case.pdf comes from {inside}, by a link",
        "~/out.pdf": f"out.pdf comes from {outside}, outside your home",
        "~/up/case.pdf": f"case.pdf comes from {outside}, outside your home",
        "~/up/../elsewhere/case.pdf": "",
        str(outside): f"case.pdf comes from {outside}, outside your home",
    }.items():
        assert where_from(path) == said
