"""The shorthand of a meeting's notes: what each line becomes, and that writing and reading undo each other."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_tui.domain.enums import Owner, Part
from interview_tui.domain.errors import Unclear
from interview_tui.domain.shorthand import (
    MARKERS,
    CommitmentLine,
    MeetingTitleLine,
    NeedLine,
    NoteLine,
    PersonLine,
    QuestionLine,
    QuoteLine,
    ReadDay,
    RemarkLine,
    StoryLine,
    describe,
    format_line,
    format_notes,
    parse_line,
    parse_notes,
)
from interview_tui.domain.text import clean, clean_line

FRIDAY = date(2026, 12, 4)
DAYS = {"fri": FRIDAY, "2 Dec": date(2026, 12, 2), "2026-12-02": date(2026, 12, 2)}


def read_day(words: str) -> date:
    if words not in DAYS:
        raise Unclear(f'"{words}" is no day')
    return DAYS[words]


def any_words_are_a_day(words: str) -> date:
    return FRIDAY


def no_words_are_a_day(words: str) -> date:
    raise Unclear(words)


def one(text: str) -> NoteLine:
    return parse_line(text, read_day)


NOTES = """\
# Second meeting, panel
@ Dana Ruiz, VP Operations <dana@acme.example>
? What keeps releases slow? (Dana Ruiz)
    Three approvals, nine days on average
! Release approvals take nine days (Dana Ruiz)
" We need someone to calm the release train (Dana Ruiz)
* Cut releases from nine days to one
+ send the case study (Dana Ruiz) by 2026-12-04
- call with the panel's dates (Dana Ruiz) by 2026-12-02
> Who owns the budget?
anything else
"""

RECORDS: tuple[NoteLine, ...] = (
    MeetingTitleLine("Second meeting, panel"),
    PersonLine("Dana Ruiz", "VP Operations", "dana@acme.example"),
    QuestionLine("What keeps releases slow?", "Three approvals, nine days on average", "Dana Ruiz"),
    NeedLine("Release approvals take nine days", 1, "Dana Ruiz"),
    QuoteLine("We need someone to calm the release train", "Dana Ruiz"),
    StoryLine("Cut releases from nine days to one"),
    CommitmentLine(Owner.ME, "send the case study", "Dana Ruiz", FRIDAY),
    CommitmentLine(Owner.THEM, "call with the panel's dates", "Dana Ruiz", date(2026, 12, 2)),
    QuestionLine("Who owns the budget?", kept=True),
    RemarkLine("anything else"),
)


def test_notes_with_every_kind_of_line_are_read_and_written() -> None:
    typed = NOTES.replace("2026-12-04", "fri").replace("2026-12-02", "2 Dec")
    assert parse_notes(typed, read_day) == RECORDS
    assert format_notes(RECORDS) == NOTES


def test_no_records_are_no_text() -> None:
    assert format_notes(()) == ""
    assert parse_notes("", read_day) == ()
    assert parse_notes(" \n\n\t\n", read_day) == ()


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("! slow", NeedLine("slow", 1)),
        ("!! slow", NeedLine("slow", 2)),
        ("!!! slow (Dana)", NeedLine("slow", 3, "Dana")),
        ("!!!! slow", RemarkLine("!!!! slow")),
        ("!\tslow", NeedLine("slow")),
        ("!\u00a0slow", NeedLine("slow")),
        ("!   much   too slow  ", NeedLine("much too slow")),
        ("#hashtag", RemarkLine("#hashtag")),
        ("-5% a year", RemarkLine("-5% a year")),
        ('"so quoted"', RemarkLine('"so quoted"')),
        ("@dana said so", RemarkLine("@dana said so")),
        ("!important", RemarkLine("!important")),
        ("\\! no need", RemarkLine("! no need")),
        ("\\\\server", RemarkLine("\\server")),
        ("C:\\notes", RemarkLine("C:\\notes")),
    ],
)
def test_the_marker_and_white_space_after_it_say_what_a_line_is(text: str, record: NoteLine) -> None:
    assert one(text) == record


@pytest.mark.parametrize("marker", [marker for marker, _ in MARKERS])
def test_a_marker_alone_is_kept_as_a_remark(marker: str) -> None:
    assert one(marker) == RemarkLine(marker)
    assert one(f"{marker}\n    more") == RemarkLine(f"{marker}\nmore")


@pytest.mark.parametrize("marker", [marker for marker, _ in MARKERS])
def test_every_marker_that_is_listed_makes_a_record(marker: str) -> None:
    record = one(f"{marker} something")
    assert not isinstance(record, RemarkLine)
    assert format_line(record) == f"{marker} something"


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("@ Dana Ruiz", PersonLine("Dana Ruiz")),
        ("@ Dana Ruiz, VP, Operations", PersonLine("Dana Ruiz", "VP, Operations")),
        ("@ Dana Ruiz <dana@acme.example>", PersonLine("Dana Ruiz", "", "dana@acme.example")),
        ("@ dana@acme.example", PersonLine("dana@acme.example", "", "dana@acme.example")),
        ("@ <dana@acme.example>", PersonLine("dana@acme.example", "", "dana@acme.example")),
        ("@ dana@acme.example <>", PersonLine("dana@acme.example")),
        ("@ Ruiz\\, Dana, VP", PersonLine("Ruiz, Dana", "VP")),
        ("@ Dana Ruiz\n    VP Operations", PersonLine("Dana Ruiz VP Operations")),
        ("@ Dana \\<the boss>", PersonLine("Dana <the boss>")),
    ],
)
def test_people(text: str, record: NoteLine) -> None:
    assert one(text) == record
    assert one(format_line(record)) == record


@pytest.mark.parametrize(
    ("text", "record"),
    [
        (
            "@ Dana Ruiz, VP Operations <dana@acme.example> [hiring manager]",
            PersonLine("Dana Ruiz", "VP Operations", "dana@acme.example", "hiring manager"),
        ),
        ("@ Dana Ruiz [Recruiter]", PersonLine("Dana Ruiz", part="recruiter")),
        ("@ Dana Ruiz, VP [hiring-manager]", PersonLine("Dana Ruiz", "VP", part="hiring manager")),
        ("@ Dana Ruiz, VP [Hiring  Manager]", PersonLine("Dana Ruiz", "VP", part="hiring manager")),
        ("@ Dana Ruiz [absent]", PersonLine("Dana Ruiz", absent=True)),
        ("@ Dana Ruiz [agency] [absent]", PersonLine("Dana Ruiz", part="agency", absent=True)),
        ("@ Dana Ruiz [absent] [agency]", PersonLine("Dana Ruiz", part="agency", absent=True)),
        ("@ Dana Ruiz [recruiter, absent]", PersonLine("Dana Ruiz", part="recruiter", absent=True)),
        ("@ Dana Ruiz, VP [EMEA]", PersonLine("Dana Ruiz", "VP [EMEA]")),
        ("@ Dana Ruiz [the boss]", PersonLine("Dana Ruiz [the boss]")),
        ("@ Dana Ruiz, VP <d@acme.example> [EMEA]", PersonLine("Dana Ruiz", "VP [EMEA]", "d@acme.example")),
        ("@ Dana <d@acme.example> [EMEA] [absent]", PersonLine("Dana", "[EMEA]", "d@acme.example", absent=True)),
        ("@ Dana, VP \\[recruiter]", PersonLine("Dana", "VP [recruiter]")),
        ("@ Dana [agency] [recruiter]", PersonLine("Dana [agency]", part="recruiter")),
        ("@ [recruiter]", PersonLine("[recruiter]")),
    ],
)
def test_a_part_and_who_was_absent_stand_in_brackets(text: str, record: NoteLine) -> None:
    assert one(text) == record
    assert one(format_line(record)) == record


@pytest.mark.parametrize(
    "text",
    [
        "@ Nora Quist <nora@x.example>Same join-order as before",
        "@ Nora Quist <nora@x.example> the second one",
        "@ Nora Quist<nora@x.example>, VP",
        "@ Nora Quist <nora@x.example> [recruiter] or so",
    ],
)
def test_text_after_an_address_is_no_name(text: str) -> None:
    assert one(text) == RemarkLine(text)
    assert one(format_line(RemarkLine(text))) == RemarkLine(text)


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("? why (Dana)", QuestionLine("why", of="Dana")),
        ("> why (Dana)", QuestionLine("why", of="Dana", kept=True)),
        ("? why (a) (Dana)", QuestionLine("why (a)", of="Dana")),
        ("? why( Dana )", QuestionLine("why( Dana )")),
        ("? why ( Dana )", QuestionLine("why", of="Dana")),
        ("? f(x)", QuestionLine("f(x)")),
        ("? why ()", QuestionLine("why ()")),
        ("? (Dana)", QuestionLine("(Dana)")),
        ("? why \\(Dana)", QuestionLine("why (Dana)")),
        ("? why (Dana (Ops))", QuestionLine("why (Dana (Ops))")),
        ("? why (Dana \\[Ops\\])", QuestionLine("why", of="Dana (Ops)")),
        ("? see (C:\\temp)", QuestionLine("see (C:\\temp)")),
        (f"? why ({'x' * 80})", QuestionLine("why", of="x" * 80)),
        (f"? why ({'x' * 81})", QuestionLine(f"why ({'x' * 81})")),
        (f"? why (\\ {'x' * 81})", QuestionLine("why", of="x" * 81)),
        ("# Panel (Dana)", MeetingTitleLine("Panel (Dana)")),
        ("* Cut releases (again)", StoryLine("Cut releases (again)")),
    ],
)
def test_a_name_in_parentheses_at_the_end_says_whose(text: str, record: NoteLine) -> None:
    assert one(text) == record


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("+ send it", CommitmentLine(Owner.ME, "send it")),
        ("+ send it by fri", CommitmentLine(Owner.ME, "send it", "", FRIDAY)),
        ("+ send it (Dana) by fri", CommitmentLine(Owner.ME, "send it", "Dana", FRIDAY)),
        ("- send it by fri (Dana)", CommitmentLine(Owner.THEM, "send it", "Dana", FRIDAY)),
        ("+ review by Dana", CommitmentLine(Owner.ME, "review by Dana")),
        ("+ review by Dana by fri", CommitmentLine(Owner.ME, "review by Dana", "", FRIDAY)),
        ("+ send by fri by mail", CommitmentLine(Owner.ME, "send by fri by mail")),
        ("+ send it \\by fri", CommitmentLine(Owner.ME, "send it by fri")),
        ("+ send it \\by fri (Dana)", CommitmentLine(Owner.ME, "send it by fri", "Dana")),
        ("+ send it \\(Dana) by fri", CommitmentLine(Owner.ME, "send it (Dana)", "", FRIDAY)),
        ("+ by fri", CommitmentLine(Owner.ME, "by fri")),
        ("+ stand by", CommitmentLine(Owner.ME, "stand by")),
        ("? done by fri", QuestionLine("done by fri")),
    ],
)
def test_by_and_a_day_at_a_commitment_s_end_say_by_when(text: str, record: NoteLine) -> None:
    assert one(text) == record
    assert one(format_line(record)) == record


ANN = "Ann Lee"


@pytest.mark.parametrize(
    ("text", "said", "of", "unread"),
    [
        ("+ send X (Ann Lee) by end of week", "send X by end of week", ANN, "end of week"),
        ("+ send X by end of week (Ann Lee)", "send X by end of week", ANN, "end of week"),
        ("+ send X by end of week", "send X by end of week", "", "end of week"),
        ("+ decide by 27 Nov at the latest (Ann Lee)", "decide by 27 Nov at the latest", ANN, "27 Nov at the latest"),
        ("+ send X (Ann Lee) by Fri 20 Nov EOD", "send X by Fri 20 Nov EOD", ANN, "Fri 20 Nov EOD"),
        ("+ send X (Ann Lee) by 11/20", "send X by 11/20", ANN, "11/20"),
        ("+ send X (Ann Lee) by 22.12.", "send X by 22.12.", ANN, "22.12."),
        ("+ send X (Ann Lee) by EOD", "send X by EOD", ANN, "EOD"),
        ("+ send X (Ann Lee)\n  by end of week", "send X by end of week", ANN, "end of week"),
        ("+ send by end of week\n  the study (Ann Lee)", "send the study by end of week", ANN, "end of week"),
        ("+ send by fri by end of week (Ann Lee)", "send by fri by end of week", ANN, "end of week"),
        ("+ review (Ann Lee) by Dana", "review by Dana", ANN, ""),
        ("+ stand by me (Ann Lee)", "stand by me", ANN, ""),
        ("+ send X (Ann Lee) \\by end of week", "send X (Ann Lee) by end of week", "", ""),
        ("+ send X \\by end of week (Ann Lee)", "send X by end of week", ANN, ""),
        ("+ send X \\(Ann Lee) by end of week", "send X (Ann Lee) by end of week", "", "end of week"),
        ("+ by end of week (Ann Lee)", "by end of week", ANN, ""),
    ],
)
def test_words_that_are_no_day_keep_the_person_and_are_told(text: str, said: str, of: str, unread: str) -> None:
    record = CommitmentLine(Owner.ME, said, of, None, unread)
    assert one(text) == record
    assert one(format_line(record, read_day)) == record


def test_a_day_that_is_read_leaves_nothing_unread() -> None:
    assert one("+ send by soon\n  the study by fri") == CommitmentLine(Owner.ME, "send the study by soon", "", FRIDAY)


def test_a_day_written_as_iso_is_read_whatever_the_reader_of_days_knows() -> None:
    assert parse_line("+ send by 2026-12-02", no_words_are_a_day) == CommitmentLine(
        Owner.ME, "send", "", date(2026, 12, 2)
    )


def test_a_text_that_ends_like_a_day_is_hidden_from_the_reader_unless_it_is_known_to_be_none() -> None:
    review = CommitmentLine(Owner.ME, "review by Dana")
    assert format_line(review) == "+ review \\by Dana"
    assert format_line(review, read_day) == "+ review by Dana"
    assert format_line(CommitmentLine(Owner.ME, "send by fri"), read_day) == "+ send \\by fri"


def test_indented_lines_are_the_answer_with_their_shape() -> None:
    text = "? why (Dana)\n\n  - first\n      deeper\n\n\n  \\ set off\n\nnext\n"
    assert parse_notes(text, read_day) == (
        QuestionLine("why", "- first\n    deeper\n\n\n set off", "Dana"),
        RemarkLine("next"),
    )
    assert one("? why\n\tbecause") == QuestionLine("why", "because")


def test_an_answer_is_written_so_that_a_person_would_write_it_too() -> None:
    record = QuestionLine("why", "- first\n    deeper\n\nlast")
    assert format_line(record) == "? why\n    - first\n        deeper\n\n    last"


def test_asked_and_not_answered() -> None:
    record = QuestionLine("why", of="Dana", no_answer=True)
    assert one("? why (Dana)\n  (No answer)") == record
    assert format_line(record) == "? why (Dana)\n    (no answer)"
    assert one("? why\n  \\(no answer)") == QuestionLine("why", "(no answer)")
    assert one("> why\n  (no answer)\n  he smiled") == QuestionLine("why", "he smiled", kept=True, no_answer=True)


def test_indented_lines_continue_the_other_kinds() -> None:
    assert one("* Cut\n   from nine\n   to one") == StoryLine("Cut", "from nine\nto one")
    assert one("a remark\n   and more\n     of it") == RemarkLine("a remark\nand more\n  of it")
    assert one("! much\n  too slow\n  (Dana)") == NeedLine("much too slow", 1, "Dana")
    assert one("! much (Dana)\n  too slow") == NeedLine("much too slow", 1, "Dana")
    assert one("+ send by fri\n  the study (Dana)") == CommitmentLine(Owner.ME, "send the study", "Dana", FRIDAY)
    assert one("# Second\n  meeting") == MeetingTitleLine("Second meeting")


def test_notes_that_are_indented_as_a_whole_are_read_as_if_they_were_not() -> None:
    assert parse_notes("\n   ? why\n     because\n   ! slow\n", read_day) == (
        QuestionLine("why", "because"),
        NeedLine("slow"),
    )


def test_lines_are_cleaned_and_line_ends_of_every_system_count() -> None:
    assert parse_notes("! slow\x1b[31m\r\n\u202e! late\r# x\x07", read_day) == (
        NeedLine("slow"),
        NeedLine("late"),
        MeetingTitleLine("x"),
    )


def test_a_text_with_a_newline_cannot_pass_for_a_second_record() -> None:
    assert format_line(NeedLine("slow\n! and\x1b late", 2, "Dana\n# x")) == "!! slow ! and late (Dana # x)"


@pytest.mark.parametrize(("pressing", "marker"), [(0, "!"), (1, "!"), (3, "!!!"), (9, "!!!")])
def test_pressing_is_written_from_1_to_3(pressing: int, marker: str) -> None:
    assert format_line(NeedLine("slow", pressing)) == f"{marker} slow"


def test_one_line_holds_one_record() -> None:
    with pytest.raises(Unclear, match="This line is empty"):
        one("  \n")
    with pytest.raises(Unclear, match="These are 2 notes"):
        one("! slow\n! late")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# Panel", "title of the meeting"),
        ("@ Dana Ruiz", "person"),
        ("@ Dana Ruiz, VP <dana@acme.example>", "person, VP, dana@acme.example"),
        ("? why", "question"),
        ("? why (Dana Ruiz)\n  because", "question, of Dana Ruiz, answered"),
        ("? why\n  (no answer)", "question, no answer"),
        ("> why (Dana Ruiz)", "question for next time, of Dana Ruiz"),
        ("!! slow (Dana Ruiz)", "need, urgent, of Dana Ruiz"),
        ('" so it is (Dana Ruiz)', "quote, of Dana Ruiz"),
        ("* Cut releases", "story"),
        ("* Cut releases\n  to one", "story, with a note"),
        ("+ send it (Dana Ruiz) by fri", "your promise, to Dana Ruiz, by Fri 4 Dec 2026"),
        ("- send it (Dana Ruiz)", "their commitment, of Dana Ruiz"),
        ("- send it (Dana Ruiz) by EOD", "their commitment, of Dana Ruiz, no date understood in “by EOD”"),
        ("@ Dana Ruiz, VP [agency, absent]", "person, VP, agency, absent"),
        ("so it is", "note"),
    ],
)
def test_a_line_in_words(text: str, words: str) -> None:
    assert describe(one(text)) == words


PIECES = st.sampled_from(
    [
        *'#@?!"*+->()<>[]\\,:',
        *(" ", "  ", "\t", "\u00a0", "\u3000", "\u200b", " by ", "by ", "\\by ", " (", "\\(", ")", " <", "\\ "),
        *("fri", "2 Dec", "2026-12-02", "Dana", "(Dana)", " (Dana)", " by fri", "(no answer)", "a@b.example"),
        *(
            " [",
            "]",
            "\\[",
            " [recruiter]",
            "[absent]",
            " [boss]",
            "[Agency, absent]",
            "<a@b.example>",
            " by end of week",
        ),
        *(" by eod", "by 11/20", " by Dana", "soon"),
        *("!! ", "é", "é", "漢字", "שלום", "مرحبا", "👩‍🚀", "🇨🇭", "x" * 81),
    ]
)
HOSTILE = st.lists(PIECES | st.characters(exclude_categories=["Cs"]), max_size=9).map("".join)
TEXTS = HOSTILE.map(clean_line)
TAKEN = st.dates(date(1900, 1, 1), date(2999, 12, 31))
BLOCKS = st.lists(HOSTILE | st.sampled_from(["", " ", "(no answer)", " (No Answer)"]), max_size=4).map(
    lambda lines: clean("\n".join(lines))
)
RECORD: st.SearchStrategy[NoteLine] = st.one_of(
    st.builds(MeetingTitleLine, TEXTS),
    st.builds(PersonLine, TEXTS, TEXTS, TEXTS, st.sampled_from(["", *Part]).map(str), st.booleans()),
    TEXTS.map(lambda name: PersonLine(name, "", name)),
    st.builds(QuestionLine, TEXTS, BLOCKS, TEXTS, st.booleans(), st.booleans()),
    st.builds(NeedLine, TEXTS, st.integers(1, 3), TEXTS),
    st.builds(QuoteLine, TEXTS, TEXTS),
    st.builds(StoryLine, TEXTS, BLOCKS),
    st.builds(
        CommitmentLine, st.sampled_from(Owner), TEXTS, TEXTS, st.none() | st.dates(date(1900, 1, 1), date(2999, 12, 31))
    ),
    st.builds(RemarkLine, BLOCKS),
)
READERS = st.sampled_from([read_day, any_words_are_a_day, no_words_are_a_day])
ATTEMPTS = st.sampled_from(["end of week", "EOD", "11/20", "22.12.", "27 Nov at the latest", "soon"])


@settings(deadline=None)
@given(records=st.lists(RECORD, max_size=4).map(tuple), reader=READERS)
def test_law_1_what_is_written_is_read_as_the_same_records(records: tuple[NoteLine, ...], reader: ReadDay) -> None:
    assert parse_notes(format_notes(records), reader) == records
    assert parse_notes(format_notes(records, reader), reader) == records


@settings(deadline=None)
@given(text=TEXTS.filter(bool), of=TEXTS, words=ATTEMPTS, reader=st.sampled_from([None, read_day, no_words_are_a_day]))
def test_words_that_were_no_day_come_back_as_such(text: str, of: str, words: str, reader: ReadDay | None) -> None:
    record = CommitmentLine(Owner.ME, f"{text} by {words}", of, unread=words)
    assert parse_line(format_line(record, reader), reader or read_day) == record


LINES = st.builds(
    "".join, st.tuples(st.sampled_from(["", "  ", "\t", "    \\"]), st.sampled_from(["", "? ", "+ ", "@ "]), HOSTILE)
)


@settings(deadline=None)
@given(text=st.lists(LINES, max_size=6).map("\n".join) | st.text(), reader=READERS)
def test_law_2_what_any_text_becomes_is_written_in_a_form_that_stays(text: str, reader: ReadDay) -> None:
    records = parse_notes(text, reader)
    written = format_notes(records, reader)
    assert parse_notes(written, reader) == records
    assert format_notes(parse_notes(written, reader), reader) == written


@settings(deadline=None)
@given(record=RECORD)
def test_one_record_is_read_alone_as_among_others(record: NoteLine) -> None:
    assert parse_line(format_line(record), read_day) == record


# Reading in quadratic time would take minutes with these; the limits leave room for a busy machine.
LONG = 100_000


@pytest.mark.parametrize(
    ("head", "end", "bodies"),
    [
        ("", "z", ["!", "\\", "\t", "x "]),
        ("+ ", "z)", ["(", " (", " \\(", "()", " by ", "\\by ", "\\", "\\["]),
        ("@ ", "z>", [",", "\\,", "<", " <", "<>", "a@", "\\", "\\["]),
    ],
)
def test_long_lines_are_read_and_written_in_linear_time(head: str, end: str, bodies: list[str]) -> None:
    text = "".join(f"{head}y{body * (LONG // len(body))} {end}\n" for body in bodies)
    began = time.process_time()
    records = parse_notes(text, read_day)
    assert parse_notes(format_notes(records), read_day) == records
    assert time.process_time() - began < 3
    assert len(records) == len(bodies)


def test_many_lines_are_read_in_linear_time() -> None:
    began = time.process_time()
    records = parse_notes(NOTES * 1_000, read_day)
    assert time.process_time() - began < 1
    assert len(records) == 1_000 * len(RECORDS)


def test_deep_and_empty_indented_lines_are_read_in_linear_time() -> None:
    text = "? why\n" + " " * LONG + "a\n" + "\n" * LONG + " " * LONG + "b\n" + "    c\n" * 20_000
    began = time.process_time()
    record = one(text)
    assert time.process_time() - began < 1
    assert record == QuestionLine("why", "a" + "\n" * (LONG + 1) + "b" + "\nc" * 20_000)
