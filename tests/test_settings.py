"""Where things are and what the user set: paths, the zone, the clock, and a configuration that can be wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from interview_tui.cli.group import run
from interview_tui.domain.errors import Unclear
from interview_tui.paths import find_paths
from interview_tui.settings import Settings, days_come_first, from_process, load

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


def run_config(path: Path, command: str, **environment: str) -> tuple[int, str]:
    """The exit code of `config init` or `config check`, and all that it says."""
    environment |= {"HOME": str(path.parent), "INTERVIEW_TUI_CONFIG": str(path)}
    with CliRunner().isolation(env=environment) as (out, err, _):
        code = run(["config", command])
        sys.stdout.flush()
        sys.stderr.flush()
        return code, (out.getvalue() + err.getvalue()).decode()


class TestTheCalendar:
    def test_has_the_holidays_and_the_days_off(self, tmp_path: Path) -> None:
        text = 'country = "US"\ndays_off = "2026-11-27"\n'
        calendar = configured(tmp_path, text, TZ="America/Los_Angeles").calendar
        assert calendar.add_working(date(2026, 11, 25), 1) == date(2026, 11, 30)

    def test_has_no_holidays_by_itself(self, tmp_path: Path) -> None:
        assert configured(tmp_path, "", TZ="America/Los_Angeles").calendar.country == ""
        assert load({"TZ": "America/Los_Angeles"}, configuration=tmp_path / "none.toml").calendar.country == ""

    def test_guesses_the_country_from_the_zone_when_told_to(self, tmp_path: Path) -> None:
        assert configured(tmp_path, 'country = "auto"', TZ="Europe/Berlin").calendar.country == "DE"
        assert configured(tmp_path, 'country = "auto"\nzone = "UTC"', TZ="Europe/Berlin").calendar.country == ""

    @pytest.mark.parametrize(
        ("environment", "day_first"),
        [
            ({}, None),
            ({"LANG": "C.UTF-8"}, None),
            ({"LANG": "de"}, None),
            ({"LANG": "en_US.UTF-8"}, False),
            ({"LANG": "en_US.UTF-8", "LC_TIME": "de_DE@euro"}, True),
            ({"LANG": "en_US.UTF-8", "LC_TIME": "de_DE", "LC_ALL": "C"}, None),
            ({"LANG": "en_GB"}, True),
            ({"LANG": "en_CA.UTF-8"}, None),
            ({"LANG": "ja_JP.UTF-8"}, None),
        ],
    )
    def test_the_locale_says_which_number_is_the_month(
        self, tmp_path: Path, environment: dict[str, str], day_first: bool | None
    ) -> None:
        assert days_come_first(environment) is day_first
        assert configured(tmp_path, "", **environment).calendar.day_first is day_first
        assert load(environment, configuration=tmp_path / "none.toml").calendar.day_first is day_first

    def test_the_configuration_comes_before_the_locale(self, tmp_path: Path) -> None:
        assert configured(tmp_path, "day_first = true", LANG="en_US.UTF-8").calendar.day_first is True
        assert configured(tmp_path, "day_first = false", LANG="de_DE.UTF-8").calendar.day_first is False

    def test_config_init_writes_the_country_of_the_zone_and_says_so(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "config.toml"
        code, said = run_config(path, "init", TZ="America/Los_Angeles")
        assert code == 0
        assert 'country = "US", guessed from America/Los_Angeles' in said
        assert load({"TZ": "America/Los_Angeles"}, configuration=path).calendar.country == "US"

    def test_config_init_sets_nothing_where_the_zone_does_not_say(self, tmp_path: Path) -> None:
        path = tmp_path / "config.toml"
        assert run_config(path, "init", TZ="UTC")[1].endswith("it explains every setting; none is set yet\n")
        assert load({"TZ": "UTC"}, configuration=path).calendar.country == ""

    @pytest.mark.parametrize(
        ("country", "code", "said"),
        [
            ("DE-BY", 0, "is right\n"),
            ("DE-XX", 1, 'country = "DE-XX" has no such part: there are BB, BE, '),
            ("AD-99", 1, 'country = "AD-99" has no such part: there are '),
        ],
    )
    def test_config_check_knows_the_parts_of_a_country(
        self, tmp_path: Path, country: str, code: int, said: str
    ) -> None:
        path = tmp_path / "config.toml"
        path.write_text(f'country = "{country}"\n')
        ended, text = run_config(path, "check", TZ="UTC")
        assert ended == code
        assert said in text

    @pytest.mark.parametrize("command", ["status", "due"])
    def test_what_shows_what_is_due_waits_for_no_library_of_holidays(self, tmp_path: Path, command: str) -> None:
        (tmp_path / "config.toml").write_text('country = "DE-BY"\ndays_off = ["2026-12-24..2027-01-01"]\n')
        environment = {
            "HOME": str(tmp_path),
            "INTERVIEW_TUI_DB": str(tmp_path / "a.db"),
            "INTERVIEW_TUI_CONFIG": str(tmp_path / "config.toml"),
            "PYTHONPATH": str(SOURCE),
        }
        code = (
            "import sys; from interview_tui.cli.group import run; assert run(sys.argv[1:]) == 0;"
            "print('loaded:', *{name.partition('.')[0] for name in sys.modules})"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, command],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert not {"holidays", "dateutil"} & set(done.stdout.rpartition("loaded: ")[2].split())


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

    @pytest.mark.parametrize(
        "now",
        [
            "tomorrow",
            "2026-12-02",
            "2026-12-02T09:00:00",
            "2026-13-02T09:00:00Z",
            "7",
            "0001-01-01T00:00+01:00",
            "9999-12-31T23:00-08:00",
        ],
    )
    def test_at_nothing_but_an_instant(self, tmp_path: Path, now: str) -> None:
        with pytest.raises(
            Unclear, match=f"^INTERVIEW_TUI_NOW={re.escape(now)} is not an instant: write for example 2026-12-02T09"
        ):
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
