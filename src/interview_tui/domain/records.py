"""The records that the program keeps, in the method's words: frozen values, one class a noun.

Instants are aware datetimes in UTC; days are dates on the user's calendar. `id` is 0 until the record is stored;
`version` counts the changes of a stored record. References to other records are their ids.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, NamedTuple

from interview_tui.data_classes import dataclass
from interview_tui.domain import enums
from interview_tui.domain.follow_up_kinds import Kind  # noqa: TC001 -- the store reads the types of the fields
from interview_tui.domain.letter_kinds import LetterKind  # noqa: TC001

Line = Annotated[str, "one line"]
"""Text that stays on one line."""
Text = Annotated[str, "lines"]
"""Text that may have several lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every stored record has."""

    id: int = 0
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """An interviewer, hiring manager, recruiter, connection, or reference, across interviews."""

    name: Line
    title: Line = ""
    company: Line = ""
    email: Line = ""
    phone: Line = ""
    link: Line = ""
    no_calls: bool = False
    """They asked not to be called."""
    address: Line = ""
    """How a greeting addresses them: `Dana`, `Frau Dr. Keller`, `Mme Petit`."""
    familiar: bool = False
    """On first-name terms: du, tu."""
    language: enums.Language | None = None
    """What letters to them are written in; None: as the interview has it."""
    tone: enums.Tone | None = None
    """How formal letters to them are; None: as the interview has it."""
    knows_me_from: Line = ""
    """How they know you, as you tell it to an employer: `my manager at Norden, 2021 to 2024`."""
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Record):
    """An accomplishment: the challenge, what you did, the result, and perhaps a sample of the work."""

    title: Line
    challenge: Text = ""
    action: Text = ""
    result: Text = ""
    strength: Line = ""
    """What it shows, in a few words: `calm releases`."""
    sample: Line = ""
    """A file or a link."""
    sample_name: Line = ""
    """What a letter calls the sample: `the release checklist, two pages`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankQuestion(Record):
    """A question of the user's own in the bank of consultant's questions, for any interview."""

    topic: enums.Topic
    text: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedAnswer(Record):
    """How you answer a question that interviewers ask, in any interview: one record for each question."""

    kind: enums.QuestionKind
    question: Line
    """A question of the bank of those, or one of your own."""
    story_id: int | None = None
    """The story that answers it."""
    text: Text = ""
    """What else you say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview(Record):
    """One hiring process: one employer, one role. What belongs to one pass stands in its Round."""

    company: Line
    role: Line
    step: enums.Step = enums.Step.SET_THE_STAGE
    round: int = 1
    """The number of the present round, from 1."""
    outcome: enums.Outcome | None = None
    """None while it runs."""
    clock_step: enums.Step | None = None
    """The step to which the clock alone takes it, at `clock_at`: when a meeting ends (see `step_at`)."""
    clock_at: datetime | None = None
    plan: enums.Plan | None = None
    """None until chosen; plans are made by the standard one meanwhile."""
    stay_in_touch: bool | None = None
    """None until decided (step 10)."""
    language: enums.Language | None = None
    """What its letters are written in; None: as the configuration has it."""
    tone: enums.Tone | None = None
    """How formal its letters are; None: as the configuration has it."""
    link: Line = ""
    location: Line = ""
    note: Text = ""
    follows_id: int | None = None
    """The interview at the same employer after which this one, for another role, was begun."""
    created: datetime

    def step_at(self, now: datetime) -> enums.Step:
        """The step on which it stands: that to which the last written change led, or what the clock has added since."""
        if self.clock_step is not None and self.clock_at is not None and self.clock_at <= now:
            return max(self.step, self.clock_step)
        return self.step


STUDY_AT_MOST = 200_000
"""Characters of a study: a posting has five thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study(Record):
    """What was found out before the meetings of an interview: the posting, research, links. One for an interview;
    lines that begin with `!` are needs that the employer is likely to have.
    """

    interview_id: int
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Record):
    """One pass through the steps, with one meeting or several in it."""

    interview_id: int
    number: int
    opened: datetime
    closed: datetime | None = None
    """When its outcome came about; an open offer has one, too."""
    outcome: enums.Outcome | None = None
    entered: datetime | None = None
    """When the outcome was entered; None: as it came about."""
    why: Line = ""
    """The reason, for a withdrawal above all."""
    reopened: bool = False
    """Opened again after a rejection: a defeat turned into a victory."""
    needs_ranked: bool = False
    readiness_seen: bool = False
    decision: Line = ""
    lesson: Text = ""
    no_voice_why: Line = ""
    """Why nobody can speak for you (step 8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Record):
    """The entering of a step in a round, and what was still owed on the step that was left for it."""

    round_id: int
    step: enums.Step
    entered: datetime
    skipped: Text = ""
    """One line for each thing owed on the step before that was passed over."""
    by_hand: bool = False
    """Moved by the user, who sees it otherwise than the facts do; it holds until a farther step begins."""
    reached: enums.Step | None = None
    """For a move by hand: how far the facts had led by then."""


TRAVEL_AT_MOST = 1_439
"""Minutes of a way, one short of a day: whoever flies in is there the evening before."""
EARLY = timedelta(minutes=10)
"""So long before a meeting begins one should be there: five to fifteen minutes are usual advice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """One conversation. `zone` is the IANA name of the zone in which it was agreed."""

    round_id: int
    title: Line = ""
    starts: datetime | None = None
    ends: datetime | None = None
    zone: Line = "UTC"
    place: Line = ""
    link: Line = ""
    uid: Line = ""
    """The calendar's UID of the invitation, if it came as one."""
    sequence: int = 0
    """The revision of the invitation (RFC 5545, SEQUENCE)."""
    travel: int = 0
    """Minutes of the way there; 0 where there is none, or nobody said."""
    state: enums.MeetingState = enums.MeetingState.PLANNED
    entered: datetime | None = None
    """When its present time, or that it does not take place, was entered; None: in time."""

    @property
    def leave_by(self) -> datetime | None:
        """When to leave, to be there EARLY; None where nobody said how long the way is, or it does not take place."""
        if not self.travel or self.starts is None or self.state is not enums.MeetingState.PLANNED:
            return None
        return self.starts - timedelta(minutes=self.travel) - EARLY


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """A person in a meeting. `present` is null until it is known whether they were there."""

    meeting_id: int
    person_id: int
    position: int = 0
    present: bool | None = None
    entered: datetime | None = None
    """When they were named; None: in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement(Record):
    """A person in an interview: what they are there, who they know, and what they did for you."""

    interview_id: int
    person_id: int
    part: enums.Part = enums.Part.INTERVIEWER
    knows_id: int | None = None
    """The person there that a connection knows; None when it is the company at large."""
    sensitive: bool = False
    do_not_ask: bool = False
    favour: enums.Favour = enums.Favour.NOT_ASKED
    asked: datetime | None = None
    spoke: datetime | None = None
    thanked: datetime | None = None
    received: datetime | None = None
    """When a reference's letter of recommendation reached me."""
    forwarded: datetime | None = None
    """When you forwarded that letter to the employer."""
    named: datetime | None = None
    """When you named them to the employer as somebody who speaks for you."""
    stress: Line = ""
    """What you asked them to stress, in your words."""
    successor_id: int | None = None
    """Who took over from them: what is open to them goes to that person."""
    handed_over: datetime | None = None
    entered: datetime | None = None
    """When they were named; None: in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingNote(Record):
    """What stands in a meeting's notes, in the order of `position`."""

    meeting_id: int
    position: int = 0
    entered: datetime | None = None
    """When it was written down; None: in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(MeetingNote):
    """Asked or to be asked of the employer, with the answer and who gives it; or put to you (`put_to_me`), with
    who put it and how you answered. Wherever it is not said otherwise, those of the first kind are meant.
    """

    text: Line
    answer: Text = ""
    state: enums.QuestionState = enums.QuestionState.PREPARED
    """Of one that was put to you: ANSWERED with an answer, NO_ANSWER without one, PREPARED where it is only expected or
    not written down yet."""
    person_id: int | None = None
    topic: Line = ""
    put_to_me: bool = False
    story_id: int | None = None
    """Of one that was put to you: the story that answers it."""
    went: Line = ""
    """Of such a one: how your answer went."""
    better: Line = ""
    """Of such a one: what you would say now, in one sentence, which the thank-you may take."""

    @property
    def was_asked(self) -> bool:
        """Whether it is known to have been put: it has an answer or none, or how the answer went is said."""
        answered = self.state in (enums.QuestionState.ANSWERED, enums.QuestionState.NO_ANSWER)
        return answered or bool(self.went or self.better)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(MeetingNote):
    """A business need, problem or worry that the employer voiced; `pressing` from 1 to 3."""

    text: Line
    pressing: int = 1
    person_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(MeetingNote):
    """Something a person said or contributed, worth quoting to them."""

    text: Line
    person_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(MeetingNote):
    """A need answered by a story; without a need, a story picked for the meeting."""

    story_id: int
    need_id: int | None = None
    synopsis: Text = ""
    first_steps: Text = ""
    """What you would do about the need in the first 90 days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(MeetingNote):
    """Who will do what by when, agreed at a meeting's end."""

    owner: enums.Owner
    text: Line
    person_id: int | None = None
    due: date | None = None
    state: enums.CommitmentState = enums.CommitmentState.OPEN
    passive: bool = False
    """"We'll let you know": none was given, and the date is your own."""
    settled: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark(MeetingNote):
    """A plain note of a meeting."""

    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Record):
    """One thing to do. It is due on a day (`due_day`) or at an instant (`due_at`): exactly one of them is set."""

    interview_id: int
    round_id: int
    kind: Kind
    text: Line
    person_id: int | None = None
    channel: enums.Channel = enums.Channel.EMAIL
    due_day: date | None = None
    due_at: datetime | None = None
    why: Line = ""
    """The rule, in words."""
    anchor: datetime | None = None
    """The instant from which the rule counts."""
    origin: Line = ""
    """Which plan made it ('' for the user's own): unique within an interview, so that nothing is planned twice."""
    planned_day: date | None = None
    """The day it was first due on, when the user has put it off since: then no rule moves it any more."""
    edited: bool = False
    """Whether the user changed its text, person or channel: then no rule changes these any more."""
    lapses: datetime | None = None
    """From when on, left undone, it is no longer needed; None: never."""
    state: enums.Settled = enums.Settled.OPEN
    settled: datetime | None = None
    on_time: bool | None = None
    """For a done one: whether it was done by its due date."""
    note: Text = ""
    sensitive: bool = False
    commitment_id: int | None = None
    meeting_id: int | None = None
    """The meeting from which it counts, so that it moves and is cancelled with it."""
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch(Record):
    """One contact that took place."""

    interview_id: int | None = None
    person_id: int | None = None
    at: datetime
    direction: enums.Direction
    channel: enums.Channel
    note: Text = ""
    follow_up_id: int | None = None
    letter_id: int | None = None
    brings: Text | None = None
    """What of value it brought them that they did not have yet, a line each: a need answered, a sample, news."""
    entered: datetime | None = None
    """When it was logged; None: as it took place."""
    automatic: bool = False
    """An automatic reply, which answers nothing."""
    until: date | None = None
    """The last day away that an automatic reply names."""
    reply_by: date | None = None
    """By when they expect an answer; None where they do not wait for one."""
    commitment_id: int | None = None
    """The commitment that it settles, whenever that was due."""
    subject: Line = ""
    """Of an email: its subject, which an answer repeats. The note is your own."""
    message_id: Line = ""
    """Of an email, its Message-ID with its brackets: by it the contact is known again, and an answer finds its thread.
    """
    thread: Line = ""
    """The Message-IDs of the thread before it, oldest first, a blank apart."""
    bounced: bool = False
    """It did not arrive: no contact took place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Record):
    """An employer's offer in a round, with its terms; how it ended is the round's outcome."""

    round_id: int
    made: datetime
    entered: datetime | None = None
    """When it was written down; None: as it came."""
    terms: Text = ""
    answer_by: date | None = None
    """By when they want your answer; None until they say."""
    start: date | None = None
    """The first day of work."""
    written: bool = False
    """Whether you have it in writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Record):
    """A letter to one person, a draft or sent."""

    interview_id: int
    round_id: int
    person_id: int | None = None
    kind: LetterKind
    channel: enums.Channel = enums.Channel.EMAIL
    subject: Line = ""
    body: Text = ""
    quote_id: int | None = None
    """The words of this very person that the letter quotes."""
    need_id: int | None = None
    """The need that it answers."""
    match_id: int | None = None
    """The answered need from which it tells how you met the like before."""
    question_id: int | None = None
    """The question put to you by this very person, to whose answer it adds what you would say now."""
    ticked: Line = ""
    """The needs of others that its chart may carry: `n9 n12`."""
    language: enums.Language = enums.Language.EN_US
    tone: enums.Tone = enums.Tone.WARM
    sentences: Line = ""
    """The ready-made sentences that it uses, by their names in the banks."""
    variant: Line = ""
    """Which of the ways of its template it takes; '' where there is one."""
    drafted: Text = ""
    """Subject, an empty line, and body as they were drafted; '' for a letter that the program did not draft."""
    state: enums.LetterState = enums.LetterState.DRAFT
    sent: datetime | None = None
    message_id: Line = ""
    """Of one that was sent by email: its Message-ID, with its brackets."""
    thread: Line = ""
    """Of such a one: the Message-IDs that it answered, as for a touch."""
    follow_up_id: int | None = None
    created: datetime
    brings: Text | None = None
    """As for a touch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """A file that belongs to an interview, perhaps to a promise of it. The store knows where it lies and by what it is
    known again, not what is in it.
    """

    interview_id: int
    commitment_id: int | None = None
    """The promise that it keeps."""
    path: Line
    """Where it lies, from the root on."""
    name: Line = ""
    """What a letter calls it: `the case study, two pages`."""
    sha256: Line = ""
    """Of its content when it was last looked at, in hexadecimal digits; '' for one that was never read."""
    copy: Line = ""
    """Where a private copy lies in the folder of copies; '' where none was asked for."""
    person_id: int | None = None
    """Who wrote it, for a letter of recommendation."""
    created: datetime

    @property
    def file_name(self) -> str:
        """The last part of its path."""
        return self.path.rpartition("/")[2]

    @property
    def called(self) -> str:
        """How it is named: as in letters, else by its file."""
        return self.name or self.file_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion(Record):
    """What an email, or a file that was imported, seems to say. It stands in the queue as a follow-up of its own: that
    one done, it is taken; skipped, it is dropped.
    """

    follow_up_id: int
    proposal: enums.Proposal
    touch_id: int | None = None
    """The contact that the email is."""
    sentence: Line = ""
    """The words that carry it, as they stand in the email."""
    day: date | None = None
    """By when (commitment), until when to answer (offer), the first day named (meeting, invited)."""
    starts: datetime | None = None
    """When the meeting would begin, where the email names one day and one time for it."""
    successor: Line = ""
    """Who takes over, as notes name a person: `Nora Lindqvist <nora@acme.example>`."""
    settles_id: int | None = None
    """The follow-up that your letter may settle; of one that did not arrive, the one that it had settled."""
    meeting_id: int | None = None
    """The meeting that it speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending(Record):
    """A document that went to somebody."""

    document_id: int
    person_id: int | None = None
    at: datetime
    sha256: Line = ""
    """Of what was sent; '' where that is not known."""
    letter_id: int | None = None
    """The letter with which it went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin(Record):
    """Where an interview came from, as a key of that source (a URL, an id), so that importing twice adds nothing."""

    interview_id: int
    source: Line
    key: Line


class Noun(NamedTuple):
    """How a kind of record is called: in words, in a short id, and as a table and an array of the export."""

    word: str
    letter: str
    plural: str


NOUNS: dict[type[Record], Noun] = {
    # Each comes after what it refers to; a letter knows its follow-up, not the other way round.
    Person: Noun("person", "p", "people"),
    Story: Noun("story", "s", "stories"),
    BankQuestion: Noun("bank question", "b", "bank_questions"),
    PreparedAnswer: Noun("prepared answer", "w", "prepared_answers"),
    Interview: Noun("interview", "i", "interviews"),
    Study: Noun("study", "e", "studies"),
    Origin: Noun("origin", "z", "origins"),
    Round: Noun("round", "r", "rounds"),
    Passage: Noun("passage", "g", "passages"),
    Offer: Noun("offer", "y", "offers"),
    Involvement: Noun("involvement", "v", "involvements"),
    Meeting: Noun("meeting", "m", "meetings"),
    Attendance: Noun("attendance", "a", "attendances"),
    Question: Noun("question", "q", "questions"),
    Need: Noun("need", "n", "needs"),
    Quote: Noun("quote", "k", "quotes"),
    Match: Noun("match", "x", "matches"),
    Commitment: Noun("commitment", "c", "commitments"),
    Remark: Noun("note", "o", "remarks"),
    Document: Noun("document", "d", "documents"),
    FollowUp: Noun("follow-up", "f", "follow_ups"),
    Letter: Noun("letter", "l", "letters"),
    Touch: Noun("touch", "t", "touches"),
    Suggestion: Noun("suggestion", "u", "suggestions"),
    Sending: Noun("sending", "h", "sendings"),
}
"""Every kind of record that the store keeps."""


def ref(record: Record) -> enums.Ref:
    """The short id of a stored record."""
    return enums.Ref(NOUNS[type(record)].letter, record.id)


MEETING_LENGTH = timedelta(hours=1)
"""How long an interview is taken to last; calendars propose as much."""


def start_of(meeting: Meeting) -> datetime:
    """When a meeting begins. Raises ValueError for one without a time."""
    if meeting.starts is None:
        raise ValueError(f"meeting {meeting.id} has no time")
    return meeting.starts


def end_of(meeting: Meeting) -> datetime:
    """When a meeting ends: an hour after it begins where nobody said how long it takes (METHOD, punctuality)."""
    return meeting.ends or start_of(meeting) + MEETING_LENGTH


def entered_at(record: Meeting | Attendance | Commitment | Need | Touch | Offer, otherwise: datetime) -> datetime:
    """When a fact was entered; `otherwise` where it was in time."""
    return record.entered or otherwise
