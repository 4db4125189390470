"""What the fuzz targets are given: words of each grammar in any order, and what else may stand in a file."""

from __future__ import annotations

from hypothesis import strategies as st

from interview_tui.domain.shorthand import MARKERS
from interview_tui.importing.forms import FORMS
from interview_tui.letters.sandbox import FILTERS
from tests.faults.fuzzing import as_bytes, words
from tests.importing.test_invitation_any_bytes import SCRAPS

CORRUPT = ["\0", "\x1b]0;", "\x9d", "\u202e", "\ud800", "\r", "\r\n", "\x85", "\u2028", "e\u0301", "👩‍💻", "[/x]", "\\"]
# fmt: off
NOTES = words([
    *(f"{marker} " for marker, _ in MARKERS), "\n", "\n", "\n    ", " (Dana Ruiz)", " by fri", " by 2 Dec", "\\",
    "(", ")",
    "<d@acme.example>", ", ", "(no answer)", "\t", "a", "-5%", *CORRUPT,
]).map(as_bytes)
WHENS = words([
    "today", "tomorrow", "fri", "next ", "tue", " ", "14:00", "+", "3", "d", "wd", "w", "m", "in ", " days", "2", "Dec",
    "2026", "-", "12", "02", "T", "Z", "+01:00", "noon", "am", "pm", "at ", "9", ":", "h", "min", "29 Feb", "0", "W",
    "99999999", "March", "٣", "²", ",", "the ", "of ", *CORRUPT,
], most=10).map(as_bytes)
MONSTERS = [
    *SCRAPS,
    b"RRULE:FREQ=SECONDLY\r\n",
    b"RRULE:FREQ=YEARLY;BYSETPOS=-366,366;BYSECOND=0,1,2\r\n",
    b"BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"  # noqa: ISC004
    b"RRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=+53MO\r\nEND:STANDARD\r\n",
    b"BEGIN:VALARM\r\n",
    b"END:VALARM\r\n",
    b"ATTENDEE;CN=x;X=:mailto:a@acme.example\r\n",
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n',
    b"--b\r\nContent-Type: text/calendar\r\n\r\n",
    b"To: a@acme.example, ",
    b"begin 644 x\r\n",
    b"\xc2\x9d",
    b"\xef\xbb\xbf",
]
HEADERS = [
    *(",".join(form.columns) for form in FORMS), "Company,Role", "employer;title;status;url;notes", "company\trole",
]
CELLS = words([
    "Acme", "SRE", ",", ";", "\t", '"', '""', "\n", "\r", "\r\n", "=1+1", "'=", "@x", "-", "Rejected", "Offer", "<p>",
    "2026-12-02", "12/02/2026", "N/A", "https://acme.example/1", "&amp;", "x" * 600, "y" * 140_000, *CORRUPT,
], most=40)
TABLES = st.builds(
    lambda header, end, cells, code: (header + end + cells).encode(code, "replace"),
    st.sampled_from(HEADERS) | CELLS,
    st.sampled_from(["\n", "\r\n", "\r"]),
    CELLS,
    st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16", "latin-1", "utf-16-le"]),
) | st.binary(max_size=200)
KEYS = ["zone", "working_days", "email", "name", "send", "whole_pictures", "cadence", "cadence.gentle",
        "cadence.check_ins"]
VALUES = ['"a"', "1", "[]", "{}", "nan", "[[1]]", '"\\u0000"', '["\\u0000"]', "{a=1}", '"Europe"', "'a@b'",
          "99999999999999999999"]
TOML = (
    words([
        *KEYS, *VALUES, "[cadence]", "[cadence.gentle]", "check_in_cap", " = ", "\n", '"Europe/Berlin"', '"../x"',
        '["Mon"]',
        "[", "]", "{", "}", "true", "-1", "1e999", '"""', "'", "#", "inf", "2026-12-02", '"msmtp \\"-t"', ".", *CORRUPT,
    ])
    | words([f"{key} = {value}\n" for key in KEYS for value in VALUES], most=8)
).map(as_bytes) | st.binary(max_size=200)
TEMPLATES = words([
    "{{ ", " }}", "{% for i in ", " %}", "{% endfor %}", "range(999)", "rows", "first", "company", "i", "'x'", "[", "]",
    "{% if ", "{% else %}", "{% endif %}", "{% set x = ", "x ~ x", "x", "[x, x]", "{% set x %}", "{% endset %}", "loop",
    "{% macro m(n) %}", "{% endmacro %}", "m(n)", "m(9)", "{% include 'a.j2' %}", "{% extends 'a.j2' %}", "{# ", " #}",
    "{% block b %}", "{% endblock %}", "{% filter upper %}", "{% endfilter %}", "{% raw %}", "{% call m() %}", "**",
    " + ", " * ", "99999999", " == ", " in ", "(", ")", ".", "__class__", "self", "loop.index", "recursive", "\n", "%",
    "{{ first }}", "{% for i in rows %}", "{% if first %}", "{{ x }}", *(f" | {name}" for name in sorted(FILTERS)),
], most=40).map(lambda text: as_bytes(f"Subject: x\n\n{text}"))
COMMAND_WORDS = """
due status list show log paths add advance back outcome done snooze skip touch capture letter chart brief
study document offers questions plan promises undo deleted bring-back import export backup restore doctor
--help --json --days --format -o --output --dry-run --fix --yes --to -h --version -- - i1 i2 f1 p1 m1 x1
i99999999999999999999 0 -1 1 fri tomorrow +3d offer rejected Acme a.json a.csv a.ics thank_you json text
"""
ARGUMENTS = st.lists(
    st.sampled_from(COMMAND_WORDS.split())
    | st.text(st.characters(codec="utf-8", exclude_characters="/~\0"), max_size=8),
    max_size=6,
).map(lambda arguments: as_bytes("\0".join(arguments)))
