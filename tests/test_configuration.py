"""The configuration: what is right holds, what is wrong is one line with its place; it opens all the same."""

from __future__ import annotations

import os
from dataclasses import fields
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from holidays import list_supported_countries
from hypothesis import given
from hypothesis import strategies as st
from textual.theme import BUILTIN_THEMES

from interview_tui.app_context import AppContext
from interview_tui.configuration import (
    CONFIGURATION_TABLES,
    ConfigurationProblem,
    Configured,
    first_file,
    read_file,
    read_text,
)
from interview_tui.configuration_options import COUNTRIES, MAIL_OPTIONS, OPTIONS, OWN_THEME, THEMES
from interview_tui.domain.cadence import Cadence, Cadences
from interview_tui.domain.enums import Language, Plan, Tone, language_named, tone_for
from interview_tui.settings import load
from interview_tui.ui.themes import DARK, OWN

RIGHT = """
zone = "Pacific/Auckland"
working_days = ["Sun", "monday", "WEDN"]
country = "de-by"
days_off = ["2026-12-24..2026-12-26", 2027-01-04, "2027-01-06"]
day_first = true
name = "Robin  Hale"
email = ["Me@home.example", "me@work.example "]
signature = '''
Robin Hale
+49 30 5550100
'''
language = "en"
tone = "Formal"
send = "msmtp -a 'my account' -t"
editor = "code --wait"
theme = "nord"
whole_pictures = true
[keys]
done = "f"
down = ["n", "down"]
"letter.send" = "ctrl+s"
[keys.chart]
match = ","
[hooks]
outcome = "notify --title 'How it ended'"
[cadence]
silence_days = 9
[filters]
hot = "step:5-9   due:today"
"their side" = '"call with" acme'
[mail]
inbox = "~/Mail/INBOX"
sent = ["~/Mail/Sent", "/var/mail/sent"]
cc = "Partner@Home.example"
bcc_self = true
"""
# fmt: off
WRONG = {
    "zone = 7": ':1: zone = 7 is not a time zone: write for example zone = "Europe/Berlin"',
    'zone = "CET/x"': ":1: zone = 'CET/x' is not a time zone: did you mean CET?",
    'zone = "/etc/passwd"': ":1: zone = '/etc/passwd' is not a time zone: write for example zone = \"Europe/Berlin\"",
    '\n\nzoen = "UTC"': ":3: unknown setting zoen: did you mean zone?",
    'working_days = ["Mon", "Funday"]':
    ":1: working_days = ['Mon', 'Funday'] are not days of the week: write for example "
    'working_days = ["Mon", "Tue", "Wed", "Thu", "Fri"]',
    'working_days = ["Mo"]': ":1: working_days = ['Mo'] are not days of the week: write",
    "working_days = 5": ":1: working_days = 5 are not days of the week: write",
    'country = "QQ"': ":1: country = 'QQ' is not a country code: write for example country = \"US\"",
    'country = "Germany"': ":1: country = 'Germany' is not a country code: write",
    "country = ''": ":1: country = '' is not a country code: write",
    "country = 49": ":1: country = 49 is not a country code: write",
    'days_off = ["24 Dec"]':
    ":1: days_off = ['24 Dec'] are not days or ranges of at most 366 days: write for example "
    'days_off = ["2026-11-27", "2026-12-24..2027-01-01"]',
    'days_off = ["2026-12-24..2026-12-01"]': ":1: days_off = ['2026-12-24..2026-12-01'] are not days or ranges",
    'days_off = ["0001-01-01..9999-12-31"]': ":1: days_off = ['0001-01-01..9999-12-31'] are not days or ranges",
    'days_off = ["2026-12-24.."]': ":1: days_off = ['2026-12-24..'] are not days or ranges",
    "days_off = [2026-12-24T10:00:00Z]": ":1: days_off = [datetime.datetime(2026, 12, 24, 10, 0,… are not days",
    "days_off = 7": ":1: days_off = 7 are not days or ranges",
    f"days_off = {['2026-12-24'] * 201}": ":1: days_off = ['2026-12-24', '2026-12-24', '2026-12-2… are not days",
    'day_first = "yes"': ":1: day_first = 'yes' is not true or false: write for example day_first = true",
    'email = "me"': ":1: email = 'me' is not an address: write for example email = [\"me@home.example\"]",
    "email = {}": ":1: email = {} is not an address: write",
    "name = 7": ':1: name = 7 is not text: write for example name = "Robin Hale"',
    'send = "a \'b"': ':1: send = "a \'b" is not a command: write for example send = "msmtp -t"',
    "editor = []": ':1: editor = [] is not a command: write for example editor = "nvim"',
    'theme = "drakula"': ":1: theme = 'drakula' is not a theme: did you mean dracula?",
    'glyphs = "latin"': ":1: glyphs = 'latin' is not auto, unicode or ascii: there are auto, unicode, ascii",
    'whole_pictures = "yes"':
    ":1: whole_pictures = 'yes' is not true or false: write for example whole_pictures = false",
    f'signature = "{"x" * 3000}"':
    ":1: signature = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… is not text of at most 2,000",
    'language = "klingon"':
    ":1: language = 'klingon' is not a language of letters: there are en-US, en-GB, de, fr",
    "language = 1": ":1: language = 1 is not a language of letters: write for example language = \"en-US\"",
    'tone = "wram"': ":1: tone = 'wram' is not a tone: did you mean warm?",
    "keys = 3": ':1: keys = 3 is not a table: write for example [keys] and under it done = "x"',
    "[keys]\n# mine\ndone = 7":
    ':3: [keys] done = 7 is not a key: write it as on the keyboard, for example done = "x"',
    "[keys.letter]\nsend = ''": ":2: [keys] letter.send = '' is not a key: write",
    "[hooks]\nfollow_up_don = 'x'": ":2: [hooks] knows no follow_up_don: did you mean follow_up_done?",
    "[hooks]\noutcome = 7": ":2: [hooks] outcome = 7 is not a command",
    "[cadence]\nsilense_days = 3": ":2: [cadence] knows no silense_days: did you mean silence_days?",
    "[cadence]\nname = 'Ada'": ":2: [cadence] knows no name: it belongs at the top, above the first [section]",
    "[cadence.brisk]\nzone = 'UTC'":
    ":2: [cadence.brisk] knows no zone: it belongs at the top, above the first [section]",
    "[hooks]\ninbox = ['~/Mail']": ":2: [hooks] knows no inbox: it belongs under [mail]",
    "[mail]\nletter_sent = 'x'": ":2: [mail] knows no letter_sent: it belongs under [hooks]",
    "silence_days = 9": ":1: unknown setting silence_days: it belongs under [cadence]",
    "cadence.gentl.x = 1": ":1: [cadence] knows no gentl: did you mean gentle?",
    "[cadence.brisk]\n\ncheck_in_cup = 3": ":3: [cadence.brisk] knows no check_in_cup: did you mean check_in_cap?",
    "[cadence]\nsilence_days = 0":
    ":2: [cadence] silence_days = 0 is not a whole number from 1 to 3650: write for example "
    "silence_days = 12",
    "[cadence]\nwatch_weeks = true":
    ":2: [cadence] watch_weeks = True is not a list of whole numbers: write for example "
    "watch_weeks = [6, 12]",
    '[cadence.gentle]\ncheck_in_gaps = [14, "x"]':
    ":2: [cadence.gentle] check_in_gaps = [14, 'x'] is not a list of whole "
    "numbers: write for example check_in_gaps = [14, 28]",
    "cadence = 3": ":1: cadence = 3 is not a table: write for example [cadence] and under it check_in_cap = 3",
    "[cadence]\ngentle = 3": ":2: cadence.gentle = 3 is not a table: write for example [cadence.gentle]",
    "filters = 3":
    ":1: filters = 3 is not a table: under [filters] write for example hot = \"step:5-9 outcome:running due:",
    "[filters]\nhot = 3": ":2: [filters] hot = 3 is not text: write for example hot = \"step:5-9",
    "[filters]\n\nhot = 'acme step:12'":
    ":3: [filters] hot has step:12: after step: stands a step or a span of steps: 5, 5-8",
    "[filters]\nhot = ' '": ":2: [filters] hot says nothing",
    "[filters.hot]\na = 'b'": ":1: [filters] hot = {'a': 'b'} is not text",
    f"[filters]\n{'x' * 41} = 'b'": ":2: [filters] 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… is not a name: write 1 to",
    '[filters]\n" x" = "b"': ":2: [filters] ' x' is not a name: write 1 to 40 characters, without blanks",
    "mail = 3": ":1: mail = 3 is not a table: write for example [mail] and under it inbox = [\"~/Mail/INBOX\"]",
    "[mail]\ninbos = 1": ":2: [mail] knows no inbos: did you mean inbox?",
    "[mail]\n\ninbox = 'Mail'":
    ":3: [mail] inbox = 'Mail' is not the whole path of a folder: write for example inbox = [\"~/Mail/INBOX\"]",
    "[mail]\ncc = 'me'": ":2: [mail] cc = 'me' is not an address: write",
    "zone =": ":1: this is not TOML (Invalid value): the line is left out",
    "\n[cadence\nsilence_days = 0\n": ":2: this is not TOML (Expected ']' at the end of a table declaration): the line",
    "signature = '''open": ":1: this is not TOML (Expected \"'''\"): the line is left out",
    "a" + "[" * 5000: ":1: this is not TOML (",
    "a = " + "[" * 50_000: " is not TOML: using the defaults",
}
# fmt: on


@pytest.mark.parametrize("text", WRONG, ids=lambda text: text[:40])
def test_what_is_wrong_is_one_line_and_the_defaults_hold(text: str) -> None:
    read = read_text(text, "config.toml")
    (said,) = read.problems
    assert said.startswith(f"config.toml{WRONG[text]}")
    assert "\n" not in said
    assert len(said) < 250
    assert read.values in ({}, {"cadence": Cadences()})


def test_what_is_right_holds() -> None:
    read = read_text(RIGHT, "config.toml")
    assert read.problems == ()
    cadences = dict(read.values).pop("cadence")
    assert {**read.values, "cadence": None} == {
        "cadence": None,
        "zone": ZoneInfo("Pacific/Auckland"),
        "working_days": frozenset({6, 0, 2}),
        "country": "DE-BY",
        "days_off": frozenset(
            {
                *(date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 4), date(2027, 1, 6)),
            }
        ),
        "day_first": True,
        "name": "Robin Hale",
        "email": ("me@home.example", "me@work.example"),
        "signature": "Robin Hale\n+49 30 5550100",
        "language": Language.EN_US,
        "tone": Tone.FORMAL,
        "send": ("msmtp", "-a", "my account", "-t"),
        "editor": ("code", "--wait"),
        "theme": "nord",
        "whole_pictures": True,
        "keys": (("done", "f"), ("down", "n,down"), ("letter.send", "ctrl+s"), ("chart.match", "comma")),
        "hooks": (("outcome", ("notify", "--title", "How it ended")),),
        "filters": (("hot", "step:5-9 due:today"), ("their side", '"call with" acme')),
        "mail": {
            "inbox": ("~/Mail/INBOX",),
            "sent": ("~/Mail/Sent", "/var/mail/sent"),
            "cc": ("partner@home.example",),
            "bcc_self": True,
        },
    }
    assert cadences.of(Plan.BRISK).silence_days == 9


def test_each_wrong_setting_is_said_with_its_line_and_the_right_ones_hold() -> None:
    read = read_text('zone = 1\nname = "Ada"\nworking_days = ["x"]\n[hooks]\nx = 1\n[keys]\ndone = "f"\n', "c")
    assert [problem.split()[0] for problem in read.problems] == ["c:1:", "c:3:", "c:5:"]
    assert (read.values["name"], read.values["keys"]) == ("Ada", (("done", "f"),))


def test_lines_that_are_not_toml_are_left_out_and_the_rest_holds() -> None:
    read = read_text('zone = \nname = "Ada"\nname = "Bea"\n[hooks\noutcome = "x"\n[keys]\ndone = "f"\n', "c")
    assert [problem[: problem.index(":", 2)] for problem in read.problems] == ["c:1", "c:3", "c:4"]
    assert read.values == {"name": "Ada", "keys": (("done", "f"),)}


def test_after_too_many_mistakes_the_defaults_hold() -> None:
    read = read_text('name = "Ada"\n' + "= \n" * 20, "c")
    assert read == Configured({}, (ConfigurationProblem("c is not TOML: using the defaults"),))


@given(st.text() | st.text(alphabet="[]=\"'\n.#azone1 {},", max_size=60))
def test_no_text_keeps_it_from_opening(text: str) -> None:
    read = read_text(text, "config.toml")
    assert all("\n" not in problem for problem in read.problems)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"name = 'a'\nzone = '\xff'", "config.toml:2: this is not UTF-8: using the defaults"),
        (b"#" * 1_000_001, "{path} is larger than 1,000,000 bytes: using the defaults"),
        (b"\xff\xfez\x00", "config.toml:1: this is not UTF-8: using the defaults"),
    ],
)
def test_a_file_that_is_no_text(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(data)
    assert read_file(path) == Configured({}, (ConfigurationProblem(said.format(path=path)),))


def test_files_as_other_systems_write_them(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'\xef\xbb\xbfname = "Ada"\r\nzone = 1\r\n')
    read = read_file(path)
    assert read.values["name"] == "Ada"
    assert [problem.split()[0] for problem in read.problems] == ["config.toml:2:"]


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    settings = load({"TZ": "UTC"}, configuration=tmp_path)
    assert settings.problems == (f"{tmp_path} cannot be read (Is a directory): using the defaults",)


@pytest.mark.parametrize("name", ["pipe", "/dev/zero", "/dev/tty"])
def test_what_has_no_end_or_no_beginning_is_refused_at_once(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    path = tmp_path / name
    said = f"{path} is a pipe or a device, not a file: using the defaults"
    assert load({"TZ": "UTC"}, configuration=path).problems == (said,)


def test_nothing_at_all_is_no_configuration() -> None:
    assert load({"TZ": "UTC"}, configuration=Path(os.devnull)).problems == ()


def test_one_setting_says_what_letters_end_with(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    for text, signature in (('name = "Ada"', "Ada"), ('name = "Ada"\nsignature = "A. M."', "A. M."), ("", "")):
        path.write_text(text)
        assert load({}, configuration=path).sender.signature == signature


class TestTheCadence:
    def test_a_number_for_every_plan_and_one_for_a_plan_of_its_own(self) -> None:
        text = "[cadence]\nsilence_days = 9\ncheck_in_gaps = [10, 20]\n[cadence.gentle]\nsilence_days = 20\n"
        cadences = cadences_of(text)
        assert [cadences.of(plan).silence_days for plan in Plan] == [20, 9, 9, 9, 9]
        assert cadences.of(Plan.GENTLE).check_in_gaps == (10, 20)
        assert cadences.of(Plan.GENTLE).check_in_days == 10

    def test_a_cap_for_every_plan_gives_the_plans_without_check_ins_none(self) -> None:
        caps = cadences_of("[cadence]\ncheck_in_cap = 2\nvalue_letters = 2\n")
        assert [caps.of(plan).check_in_cap for plan in Plan] == [2, 2, 2, 0, 0]
        assert [caps.of(plan).value_letters for plan in Plan] == [2, 2, 2, 2, 0]
        assert cadences_of("[cadence.none]\ncheck_in_cap = 1\n").of(Plan.NONE).check_in_cap == 1

    def test_every_number_can_be_changed(self) -> None:
        for number in fields(Cadence):
            value = [5] if isinstance(getattr(Cadence(), number.name), tuple) else 5
            found = getattr(cadences_of(f"[cadence]\n{number.name} = {value}\n").of(None), number.name)
            assert found == (tuple(value) if isinstance(value, list) else 5)


def cadences_of(text: str) -> Cadences:
    read = read_text(text, "config.toml")
    assert read.problems == ()
    found: Cadences = read.values["cadence"]
    return found


class TestTheFirstFile:
    def test_sets_nothing(self) -> None:
        assert read_text(first_file(), "config.toml") == Configured()

    def test_sets_the_country_that_was_guessed(self) -> None:
        text = first_file(country="US", zone="America/Los_Angeles")
        assert read_text(text, "config.toml") == Configured({"country": "US"})
        (guess,) = [number for number, line in enumerate(text.split("\n")) if line == 'country = "US"']
        above = text.split("\n")[:guess]
        assert "# Guessed from the time zone America/Los_Angeles" in "\n".join(above[-2:])

    def test_is_right_once_everything_in_it_is_set(self) -> None:
        lines = [
            line[1:] if line[:1] == "#" and line[1:2] not in ("", " ") else line for line in first_file().split("\n")
        ]
        read = read_text("\n".join(lines), "config.toml")
        assert read.problems == ()
        assert read.values["cadence"].of(Plan.STANDARD) == Cadence()
        assert read.values["theme"] == OWN_THEME
        assert tuple(read.values[name] for name in ("name", "send", "editor")) == (
            "Robin Hale",
            ("msmtp", "-t"),
            ("nvim",),
        )
        assert [key for key, _ in read.values["keys"]] == ["done", "down", "letter.send"]
        assert [name for name, _ in read.values["filters"]] == ["hot", "silent", "their side"]
        assert [name for name, _ in read.values["hooks"]] == ["follow_up_done", "letter_sent", "outcome", "day_begun"]

    def test_each_example_is_allowed(self) -> None:
        for option in OPTIONS:
            assert read_text(f"{option.name} = {option.example}", "c").problems == ()
        for option in MAIL_OPTIONS:
            assert read_text(f"[mail]\n{option.name} = {option.example}", "c").problems == ()


def test_the_themes_are_those_that_there_are() -> None:
    assert set(THEMES) == {*(theme.name for theme in OWN), *BUILTIN_THEMES}
    assert THEMES[0] == OWN_THEME == DARK.name


def test_the_countries_are_those_of_the_library() -> None:
    assert set(list_supported_countries(include_aliases=False)) == COUNTRIES


@pytest.mark.parametrize(
    ("name", "language"),
    [("en", "en-US"), ("EN-us", "en-US"), ("en_GB", "en-GB"), (" de", "de"), ("fr", "fr")],
)
def test_a_language_goes_by_its_names(name: str, language: str) -> None:
    assert language_named(name) == language


@pytest.mark.parametrize("name", ["", "es", "e", "de-DE", "english"])
def test_what_no_letter_is_written_in_is_no_language(name: str) -> None:
    with pytest.raises(ValueError, match="is not a valid Language"):
        language_named(name)


def test_each_language_has_its_usual_tone() -> None:
    assert {str(language): str(tone_for(language)) for language in Language} == {
        "en-US": "warm", "en-GB": "plain", "de": "formal", "fr": "plain",
    }  # fmt: skip


def test_services_know_what_letters_are_written_in(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    for text, language, tone in (
        ("", Language.EN_US, None),
        ('language = "fr"\ntone = "warm"', Language.FR, Tone.WARM),
    ):
        path.write_text(text)
        context = AppContext(load({"TZ": "UTC"}, store=tmp_path / "x.db", configuration=path))
        assert (context.language, context.tone) == (language, tone)


def test_ansi_is_short_for_the_dark_one() -> None:
    assert read_text('theme = "ansi"', "c").values["theme"] == "ansi-dark"


def test_every_setting_is_used(tmp_path: Path) -> None:
    """Each sets a field of Settings, or what the calendar, the sender and the cadences are made of."""
    usual = load({"TZ": "UTC"}, configuration=tmp_path / "none")
    path = tmp_path / "config.toml"
    others = {"theme": '"nord"', "glyphs": '"ascii"', "density": '"compact"', "whole_pictures": "true"}
    others |= {"language": '"de"', "working_days": '["Mon"]', "keys": '{ done = "f" }', "hooks": '{ outcome = "x" }'}
    others |= {"filters": '{ hot = "acme" }', "cadence": "{ silence_days = 3 }", "mail": "{ bcc_self = true }"}
    for name in (*(option.name for option in OPTIONS), *CONFIGURATION_TABLES):
        example = next((option.example for option in OPTIONS if option.name == name), "")
        path.write_text(f"{name} = {others.get(name, example)}")
        settings = load({"TZ": "UTC"}, configuration=path)
        assert settings.problems == ()
        calendars = [vars(one.calendar) for one in (settings, usual)]  # a calendar is equal to itself alone
        alike = settings._replace(paths=usual.paths, clock=usual.clock, calendar=usual.calendar) == usual
        assert not alike or calendars[0] != calendars[1], name
