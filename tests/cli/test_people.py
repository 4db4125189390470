"""`person`, `touch` and `promises`: who is who, contacts, and what was promised."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Box


def people(box: Box, interview: str = "i1") -> dict[str, dict[str, Any]]:
    """The people of an interview by their names."""
    return {person["name"]: person for person in box("show", interview, "--json").json["people"]}


class TestPerson:
    def test_somebody_who_was_in_no_meeting_is_added(self, box: Box) -> None:
        said = box("person", "i1", "Nora New, Talent Partner <Nora@acme.example>")
        assert said.out.startswith("p3  Added to Acme · SRE: Nora New (recruiter)")
        nora = people(box)["Nora New"]
        assert (nora["title"], nora["email"], nora["part"], nora["invited"]) == (
            "Talent Partner", "nora@acme.example", "recruiter", False,
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("written", "part"),
        [
            ("hiring manager", "hiring manager"), ("hiring-manager", "hiring manager"),
            ("hiring_manager", "hiring manager"),
            ("Interviewer", "interviewer"), ("recruiter", "recruiter"), ("agency", "agency"),
            ("connection", "connection"), ("reference", "reference"),
        ],
    )  # fmt: skip
    def test_each_part_in_each_spelling(self, box: Box, written: str, part: str) -> None:
        assert box("person", "i1", "Nora New", "--part", written).code == 0
        assert people(box)["Nora New"]["part"] == part

    def test_the_part_may_stand_in_the_text(self, box: Box) -> None:
        box("person", "i1", "Nora New [agency]")
        assert people(box)["Nora New"]["part"] == "agency"

    def test_who_is_there_already_is_changed_by_name_address_or_id(self, box: Box) -> None:
        for person, part in (
            ("dana ruiz", "hiring-manager"),
            ("Dana <dana@acme.example>", "recruiter"),
            ("p1", "interviewer"),
        ):
            said = box("person", "i1", person, "--part", part)
            assert said.out.startswith("p1  Edited: Dana")
            assert [p["part"] for p in people(box).values()] == [part.replace("-", " ")]

    def test_a_name_in_other_letters_is_no_new_one(self, box: Box) -> None:
        box("person", "i1", "dana RUIZ, CTO")
        assert people(box)["Dana Ruiz"]["title"] == "CTO"

    def test_another_name_with_the_same_address_is_the_new_name(self, box: Box) -> None:
        box("person", "i1", "Dana Ruiz-Meyer <dana@acme.example>")
        assert list(people(box)) == ["Dana Ruiz-Meyer"]

    def test_the_same_name_with_another_address_is_somebody_else(self, box: Box) -> None:
        box("person", "i1", "Dana Ruiz <dana.ruiz@acme.example>")
        assert [p["id"] for p in box("show", "i1", "--json").json["people"]] == ["p1", "p3"]
        two = box("person", "i1", "Dana Ruiz", "--part", "recruiter")
        assert (two.code, two.err) == (
            1,
            "interview-tui: 2 people of Acme · SRE are called Dana Ruiz: give p1 or p3 instead of the name\n",
        )

    def test_nothing_to_change(self, box: Box) -> None:
        before = box.store.read_bytes()
        assert box("person", "i1", "Dana Ruiz").out == "Dana Ruiz is unchanged\n"
        assert box.store.read_bytes() == before

    def test_how_letters_address_somebody(self, box: Box) -> None:
        said = box("person", "i1", "p1", "--address", "Frau Dr. Ruiz", "--lang", "de", "--tone", "formal")
        assert (said.code, said.out) == (0, "p1  Edited: Dana Ruiz\n")
        names = ("address", "familiar", "language", "tone")
        assert [people(box)["Dana Ruiz"][name] for name in names] == ["Frau Dr. Ruiz", False, "de", "formal"]
        box("person", "i1", "Dana Ruiz", "--familiar", "--address", "Dana", "--lang", "en")
        assert [people(box)["Dana Ruiz"][name] for name in names] == ["Dana", True, "en-US", "formal"]
        box("person", "i1", "p1", "--not-familiar")
        assert people(box)["Dana Ruiz"]["familiar"] is False
        box("undo", "3")
        assert [people(box)["Dana Ruiz"][name] for name in names] == ["", False, None, None]

    def test_how_letters_address_somebody_new(self, box: Box) -> None:
        box("person", "i1", "Nora New", "--address", "Nora", "--lang", "en-GB")
        assert (people(box)["Nora New"]["address"], people(box)["Nora New"]["language"]) == ("Nora", "en-GB")
        box("person", "i1", "Paul Petit", "--takes-over", "p1", "--address", "M. Petit", "--tone", "plain")
        assert (people(box)["Paul Petit"]["address"], people(box)["Paul Petit"]["tone"]) == ("M. Petit", "plain")
        assert people(box)["Dana Ruiz"]["successor_id"] == "p4"
        box("undo")
        assert "Paul Petit" not in people(box)

    def test_a_language_or_a_tone_that_is_none(self, box: Box) -> None:
        said = box("person", "i1", "p1", "--lang", "es")
        assert said.code == 2
        assert "“es” is not a language: give one of en-US, en-GB, de, fr" in said.err
        assert (
            "“cold” is not a tone: give one of warm, plain, formal" in box("person", "i1", "p1", "--tone", "cold").err
        )

    def test_one_takes_over_from_another(self, box: Box) -> None:
        said = box("person", "i1", "Nora New <nora@acme.example>", "--takes-over", "p1")
        assert said.out.startswith("p3  Nora New takes over from Dana Ruiz at Acme")
        assert people(box)["Dana Ruiz"]["successor_id"] == "p3"
        queue = {(item["kind"], item["person"]) for item in box("due", "--days", "30", "--json").json}
        assert {("promise", "Nora New"), ("check_in", "Nora New"), ("thank_you", "Dana Ruiz")} <= queue
        assert ("thank_you", "Nora New") not in queue
        assert "handed over to Nora New\n" in box("show", "i1").out

    def test_one_who_is_there_already_takes_over(self, box: Box) -> None:
        box("person", "i1", "Nora New")
        assert box("person", "i1", "p3", "--takes-over", "p1").out.startswith("p3  Nora New takes over from Dana Ruiz")
        assert list(people(box)) == ["Dana Ruiz", "Nora New"]


def touch(box: Box, *arguments: str) -> dict[str, Any]:
    """The contact that a `touch` logged."""
    said = box("touch", *arguments)
    assert said.code == 0, said.err
    found: dict[str, Any] = box("show", said.out.split()[0], "--json").json
    return found


class TestTouch:
    def test_now(self, box: Box) -> None:
        found = touch(box, "i1", "in", "phone", "--note", "they called")
        assert (found["at"], found["entered"], found["note"]) == ("2026-11-26T09:00:00+01:00", None, "they called")

    @pytest.mark.parametrize("channel", ["email", "phone", "message", "post", "in-person"])
    def test_each_channel(self, box: Box, channel: str) -> None:
        assert touch(box, "p1", "in", channel)["channel"] == channel.replace("-", " ")

    @pytest.mark.parametrize(
        ("written", "at"),
        [
            ("yesterday 18:00", "2026-11-25T18:00:00+01:00"), ("2026-11-24 16:00", "2026-11-24T16:00:00+01:00"),
            ("yesterday", "2026-11-25T12:00:00+01:00"), ("today", "2026-11-26T09:00:00+01:00"),
        ],
    )  # fmt: skip
    def test_of_an_earlier_time(self, box: Box, written: str, at: str) -> None:
        assert touch(box, "p1", "out", "email", "--at", written)["at"] == at

    def test_an_automatic_reply_answers_nothing(self, box: Box) -> None:
        assert touch(box, "p1", "in", "email", "--auto")["automatic"] is True
        assert [c["state"] for c in box("promises", "--json").json] == ["open", "open"]
        away = touch(box, "p1", "in", "email", "--auto", "fri", "--note", "away")
        assert (away["automatic"], away["until"], away["note"]) == (True, "2026-11-27", "away")
        assert (
            "email in  away                   Dana Ruiz  2026-11-26 09:00 · automatic reply, away until Fri 27 Nov 2026"
            in (box("show", "i1").out)
        )

    def test_what_it_answers_is_settled(self, box: Box) -> None:
        said = box("touch", "p1", "in", "phone", "--answers", "c2")
        assert "; that answers “call with the panel's dates”" in said.out
        assert box("show", "c2", "--json").json["state"] == "kept"
        assert "that answers “send the case study”" in box("touch", "p1", "in", "phone", "--answers", "f11").out
        assert box("show", "f11", "--json").json["state"] == "done"

    def test_by_when_they_wait_for_an_answer(self, box: Box) -> None:
        assert touch(box, "p1", "in", "email", "--reply-by", "fri")["reply_by"] == "2026-11-27"
        assert "answer" in {item["kind"] for item in box("due", "--json").json}
        assert "· answer by Fri 27 Nov 2026\n" in box("show", "i1").out

    def test_the_day_counts_from_today_and_not_from_the_contact(self, box: Box) -> None:
        found = touch(box, "p1", "in", "email", "--reply-by", "tomorrow", "--at", "yesterday 18:00")
        assert found["reply_by"] == "2026-11-27"

    def test_a_recruiter_in_two_interviews(self, box: Box) -> None:
        for interview in ("i1", "i2"):
            box("person", interview, "Olga Orr <olga@agency.example>", "--part", "agency")
        both = box("touch", "p3", "in", "phone")
        assert "; counted for i1 Acme, i2 白樺電機" in both.out
        assert "--interview says which of them it was about" in both.err
        one = touch(box, "p3", "in", "phone", "--interview", "i2")
        assert (one["interview_id"], one["person_id"]) == ("i2", "p3")

    def test_the_interview_may_be_named_twice(self, box: Box) -> None:
        assert touch(box, "i1", "in", "phone", "--interview", "i1")["interview_id"] == "i1"

    def test_one_that_comes_too_soon_is_pointed_out_when_it_is_logged_at_once(self, box: Box) -> None:
        box("touch", "p1", "out", "email")
        assert "has not been answered" in box("touch", "p1", "out", "email").err
        assert box("touch", "p1", "out", "email", "--at", "yesterday").err == ""


class TestDocument:
    def test_of_a_promise(self, box: Box) -> None:
        file = box.folder / "case-study.pdf"
        file.write_bytes(b"x")
        said = box("document", "i1", str(file), "--for", "f11", "--name", "the case study, two pages")
        belongs, keeps, called = said.out.removesuffix("\n").split("; ")
        assert belongs == "d1  case-study.pdf belongs to Acme · SRE"
        assert (keeps, called) == ("it keeps “send the case study”", "letters call it “the case study, two pages”")
        assert box("show", "d1", "--json").json == {
            "id": "d1", "interview_id": "i1", "commitment_id": "c1", "path": str(file),
            "name": "the case study, two pages", "created": "2026-11-26T09:00:00+01:00",
            "sha256": sha256(b"x").hexdigest(), "copy": "", "person_id": None, "state": "same", "sendings": [],
        }  # fmt: skip
        assert "commitment: c1  send the case study\n" in box("show", "d1").out
        for asked in ("i1", "c1"):
            assert [d["id"] for d in box("show", asked, "--json").json["documents"]] == ["d1"]
        row = f"d1  the case study, two pages  send the case study  not sent  {file}\n"
        assert f"Documents\n{row}" in box("show", "i1").out
        box("document", "f11", str(file), "--name", "the study")
        assert box("show", "d1", "--json").json["name"] == "the study"
        assert box("show", "d1").out.startswith("d1  the study · Acme · SRE")

    def test_what_is_known_of_it_is_changed_sent_and_removed(self, box: Box) -> None:
        file = box.folder / "resume.pdf"
        file.write_bytes(b"x")
        said = box("document", "i1", str(file), "--sent-to", "p1", "--at", "yesterday", "--copy").out
        assert said == "d1  resume.pdf belongs to Acme · SRE; a private copy is saved; sent to Dana Ruiz, Wed 25 Nov\n"
        copies = Path(box("paths", "--json").json["documents"])
        assert [path.name for path in copies.glob("*/*")] == ["resume.pdf"]
        assert f"Private copies of documents are not in it: {copies}" in box("backup").err
        assert box("document", "d1", "--name", "my resume", "--for", "c1", "--sent-to", "p1").out == (
            "d1  resume.pdf: letters call it “my resume”; it keeps “send the case study”; "
            "sent to Dana Ruiz, Thu 26 Nov\n"
        )
        file.write_bytes(b"another")
        shown = box("show", "i1", "--json").json
        assert [d["state"] for d in shown["documents"]] == ["changed"]
        assert [(s["person_id"], s["at"][:10], s["sha256"]) for s in shown["sendings"]] == [
            ("p1", "2026-11-25", ""),
            ("p1", "2026-11-26", sha256(b"x").hexdigest()),
        ]
        assert "sent to Dana Ruiz, Thu 26 Nov and 1 time before · changed since" in box("show", "i1").out
        assert "documents      1 document; changed since: d1" in box("doctor").out
        moved = file.rename(box.folder / "new.pdf")
        assert "documents      1 document; gone from their place: d1" in box("doctor").out
        assert "with other content than before" in box("document", "d1", str(moved)).out
        assert "state: same" in box("show", "d1").out
        removed = box("document", "d1", "--remove")
        assert "it was sent to Dana Ruiz, Thu 26 Nov and 1 time before; the file itself stays" in removed.out
        assert box("show", "i1", "--json").json["documents"] == []

    def test_what_cannot_be(self, box: Box) -> None:
        for wrong in (
            ("i1",), ("d1",), ("d1", "--remove", "--name", "x"), ("i1", "x", "--remove"), ("d1", "--at", "mon"),
        ):  # fmt: skip
            assert box("document", *wrong).code == 2
        assert "there is no document d1" in box("document", "d1", "--name", "x").err
        gone = box("document", "i1", str(box.folder / "gone.pdf"))
        assert (gone.code, gone.err.startswith("interview-tui: there is no file "), gone.err.count("\n")) == (
            1,
            True,
            1,
        )
        assert "f3 (Thank Dana Ruiz) keeps no promise: give the interview i1" in box("document", "f3", "x").err
        assert "p1 is a person: give an interview" in box("document", "p1", "x").err
        assert "there is no document d1" in box("show", "d1").err


class TestDone:
    def test_of_an_earlier_time_it_was_on_time(self, box: Box) -> None:
        said = box("done", "f3", "--at", "2026-11-25 10:00")
        assert said.out.startswith("Done: Thank Dana Ruiz · Acme (on time); ")
        done = box("show", "f3", "--json").json
        assert (done["settled"], done["on_time"]) == ("2026-11-25T10:00:00+01:00", True)
        assert [t["at"] for t in done["touches"]] == ["2026-11-25T10:00:00+01:00"]

    def test_what_was_done_brings_a_note(self, box: Box) -> None:
        box("done", "f11", "--note", "as a PDF", "--brings", "the case study", "--at", "yesterday")
        shown = box("show", "f11", "--json").json
        assert (shown["note"], shown["touches"][0]["brings"]) == ("as a PDF", "the case study")


def test_whoever_sets_their_address_later_is_nobody_whom_they_met(empty: Box) -> None:
    empty("add", "Acme", "SRE", "--meeting", "1 Dec 10:00", "--with", "Dana", "--with", "Robin <robin@home.example>")
    empty.configuration.write_text('email = "robin@home.example"\n', encoding="utf-8")
    due = empty("due", "--json")
    assert [item["person"] for item in due.json if item["kind"] == "thank_you"] == ["Dana"]
    assert "Robin (robin@home.example) is you" in due.err
    kept = empty.store.read_bytes()
    assert empty("due", "--json").err == empty("status").err == ""
    assert empty.store.read_bytes() == kept


def test_two_sections_and_the_summary(box: Box) -> None:
    told = box("promises", "i1")
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines() == [
        "nothing is due yet",
        "",
        "You promised",
        "c1  today  open  send the case study (Dana Ruiz)",
        "",
        "They committed",
        "c2  Wed  open  call with the panel's dates (Dana Ruiz)",
    ]


def test_json_has_every_field(box: Box) -> None:
    mine, theirs = box("promises", "--json").json
    assert mine == {
        "id": "c1",
        "interview": "i1",
        "company": "Acme",
        "owner": "me",
        "text": "send the case study",
        "person": "Dana Ruiz",
        "due": "2026-11-26",
        "state": "open",
        "kept_on_time": None,
        "passive": False,
        "ask": None,
    }
    assert (theirs["id"], theirs["owner"], theirs["due"]) == ("c2", "them", "2026-12-02")


def test_a_passive_one_comes_with_its_question(box: Box) -> None:
    assert box("capture", "i1", stdin="- We'll let you know\n").code == 0
    assert "ask: By when may I expect to hear, and from whom?" in box("promises", "i1").out
    (passive,) = (item for item in box("promises", "--json").json if item["passive"])
    assert passive["ask"] == "By when may I expect to hear, and from whom?"


def test_an_interview_that_is_not_there(box: Box) -> None:
    told = box("promises", "i99")
    assert (told.code, told.err) == (1, "interview-tui: there is no interview i99\n")


def test_an_empty_store(empty: Box) -> None:
    assert empty("promises").out.splitlines() == [
        "nothing is due yet", "", "You promised", "Nothing.", "", "They committed", "Nothing.",
    ]  # fmt: skip
    assert empty("promises", "--json").json == []
