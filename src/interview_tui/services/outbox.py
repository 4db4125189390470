"""The outbox: a letter in the forms in which it goes out, handed over to be sent, and what follows from it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interview_tui.data_classes import replace
from interview_tui.domain.chart import asks_for_chart
from interview_tui.domain.citations import carried_rows
from interview_tui.domain.dates import day_words
from interview_tui.domain.enums import Channel, LetterState, Ref, Settled
from interview_tui.domain.errors import Refused
from interview_tui.domain.letter_kinds import LETTERS, LetterKind, decision_of
from interview_tui.domain.letters import asked_of, forwarded_by, outcome_of
from interview_tui.domain.records import FollowUp, Interview, Letter, ref
from interview_tui.domain.references import with_letter_forwarded
from interview_tui.domain.text import clean_line, is_address, no_address
from interview_tui.domain.threads import answered_by, thread_after
from interview_tui.letters.chart_table import chart_table
from interview_tui.letters.day_words import date_in_full
from interview_tui.letters.letter_text import as_html, as_markdown, as_plain_text, holds_table, with_chart
from interview_tui.letters.occasion import context_of, reader_of
from interview_tui.letters.samples import Attachment, read_sample
from interview_tui.services.base import Service, due_day, joined
from interview_tui.services.follow_ups import RUNNING, FollowUps, letter_touch
from interview_tui.services.letters import with_facts
from interview_tui.store.records import get

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_tui.domain.case import Case
    from interview_tui.services.base import Context
    from interview_tui.services.letters import Letters
    from interview_tui.settings import Sender
    from interview_tui.store.journal import Change
    from interview_tui.store.transaction import Transaction


_PATIENCE = 60
"""Seconds that the command for sending may take."""


class NotReady(Refused):
    """A letter was not sent since something is missing; `items` are what, a line each."""

    def __init__(self, named: str, items: tuple[str, ...]) -> None:
        super().__init__(f"{named} is not ready: {'; '.join(items)}")
        self.items = items


class Outbox(Service):
    """Sending letters."""

    def __init__(self, context: Context, letters: Letters, sender: Sender) -> None:
        super().__init__(context)
        self.letters = letters
        self.sender = sender

    def body(self, letter: Letter) -> str:
        """The letter's text with the chart in its place, as a table in Markdown."""
        return body_with_chart(self.letters.read_case(letter), letter) if asks_for_chart(letter.body) else letter.body

    def body_as_text(self, letter: Letter) -> str:
        """The letter's text as it stands in a plain email."""
        return as_plain_text(self.body(letter), letter.language)

    def text(self, letter: Letter) -> str:
        """The letter as plain text: its subject, an empty line, its body."""
        return f"Subject: {clean_line(letter.subject)}\n\n{self.body_as_text(letter)}\n"

    def markdown(self, letter: Letter) -> str:
        """The letter as Markdown, the chart as a table."""
        return as_markdown(letter.subject, self.body(letter))

    def page(self, letter: Letter) -> str:
        """The letter as a page to print, for the post."""
        from interview_tui.letters.letter_page import PageHead, letter_page

        case = self.letters.read_case(letter)
        person = reader_of(case, letter)
        own = [line for line in self.context.signature.split("\n") if line]
        day = self.context.calendar.day(letter.sent or self.context.clock())
        head = PageHead(
            sender=own,
            mail=self.sender.address,
            reader=[line for line in (person.name, person.title, person.company) if line] if person else [],
            date=date_in_full(day, letter.language),
            subject=letter.subject,
        )
        return letter_page(self.body(letter), head, letter.language)

    def mail(self, letter: Letter) -> bytes:
        """The letter as a complete email (.eml): with a table in HTML too, and with the samples that the text names
        attached. Raises Refused for an address that is none.
        """
        from interview_tui.exporting.mail import Mail, write_mail

        body = self.body(letter)
        case = self.letters.read_case(letter)
        person = reader_of(case, letter)
        return write_mail(
            Mail(
                message_id=self._message_id(letter),
                thread=self._thread(case, letter),
                sender_name=self.sender.name,
                sender=self.sender.address,
                reader_name=person.name if person else "",
                reader=person.email if person else "",
                cc=self.sender.cc,
                bcc=(self.sender.address,) if self.sender.bcc_self and self.sender.address else (),
                subject=letter.subject,
                text=as_plain_text(body, letter.language),
                html=as_html(body, letter.language) if holds_table(body) else "",
                at=self.context.calendar.local(letter.sent or self.context.clock()),
                attachments=tuple(_attached(self.letters.attached(letter, case))),
            )
        )

    def send(
        self, target: Ref, kind: LetterKind | None = None, *, to: int | None = None, anyway: bool = False
    ) -> Change:
        """Hands a letter to the configured command, then counts it as sent.

        Raises NotReady naming what is missing (not with `anyway`), and Refused when it was sent already, cannot be
        addressed, or the command fails: then nothing is changed.
        """
        letter = self.letters.current(target, kind, to=to)
        self._refuse_to_send(letter, target)
        lacking = self.letters.missing(letter)
        if lacking and not anyway:
            raise NotReady(self.letters.named(letter), lacking)
        self._refuse_without_address(letter)
        self.hand_over(self.mail(letter))
        return self.sent(letter)

    def refuse_unsendable(self, letter: Letter) -> None:
        """Raises Refused for a letter that no command can send: it was sent, goes by post, or has no addresses."""
        self._refuse_to_send(letter, ref(letter))
        self._refuse_without_address(letter)

    def command(self) -> tuple[str, ...]:
        """The configured command that mails are handed to. Raises Refused when none is set."""
        if not self.sender.command:
            raise Refused(
                'no command to send with is set: write for example send = "msmtp -t" into the configuration file '
                "(`interview-tui paths` names it)"
            )
        return self.sender.command

    def hand_over(self, mail: bytes) -> None:
        """Gives an email to the configured command on its standard input, lines ended as here. Raises Refused."""
        import subprocess

        command = self.command()
        try:
            ended = subprocess.run(  # noqa: S603 -- the user's own command, as a list: no shell reads it
                command, input=mail.replace(b"\r\n", b"\n"), capture_output=True, timeout=_PATIENCE, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise Refused(
                f"{command[0]} did not end within {_PATIENCE} seconds and was stopped: nothing was marked as sent; "
                "look there whether the letter went out"
            ) from error
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else error
            raise Refused(f"{command[0]} cannot be run ({why}): the letter was not sent") from error
        if ended.returncode:
            lines = ended.stderr.decode("utf-8", "replace").strip().splitlines()
            said = lines[-1] if lines else f"it ended with {ended.returncode}"
            raise Refused(f"{Path(command[0]).name} failed, the letter was not sent: {said}")

    def sent(self, letter: Letter | int, *, channel: Channel | None = None) -> Change:
        """A letter went out now: it counts as a touch, its follow-up is done, and what comes next is planned. An
        acceptance, a letter that declines and a withdrawal bring about the outcome that they tell.

        A letter that is not stored is stored as sent. Raises Refused when it was sent already, or tells a decision on
        an offer that was decided otherwise; Conflict when it is not as given any more.
        """
        from interview_tui.services.documents import Documents

        with self.context.transaction() as tx:
            letter = tx.get(Letter, letter) if isinstance(letter, int) else letter
            if letter.state is LetterState.SENT:
                raise self._sent_already(letter)
            case = self.letters.case_of(tx.reader, letter)
            self._refuse_decided(case, letter)
            facts = with_facts(case, letter, letter)
            follow_up = self._follow_up_of(tx, case, letter)
            fields: dict[str, Any] = {
                "state": LetterState.SENT,
                "sent": tx.now,
                "body": self.body(letter),
                "channel": channel or letter.channel,
                "quote_id": facts.quote_id,
                "brings": facts.brings,
                "follow_up_id": follow_up.id if follow_up else letter.follow_up_id,
            }
            if fields["channel"] is Channel.EMAIL:
                thread = " ".join(self._thread(case, letter))
                fields |= {"message_id": self._message_id(letter), "thread": thread}
            gone = tx.update(replace(letter if letter.id else tx.add(letter), **fields))
            enclosed = self.letters.enclosed(letter, case)
            with_files = Documents(self.context).went_with(tx, enclosed, gone, by_hand=channel is not None)
            done = self._finish_sent(tx, case, gone, follow_up, with_files)
        self.letters.forget_typed(gone.id)
        return done

    def _message_id(self, letter: Letter) -> str:
        """What the email with a letter is known by; a letter that was sent keeps what it went out with."""
        from interview_tui.exporting.mail import message_id

        return letter.message_id or message_id(_mail_key(letter), self.sender.address)

    @staticmethod
    def _thread(case: Case, letter: Letter) -> tuple[str, ...]:
        """The emails that a letter answers."""
        if letter.state is LetterState.SENT:
            return tuple(letter.thread.split())
        return thread_after(answered_by(case, letter))

    def _sent_already(self, letter: Letter) -> Refused:
        day = self.context.calendar.day(letter.sent) if letter.sent else self.context.today()
        return Refused(f"{ref(letter)} was already sent ({day_words(day, today=self.context.today())})")

    def _refuse_to_send(self, letter: Letter, target: Ref) -> None:
        """Raises Refused for a letter that was sent, whose follow-up is settled, that tells a decision other than the
        one that was made, or that goes by post.
        """
        if letter.state is LetterState.SENT:
            raise self._sent_already(letter)
        self._refuse_decided(self.letters.read_case(letter), letter)
        if target.letter == "f":
            follow_up = get(self.context.store.reader, FollowUp, target.id)
            if follow_up.state is not Settled.OPEN:
                raise Refused(f"{target} ({follow_up.text}) is already {follow_up.state}")
        if letter.channel is not Channel.EMAIL:
            raise Refused(f"{self.letters.named(letter)} goes by {letter.channel}: print it with `letter {target}`")

    def _refuse_without_address(self, letter: Letter) -> None:
        case = self.letters.read_case(letter)
        person = reader_of(case, letter)
        if person is None or not person.email:
            raise Refused(f"{self.letters.named(letter)} has no email address to go to: add one to the person")
        if not is_address(person.email):
            raise Refused(f"{no_address(person.email)}: correct it at {person.name}")
        if not is_address(self.sender.address):
            own = self.sender.address
            wrong = f"{no_address(own)}, and it is set as your own" if own else "no address of your own is set"
            raise Refused(
                f'{wrong}: write for example email = "me@home.example" into the configuration '
                "file (`interview-tui paths` names it)"
            )

    def _follow_up_of(self, tx: Transaction, case: Case, letter: Letter) -> FollowUp | None:
        """The open follow-up that a letter settles."""
        if letter.follow_up_id is not None:
            follow_up = tx.get(FollowUp, letter.follow_up_id)
            return follow_up if follow_up.state is Settled.OPEN else None
        return asked_of(case, self.context.calendar, letter.kind, letter.person_id)

    def _refuse_decided(self, case: Case, letter: Letter) -> None:
        """Raises Refused for a letter that tells a decision when another was made."""
        outcome = outcome_of(case)
        decision = decision_of(letter.kind)
        if decision is not None and outcome not in (*RUNNING, decision):
            raise Refused(f"{case.name} is {outcome}: {self.letters.named(letter)} was not sent")

    def _finish_sent(
        self, tx: Transaction, case: Case, letter: Letter, follow_up: FollowUp | None, with_files: str
    ) -> Change:
        writer = forwarded_by(case, letter) if letter.kind is LetterKind.FORWARD_RECOMMENDATION else None
        if writer is not None:
            tx.update(with_letter_forwarded(writer, tx.now))
        said: list[str] = []
        settled = FollowUps(self.context).settle(tx, follow_up, "", said, letter=letter) if follow_up else None
        if settled is None:
            tx.add(letter_touch(letter, tx.now))
        ended = self._end(tx, case, letter)
        if ended:
            said.append(ended)
        elif settled is None:
            said.extend(self.replan(tx, letter.interview_id))
        verdict = "" if settled is None else " (on time)" if settled.on_time else " (late)"
        case = self.case(tx, letter.interview_id)
        following = min(case.open, key=lambda f: (due_day(f, self.context.calendar), f.id), default=None)
        words = joined(
            f"Sent {self.letters.named(letter, tx)} · {case.interview.company}{verdict}",
            with_files,
            *dict.fromkeys(said),
            self.listed("next", [following]) if following else "",
        )
        return tx.done(words, letter, *([settled] if settled else []))

    def _end(self, tx: Transaction, case: Case, letter: Letter) -> str:
        """Records the outcome that a letter tells, unless it is known; gives what is said of it."""
        from interview_tui.services.outcomes import Ending, Outcomes

        outcome, interview = LETTERS[letter.kind].outcome, tx.get(Interview, letter.interview_id)
        if outcome is None or interview.outcome not in RUNNING or case.round.number != interview.round:
            return ""
        words = Outcomes(self.context).end(tx, interview.id, Ending(outcome=outcome), tx.now)
        return words.removeprefix(f"{case.name}: ")


def body_with_chart(case: Case, letter: Letter) -> str:
    """A letter's text with the chart in its place, as a table in Markdown."""
    context = context_of(case, letter)
    table = chart_table(carried_rows(case, letter), context, kind=letter.kind, tone=letter.tone)
    return with_chart(letter.body, table)


def _attached(files: Sequence[str]) -> Iterator[Attachment]:
    """The files that go out with a letter."""
    for file in files:
        with suppress(Refused):  # what cannot be sent is named as missing
            yield read_sample(file)


def _mail_key(letter: Letter) -> str:
    """A stored letter keeps its message id, however it is edited."""
    parts = [str(letter.id), str(letter.interview_id), str(letter.kind), letter.created.isoformat()]
    return "\n".join(parts if letter.id else [*parts, str(letter.person_id), letter.subject, letter.body])
