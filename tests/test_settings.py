"""Where things are and what the user set: paths, the zone, the clock, and a configuration that can be wrong."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from interview_tui.domain.cadence import Cadence, Cadences
from interview_tui.domain.errors import Unclear
from interview_tui.domain.records import Plan
from interview_tui.places import find_paths
from interview_tui.settings import Settings, from_process, load

SOURCE = Path(__file__).parents[1] / "src"


def configured(folder: Path, text: str | bytes, **environment: str) -> Settings:
    """The settings with a configuration file of that text."""
    path = folder / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(environment, configuration=path)


def zone_of(folder: Path, text: str = "", **environment: str) -> str:
    settings = configured(folder, text, **environment)
    assert settings.problems == ()
    return settings.calendar.zone.key


class TestTheZone:
    def test_of_the_configuration_comes_first(self, tmp_path: Path) -> None:
        assert zone_of(tmp_path, 'zone = "Pacific/Auckland"', TZ="Europe/Berlin") == "Pacific/Auckland"

    @pytest.mark.parametrize("tz", ["Europe/Berlin", ":Europe/Berlin"])
    def test_else_that_of_tz(self, tmp_path: Path, tz: str) -> None:
        assert zone_of(tmp_path, TZ=tz) == "Europe/Berlin"

    @pytest.mark.parametrize("tz", ["", ":", "Nowhere/Land", "../../etc/passwd", "/etc/localtime", "Europe", "\x00"])
    def test_else_that_of_the_system(self, tmp_path: Path, tz: str) -> None:
        assert zone_of(tmp_path, TZ=tz) == zone_of(tmp_path)

    def test_of_a_wrong_configuration_gives_way_to_tz(self, tmp_path: Path) -> None:
        settings = configured(tmp_path, 'zone = "Nowhere/Land"', TZ="Europe/Berlin")
        assert settings.calendar.zone.key == "Europe/Berlin"
        assert len(settings.problems) == 1


class TestTheConfiguration:
    def test_none_is_no_problem(self, tmp_path: Path) -> None:
        settings = load({"TZ": "UTC"}, configuration=tmp_path / "config.toml")
        assert settings.problems == ()
        assert settings.calendar.working == frozenset(range(5))
        assert settings.mine == frozenset()

    @pytest.mark.parametrize(
        ("text", "working"),
        [
            ('working_days = ["Mon", "tuesday", "WEDN"]', {0, 1, 2}),
            ('working_days = ["Sun", "Mon", "Tue", "Wed", "Thu"]', {6, 0, 1, 2, 3}),
            ('working_days = "sat"', {5}),
            ("working_days = []", {0, 1, 2, 3, 4}),
        ],
    )
    def test_working_days(self, tmp_path: Path, text: str, working: set[int]) -> None:
        settings = configured(tmp_path, text)
        assert set(settings.calendar.working) == working
        assert settings.problems == ()

    @pytest.mark.parametrize(
        ("text", "mine"),
        [
            ('email = "Me@Home.example"', {"me@home.example"}),
            ('email = ["me@home.example", "me@work.example "]', {"me@home.example", "me@work.example"}),
            ("email = []", set()),
        ],
    )
    def test_my_addresses(self, tmp_path: Path, text: str, mine: set[str]) -> None:
        settings = configured(tmp_path, text)
        assert set(settings.mine) == mine
        assert settings.problems == ()

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("zone = 7", 'zone = 7 is no time zone: write for example zone = "Europe/Berlin"'),
            ('zone = "CET/x"', "zone = 'CET/x' is no time zone: write for example zone = \"Europe/Berlin\""),
            ('zone = ""', "zone = '' is no time zone: write for example zone = \"Europe/Berlin\""),
            (
                'zone = "/etc/passwd"',
                "zone = '/etc/passwd' is no time zone: write for example zone = \"Europe/Berlin\"",
            ),
            (
                'working_days = ["Mon", "Funday"]',
                'working_days holds \'Funday\': write for example working_days = ["Mon", "Tue"]',
            ),
            (
                'working_days = ["Monkey"]',
                'working_days holds \'Monkey\': write for example working_days = ["Mon", "Tue"]',
            ),
            ("working_days = 5", 'working_days holds 5: write for example working_days = ["Mon", "Tue"]'),
            ("working_days = [[]]", 'working_days holds []: write for example working_days = ["Mon", "Tue"]'),
            ('email = "me"', "email = 'me' is no address: write for example email = [\"me@home.example\"]"),
            ("email = 7", 'email = 7 is no address: write for example email = ["me@home.example"]'),
            ("email = {}", 'email = {} is no address: write for example email = ["me@home.example"]'),
            (
                'whole_pictures = "yes"',
                "whole_pictures = 'yes' is neither true nor false: write for example whole_pictures = true",
            ),
            ("zone =", "{path} is not TOML (Invalid value (at end of document)): the defaults hold"),
            (b"zone = '\xff'", "{path} is not TOML ("),
            (b"\x00", "{path} is not TOML ("),
            ("a = 1\na = 2", "{path} is not TOML ("),
        ],
    )
    def test_what_is_wrong_is_said_in_a_line_and_the_defaults_hold(
        self, tmp_path: Path, text: str | bytes, problem: str
    ) -> None:
        settings = configured(tmp_path, text, TZ="Europe/Berlin")
        (said,) = settings.problems
        assert said.startswith(problem.format(path=tmp_path / "config.toml") if "{path}" in problem else problem)
        assert "\n" not in said
        assert settings.calendar.zone.key == "Europe/Berlin"
        assert settings.calendar.working == frozenset(range(5))
        assert settings.mine == frozenset()
        assert not settings.whole_pictures

    def test_each_wrong_setting_is_said_and_the_right_ones_hold(self, tmp_path: Path) -> None:
        settings = configured(tmp_path, 'zone = 1\nworking_days = ["x"]\nemail = "me@home.example"')
        assert [problem.split()[0] for problem in settings.problems] == ["zone", "working_days"]
        assert settings.mine == {"me@home.example"}

    def test_a_folder_in_its_place(self, tmp_path: Path) -> None:
        settings = load({"TZ": "UTC"}, configuration=tmp_path)
        assert settings.problems == (f"{tmp_path} cannot be read (Is a directory): the defaults hold",)

    def test_a_long_wrong_value_is_shortened(self, tmp_path: Path) -> None:
        (said,) = configured(tmp_path, f'zone = "{"x" * 5000}"').problems
        assert len(said) < 150


class TestPaths:
    def test_the_command_line_comes_first_then_the_environment(self, tmp_path: Path) -> None:
        environment = {"INTERVIEW_TUI_DB": "/e/store.db", "INTERVIEW_TUI_CONFIG": "/e/config.toml"}
        paths = find_paths(environment, store=tmp_path / "a.db", configuration=tmp_path / "c.toml")
        assert (paths.store, paths.configuration) == (tmp_path / "a.db", tmp_path / "c.toml")
        paths = find_paths(environment)
        assert (paths.store, paths.configuration) == (Path("/e/store.db"), Path("/e/config.toml"))
        assert paths.templates == Path("/e/templates")

    def test_a_home_folder_can_be_meant(self) -> None:
        paths = find_paths({"INTERVIEW_TUI_DB": "~/store.db", "INTERVIEW_TUI_CONFIG": "~/c.toml"})
        assert (paths.store, paths.configuration) == (Path.home() / "store.db", Path.home() / "c.toml")

    def test_else_they_are_the_users_own_folders(self, tmp_path: Path) -> None:
        code = (
            "from interview_tui.settings import from_process; p = from_process().paths;"
            "print(p.store, p.configuration, p.templates, p.backups, p.log, sep='\\n')"
        )
        folders = {
            "XDG_DATA_HOME": str(tmp_path / "data"),
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "XDG_STATE_HOME": str(tmp_path / "state"),
        }
        environment = {"HOME": str(tmp_path), "PYTHONPATH": str(SOURCE), "INTERVIEW_TUI_DB": "", **folders}
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True, timeout=60
        )
        store, configuration, templates, backups, log = (Path(line) for line in done.stdout.splitlines())
        assert store.name == "interviews.db"
        assert configuration.name == "config.toml"
        assert templates == configuration.parent / "templates"
        assert backups == store.parent / "backups"
        assert log.name == "interview-tui.log"
        assert all(tmp_path in path.parents for path in (store, configuration, log))
        assert list(tmp_path.iterdir()) == []


class TestTheClock:
    @pytest.mark.parametrize(
        ("now", "instant"),
        [
            ("2026-12-02T09:00:00+01:00", datetime(2026, 12, 2, 8, tzinfo=UTC)),
            ("2026-12-02T09:00:00.987654-08:00", datetime(2026, 12, 2, 17, tzinfo=UTC)),
            ("2026-12-02T09:00Z", datetime(2026, 12, 2, 9, tzinfo=UTC)),
        ],
    )
    def test_can_be_stopped(self, tmp_path: Path, now: str, instant: datetime) -> None:
        clock = load({"INTERVIEW_TUI_NOW": now}, configuration=tmp_path / "c.toml").clock
        assert clock() == clock() == instant

    @pytest.mark.parametrize("now", ["tomorrow", "2026-12-02", "2026-12-02T09:00:00", "2026-13-02T09:00:00Z", "7"])
    def test_at_nothing_but_an_instant(self, tmp_path: Path, now: str) -> None:
        with pytest.raises(Unclear, match=f"^INTERVIEW_TUI_NOW={now} is no instant: write for example 2026-12-02T09"):
            load({"INTERVIEW_TUI_NOW": now}, configuration=tmp_path / "c.toml")

    def test_else_it_is_the_machines_in_utc_to_the_second(self, tmp_path: Path) -> None:
        clock = load({"INTERVIEW_TUI_NOW": ""}, configuration=tmp_path / "c.toml").clock
        assert abs(datetime.now(UTC) - clock()) < timedelta(minutes=1)
        assert (clock().tzinfo, clock().microsecond) == (UTC, 0)


def test_of_this_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("INTERVIEW_TUI_DB", str(tmp_path / "here.db"))
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    settings = from_process(configuration=tmp_path / "config.toml")
    assert settings.paths.store == tmp_path / "here.db"
    assert settings.calendar.zone.key == "Asia/Kathmandu"


class TestTheCadence:
    def test_is_the_usual_one_by_itself(self, tmp_path: Path) -> None:
        assert configured(tmp_path, "").cadences == Cadences()

    def test_a_number_for_every_plan_and_one_for_a_plan_of_its_own(self, tmp_path: Path) -> None:
        text = "[cadence]\nsilence_days = 9\ncheck_in_gaps = [10, 20]\n[cadence.gentle]\nsilence_days = 20\n"
        settings = configured(tmp_path, text)
        assert settings.problems == ()
        assert [settings.cadences.of(plan).silence_days for plan in Plan] == [20, 9, 9, 9]
        assert settings.cadences.of(Plan.GENTLE).check_in_gaps == (10, 20)
        assert settings.cadences.of(Plan.GENTLE).check_in_days == 10

    def test_a_cap_for_every_plan_gives_the_plan_without_check_ins_none(self, tmp_path: Path) -> None:
        caps = configured(tmp_path, "[cadence]\ncheck_in_cap = 2\n").cadences
        assert [caps.of(plan).check_in_cap for plan in Plan] == [2, 2, 2, 0]
        caps = configured(tmp_path, "[cadence.none]\ncheck_in_cap = 1\n").cadences
        assert caps.of(Plan.NONE).check_in_cap == 1

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("[cadence]\nsilense_days = 3", "[cadence] knows no silense_days: did you mean silence_days?"),
            ("[cadence.gentl]\nx = 1", "[cadence] knows no gentl: did you mean gentle?"),
            (
                "[cadence.brisk]\ncheck_in_cup = 3",
                "[cadence.brisk] knows no check_in_cup: did you mean check_in_cap?",
            ),
            (
                "[cadence]\nsilence_days = 0",
                "[cadence] silence_days = 0 is not a whole number from 1 to 3650: write for example silence_days = 12",
            ),
            (
                "[cadence]\nwatch_weeks = true",
                "[cadence] watch_weeks = True is not a list of whole numbers: write for example watch_weeks = [6, 12]",
            ),
            (
                '[cadence.gentle]\ncheck_in_gaps = [14, "x"]',
                (
                    "[cadence.gentle] check_in_gaps = [14, 'x'] is not a list of whole numbers: "
                    "write for example check_in_gaps = [14, 28]"
                ),
            ),
            ("cadence = 3", "cadence = 3 is no table: write for example [cadence] and under it check_in_cap = 3"),
            ("[cadence]\ngentle = 3", "cadence.gentle = 3 is no table: write for example [cadence.gentle]"),
        ],
    )
    def test_what_is_wrong_is_said_and_the_default_holds(self, tmp_path: Path, text: str, problem: str) -> None:
        settings = configured(tmp_path, text)
        assert settings.problems == (problem,)
        assert settings.cadences == Cadences()

    def test_every_number_can_be_changed(self, tmp_path: Path) -> None:
        for number in fields(Cadence):
            value = [5] if isinstance(getattr(Cadence(), number.name), tuple) else 5
            settings = configured(tmp_path, f"[cadence]\n{number.name} = {value}\n")
            assert settings.problems == ()
            assert getattr(settings.cadences.of(None), number.name) == (tuple(value) if isinstance(value, list) else 5)
