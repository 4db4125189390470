"""What a letter says: the values that a template is given, taken from the records in this one place.

Each is fitted to the letter's language (`letters.fitting`); what is not known is ''.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.already_sent import is_web_link, next_news, promised_sample, sample_name
from interview_tui.domain.chart import CHART_LINE
from interview_tui.domain.citations import earlier_letters, part_of
from interview_tui.domain.enums import Language, MeetingState, Outcome, Part
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.letters import forwarded_by, outcome_of, tie
from interview_tui.domain.text import clean_line, first_name, plain_words
from interview_tui.domain.threads import email_to_answer, reply_subject
from interview_tui.letters import day_words as days
from interview_tui.letters.addresses import closing, greeting
from interview_tui.letters.fitting import as_noun, fit_need, fit_story, of_role, to_role
from interview_tui.letters.fragments import cleaned, ends_itself, without_end
from interview_tui.letters.occasion import result_of, told_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.domain.chart import ChartRow
    from interview_tui.domain.records import Commitment, Letter
    from interview_tui.letters.fragments import LetterContext
    from interview_tui.letters.occasion import Occasion

POINTS_AT_MOST = 3
"""Strengths of mine that a request to a voice from outside names."""
DAYS_TO_ANSWER = 7
"""Days that a request proposes where nobody has named a day."""
_THREAD = frozenset(
    {LetterKind.THANK_YOU, LetterKind.VALUE_LETTER, LetterKind.AS_PROMISED, LetterKind.CHECK_IN, LetterKind.PROPOSAL}
)
"""Letters that a later one to the same reader answers to by its subject."""
_GO_ON = frozenset(
    {
        LetterKind.AS_PROMISED,
        LetterKind.CHECK_IN,
        LetterKind.COUNTER,
        LetterKind.FORWARD_RECOMMENDATION,
        LetterKind.OFFER_THANKS,
        LetterKind.OFFER_TIME,
    }
)
"""Letters that go on with the last one, where the reader has not written since."""
_AND = {Language.DE: "und", Language.FR: "et"}
_DEAR = frozenset({LetterKind.REJECTION_THANKS, LetterKind.DECLINE, LetterKind.WITHDRAWAL, LetterKind.PROPOSAL})
"""Letters that begin with Dear where others may begin with Hi."""


def values(occasion: Occasion) -> dict[str, object]:
    """What a template is given, but for the sentences of the bank: text, numbers, lists and dicts."""
    return {
        **_reader(occasion),
        **_meeting(occasion),
        **_cited(occasion),
        **_agreed(occasion),
        **_persistence(occasion),
        **_chart(occasion),
        **_voices(occasion),
        **_offer(occasion),
        **_meetings(occasion),
    }


def _reader(occasion: Occasion) -> dict[str, object]:
    case, letter, reader, role = occasion.case, occasion.letter, occasion.reader, occasion.role
    language, tone = letter.language, letter.tone
    name = clean_line(reader.name) if reader else ""
    address, familiar = (reader.address, reader.familiar) if reader else ("", False)
    greets = greeting(language, tone, name=name, address=address, familiar=familiar, dear=letter.kind in _DEAR)
    here = list(earlier_letters(case, letter))
    return {
        "greeting": greets.text or f"[[{greets.why}]],",
        "closing": closing(
            language, tone, address=address, later=len(occasion.earlier) + len(here) > 1, familiar=familiar
        ),
        "me": occasion.me,
        "my_name": occasion.me.partition("\n")[0],
        "tone": str(tone),
        "formal": tone.value == "formal",
        "warm": tone.value == "warm",
        "plain": tone.value == "plain",
        "language": str(language),
        "familiar": familiar,
        "name": name,
        "first": occasion.first,
        "company": clean_line(case.interview.company),
        "role": role.name,
        "the_role": role.definite,
        "of_role": of_role(role) if language is Language.FR else "",
        "to_role": to_role(role) if language is Language.FR else "",
        "re": reply_subject(_answered_subject(occasion, here)),
        "place": occasion.place,
        "phone": occasion.phone,
        "running": outcome_of(case) is None and letter.person_id not in case.outsiders,
        "round": case.round.number,
        "met": occasion.met,
        "outcome": str(outcome_of(case) or ""),
    }


def _answered_subject(occasion: Occasion, sent: Sequence[Letter]) -> str:
    """The subject that a letter goes on with: that of the reader's last email, or of the last letter to them where that
    was later and this kind of letter goes on with it; '' where it begins a thread.
    """
    letter = occasion.letter
    theirs = email_to_answer(occasion.case, letter)
    goes_on = letter.kind in _GO_ON
    mine = next((x for x in reversed(sent) if x.subject and x.kind in _THREAD and x.language is letter.language), None)
    if mine is not None and goes_on and (theirs is None or (mine.sent is not None and mine.sent > theirs.at)):
        return mine.subject
    return theirs.subject if theirs else ""


def _meeting(occasion: Occasion) -> dict[str, object]:
    """The day of the conversation that the letter is about."""
    language, today, day = occasion.letter.language, occasion.today, occasion.day
    near = day is not None and 0 <= (today - day).days < 7
    return {
        "on": occasion.on,
        "of_day": occasion.of_day,
        "date": days.day_and_month(day, today, language) if day else "",
        "weekday": days.weekday_name(day, language) if day and near else "",
    }


def _cited(occasion: Occasion) -> dict[str, object]:
    """A quote and a need of the reader's, and a story of mine."""
    quote = occasion.cites.quote
    return {
        "quote": clean_line(quote.text) if quote else "",
        "quoted": occasion.quote.text,
        "need": occasion.need.inside,
        "need_after_colon": occasion.need.after_colon,
        "story": occasion.story.whole,
    }


def _agreed(occasion: Occasion) -> dict[str, object]:
    """Who does what by when, as it was agreed."""
    theirs, mine = occasion.awaited, occasion.promised
    language, today = occasion.letter.language, occasion.today
    meetings = {m.id: m for m in occasion.case.meetings}
    said = occasion.day_of(meetings.get(mine.meeting_id)) if mine else None
    return {
        **_commitment("commitment", theirs, occasion),
        **_commitment("promise", mine, occasion),
        "promise_to": occasion.fitted(mine).lead if mine else "",
        "promise_bare": occasion.fitted(mine).text if mine else "",
        "said_on": days.on(said, today, language),
        "late": bool(mine and mine.due and mine.due < today),
        **_enclosed(occasion, mine),
    }


def _commitment(name: str, commitment: Commitment | None, occasion: Occasion) -> dict[str, object]:
    if commitment is None:
        return {name: "", f"{name}_by": "", f"{name}_noun": ""}
    language, today = occasion.letter.language, occasion.today
    fitted = occasion.fitted(commitment)
    by = "" if fitted.own_day else days.by(commitment.due, today, language)
    inside = fitted.verb and not ends_itself(fitted.text)  # a template's sentence goes on behind it
    return {
        name: fitted.text if inside else "",
        f"{name}_by": fitted.lead + by if inside else "",
        f"{name}_noun": "" if inside else as_noun(fitted, commitment.due, today, occasion.context),
    }


def _enclosed(occasion: Occasion, promise: Commitment | None) -> dict[str, object]:
    """The files that a promise is about: the documents kept for it, else the sample of a story that it names."""
    if occasion.letter.kind is not LetterKind.AS_PROMISED or promise is None:
        return {"document": "", "attachment": "", "link": ""}
    if occasion.documents:
        return {"document": _names(occasion), "attachment": sample_name(occasion.documents[0].path), "link": ""}
    sample = promised_sample(occasion.rows, promise.text)
    if not sample or is_web_link(sample):
        return {"document": "", "attachment": "", "link": sample}
    named = next(row.sample_name for row in occasion.rows if row.sample == sample)
    return {"document": with_length(named or sample_name(sample)), "attachment": sample_name(sample), "link": ""}


def _names(occasion: Occasion) -> str:
    """What a letter calls the documents that go with it; of several each is named, if only by its file."""
    first, *more = occasion.documents
    if not more:
        return with_length(first.name)
    *before, last = (with_length(document.called) for document in occasion.documents)
    return f"{', '.join(before)} {_AND.get(occasion.letter.language, 'and')} {last}"


def _persistence(occasion: Occasion) -> dict[str, object]:
    """Which check-in or greeting it is, how long ago we spoke, and what of mine the letter brings."""
    case, letter, language = occasion.case, occasion.letter, occasion.letter.language
    greets = letter.kind is LetterKind.STAY_IN_TOUCH
    asked = case.unanswered(occasion.now)
    theirs = case.done(Kind.STAY_IN_TOUCH) if greets else [f for f in asked if f.person_id in (None, letter.person_id)]
    row = next_news(case, occasion.rows, letter.person_id) if letter.kind is LetterKind.CHECK_IN else None
    told = fit_story(told_of(row) if row else "", occasion.context, result=result_of(row) if row else "")
    sample = row.sample if row else ""
    called = with_length((row.sample_name if row else "") or sample_name(sample))
    since = (occasion.today - occasion.spoke).days if occasion.spoke else 0
    return {
        "number": 1 + len(theirs),
        "last": 1 + len(asked) >= occasion.check_in_cap,
        "ago": days.ago(since, language) if since > 1 else "",
        "spoke": days.month_of(occasion.day, occasion.today, language),
        "news": told.whole if row else own_news(letter, occasion.rows),
        "news_sample": called if sample and not is_web_link(sample) else "",
        "news_link": sample if sample and is_web_link(sample) else "",
    }


def with_length(name: str) -> str:
    """What a sample is called with what follows its first comma in brackets: `the case study (two pages)`."""
    what, comma, more = name.partition(", ")
    return f"{what} ({more})" if comma else name


def own_news(letter: Letter, rows: Sequence[ChartRow]) -> str:
    """What the user added of their own to what a letter brings."""
    of_chart = {part for row in rows for part in (row.story, sample_name(row.sample), row.sample_name) if part}
    return " ".join(line for line in (letter.brings or "").splitlines() if line not in of_chart)


def _chart(occasion: Occasion) -> dict[str, object]:
    carried, context = occasion.carried, occasion.context
    files = {row.sample: row.sample_name or sample_name(row.sample) for row in carried if row.sample}
    return {
        "chart": CHART_LINE if carried and occasion.alone is None else "",
        "one_row": occasion.alone is not None,
        "rows": [
            {"need": fit_need(row.need, context).cell, "story": fit_story(told_of(row), context).cell}
            for row in carried
        ],
        "samples": [with_length(name) for sample, name in files.items() if not is_web_link(sample)],
        "links": [sample for sample in files if is_web_link(sample)],
    }


def _voices(occasion: Occasion) -> dict[str, object]:
    """What a voice from outside needs: strengths of mine, never the employer's needs."""
    case, person_id = occasion.case, occasion.letter.person_id
    found = tie(case, person_id)
    points: dict[str, dict[str, object]] = {}
    for row in (r for r in occasion.rows if r.matched):
        points.setdefault(row.story, {"strength": clean_line(row.strength), "result": _shown(row, occasion.context)})
    knows = clean_line(case.person_name(found.knows_id)) if found else ""
    reference = forwarded_by(case, occasion.letter)
    referee = case.people.get(reference.person_id) if reference else None
    wanted = occasion.calendar.working_on_or_before(occasion.today + timedelta(days=DAYS_TO_ANSWER))
    return {
        "points": list(points.values())[:POINTS_AT_MOST],
        "knows": knows,
        "knows_first": first_name(knows),
        "sensitive": found.sensitive if found else False,
        "in_a_week": days.day_and_month(wanted, occasion.today, occasion.letter.language),
        "is_reference": part_of(case, person_id) is Part.REFERENCE,
        "thanked": any(x.kind is LetterKind.REFERENCE_THANKS for x in earlier_letters(case, occasion.letter)),
        "reference": clean_line(referee.name) if referee else "",
        "reference_title": clean_line(referee.title) if referee else "",
    }


def _shown(row: ChartRow, context: LetterContext) -> str:
    """What a story came to. Without a strength before it, the story's title says of what, unless the result does."""
    result = fit_story(row.result or told_of(row), context).after_colon.removesuffix(".")
    words, title = set(plain_words(row.result).split()), set(plain_words(row.story).split())
    if row.strength or not words or 2 * len(words & title) > len(words):
        return result
    return f"{without_end(cleaned(row.story), context.language)}: {result}"


def _offer(occasion: Occasion) -> dict[str, object]:
    """The terms of the offer, each by itself, and the dates by which answers are wanted."""
    offer, today, language = occasion.case.offer, occasion.today, occasion.letter.language
    by, start = (offer.answer_by, offer.start) if offer else (None, None)
    other = occasion.other_answer_by
    asked = max(by or today, today)  # who asks for time asks for more than was given
    proposed = occasion.calendar.working_on_or_before(asked + timedelta(days=DAYS_TO_ANSWER))
    return {
        "position": clean_line(occasion.case.interview.role),
        "terms": terms_of(offer.terms) if offer else [],
        "start": days.weekday_and_date(start, today, language) if start else "",
        "written": offer.written if offer else False,
        "answer_by": days.weekday_and_date(by, today, language) if by and by >= today else "",
        "answer_was_due": by is not None and by < today,
        "proposed_day": days.weekday_and_date(proposed, today, language),
        "other_answer_by": days.day_and_month(other, today, language) if other else "",
        "accepted_elsewhere": occasion.accepted_elsewhere,
        "first_choice": occasion.letter.variant == "first choice",
        "rescinded": outcome_of(occasion.case) is Outcome.RESCINDED,
    }


def terms_of(text: str) -> list[str]:
    """The terms of an offer as they were written down, a line each or parted by semicolons."""
    parts = (part.strip(" \t-*•") for part in re.split(r"[;\n]", text))
    return [clean_line(part) for part in parts if part]


def _meetings(occasion: Occasion) -> dict[str, object]:
    """The meeting that fell through, the next one that is booked, and when another could be."""
    case, today, language = occasion.case, occasion.today, occasion.letter.language
    off = (m for m in (case.meeting, *reversed(case.meetings)) if m.state is not MeetingState.PLANNED)
    fallen = next((m for m in off if m.starts is not None), None)
    day, ahead = occasion.day_of(fallen), occasion.next_day
    return {
        "fallen": days.day_and_month(day, today, language) if day else "",
        "fallen_over": bool(fallen and fallen.starts and fallen.starts <= occasion.now),
        "mine": occasion.letter.variant == "mine",
        "ahead": days.day_and_month(ahead, today, language) if ahead else "",
        "next_meeting": days.day_and_month(ahead, today, language) if ahead else "",
        "next_week": days.next_week(max(today, day) if day else today, language),
    }
