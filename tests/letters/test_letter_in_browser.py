"""How a letter with its chart looks in a browser, on a phone and on a desk: nothing goes past the edge."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from interview_tui.domain.chart import ChartRow
from interview_tui.domain.enums import Language, Tone
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.letters.chart_table import chart_table
from interview_tui.letters.fragments import LetterContext
from interview_tui.letters.letter_page import PageHead, letter_page
from interview_tui.letters.letter_text import as_html, with_chart

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "chromium-headless-shell")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
PICTURES = Path(__file__).parents[2] / "build" / "pictures"
WIDTHS = (360, 800)
PATIENCE = 120
"""Seconds that the browser may take for one page."""

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(not CHROMIUM, reason=f"none of {', '.join(NAMES)} is installed, and CHROMIUM names none"),
]


def row(need: str, synopsis: str, first_steps: str = "") -> ChartRow:
    return ChartRow(
        need=need, by="", pressing=1, need_id=1, synopsis=synopsis, first_steps=first_steps, match_id=1, story_id=1
    )


ENGLISH = [
    row(
        "release approvals take nine days",
        "we replaced three approvals with one checklist; releases went from nine days to one, and half as many failed",
        "Days 1–30: follow five releases from start to finish\nDays 31–60: try one checklist with one team\n"
        "Days 61–90: offer it to the rest",
    ),
    row(
        "no owner for the runbooks",
        "I gave every runbook a named owner within a month; hand-overs went from an hour to ten minutes",
        "By day 60: a name on every runbook, chosen by the teams",
    ),
    row(
        "the pager wakes the wrong team",
        f"I wrote it up at https://me.example/{'a-very-long-address/' * 6}case?of=2026&by={'x' * 90}",
    ),
]
GERMAN = [
    row(
        "Freigaben dauern neun Tage",
        "wir haben drei Freigabestufen durch eine Checkliste ersetzt; eine Freigabe dauert einen Tag statt neun",
        "Bis Tag 30: fünf Freigaben von Anfang bis Ende begleiten",
    ),
    row(
        "für die Betriebsdokumentationsverantwortlichkeitszuordnung ist niemand zuständig",
        "ich habe jeder Anleitung eine verantwortliche Person gegeben; Übergaben dauern zehn Minuten",
        "Bis Tag 60: ein Name an jeder Anleitung",
    ),
]
ENGLISH_BODY = """Hi Dana,

Since we spoke on November 17, I have gone back through my notes and put what you need next to what I have done. I \
would start with the first row.

[chart]

The checklist is attached (two pages). If one of these rows is worth half an hour, I'd be glad to go through it with \
you:
- by phone, any day
- here: https://me.example/case_study

Best regards,
Robin Hale
+1 555 0100"""
GERMAN_BODY = """Sehr geehrte Frau Dr. Keller,

seit unserem Gespräch am 17. November habe ich meine Notizen noch einmal durchgesehen und dem, was Sie brauchen, \
gegenübergestellt, was ich mitbringe. Mit der ersten Zeile würde ich beginnen.

[chart]

Die Checkliste liegt bei (zwei Seiten). Die Stelle reizt mich weiterhin sehr.

Mit freundlichen Grüßen
Robin Hale
+1 555 0100"""
LETTERS = {
    "value-letter": (LetterKind.VALUE_LETTER, Language.EN_US, ENGLISH, ENGLISH_BODY, "Some thoughts on the role"),
    "proposal": (LetterKind.PROPOSAL, Language.EN_US, ENGLISH, ENGLISH_BODY, "A first plan for the SRE lead role"),
    "german": (LetterKind.VALUE_LETTER, Language.DE, GERMAN, GERMAN_BODY, "Gedanken zu unserem Gespräch"),
    "german-proposal": (LetterKind.PROPOSAL, Language.DE, GERMAN, GERMAN_BODY, "Ein erster Plan für die Leitung SRE"),
}  # fmt: skip


def documents() -> dict[str, str]:
    """The e-mail and the printed page of each letter."""
    made: dict[str, str] = {}
    for name, (kind, language, rows, text, subject) in LETTERS.items():
        body = with_chart(text, chart_table(rows, LetterContext(language=language), kind=kind, tone=Tone.WARM))
        head = PageHead(
            sender=("Robin Hale", "+1 555 0100"),
            mail="robin.hale@home.example",
            reader=("Dana Ruiz", "VP Operations", "Acme"),
            date="November 20, 2026" if language is Language.EN_US else "20. November 2026",
            subject=subject,
        )
        made |= {f"{name}-mail": as_html(body, language), f"{name}-page": letter_page(body, head, language)}
    return made


DOCUMENTS = documents()

# In a frame of that width: the window of a browser has a least width of its own.
FRAME = """<!DOCTYPE html><meta charset="utf-8"><body style="margin:0">
<iframe id="f" src="{name}" style="border:0;width:{width}px;height:{height}px"></iframe><p id="said"></p><script>
onload = () => {{
  const root = document.getElementById("f").contentDocument.documentElement;
  document.getElementById("said").textContent = `sizes ${{root.scrollWidth}} ${{root.offsetHeight}}`;
}};
</script>"""


def browse(folder: Path, frame: Path, *options: str) -> str:
    """What the browser writes on its standard output for a page."""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [
            CHROMIUM, "--headless", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files",
            f"--user-data-dir={folder / 'profile'}", *as_root, *options, frame.as_uri(),
        ],
        capture_output=True, text=True, timeout=PATIENCE, check=True,
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_goes_past_the_edge(tmp_path: Path, name: str, width: int) -> None:
    (tmp_path / "letter.html").write_text(DOCUMENTS[name], "utf-8")
    frame = tmp_path / "frame.html"
    frame.write_text(FRAME.format(name="letter.html", width=width, height=600), "utf-8")
    sizes = re.search(r"sizes (\d+) (\d+)", browse(tmp_path, frame, "--dump-dom"))
    assert sizes is not None
    wide, high = map(int, sizes.groups())
    assert wide <= width
    height = high + 40
    frame.write_text(FRAME.format(name="letter.html", width=width, height=height), "utf-8")
    PICTURES.mkdir(parents=True, exist_ok=True)
    picture = PICTURES / f"{name}-{width}.png"
    browse(tmp_path, frame, f"--window-size={width},{height}", f"--screenshot={picture}")
    assert picture.read_bytes().startswith(b"\x89PNG")
