"""What an email proposes: a decline, an offer, an invitation, a call, a named day, or that somebody takes over.

Proposed, never decided: the sentence that says it goes with it. The sentences are recognized by phrases
(words.toml); here stands which of them counts where several do, and which of the days that are named is meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.enums import Proposal
from interview_tui.domain.text import clean_line, is_address
from interview_tui.mail.clock_times import clock_times, names_time
from interview_tui.mail.named_days import Manner, named_days
from interview_tui.mail.phrases import folded, read_phrases, shipped_words
from interview_tui.mail.sentences import is_reply, sentences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date, datetime, time

    from interview_tui.mail.message import Mailbox
    from interview_tui.mail.named_days import NamedDay
    from interview_tui.mail.phrases import PhraseTable, Saying


class Proposed(NamedTuple):
    """What an email proposes."""

    proposal: Proposal
    sentence: str
    """The sentence that says it, as it stands in the text or the subject, line ends as blanks."""
    day: date | None = None
    """Of a commitment by when they answer; of an offer until when I am to; of a meeting its first day."""
    successor: str = ""
    """Who takes over, by name; '' where no name stands there."""
    successor_email: str = ""
    clock: time | None = None
    """Of a meeting: when it begins on its day, by the sender's clock; None where several days or times are named."""


class _Sentence(NamedTuple):
    text: str
    words: str
    says: dict[str, Saying]

    @property
    def asks(self) -> bool:
        return self.words.endswith(" ? ")


def proposed(
    text: str,
    at: datetime,
    *,
    subject: str = "",
    names: Collection[str] = (),
    sender: Mailbox | None = None,
    phrases: PhraseTable | None = None,
) -> Proposed | None:
    """What an email proposes, by the sender's own words; None where it is nothing, or is not plain.

    `at` is when it was written, with the sender's offset: days count from their day. `names` are people who may take
    over, as those in Cc; `sender` is who wrote, and may take over themselves. Only one proposal comes of an email: what
    ends or opens more goes before what says less.
    """
    table = phrases or read_phrases()
    said = [_read(sentence, table) for sentence in sentences(text)]
    found = _first_of(said, at, names, sender)
    if found is None and subject and not is_reply(subject):
        found = _first_of([_read(clean_line(subject), table)], at, names, sender, _BY_SUBJECT)
        if found and not found.day and found.proposal in (Proposal.INVITED, Proposal.MEETING):
            found = found._replace(day=_meeting_day(said, -1, at.date()))
    return found


def confirms_meeting(sentence: str) -> bool:
    """Whether a sentence that proposes a meeting names it as agreed, and so waits for no answer."""
    one = _read(sentence, read_phrases())
    return "confirms" in one.says and not one.asks


_BY_SUBJECT = (Proposal.DECLINE, Proposal.OFFER, Proposal.INVITED, Proposal.MEETING)


def _read(text: str, table: PhraseTable) -> _Sentence:
    plain = folded(text)
    return _Sentence(text, plain, table.sayings(plain))


_ORDER = (
    Proposal.DECLINE,
    Proposal.OFFER,
    Proposal.INVITED,
    Proposal.HANDOVER,
    Proposal.MEETING,
    Proposal.COMMITMENT,
    Proposal.PASSIVE,
)
"""A decline goes before friendly words, an offer before the day until which it is to be answered, and so on."""
_NEVER_ASKED = (Proposal.DECLINE, Proposal.PASSIVE, Proposal.HANDOVER)
"""What nobody tells in a question."""


def _first_of(
    said: Sequence[_Sentence],
    at: datetime,
    names: Collection[str],
    sender: Mailbox | None,
    among: Sequence[Proposal] = _ORDER,
) -> Proposed | None:
    today = at.date()
    for proposal in among:
        if proposal is Proposal.COMMITMENT:
            found = _commitment("promise", said, today) or _commitment("sits", said, today)
        else:
            found = _carried(proposal, said, at, names)
            if proposal is Proposal.MEETING:
                found = _confirmed(said, at) or found
            elif proposal is Proposal.HANDOVER:
                found = _takes_over(said, sender) or found
            elif found is None and proposal is Proposal.OFFER:
                found = _decline_by_signs(said, today)
        if found:
            return found
    waits = next((one for one in said if "waits" in one.says and not one.asks), None)
    return Proposed(Proposal.PASSIVE, waits.text) if waits and Proposal.PASSIVE in among else None


def _carried(proposal: Proposal, said: Sequence[_Sentence], at: datetime, names: Collection[str]) -> Proposed | None:
    today = at.date()
    carriers = [n for n, one in enumerate(said) if proposal in one.says and not (one.asks and proposal in _NEVER_ASKED)]
    if proposal is Proposal.DECLINE:
        carriers = [n for n in carriers if not _is_over(said, n)]
    if not carriers:
        return None
    number = carriers[0]
    if proposal in (Proposal.DECLINE, Proposal.OFFER):
        number = next((n for n in carriers if "names" in said[n].says), number)
    match proposal:
        case Proposal.OFFER:
            return Proposed(proposal, said[number].text, _answer_day(said, today))
        case Proposal.INVITED | Proposal.MEETING:
            number = next((n for n in carriers if _meeting_day(said[n : n + 1], 0, today)), number)
            day = _meeting_day(said, number, today)
            return Proposed(proposal, said[number].text, day, clock=_meeting_clock(said, number, at) if day else None)
        case Proposal.HANDOVER:
            return Proposed(proposal, said[number].text, None, *_successor(said, number, names))
    return Proposed(proposal, said[number].text)


def _is_over(said: Sequence[_Sentence], number: int) -> bool:
    """Whether a decline is of another time: it says so, and what comes after it opens the interview again."""
    later = (one for one in said[number + 1 :] if Proposal.DECLINE not in one.says)
    return "past" in said[number].says and any(not _OPENS_AGAIN.isdisjoint(one.says) for one in later)


_OPENS_AGAIN = frozenset({"offer", "invited", "meeting"})


def _takes_over(said: Sequence[_Sentence], sender: Mailbox | None) -> Proposed | None:
    """The sender takes over from somebody, and says so themselves."""
    told = next((one for one in said if "takes_over" in one.says and not one.asks), None)
    if told is None or sender is None:
        return None
    return Proposed(
        Proposal.HANDOVER, told.text, None, sender.name or sender.email, sender.email if sender.name else ""
    )


def _confirmed(said: Sequence[_Sentence], at: datetime) -> Proposed | None:
    """A meeting of which they name the day and the time, as agreed: in one sentence, or in the lines after it."""
    today = at.date()
    for number, one in enumerate(said):
        saying = one.says.get("confirms")
        if saying is None or one.asks:
            continue
        near = [one, *(after for after in said[number + 1 : number + _NEAR] if "promise" not in after.says)]
        for turn in near if not _named_for(one, saying, today) else [one]:
            if (days := _named_for(turn, saying, today)) and any(names_time(later.text) for later in near):
                timed = next(later for later in near if names_time(later.text))
                clocks = clock_times(timed.text, at)
                return Proposed(Proposal.MEETING, one.text, days[0], clock=clocks[0] if len(clocks) == 1 else None)
    return None


def _named_for(one: _Sentence, saying: Saying, today: date) -> list[date]:
    """The days of a sentence on which a meeting may be; “bis Freitag” where those words are the confirmation."""
    return [
        day.day
        for day in named_days(one.words, today, saying.language)
        if (
            day.manner in (Manner.ON, Manner.OF, Manner.PAST)
            or (day.manner is Manner.BY and saying.start <= day.start < saying.end)
        )
        and day.day >= today
    ]


def _decline_by_signs(said: Sequence[_Sentence], today: date) -> Proposed | None:
    """A decline in words that no phrase knows: that the news is not good; or that they are sorry, and then wish the
    best for the search. None where more is to come.
    """
    goes_on = any(not _GOING_ON.isdisjoint(one.says) for one in said)
    if goes_on or _commitment("promise", said, today):
        return None
    told = [one for one in said if not one.asks]
    if bad := next((one for one in told if "bad_news" in one.says), None):
        return Proposed(Proposal.DECLINE, bad.text)
    sorry = next((one for one in told if "sorry" in one.says), None)
    wished = sorry is not None and any("farewell" in one.says for one in said[said.index(sorry) :])
    return Proposed(Proposal.DECLINE, sorry.text) if sorry and wished else None


_GOING_ON = frozenset({"invited", "handover", "meeting"})


def _commitment(kind: str, said: Sequence[_Sentence], today: date) -> Proposed | None:
    """A promise, or that they sit together, with its day: one that stands in the part of the sentence that says it."""
    for one in said:
        promise = one.says.get(kind)
        if promise is None or one.asks:
            continue
        days = [day for day in named_days(one.words, today, promise.language) if _is_promised(day, promise, one, today)]
        if days:
            best = min(days, key=lambda day: (day.manner != Manner.BY, day.start < promise.start, _apart(day, promise)))
            return Proposed(Proposal.COMMITMENT, one.text, best.day)
    return None


def _apart(day: NamedDay, promise: Saying) -> int:
    return max(day.start - promise.end, promise.start - day.end)


def _is_promised(day: NamedDay, promise: Saying, one: _Sentence, today: date) -> bool:
    within = promise.start <= day.start < promise.end
    if (
        day.manner in (Manner.FROM, Manner.PAST, Manner.EITHER)
        or (day.manner == Manner.OF and not within)
        or day.day < today
    ):
        return False
    asked = one.says["request"].start if "request" in one.says else len(one.words)
    if day.start >= promise.start:
        return not promise.end <= asked <= day.start
    before = one.words[day.start : promise.start]
    return asked > day.start and ";" not in before and not before.startswith(_WHILE)


_WHILE = ("until", "till", "up to")
"""Before a promise: how long something else takes."""


def _meeting_day(said: Sequence[_Sentence], number: int, today: date) -> date | None:
    """The first day that the sentence names for a meeting, or those that follow it."""
    asked = [
        said[number].says[kind]
        for kind in (Proposal.INVITED, Proposal.MEETING)
        if number >= 0 and kind in said[number].says
    ]
    language, begin = (asked[0].language, asked[0].start) if asked else ("en", 0)
    for turn, one in enumerate(said[max(number, 0) : max(number, 0) + _NEAR]):
        if turn and "starts" in one.says:
            continue
        for day in named_days(one.words, today, language):
            meant = day.manner in (Manner.ON, Manner.EITHER) or (day.manner == Manner.OF and day.start >= begin)
            if meant and day.day >= today:
                return day.day
    return None


def _meeting_clock(said: Sequence[_Sentence], number: int, at: datetime) -> time | None:
    """The one time that the same sentences name; None where they name several, or days to choose from."""
    today = at.date()
    near = [one for one in said[number : number + _NEAR] if "starts" not in one.says]
    language = next((saying.language for one in near for saying in one.says.values()), "en")
    named = (day for one in near for day in named_days(one.words, today, language))
    days = {day.day for day in named if day.manner in (Manner.ON, Manner.EITHER, Manner.OF) and day.day >= today}
    clocks = {clock for one in near for clock in clock_times(one.text, at)}
    return clocks.pop() if len(clocks) == 1 and len(days) <= 1 else None


_NEAR = 5
"""So many sentences belong to what the first of them asks."""


def _answer_day(said: Sequence[_Sentence], today: date) -> date | None:
    """Until when an offer is to be answered."""
    for one in said:
        answer = one.says.get("answer")
        if answer is None:
            continue
        ends = _OPEN_UNTIL if "starts" not in one.says else _LAST_DAYS
        for day in named_days(one.words, today, answer.language):
            if day.manner in (ends if day.start >= answer.start else _LAST_DAYS) and day.day >= today:
                return day.day
    return None


_LAST_DAYS = (Manner.BY, Manner.SPAN)
_OPEN_UNTIL = (*_LAST_DAYS, Manner.ON)
"""An offer expires on a day."""
_NAME = re.compile(
    r"(?<![\w.@-])[A-ZÀ-ÖØ-Þ][\w'’-]+(?: (?:van|von|de|der|den|du|la|le|di|da|O['’])){0,2}(?: [A-ZÀ-ÖØ-Þ][\w'’-]+){1,2}"
)
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")


def _successor(said: Sequence[_Sentence], number: int, names: Collection[str]) -> tuple[str, str]:
    """Who takes over, and their address: one of `names` who is named near, else a name that stands there."""
    near = [said[number], *said[number + 1 : number + 3], *said[max(number - 2, 0) : number]]
    text = " ".join(one.text for one in near)
    email = next((found[0].rstrip(".") for found in _ADDRESS.finditer(text) if is_address(found[0].rstrip("."))), "")
    known = [name for name in names if name and name in text]
    known = known or [name for name in names if name and name.split()[0] in text.replace(",", " ").split()]
    if known:
        return min(known, key=lambda name: text.find(name.split()[0])), email
    if found := next((name for one in near for name in _full_names(one.text)), ""):
        return found, email
    return (next(iter(names)) if len(names) == 1 else _one_name(said[number].text)), email


def _full_names(text: str) -> Iterator[str]:
    """What looks like a name of two words and more, without what only begins a sentence, or is a title."""
    position = 0
    while match := _NAME.search(text, position):
        first = match[0].split()[0]
        if first.casefold() in shipped_words("before_a_name"):
            position = match.start() + len(first)
            continue
        yield match[0]
        position = match.end()


def _one_name(text: str) -> str:
    """The first name, or the name after a title, of who takes over in a sentence; '' where none stands there."""
    found = (match["name"] for pattern in _ONE_NAME for match in pattern.finditer(text))
    no_names = shipped_words("before_a_name") | shipped_words("no_name")
    return next((name for name in found if name.casefold() not in no_names), "")


_ONE_NAME = (
    re.compile(
        r"(?<![\w.@-])(?P<name>[A-ZÀ-ÖØ-Þ][\w’-]+),? "
        r"(?!(?:is|has) (?:left|leaving|away|on|off|moving|moved|ill|gone|retir)"
        r"|(?:ist|hat|a|est) (?:krank|verlassen|weg|quitté|parti|absent|en congé))(?:now |also |nun |jetzt )?"
        r"(?:will|is|has|takes?|taking|looks|handles|continues|covers|picks|runs|replaces|steps|becomes"
        r"|wird|ist|übernimmt|betreut|kümmert|vertritt|führt|begleitet|springt|macht|tritt"
        r"|prend|prendra|reprend|reprendra|assure|assurera|est|sera|suivra|suit|vous|me|se|[ms]['’]\w+)(?!\w)"
    ),
    re.compile(
        r"\b(?:to|contact|colleague|successor|is|with|by|meet|hands of|Mr|Ms|Mrs"
        r"|an|Kollegin|Kollegen?|Frau|Herrn?|mit|ist|übernimmt|springt|vertritt mich|kümmert sich|von"
        r"|[Cc]['’]est|Mme|M|à|collègue|est|par|avec)\.?[,:]? (?:(?:Frau|Herrn?|M[rs]?s?|Mme)\.? )?"
        r"(?P<name>[A-ZÀ-ÖØ-Þ][\w’-]+)"
    ),
)
"""One name before what its owner does, or after the word that hands over to them."""
