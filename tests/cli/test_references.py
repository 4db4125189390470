"""`references`: the sheet for an employer and your own view; and another role after an interview by command."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Box

HOSTILE = "Grace <b>Lind</b> & *Co*, CTO <grace@norden.example> [reference]"


def with_references(box: Box) -> None:
    box("person", "i1", HOSTILE, "--knows-me", "my [manager](x)", "--stress", "the secret", "--favour", "agreed")
    box("person", "i1", "Sam Otto, Lead <sam@old.example> [reference]")
    box("person", "i1", "Naomi Feld [connection]", "--favour", "spoke")


class _Text(HTMLParser):
    """The text of a document, and the names of its elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.elements = "", set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.elements.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_sheet_is_complete_escaped_and_holds_nothing_internal(box: Box) -> None:
    box.configuration.write_text('name = "Robin Hale"\nemail = "robin@home.example"\n')
    with_references(box)
    sheet = box("references", "i1", "--format", "md")
    assert sheet.out == (
        "# References: Robin Hale\n\nrobin@home.example\n\n## Grace \\<b\\>Lind\\</b\\> \\& \\*Co\\*\n\nCTO\n\n"
        "- **Relationship:** my \\[manager\\](x)\n- **Email:** grace@norden.example\n"
    )
    assert sheet.err == "left out: Naomi Feld: a connection, not a reference\nleft out: Sam Otto: not asked yet\n"
    page = box("references", "--format", "html")
    read = _Text(page.out)
    assert page.out.startswith("<!DOCTYPE html>")
    assert "b" not in read.elements
    assert "Grace <b>Lind</b> & *Co*" in read.text
    for form in (sheet.out, page.out):
        assert not any(word in form for word in ("secret", "90 days", "Sam Otto", "Naomi", "Acme"))


def test_nobody_agreed(box: Box) -> None:
    assert box("references").out == (
        "No references or connections yet: interview-tui person i12 'Name <address>' --part reference adds one.\n"
    )
    assert box("references", "i1").out == (
        "i1 has no references or connections yet: interview-tui person i1 'Name <address>' --part reference adds one.\n"
    )
    refused = box("references", "i1", "--format", "html")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (
        "interview-tui: i1 has no reference who agreed: interview-tui person i1 p7 --favour agreed says that one did\n"
    )
    box("person", "i1", "Sam Otto [reference]", "--favour", "asked")
    refused = box("references", "i1", "--format", "html")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (
        "interview-tui: i1 has no reference who agreed (Sam Otto: asked at Acme, no answer yet): "
        "interview-tui person i1 p3 --favour agreed says that one did\n"
    )


def test_your_own_view_has_counts_places_and_what_to_stress(box: Box) -> None:
    with_references(box)
    box("person", "i1", "p3", "--favour", "named")
    box("person", "i3", "Sam Otto <sam@old.example> [reference]", "--favour", "asked")
    lines = box("references").out.splitlines()
    assert lines[0] == "p3 Grace <b>Lind</b> & *Co*, CTO · asked or named 1 time in the last 90 days"
    assert lines[1].split("  ")[-1] == (
        "reference · agreed · named to the employer Thu 26 Nov · asked to stress: the secret"
    )
    shown = {item["name"]: item for item in box("references", "i1", "--json").json}
    sam = shown["Sam Otto"]
    assert (sam["times"], sam["times_in_90_days"], [i["id"] for i in sam["interviews"]]) == (1, 1, ["i1"])
    grace = shown["Grace <b>Lind</b> & *Co*"]
    assert (grace["on_sheet"], grace["left_out"], grace["interviews"][0]["stress"]) == (True, None, "the secret")
    box("outcome", "i1", "rejected")
    assert box("references", "i1").out.splitlines()[1].endswith("stress: the secret · interview: rejected")
    people = box("show", "i1").out
    assert "reference · agreed · named to the employer Thu 26 Nov · asked to stress: the secret" in people


def test_a_favour_of_somebody_new_and_one_said_twice(box: Box) -> None:
    said = box("person", "i1", "Ola Berg [reference]", "--favour", "received").out.splitlines()
    assert said[0].startswith("p3  Added to Acme · SRE: Ola Berg (reference)")
    assert said[1].startswith("Letter received from Ola Berg · Acme; planned: Forward the letter from Ola Berg (")
    again = box("person", "i1", "p3", "--favour", "received")
    assert (again.code, again.out, again.err) == (1, "", "interview-tui: Ola Berg: already marked as received\n")
    assert box("person", "i1", "p3", "--favour", "liked").code == 2


class TestAnotherRole:
    def test_add_after_and_show(self, box: Box) -> None:
        box("outcome", "i1", "rejected")
        said = box("add", "Acme", "SRE lead", "--after", "i1")
        assert "you know Dana Ruiz there, from i1: SRE, rejected Thu 26 Nov" in said.out
        assert "\nYou know Dana Ruiz there, from i1: SRE, rejected Thu 26 Nov\n" in box("show", "i4").out
        assert "\nFollowed by i4: SRE lead\n" in box("show", "i1").out
        document = box("show", "i4", "--json").json
        (before,) = document["earlier_interviews"]
        assert (document["follows_id"], before["id"], before["outcome"]) == ("i1", "i1", "rejected")
        assert "FROM BEFORE" in box("brief", "i4").out
        assert "0 of 1 rejection turned into another round, 1 into another role there." in box("review").out

    def test_without_a_role_is_refused(self, box: Box) -> None:
        refused = box("add", "Acme", " ", "--after", "i1")
        assert (refused.code, refused.out) == (1, "")
        assert "which other role is it at Acme? It needs a name" in refused.err

    def test_another_employer_is_refused(self, box: Box) -> None:
        refused = box("add", "Globex", "SRE", "--after", "i1")
        assert (refused.code, refused.out) == (1, "")
        assert "i1 is at Acme, not at Globex" in refused.err
