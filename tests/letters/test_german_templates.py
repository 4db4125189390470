"""The German templates: the letters that they make of the model records, and what they leave when little is known."""

from __future__ import annotations

import re
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from interview_tui.domain.enums import Language, Tone
from interview_tui.letters.letter_draft import OfferTerms
from interview_tui.letters.proofreading import proofread
from interview_tui.letters.sandbox import SHIPPED, LetterEnvironment
from tests.grouped import grouped
from tests.letters.german_values import CASES, CHART, EMPTY, KNOWN, NEWS, OF_KIND, TONES, german_values, spoken
from tests.letters.proofreading_models import draft

EXPECTED = Path(__file__).parent / "german"
TEMPLATES = SandboxedEnvironment(
    loader=FileSystemLoader(SHIPPED / "de"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
KINDS = sorted(OF_KIND)
READERS = {"recommendation": "LindDe", "good_word": "FeldDe", "reference_thanks": "FeldDe"}
GREETINGS = ("Sehr geehrte Frau Dr. Keller,", "Guten Tag Frau Dr. Keller,", "Hallo Anna,")
SIE = re.compile(r"(?<!\w)(?:Sie|Ihnen|Ihr(?:e[nmrs]?)?)(?!\w)")
DU = re.compile(r"(?<!\w)(?:[Dd](?:u|ir|ich|ein\w*)|ihr|[Ee]uch|[Ee]u(?:er|re\w*))(?!\w)")

HINTS = {
    # The interview is over: nobody wants the job any more.
    "as_promised_warm_over": ["say that you want this job, in one sentence"],
}


def letter(kind: str, values: dict[str, Any]) -> str:
    return TEMPLATES.get_template(f"{kind}.j2").render(values)


def filled_in(text: str) -> str:
    """The places to fill as the examples in them say, the others with a sentence of the records."""
    text = re.sub(r"\[\[[^\]]*zum Beispiel: ([^\]]*)\]\]", r"\1", text)
    return re.sub(r"\[\[[^\]]*\]\]", "Wir haben über das Rufsystem gesprochen.", text)


@grouped("name", CASES, by=lambda name: CASES[name][0])
def test_the_letter_of_the_records(name: str) -> None:
    kind, tone, given = CASES[name]
    assert letter(kind, german_values(kind, tone, **given)) + "\n" == (EXPECTED / f"{name}.txt").read_text("utf-8")


def test_each_expected_letter_is_made() -> None:
    assert {path.stem for path in EXPECTED.glob("*.txt")} == set(CASES)


@grouped("name", CASES, by=lambda name: CASES[name][0])
def test_nothing_is_pointed_out(name: str) -> None:
    kind, tone, given = CASES[name]
    values = german_values(kind, tone, **given)
    subject, _, body = filled_in(letter(kind, values)).partition("\n")
    attached = (
        bool(values["samples"] or values["news_sample"] or values["attachment"]) or kind == "forward_recommendation"
    )
    who = READERS.get(kind, "Anna" if tone == "du" else "Keller")
    if "Herr Beck" in values["greeting"]:
        who = "Beck"
    found = proofread(
        draft(
            body.strip().replace(CHART, "| Bedarf | Was ich mitbringe |"),
            who,
            "de",
            kind=kind,
            tone=Tone(values["tone"]),
            subject=subject.removeprefix("Subject: "),
            today=date(2026, 12, 3),
            attached=attached,
            promises=("das Fallbeispiel schicken",),
            terms=OfferTerms("Leitung SRE", "92.000 €", "4. Januar") if values["terms"] else None,
            **({"address": values["greeting"].split()[1].strip(",")} if tone == "du" else {}),
        ),
    )
    assert [hint.text for hint in found] == HINTS.get(name, [])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tone", TONES)
def test_du_and_sie_are_never_mixed(kind: str, tone: str) -> None:
    familiar = tone == "du"
    other = SIE if familiar else DU
    for given in _variants(kind):
        text = letter(kind, german_values(kind, tone) | given)
        assert not other.search(text), (given, text)


def test_du_wins_over_a_formal_tone() -> None:
    for kind in KINDS:
        values = german_values(kind, "du") | spoken("formal", GREETINGS, familiar=True)
        assert not SIE.search(letter(kind, values)), kind


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tone", TONES)
def test_the_shape_holds_when_values_are_missing(kind: str, tone: str) -> None:
    how = spoken("warm" if tone == "du" else tone, GREETINGS, familiar=tone == "du")
    known = german_values(kind, tone)
    none_of = (EMPTY, KNOWN, *({**known, name: EMPTY[name]} for name in _optional(known)))
    for values in none_of:
        for given in _variants(kind):
            _assert_shape(kind, letter(kind, {**values, **how, **given}), values | how)


def _optional(known: dict[str, Any]) -> list[str]:
    """What is known and need not be."""
    return [name for name, value in known.items() if value != EMPTY[name] and name not in ("greeting", "closing")]


def _assert_shape(kind: str, text: str, values: dict[str, Any]) -> None:
    subject, empty, greeting, gap, first, *rest = text.split("\n")
    assert re.fullmatch(r"Subject: \S.*\S", subject), (kind, text)
    assert (empty, greeting, gap) == ("", values["greeting"], ""), (kind, text)
    assert first.strip(), (kind, text)
    assert not re.match(r"(?!Sie |Ihre? )[A-ZÄÖÜ]", first) or kind == "forward_recommendation", (kind, text)
    assert text.endswith(f"\n\n{values['closing']}\n{values['me']}"), (kind, text)
    assert not re.search(r"\n\n\n|  | \n|\n |^\s|\s$| [.,;:?!]|[.,;:][.,;:](?!\])|None|False|True", text), (kind, text)
    assert rest


VARIANTS: dict[str, dict[str, list[Any]]] = {
    "thank_you": {"place": list(range(8)), "round": [1, 2], "chart": ["", CHART], "one_row": [False, True]},
    "value_letter": {"place": [0, 7], "one_row": [False, True], "links": [[], ["https://hale.example/a"]]},
    "as_promised": {"late": [False, True], "link": ["", "https://hale.example/a"], "running": [False, True]},
    "check_in": {
        "number": [1, 2, 3],
        "last": [False, True],
        "met": [False, True],
        "news": ["", NEWS["news"]],
        "news_sample": ["", NEWS["news_sample"]],
        "news_link": ["", "https://hale.example/a"],
    },
    "new_date": {"mine": [False, True], "fallen_over": [False, True], "round": [1, 2]},
    "recommendation": {"sensitive": [False, True], "points": [[], [{"strength": "", "result": "ein Tag statt neun"}]]},
    "good_word": {"sensitive": [False, True], "points": [[], [{"strength": "", "result": "ein Tag statt neun"}]]},
    "reference_thanks": {
        "is_reference": [False, True],
        "thanked": [False, True],
        "outcome": ["", "offer", "accepted", "declined", "rejected", "rescinded", "withdrawn", "quiet"],
    },
    "forward_recommendation": {"running": [False, True]},
    "proposal": {"links": [[], ["https://hale.example/a"]]},
    "rejection_thanks": {
        "rescinded": [False, True],
        "promise": ["", "das Fallbeispiel schicken"],
        "promise_noun": ["", "Nächster Schritt von meiner Seite: Fallbeispiel."],
        "met": [False, True],
    },
    "stay_in_touch": {"number": list(range(1, 10)), "place": [0, 1], "news": ["", "Ich habe umgezogen."]},
    "offer_thanks": {"written": [False, True], "answer_was_due": [False, True], "answer_by": ["", "11. Dezember"]},
    "offer_time": {
        "written": [False, True],
        "answer_was_due": [False, True],
        "answer_by": ["", "11. Dezember"],
        "proposed_day": ["", "11. Dezember", "Montag, 14. Dezember"],
    },
    "counter": {},
    "acceptance": {"terms": [[], ["Gehalt: 92.000 €"]], "start": ["", "4. Januar"]},
    "decline": {"accepted_elsewhere": [False, True]},
    "other_offer": {"first_choice": [False, True], "other_answer_by": ["", "11. Dezember", "Freitag, 11. Dezember"]},
    "withdrawal": {"accepted_elsewhere": [False, True], "ahead": ["", "8. Dezember"], "met": [False, True]},
}  # fmt: skip


def _variants(kind: str) -> list[dict[str, Any]]:
    options = VARIANTS[kind]
    return [dict(zip(options, chosen, strict=True)) for chosen in product(*options.values())]


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("kind", ["thank_you", "value_letter"])
def test_no_two_of_a_panel_of_eight_have_the_same_subject(kind: str, tone: str) -> None:
    for values in (german_values(kind, tone), german_values(kind, tone) | dict.fromkeys(("on", "role", "weekday"), "")):
        for number in (1, 2, 3):
            subjects = [letter(kind, values | {"place": n, "round": number}).partition("\n")[0] for n in range(8)]
            assert len(set(subjects)) == 8
            assert all(len(subject) <= len("Subject: ") + 50 for subject in subjects)
    first = [letter(kind, values | {"place": n, "round": 1}).partition("\n")[0] for n in range(8)]
    second = [letter(kind, values | {"place": n, "round": 2}).partition("\n")[0] for n in range(8)]
    assert kind == "value_letter" or all(one != other for one, other in zip(first, second, strict=True))


def test_eight_quarters_have_eight_letters() -> None:
    for news in ("", "Seit März führe ich ein kleines Team."):
        letters = [
            letter("stay_in_touch", german_values("stay_in_touch", "formal", number=n, news=news)) for n in range(1, 9)
        ]
        assert len({text.split("\n")[4] for text in letters}) == 8
        assert letter("stay_in_touch", german_values("stay_in_touch", "formal", number=9, news=news)) == letters[0]
        neighbours = [german_values("stay_in_touch", "formal", number=2, news=news, place=place) for place in (0, 1)]
        assert len({letter("stay_in_touch", values).split("\n")[4] for values in neighbours}) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_the_letters_own_environment_makes_the_same(kind: str, tmp_path: Path) -> None:
    values = german_values(kind, "formal")
    environment = LetterEnvironment(tmp_path, Language.DE)
    assert environment.get_template(f"{kind}.j2").render(values) == letter(kind, values)


def test_a_template_says_in_its_first_line_what_it_is_for() -> None:
    for path in (SHIPPED / "de").glob("*.j2"):
        assert path.stem in OF_KIND
        assert path.read_text("utf-8").startswith("{# "), path.name
