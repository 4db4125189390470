"""How a letter greets its reader and how it closes, by language, tone and the form of address that the user gave.

Nothing is guessed: a greeting for which the form of address is needed and unknown is '', with what to ask. The Swiss
customs (no comma, ss for ß) are left out.
"""

from __future__ import annotations

from interview_tui.data_classes import dataclass
from interview_tui.domain.enums import Language, Tone
from interview_tui.domain.text import clean_line, first_name, words
from interview_tui.lazy_patterns import lazy_pattern

_PARTICLES = words("van von de da di el bin")
_NO_PERSON = words(
    "hiring sir madam team hr recruiting recruitment recruiter talent manager human department office"
    " info jobs careers personalabteilung damen herren messieurs recrutement whom all everyone unknown n/a none null"
    " undefined"
)
_DOCTORS = {"dr": "Dr", "prof": "Prof", "professor": "Professor"}
_MISTERS = {"mr": "Mr", "ms": "Ms", "mrs": "Mrs", "mx": "Mx"}
_GERMAN = {"frau": "Frau", "herr": "Herr", "herrn": "Herr"}
_FRENCH = {"mme": "Madame", "madame": "Madame", "m": "Monsieur", "mr": "Monsieur", "monsieur": "Monsieur"}
_DEGREES = lazy_pattern(
    r"\s*,?\s*(?:Dipl\.-\w+\.|\bMBA\b|\bM\.\s?Sc\.|\bB\.\s?Sc\.|\bM\.\s?A\.|\bB\.\s?A\.|\bLL\.\s?M\.)"
)
_NOT_A_NAME = lazy_pattern(r"[@\d<>{}\[\]/\\|,;:!?\"“”„()…]")


@dataclass(frozen=True, slots=True)
class Greeting:
    """The first line of a letter; where it is '', why."""

    text: str
    why: str = ""


def greeting(
    language: Language,
    tone: Tone,
    *,
    name: str,
    address: str = "",
    familiar: bool = False,
    dear: bool = False,
) -> Greeting:
    """The greeting with its comma. `address` is the user's form of address (“Dana”, “Frau Dr. Keller”), '' where it is
    not known. `dear` takes Dear for Hi, as refusals and good wishes do; `familiar` is du or tu.
    """
    name, said = clean_line(name), _DEGREES.sub("", clean_line(address)).strip(" ,")
    unsure = Greeting("", f"how is {name or 'this person'} addressed?")
    if said:
        if _cannot_stand(said, name):
            return unsure
    elif language is not Language.FR and _cannot_stand(name, name):
        return unsure
    if language is Language.DE:
        text = _german(said, name, tone, familiar=familiar)
    elif language is Language.FR:
        text = _french(said, name, tone)
    else:
        text = _english(said, name, language, tone, dear=dear)
    return Greeting(f"{text},") if text else unsure


def _cannot_stand(said: str, name: str) -> bool:
    """Whether it is no name, a name in one case only, a particle alone, or a doctor by the first name."""
    parts = said.split()
    if not parts or _NOT_A_NAME.search(said) or any(part.casefold().strip(".") in _NO_PERSON for part in parts):
        return True
    bare = [part for part in parts if not _is_title(part)]
    if not bare:
        return parts[0].casefold() not in {"madame", "monsieur"}
    if len(bare) == 1 and bare[0].casefold() in _PARTICLES:
        return True
    titles = parts[: parts.index(bare[0])]
    if said == said.lower() != said.upper() or any(_shouted(part) for part in bare):
        return True
    if bare[0].endswith(".") or not any(char.isalpha() for char in bare[0]):
        return True  # an initial, or none but marks
    if bare[0][0].islower() and not titles:
        return True  # “van Dyk” is a surname
    doctor = any(title.casefold().strip(".") in {*_DOCTORS, "professorin"} for title in titles)
    given = [part for part in name.split() if not _is_title(part)]
    by_first_name = len(bare) > 1 and (bare[0] == given[0] if len(given) > 1 else not bare[0][0].islower())
    return doctor and by_first_name


def _is_title(part: str) -> bool:
    plain = part.casefold().strip(".,")
    return plain in {*_DOCTORS, *_MISTERS, *_GERMAN, *_FRENCH, "professorin", "mag", "di"} and (
        plain != "m" or part.endswith(".")
    )


def _shouted(part: str) -> bool:
    """All in capitals; two letters (JP, AJ) are how some are called."""
    return part.isupper() and sum(char.isalpha() for char in part) > 2


def _english(said: str, name: str, language: Language, tone: Tone, *, dear: bool) -> str:
    parts = (said or name).split()
    if not said:
        # Which of the words is the surname is not known behind a title, and not in a script without capitals.
        if _is_title(parts[0]) or not parts[0][0].isupper() or parts[0].casefold() in _PARTICLES:
            return ""
        if tone is Tone.FORMAL:
            return f"Dear {name}" if len(parts) > 1 else ""
        said = parts[0]
    elif _is_title(parts[0]):
        stop = "." if language is Language.EN_US else ""
        titles = _DOCTORS | _MISTERS
        first = titles.get(parts[0].casefold().strip("."), parts[0])
        short = first in {"Dr", "Prof", *_MISTERS.values()}
        return " ".join(["Dear", f"{first}{stop if short else ''}", *parts[1:]])
    hi = language is Language.EN_US and tone is not Tone.FORMAL and not dear
    return f"{'Hi' if hi else 'Dear'} {said}"


def _german(said: str, name: str, tone: Tone, *, familiar: bool) -> str:
    if not said:
        # A single name is a first name or a surname: neither is used without knowing.
        return f"Guten Tag {name}" if len(name.split()) > 1 and not _is_title(name.split()[0]) else ""
    parts = said.split()
    sex = _GERMAN.get(parts[0].casefold()) if parts else None
    if sex is None:
        if not parts or _is_title(parts[0]):
            return ""
        return f"{'Hallo' if familiar else 'Guten Tag'} {' '.join(parts)}"
    rest = parts[1:]
    given = name.split()[0] if len(name.split()) > 1 else ""
    surname = [part for part in rest if not _is_title(part)]
    if not surname or (len(surname) > 1 and surname[0] == given):
        return ""
    if any(part.casefold().startswith("prof") for part in rest):
        professor = "Professorin" if sex == "Frau" else "Professor"
        rest = [professor, *surname]
    elif any(part.casefold().strip(".") == "dr" for part in rest):
        rest = ["Dr.", *surname]
    begin = {"Frau": "Sehr geehrte", "Herr": "Sehr geehrter"}[sex] if tone is Tone.FORMAL else "Guten Tag"
    return " ".join([begin, sex, *rest])


def _french(said: str, name: str, tone: Tone) -> str:
    if not said:
        return "Bonjour"
    parts = said.split()
    title = french_title(said)
    if not title:
        return (
            "" if _is_title(parts[0]) or parts[0].casefold().startswith(("mlle", "mademoiselle")) else f"Bonjour {said}"
        )
    surname = parts[1:]
    given = name.split()[0] if len(name.split()) > 1 else ""
    if len(surname) > 1 and surname[0] == given:
        return ""
    if tone is Tone.FORMAL:
        return title
    return " ".join(["Bonjour", title] if len(title.split()) > 1 else ["Bonjour", title, *surname])


def french_title(address: str) -> str:
    """What stands in a formal greeting and again in its closing: “Madame”, “Monsieur”, “Madame la Directrice”."""
    parts = clean_line(address).split()
    title = _FRENCH.get(parts[0].casefold().strip("."), "") if parts else ""
    if title and parts[0].casefold() == "m":
        return ""  # an initial
    return " ".join([title, *parts[1:]]) if title and parts[1:2] in (["la"], ["le"]) and len(parts) > 2 else title


def called_by(address: str, name: str) -> str:
    """What one calls somebody in a sentence: by the form of address, else by the first name."""
    return _DEGREES.sub("", clean_line(address)).strip(" ,") or first_name(name)


def closing(language: Language, tone: Tone, *, address: str = "", later: bool = False, familiar: bool = False) -> str:
    """The line above the name. `later`: after several letters to the same reader. A formal French one repeats the
    greeting.
    """
    formal, warm = tone is Tone.FORMAL, tone is Tone.WARM
    if language is Language.DE:
        return "Mit freundlichen Grüßen" if formal and not familiar else "Viele Grüße"
    if language is Language.FR:
        if familiar:
            return "À bientôt,"
        if not formal:
            return "Cordialement," if later and not warm else "Bien cordialement,"
        title = french_title(address)
        return f"Je vous prie d'agréer, {title}, mes salutations distinguées." if title else "Sincères salutations,"
    if language is Language.EN_GB:
        return "Yours sincerely," if formal else "Best wishes," if later and warm else "Kind regards,"
    return "Sincerely," if formal else "Best," if later and warm else "Best regards,"
