"""Choosing what a letter cites and how it says it: menus, each of which drafts the letter again with the choice.

What the user has edited stays where the choice does not concern it; before a sentence of theirs is lost they are asked.
"""

from __future__ import annotations

from functools import partial
from string import ascii_lowercase, digits
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from interview_tui.data_classes import replace
from interview_tui.domain.chart import chart_rows
from interview_tui.domain.citations import (
    RECRUITERS,
    ROWS_IN_THANKS,
    answering,
    part_of,
    questions_to_add_to,
    ticked_for,
    voiced_by,
)
from interview_tui.domain.enums import Language, Ref, Tone, tone_for
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.letters import decider_of, needs_of, quotes_of
from interview_tui.domain.text import counted, shorten
from interview_tui.letters.redrafting import new_sentences
from interview_tui.ui.dialogs.form import LANGUAGE_NAMES
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.letter_checks import named

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from interview_tui.domain.case import Case
    from interview_tui.domain.records import Letter, Need
    from interview_tui.services.letters import Redrafted
    from interview_tui.ui.app_screen import AppScreen

_Citable: TypeAlias = "tuple[str, str, dict[str, Any]]"
"""Something that a letter may cite: its words, what is said once it was chosen, and what is cited then."""
RECORD_KEYS = digits[1:] + ascii_lowercase
"""What chooses one of several records, in their order; `0` is none of them."""
SHOWN_WORDS = 52
"""Characters of a record or a sentence in a menu."""
LOST_AT_MOST = 4
"""Sentences of the user's that are named as lost."""
_PLACES = {
    "opening": ("o", "opening"),
    "quote_sentence": ("q", "sentence with the quote"),
    "need_sentence": ("n", "sentence with the need"),
    "story_sentence": ("s", "sentence with the story"),
    "addition_sentence": ("d", "sentence that adds to your answer"),
    "promise_sentence": ("p", "sentence with your promise"),
    "commitment_sentence": ("c", "sentence with what they will do"),
    "interest": ("i", "sentence that says you want the job"),
    "ending": ("e", "last sentence"),
}
"""The sentences of the bank: the key for another one, and what they are called."""
_LANGUAGE_KEYS = {Language.EN_US: "a", Language.EN_GB: "b", Language.DE: "d", Language.FR: "f"}
_TONE_KEYS = {Tone.WARM: "w", Tone.PLAIN: "p", Tone.FORMAL: "f"}


class _Variant(NamedTuple):
    """The second way of a letter that has two."""

    name: str
    there: str
    """The words for choosing it, and what the letter does then."""
    does: str
    back: str
    """The same for going back to the first way."""
    does_again: str


_IN_CHART = "a chart in place of the need and the story"
_IN_SENTENCES = "sentences in place of the chart"
_FIRST, _CANCELLED = "that they are your first choice", "that you had to cancel"
_VARIANTS = {
    LetterKind.THANK_YOU: _Variant(
        "chart", _IN_CHART, f"now has {_IN_CHART}", _IN_SENTENCES, f"now has {_IN_SENTENCES}"
    ),
    LetterKind.OTHER_OFFER: _Variant(
        "first choice", f"say {_FIRST}", f"now says {_FIRST}", f"leave out {_FIRST}", f"no longer says {_FIRST}"
    ),
    LetterKind.NEW_DATE: _Variant(
        "mine", f"say {_CANCELLED}", f"now says {_CANCELLED}", f"leave out {_CANCELLED}", f"no longer says {_CANCELLED}"
    ),
}


class LetterChoices:
    """What can be chosen for a letter. It reads the letter again for each menu."""

    def __init__(
        self,
        screen: AppScreen,
        read: Callable[[], Letter],
        take: Callable[[Redrafted, str], object],
        address: Callable[[], Awaitable[None]],
    ) -> None:
        """`read` gives the letter as it is now. Raises Refused for one that was sent. `take` stores it drafted again;
        `address` asks how the reader is addressed.
        """
        self._screen, self._read, self._take, self._address = screen, read, take, address
        self._letters = screen.program.letters

    async def choose(self) -> None:
        """Asks what is to be chosen."""
        letter = self._read()
        title = f"{self._named(letter)}: what do you choose?"
        await self._screen.ask(Menu(title, list(self._all(letter, self._letters.read_case(letter)))))

    async def redraft(self) -> None:
        """Drafts the letter again from the records; says what is new, or that nothing is."""
        letter = self._read()
        again = self._letters.redrafted(letter)
        found = new_sentences(letter.body, again.letter.body)
        if not found and again.letter.subject == letter.subject:
            self._screen.message.tell("Nothing to redraft: the records say what the letter says")
            return
        is_new = bool(found) and found[0] in again.letter.body
        said = f": “{shorten(found[0], 60)}” is {'new' if is_new else 'gone'}" if found else ": another subject"
        more = f", and {counted(len(found) - 1, 'more change')}" if len(found) > 1 else ""
        await self._settle(again, f"Redrafted {self._letters.named(letter)}{said}{more}")

    def _named(self, letter: Letter) -> str:
        named = self._letters.named(letter)
        return named[:1].upper() + named[1:]

    def _all(self, letter: Letter, case: Case) -> Iterator[Choice]:
        cites = self._letters.cited(letter)
        if letter.kind is LetterKind.THANK_YOU:
            if quotes_of(case, letter.person_id):
                now = f"“{shorten(cites.quote.text, SHOWN_WORDS)}”" if cites.quote else "none"
                yield Choice("q", f"the quote: {now}", self._quotes)
            in_chart = letter.variant == "chart"
            if needs_of(case, letter.person_id) and part_of(case, letter.person_id) not in RECRUITERS and not in_chart:
                now = shorten(cites.need.text, SHOWN_WORDS) if cites.need else "none"
                yield Choice("n", f"the need and its story: {now}", self._needs)
        if questions_to_add_to(case, letter):
            now = f"“{shorten(cites.asked.better, SHOWN_WORDS)}”" if cites.asked else "nothing"
            yield Choice("m", f"add to an answer of yours: {now}", self._additions)
        if tickable := self._tickable(letter, case):
            count = sum(need.id in ticked_for(letter) for need in tickable)
            yield Choice("o", f"what others need, for the chart: {count} of {len(tickable)}", self._ticks)
        if self._letters.sentences(letter):
            yield Choice("w", "another wording of a sentence, or of all", self._wordings)
        if (words := self._variant(letter, case)) is not None:
            yield Choice("v", words, self._other_variant)
        yield Choice("l", f"the language: {LANGUAGE_NAMES[letter.language]}", self._languages)
        yield Choice("t", f"the tone: {letter.tone}", self._tones)
        if letter.person_id is not None:
            yield Choice("a", f"how {named(letter, case)} is addressed", self._address)
        if letter.drafted and letter.drafted != f"{letter.subject}\n\n{letter.body}":
            yield Choice("d", "drop your own changes: the letter as it was drafted", self._drop)

    async def _settle(self, again: Redrafted, words: str) -> None:
        """Stores the letter drafted again; first asks where sentences of the user's would be lost."""

        def take() -> None:
            self._take(again, words)

        lost = again.lost
        if not lost:
            take()
            return
        named = [f"“{shorten(sentence, 120)}”" for sentence in lost[:LOST_AT_MOST]]
        named += [f"and {len(lost) - LOST_AT_MOST} more"] if len(lost) > LOST_AT_MOST else []
        choices = [
            Choice("y", "redraft anyway", take),
            Choice("n", "leave the letter as it is", lambda: self._screen.message.tell("Nothing was changed")),
        ]
        title = f"This would lose {counted(len(lost), 'sentence')} that you wrote"
        await self._screen.ask(Menu(title, choices, asks="\n".join(named), safe=1))

    async def _change(self, words: str, **how: Any) -> None:
        """Drafts the letter again with what was chosen."""
        letter = self._read()
        again = self._letters.redrafted(letter, **how)
        if replace(again.letter, drafted="", version=0) == replace(letter, drafted="", version=0):
            self._screen.message.tell("That is how the letter is already")
            return
        await self._settle(again, f"{self._named(letter)} {words}")

    async def _quotes(self) -> None:
        letter = self._read()
        quotes = quotes_of(self._letters.read_case(letter), letter.person_id)
        cites = self._letters.cited(letter)
        lines: list[_Citable] = [
            (f"“{shorten(quote.text, SHOWN_WORDS + 10)}”", f"now quotes “{shorten(quote.text, 40)}”", {"quote": quote})
            for quote in quotes
        ]
        now = quotes.index(cites.quote) if cites.quote in quotes else len(quotes)
        lines.append(("no quote", "now quotes nothing", {"quote": None}))
        await self._cite("Which of their words does it quote?", lines, now)

    async def _needs(self) -> None:
        letter = self._read()
        case, cites = self._letters.read_case(letter), self._letters.cited(letter)
        lines: list[_Citable] = []
        now = len(RECORD_KEYS)
        for need in needs_of(case, letter.person_id):
            said, named = shorten(need.text, 40), f"now names “{shorten(need.text, 30)}”"
            for match in (*answering(case, need.id), None):
                if need == cites.need and match == cites.match:
                    now = len(lines)
                story = shorten(case.stories[match.story_id].title, 30) if match else ""
                words = f"{said} · {story}" if story else f"{said} · without a story"
                lines.append(
                    (words, f"{named} and tells “{story}”" if story else named, {"need": need, "match": match})
                )
        lines.append(("no need", "now names no need", {"need": None, "match": None}))
        await self._cite("Which need does it name, with which story?", lines, now)

    async def _additions(self) -> None:
        letter = self._read()
        found = questions_to_add_to(self._letters.read_case(letter), letter)
        asked = self._letters.cited(letter).asked
        lines: list[_Citable] = [
            (
                f"{shorten(q.text, SHOWN_WORDS // 2)} · {shorten(q.better, SHOWN_WORDS // 2 + 10)}",
                f"now adds “{shorten(q.better, 40)}”",
                {"asked": q},
            )
            for q in found
        ]
        now = found.index(asked) if asked in found else len(found)
        lines.append(("add nothing", "no longer adds to an answer", {"asked": None}))
        await self._cite("To which of your answers does it add?", lines, now)

    async def _cite(self, title: str, lines: Sequence[_Citable], now: int) -> None:
        """Asks which of the lines is cited, the last of which is none."""

        async def cite(words: str, cited: dict[str, Any]) -> None:
            await self._change(words, cites=replace(self._letters.cited(self._read()), **cited))

        keys = [*RECORD_KEYS[: len(lines) - 1], "0"]
        choices = [
            Choice(key, words, partial(cite, said, cited))
            for key, (words, said, cited) in zip(keys, [*lines[: len(keys) - 1], lines[-1]], strict=True)
        ]
        await self._screen.ask(Menu(title, choices, safe=min(now, len(choices) - 1)))

    def _tickable(self, letter: Letter, case: Case) -> list[Need]:
        """The needs of others that a story answers, where the letter carries a chart."""
        carries = letter.kind in (LetterKind.VALUE_LETTER, LetterKind.PROPOSAL) or letter.variant == "chart"
        if not carries or letter.person_id is None:
            return []
        answered = {row.need_id for row in chart_rows(case) if row.matched}
        return [n for n in case.needs if n.id in answered and not voiced_by(case, n, letter.person_id)]

    async def _ticks(self) -> None:
        letter = self._read()
        case, ticked = self._letters.read_case(letter), ticked_for(letter)
        name = named(letter, case)

        async def tick(need: Need) -> None:
            now = ticked ^ {need.id}
            words = "now has" if need.id in now else "no longer has"
            text = " ".join(str(Ref("n", i)) for i in sorted(now))
            await self._change(f"{words} “{shorten(need.text, 40)}” in its chart", ticked=text)
            if self._screen.is_active:
                await self._ticks()

        def line(need: Need) -> str:
            by = f" · {case.person_name(need.person_id)}" if need.person_id is not None else ""
            return f"{'✓' if need.id in ticked else '○'} {shorten(need.text, SHOWN_WORDS - 10)}{by}"

        choices = [
            Choice(key, line(need), partial(tick, need))
            for key, need in zip(RECORD_KEYS, self._tickable(letter, case), strict=False)
        ]
        asks = f"{name} reads the need, and not who said it."
        await self._screen.ask(Menu(f"What others need, in the chart for {name}", choices, asks=asks))

    async def _wordings(self) -> None:
        letter = self._read()
        found = self._letters.sentences(letter)

        async def reword(name: str) -> None:
            again = self._read()
            made = self._letters.sentences(again)
            wanted = [name] if name else list(made)
            rows = frozenset().union(*(made[each][0] for each in wanted if each in made))
            fresh = self._letters.redrafted(again, after=rows)
            if fresh.letter.sentences == again.sentences:
                self._screen.message.tell("There is no other sentence that fits here")
            elif name:
                text = self._letters.sentences(fresh.letter).get(name, (rows, ""))[1]
                await self._settle(fresh, f"Another {_PLACES[name][1]}: “{shorten(text, 60)}”")
            else:
                await self._settle(fresh, f"{self._named(again)} says it in other words")
            if self._screen.is_active:
                await self._wordings()

        choices = [
            Choice(_PLACES[name][0], f"{shorten(text, SHOWN_WORDS + 12)}", partial(reword, name))
            for name, (_, text) in found.items()
        ]
        choices.append(Choice("a", "all of them", partial(reword, "")))
        await self._screen.ask(
            Menu("Which sentence in other words?", choices, hint="each key takes the next one that fits")
        )

    def _variant(self, letter: Letter, case: Case) -> str | None:
        """The words for the other way of the letter; None where it has one."""
        other = _VARIANTS.get(letter.kind)
        if other is None:
            return None
        if letter.variant == other.name:
            return other.back
        if letter.kind is LetterKind.THANK_YOU:
            decides = letter.person_id == decider_of(case)
            rows = self._letters.chart_of(replace(letter, variant=other.name), case) if decides else ()
            return other.there if len(rows) >= ROWS_IN_THANKS else None
        return other.there

    async def _other_variant(self) -> None:
        letter = self._read()
        other = _VARIANTS[letter.kind]
        if letter.variant == other.name:
            await self._change(other.does_again, variant="")
        else:
            await self._change(other.does, variant=other.name)

    async def _languages(self) -> None:
        letter = self._read()

        def choice(language: Language) -> Choice:
            words = f"is in {LANGUAGE_NAMES[language]} now"
            how = {"language": language, "tone": tone_for(language)}
            return Choice(_LANGUAGE_KEYS[language], LANGUAGE_NAMES[language], lambda: self._change(words, **how))

        now = list(Language).index(letter.language)
        await self._screen.ask(Menu("In which language?", [choice(each) for each in Language], safe=now))

    async def _tones(self) -> None:
        letter = self._read()

        def choice(tone: Tone) -> Choice:
            return Choice(_TONE_KEYS[tone], tone, lambda: self._change(f"is {tone} now", tone=tone))

        await self._screen.ask(
            Menu("In which tone?", [choice(each) for each in Tone], safe=list(Tone).index(letter.tone))
        )

    async def _drop(self) -> None:
        letter = self._read()
        subject, _, body = letter.drafted.partition("\n")
        as_drafted = replace(letter, subject=subject.strip(), body=body.strip("\n"))
        again = self._letters.redrafted(as_drafted)._replace(before=letter)
        await self._settle(again, f"{self._named(letter)} is as it was drafted: your changes are dropped")
