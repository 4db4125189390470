"""The sheet of references in each language: who may not be called, whose sheet it is."""

from __future__ import annotations

from interview_tui.domain.enums import Language
from interview_tui.domain.records import Person
from interview_tui.letters.reference_page import SheetHead, sheet_as_html, sheet_as_markdown
from interview_tui.settings import Sender

ROBIN = Sender(name="Robin Hale", address="robin@home.example", signature="Robin Hale\n+1 555 0100")
GRACE = Person(id=1, name="Grace Lind", email="grace@norden.example", phone="+49 30 1234", note="a secret")


def test_the_head_and_each_way_to_reach_somebody() -> None:
    said = sheet_as_markdown([GRACE], SheetHead(ROBIN, Language.EN_GB))
    assert said == (
        "# References: Robin Hale\n\n\\+1 555 0100 · robin@home.example\n\n## Grace Lind\n\n"
        "- **Email:** grace@norden.example\n- **Phone:** \\+49 30 1234\n"
    )


def test_who_wants_no_calls_is_given_without_a_number() -> None:
    quiet = Person(id=1, name="Grace Lind", email="grace@norden.example", phone="+49 30 1234", no_calls=True)
    head = SheetHead(Sender(), Language.DE)
    for said in (sheet_as_markdown([quiet], head), sheet_as_html([quiet], head)):
        assert "Referenzen" in said
        assert "grace@norden.example (bitte nur per E-Mail)" in said
        assert "1234" not in said
        assert "secret" not in said


def test_french_has_its_blank_before_the_colon() -> None:
    page = sheet_as_html([GRACE], SheetHead(ROBIN, Language.FR))
    assert "<h1>Références\u00a0: Robin Hale</h1>" in page
    assert "Téléphone\u00a0: +49 30 1234" in page
    assert '<html lang="fr">' in page
