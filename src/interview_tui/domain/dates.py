"""Days and instants: the user's calendar, what people type for a date, and how dates are shown.

The words are English whatever the locale. "Today" is the user's day, in `Calendar.zone`, never the machine's.
At the ends of what `date` and `datetime` hold, the years 1 and 9999, conversions and counting stop; they never raise.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from interview_tui.data_classes import NamedTuple
from interview_tui.domain.text import counted

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from datetime import tzinfo
    from zoneinfo import ZoneInfo

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

YEARS = range(1900, 3000)
"""The years that are taken, from wherever a date comes: others are slips of the finger or mischief, and within these
reckoning with days cannot leave what `date` can hold.
"""

_EVERY_DAY = frozenset(range(7))
_DAY = timedelta(days=1)


class Calendar:
    """The user's calendar: their zone, their working days, and the order in which they write numbers for a date.

    `country` is an ISO 3166 code, with a subdivision where there is one (`DE-BY`): its public holidays are no working
    days, nor are `days_off`. Of a country that is not known there are no holidays. `day_first` says whether `12/2` is
    12 February; None where neither the user nor the locale says.

    Without any working weekday, every day counts as one. Raises ValueError for a weekday outside 0 to 6.
    """

    def __init__(
        self,
        zone: ZoneInfo,
        working: frozenset[int] = frozenset(range(5)),
        *,
        country: str = "",
        days_off: frozenset[date] = frozenset(),
        day_first: bool | None = None,
    ) -> None:
        if not working <= _EVERY_DAY:
            raise ValueError(f"weekdays are numbered 0 to 6, not {sorted(working - _EVERY_DAY)}")
        self.zone = zone
        self.working = working or _EVERY_DAY
        """Monday is 0."""
        self.country = country
        self.days_off = days_off
        self.day_first = day_first

    def __repr__(self) -> str:
        country = f", {self.country}" if self.country else ""
        return f"Calendar({self.zone}, {sorted(self.working)}{country})"

    def local(self, instant: datetime) -> datetime:
        """The instant in the user's zone."""
        return in_zone(instant, self.zone)

    def day(self, instant: datetime) -> date:
        """The user's day of an instant."""
        return self.local(instant).date()

    def instant(self, day: date, at: time) -> datetime:
        """The instant, in UTC, at which the user's clock shows `at` on `day`.

        A time that the change to summer time skips moves forward by the gap (which can lead into the next
        day); of a time that comes twice, the first is meant.
        """
        return instant_of(day, at, self.zone)

    def wall_instant(self, moment: date | None) -> datetime | None:
        """The instant that a file gives, by the user's clock where it names no zone; None where it is only a day."""
        if not isinstance(moment, datetime) or moment.tzinfo is not None:
            return moment if isinstance(moment, datetime) else None
        return self.instant(moment.date(), moment.time())

    def is_working(self, day: date) -> bool:
        """Whether the user works on that day: one of their weekdays, no public holiday, no day off."""
        return day.weekday() in self.working and day not in self.days_off and not self._is_public_holiday(day)

    def working_on_or_after(self, day: date) -> date:
        """The day itself when the user works then, else the next working day."""
        return day if self.is_working(day) else self.add_working(day, 1)

    def working_on_or_before(self, day: date) -> date:
        """The day itself when the user works then, else the last working day before it."""
        return day if self.is_working(day) else self.add_working(day, -1)

    def add_working(self, day: date, days: int) -> date:
        """The day that many working days later (earlier when negative); 0 gives the day itself.

        Where no working day comes in three years of days off, the weekdays alone count. Ends with the first or the
        last day that there is.
        """
        step, edge = (_DAY, date.max) if days > 0 else (-_DAY, date.min)
        idle = 0
        for _ in range(abs(days)):
            while day != edge:
                day += step
                works = day.weekday() in self.working if idle > _LONGEST_REST else self.is_working(day)
                idle = 0 if works and idle <= _LONGEST_REST else idle + 1
                if works:
                    break
        return day

    def _is_public_holiday(self, day: date) -> bool:
        return bool(self.country) and day.year in YEARS and day in _public_holidays(self.country, day.year)


_LONGEST_REST = 3 * 366
"""Days."""


@cache
def _public_holidays(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country in a year, with those that are observed on another day.

    The library is loaded by the first question: it takes longer than all that `status` does.
    """
    from warnings import catch_warnings, simplefilter

    from holidays import country_holidays

    code, _, part = country.partition("-")
    with catch_warnings():
        simplefilter("ignore")  # for years of which the library knows the fixed holidays alone
        for subdivision in (part, "") if part else ("",):
            try:
                return frozenset(country_holidays(code, subdiv=subdivision or None, years=year))
            except NotImplementedError:  # no such country, or no such part of it
                continue
    return frozenset()


def country_of_zone(zone_key: str) -> str:
    """The ISO 3166 code of the country whose time zone that is; '' where that is not certain."""
    from importlib.resources import files

    folder = files("tzdata") / "zoneinfo"
    for line in (folder / "zone.tab").read_text("utf-8").splitlines():
        if not line.startswith("#") and line.split("\t")[2] == zone_key:
            return line.split("\t")[0]
    # another name of a zone: of its country only where the zone has just that one
    links = (line.split() for line in (folder / "tzdata.zi").read_text("utf-8").splitlines() if line.startswith("L "))
    target = next((target for _, target, name in links if name == zone_key), None)
    for line in (folder / "zone1970.tab").read_text("utf-8").splitlines():
        if not line.startswith("#") and line.split("\t")[2] == target:
            codes = line.split("\t")[0]
            return "" if "," in codes else codes
    return ""


def zone_named(name: str) -> ZoneInfo | None:
    """The time zone of that name; None where there is none."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):  # no such zone; a path out of the zone folder; a folder of zones
        return None


def in_zone(instant: datetime, zone: tzinfo) -> datetime:
    try:
        return instant.astimezone(zone)
    except OverflowError:
        is_late = instant.year > YEARS.stop
        return datetime.max.replace(tzinfo=zone) if is_late else datetime.min.replace(tzinfo=zone)


def instant_of(day: date, at: time, zone: tzinfo) -> datetime:
    # fold=0 means the offset before the change: the first of two, and beyond a gap
    return in_zone(datetime.combine(day, at.replace(fold=0), tzinfo=zone), UTC)


class When(NamedTuple):
    """A day on the user's calendar and, when a time was given, the instant in UTC that falls on it."""

    day: date
    at: datetime | None = None
    ends: datetime | None = None
    """The end of a span, in UTC, at most a day after `at`."""
    zone: str = ""
    """The IANA name of the zone that was named with the time; '' for the user's."""


def format_when(when: When, calendar: Calendar) -> str:
    """The text that `parse_when` reads as the same `When`: `2026-12-02`, `2026-12-02 14:00`,
    `2026-12-02 14:00-15:30 Europe/Berlin`.

    The second of two equal clock times carries its offset: `2026-11-01 01:30:00-08:00`. A span that a clock alone
    does not tell, such as one over the end of summer time, has both instants with their offsets.
    """
    if when.at is None:
        return when.day.isoformat()
    named = zone_named(when.zone)
    zone = named or calendar.zone
    name = f" {when.zone}" if named else ""
    local = in_zone(when.at, zone)
    plain = local.replace(tzinfo=None)
    is_first = instant_of(plain.date(), plain.time(), zone) == when.at
    if when.ends is not None:
        return f"{_format_span(local, in_zone(when.ends, zone))}{name}"
    precision = "auto" if not is_first or local.second or local.microsecond else "minutes"
    return f"{(plain if is_first else local).isoformat(' ', precision)}{name}"


def _format_span(start: datetime, end: datetime) -> str:
    length = end.replace(tzinfo=None) - start.replace(tzinfo=None)
    has_seconds = any(at.second or at.microsecond for at in (start, end))
    by_the_clock = start.fold == end.fold == 0 and length == end.astimezone(UTC) - start.astimezone(UTC) < _DAY
    if by_the_clock and not has_seconds:
        return f"{start.replace(tzinfo=None).isoformat(' ', 'minutes')}-{end:%H:%M}"
    return f"{start.isoformat()} - {end.isoformat()}"


def day_words(day: date, *, today: date) -> str:
    """A day in words: `today`, `Thu` (two to six days ahead), `Thu 3 Dec`, `Thu 3 Dec 2027`."""
    ahead = (day - today).days
    if ahead in _NEAR_WORDS:
        return _NEAR_WORDS[ahead]
    if 2 <= ahead <= 6:
        return _short(WEEKDAYS[day.weekday()])
    year = "" if day.year == today.year else f" {day.year}"
    return f"{_short(WEEKDAYS[day.weekday()])} {day.day} {_short(MONTHS[day.month - 1])}{year}"


def date_words(day: date, today: date) -> str:
    """A day by its date: `Fri 20 Nov`, with the year where it is another one."""
    return short_day(day) if day.year == today.year else full_date(day)


def short_day(day: date) -> str:
    """A day in a text that stays: `Fri 13 Nov`."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def leave_words(leave: datetime | None, calendar: Calendar) -> str:
    """When to leave for a meeting, by the user's clock: `leave by 09:10`; '' for None."""
    return f"leave by {calendar.local(leave):%H:%M}" if leave is not None else ""


def full_date(day: date) -> str:
    """A day with all there is of it: `Tue 1 Dec 2026`."""
    return f"{_short(WEEKDAYS[day.weekday()])} {day.day} {_short(MONTHS[day.month - 1])} {day.year}"


def distance_words(day: date, *, today: date) -> str:
    """How far away a day is: `today`, `tomorrow`, `in 8 days`, `3 days ago`. In days, so that a wrong year is seen."""
    ahead = (day - today).days
    if ahead in _NEAR_WORDS:
        return _NEAR_WORDS[ahead]
    return f"in {counted(ahead, 'day')}" if ahead > 0 else f"{counted(-ahead, 'day')} ago"


def due_words(day: date, *, today: date, clock: time | None = None) -> str:
    """A due date for a narrow column: `2 days late`, `today 14:00`, `tomorrow`, `Thu`, `3 Dec`, `3 Dec 27`.

    `clock` is the time it is due in the user's zone, if any. It is shown up to six days ahead; tomorrow then
    goes by its weekday, to stay narrow: `Fri 14:00`.
    """
    ahead = (day - today).days
    if ahead < 0:
        return f"{counted(-ahead, 'day')} late"
    if ahead > 6:
        year = "" if day.year == today.year else f" {day.year % 100:02}"
        return f"{day.day} {_short(MONTHS[day.month - 1])}{year}"
    if clock is None:
        return day_words(day, today=today)
    name = "today" if ahead == 0 else _short(WEEKDAYS[day.weekday()])
    return f"{name} {clock:%H:%M}"


def moment_words(instant: datetime, *, now: datetime, calendar: Calendar) -> str:
    """An instant in words, in the user's zone: `today 14:00`, `Thu 14:00`, `Thu 3 Dec 14:00`."""
    local = calendar.local(instant)
    return f"{day_words(local.date(), today=calendar.day(now))} {local:%H:%M}"


def ago_words(instant: datetime, *, now: datetime, calendar: Calendar) -> str:
    """How long ago, by the user's days: `today`, `yesterday`, `5 days ago`, `3 weeks ago`, `2 years ago`.

    What lies ahead is named by its day, as `day_words` does.
    """
    day, today = calendar.day(instant), calendar.day(now)
    days = (today - day).days
    if days < 2:
        return day_words(day, today=today)
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if days < 14:
        return f"{counted(days, 'day')} ago"
    if months < 2:
        return f"{counted(days // 7, 'week')} ago"
    if months < 24:
        return f"{counted(months, 'month')} ago"
    return f"{counted(months // 12, 'year')} ago"


def utc_text(instant: datetime) -> str:
    """An instant as it is kept: ISO 8601 in UTC, to the second."""
    return in_zone(instant, UTC).replace(microsecond=0).isoformat()


def iso(instant: datetime, calendar: Calendar) -> str:
    """ISO 8601 with the user's offset, to the second: `2026-12-02T14:00:00-08:00`."""
    return calendar.local(instant).isoformat(timespec="seconds")


_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_NEAR_WORDS = {ahead: word for word, ahead in _NEAR.items()}


def _short(name: str) -> str:
    return name[:3]


def due_sort(day: str | None, at: str | None, calendar: Calendar) -> str:
    """The place of a due date in the queue: the user's day and clock; a whole day comes after its timed ones."""
    if at is not None:
        return calendar.local(datetime.fromisoformat(at)).strftime("%Y-%m-%dT%H:%M")
    return f"{day}T24:00"
