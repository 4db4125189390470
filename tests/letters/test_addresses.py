"""Greetings and closings: by language, tone and form of address; what is unsure is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Language, Tone
from interview_tui.letters.addresses import closing, french_title, greeting

US, GB, DE, FR = Language.EN_US, Language.EN_GB, Language.DE, Language.FR
WARM, PLAIN, FORMAL = Tone.WARM, Tone.PLAIN, Tone.FORMAL


@pytest.mark.parametrize(
    ("language", "tone", "name", "address", "said"),
    [
        (US, WARM, "Dana Ruiz", "", "Hi Dana,"),
        (US, PLAIN, "Dana Ruiz", "Dana", "Hi Dana,"),
        (US, FORMAL, "Dana Ruiz", "Ms. Ruiz", "Dear Ms. Ruiz,"),
        (US, FORMAL, "Dana Ruiz", "Ms Ruiz", "Dear Ms. Ruiz,"),
        (US, WARM, "Dana Ruiz", "Ms. Ruiz", "Dear Ms. Ruiz,"),
        (US, FORMAL, "Dana Ruiz", "Dana", "Dear Dana,"),
        (US, FORMAL, "Kim Berger", "", "Dear Kim Berger,"),
        (US, FORMAL, "Anna Keller", "dr. Keller", "Dear Dr. Keller,"),
        (US, FORMAL, "Anna van Dyk", "Dr. van Dyk", "Dear Dr. van Dyk,"),
        (US, FORMAL, "Ana Garcia Lopez", "Dr. Garcia Lopez", "Dear Dr. Garcia Lopez,"),
        (US, FORMAL, "Ann Lind", "Professor Lind", "Dear Professor Lind,"),
        (US, WARM, "Jean-Luc O'Neil", "", "Hi Jean-Luc,"),
        (US, WARM, "John P. Reed", "JP", "Hi JP,"),
        (US, WARM, "李 小龙", "小龙", "Hi 小龙,"),
        (US, WARM, "Ben Alder", "", "Hi Ben,"),
        (GB, WARM, "Dana Ruiz", "", "Dear Dana,"),
        (GB, FORMAL, "Dana Ruiz", "Ms. Ruiz", "Dear Ms Ruiz,"),
        (GB, FORMAL, "Anna Keller", "Dr. Keller", "Dear Dr Keller,"),
        (DE, FORMAL, "Anna Keller", "Frau Dr. Keller", "Sehr geehrte Frau Dr. Keller,"),
        (DE, PLAIN, "Anna Keller", "Frau Dr. Keller", "Guten Tag Frau Dr. Keller,"),
        (DE, WARM, "Tom Beck", "Herr Beck", "Guten Tag Herr Beck,"),
        (DE, FORMAL, "Tom Beck", "Herrn Beck", "Sehr geehrter Herr Beck,"),
        (DE, FORMAL, "Anna Keller", "Frau Prof. Dr. Keller", "Sehr geehrte Frau Professorin Keller,"),
        (DE, FORMAL, "Tom Beck", "Herr Professor Dr. Dr. Beck", "Sehr geehrter Herr Professor Beck,"),
        (DE, FORMAL, "Tom Beck", "Herr Dr. Dipl.-Ing. Beck, MBA", "Sehr geehrter Herr Dr. Beck,"),
        (DE, FORMAL, "Kim Berger", "", "Guten Tag Kim Berger,"),
        (DE, WARM, "Kim Berger", "Kim Berger", "Guten Tag Kim Berger,"),
        (FR, FORMAL, "Claire Petit", "Mme Petit", "Madame,"),
        (FR, WARM, "Claire Petit", "Mme Petit", "Bonjour Madame Petit,"),
        (FR, PLAIN, "Tom Beck", "M. Beck", "Bonjour Monsieur Beck,"),
        (FR, FORMAL, "Tom Beck", "M. Beck", "Monsieur,"),
        (FR, FORMAL, "Claire Petit", "Madame la Directrice", "Madame la Directrice,"),
        (FR, WARM, "Claire Petit", "Madame la Directrice", "Bonjour Madame la Directrice,"),
        (FR, WARM, "Claire Petit", "Madame", "Bonjour Madame,"),
        (FR, WARM, "Claire Petit", "Claire", "Bonjour Claire,"),
        (FR, FORMAL, "Kim Berger", "", "Bonjour,"),
        (FR, WARM, "frank@acme.example", "", "Bonjour,"),
    ],
)
def test_a_greeting(language: Language, tone: Tone, name: str, address: str, said: str) -> None:
    assert greeting(language, tone, name=name, address=address).text == said


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize(
    ("language", "name", "address"),
    [
        (US, "van", ""),
        (US, "van Dyk", "van"),
        (US, "van Dyk", ""),
        (US, "Van Dyk", ""),
        (US, "dana Ruiz", ""),
        (US, "李 小龙", ""),
        (US, "DANA RUIZ", ""),
        (US, "Dana Ruiz", "DANA"),
        (US, "dana ruiz", ""),
        (US, "Dana Ruiz", "dana"),
        (US, "frank@acme.example", ""),
        (US, "Frank Hall", "frank@acme.example"),
        (US, "Dr. Anna Keller", ""),
        (US, "Anna Keller", "Dr. Anna Keller"),
        (US, "", "Prof. Anna Keller"),
        (US, "Hiring Manager", ""),
        (US, "Dana Ruiz", "Sir"),
        (US, "Dana Ruiz", "Hiring Team"),
        (US, "Acme HR", ""),
        (US, "Ruiz, Dana", ""),
        (US, "J. Ruiz", ""),
        (US, "", ""),
        (GB, "DANA RUIZ", ""),
        (DE, "Keller", ""),
        (DE, "Anna Keller", "Dr. Keller"),
        (DE, "Anna Keller", "Frau Dr. Anna Keller"),
        (DE, "Anna Keller", "Frau Anna Keller"),
        (DE, "Anna Keller", "Frau"),
        (DE, "Anna Keller", "Damen und Herren"),
        (FR, "Claire Petit", "Mme Claire Petit"),
        (FR, "Claire Petit", "Mlle Petit"),
        (FR, "Claire Petit", "Dr Petit"),
    ],
)
def test_what_cannot_be_sent_is_asked(language: Language, tone: Tone, name: str, address: str) -> None:
    found = greeting(language, tone, name=name, address=address)
    assert (found.text, found.why) == ("", f"how is {name or 'this person'} addressed?")


def test_refusals_are_dear_and_du_is_hallo() -> None:
    assert greeting(US, WARM, name="Dana Ruiz", dear=True).text == "Dear Dana,"
    assert greeting(DE, WARM, name="Anna Keller", address="Anna", familiar=True).text == "Hallo Anna,"
    assert greeting(DE, WARM, name="Anna Keller", address="Anna").text == "Guten Tag Anna,"


@pytest.mark.parametrize(
    ("language", "tone", "first", "later"),
    [
        (US, WARM, "Best regards,", "Best,"),
        (US, PLAIN, "Best regards,", "Best regards,"),
        (US, FORMAL, "Sincerely,", "Sincerely,"),
        (GB, WARM, "Kind regards,", "Best wishes,"),
        (GB, PLAIN, "Kind regards,", "Kind regards,"),
        (GB, FORMAL, "Yours sincerely,", "Yours sincerely,"),
        (DE, WARM, "Viele Grüße", "Viele Grüße"),
        (DE, FORMAL, "Mit freundlichen Grüßen", "Mit freundlichen Grüßen"),
        (FR, WARM, "Bien cordialement,", "Bien cordialement,"),
        (FR, PLAIN, "Bien cordialement,", "Cordialement,"),
        (FR, FORMAL, "Sincères salutations,", "Sincères salutations,"),
    ],
)
def test_a_closing(language: Language, tone: Tone, first: str, later: str) -> None:
    assert (closing(language, tone), closing(language, tone, later=True)) == (first, later)


@pytest.mark.parametrize("address", ["Mme Petit", "M. Beck", "Madame la Directrice"])
def test_a_formal_french_closing_repeats_the_greeting(address: str) -> None:
    title = greeting(FR, FORMAL, name="Claire Petit", address=address).text
    assert closing(FR, FORMAL, address=address) == f"Je vous prie d'agréer, {title} mes salutations distinguées."
    assert title == f"{french_title(address)},"


@given(
    st.sampled_from(list(Language)),
    st.sampled_from(list(Tone)),
    st.text(max_size=40) | st.sampled_from(["M", "M.", "Mme", "Dr.", "Dr", "Herr", "Frau Dr.", "van", ",", "x" * 3000]),
    st.text(max_size=40)
    | st.sampled_from(["M", "M.", "Mme", "Dr.", "Dr", "Herr", "Frau Dr.", "van", ",", "Madame la"]),
)
def test_any_name_is_greeted_or_asked_about(language: Language, tone: Tone, name: str, address: str) -> None:
    found = greeting(language, tone, name=name, address=address)
    assert bool(found.text) != bool(found.why)
    if found.text:
        assert found.text.endswith(",")
        assert found.text == " ".join(found.text.split())
        assert not {"@", "{", "}"} & {*found.text}
    assert closing(language, tone, address=address)
