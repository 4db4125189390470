"""Colours: what is read stands out from what is behind it, in every theme the cursor is seen, in none it is bold."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from rich.color import Color, ColorSystem
from textual.color import Color as TextualColor

from interview_tui.configuration_options import THEMES
from interview_tui.terminal.capabilities import Capabilities, Colours
from interview_tui.ui.app import InterviewApp
from interview_tui.ui.strips import TONES
from interview_tui.ui.themes import ANSI_ANY, ANSI_DARK, ANSI_LIGHT, CONTRAST, DARK, LIGHT, NONE, OWN, theme_for
from tests.programs import ProgramOnATable
from tests.ui.dashboards import Shown, a_morning, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.segment import Segment
    from rich.style import Style
    from textual.strip import Strip
    from textual.theme import Theme


OF_256 = [theme for theme in OWN if theme.primary.startswith("#")]
"""The program's own that are made of the palette of 256."""
TEXT, GRAPHIC = 4.5, 3.0
"""What WCAG 2 asks for at level AA: of text, and of what only parts or points (1.4.3, 1.4.11)."""
ENHANCED = 7.0
"""What it asks of text at level AAA."""
PALETTES = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "console": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
}
"""The sixteen colours as xterm has them, and as the console of Linux has."""
GRAPHICS = frozenset("▌▐▸│┃─━├┤╭╮╰╯┏┓┗┛▁▂▃▄▅▆▇█░▒∙")
PLACES = {
    "MainScreen": ("j", "j", "space", "k"),
    "Help": ("l", "question_mark"),
    "Palette": ("escape", "colon"),
    "NoteDialog": ("escape", "a"),
    "InterviewForm": ("escape", "l", "a", "ctrl+s"),  # which is refused
    "Triage": ("escape", "T"),
    "PeoplePage": ("escape", "p"),
    "StoriesPage": ("escape", "s"),
    "PromisesPage": ("escape", "C"),
    "ThanksPage": ("escape", "L"),
    "ChartPage": ("escape", "c"),
    "BriefPage": ("escape", "b"),
    "ReviewPage": ("escape", "v"),
    "PlanPreview": ("escape", "P"),
    "QuoteDialog": ("escape", "m"),
    "LetterPage": ("x", "enter"),
}
"""Keys one after another that lead everywhere, by where each leads."""


def in_colours(folder: Path, theme: str) -> ProgramOnATable:
    """A program whose user has chosen a theme."""
    program = a_morning(folder)
    return ProgramOnATable(program.settings._replace(theme=theme), program.clock)


def seen_of(on: Shown) -> Iterator[Segment]:
    """What stands on the screen, without blank cells."""
    for strip in on.app.screen._compositor.render_strips():  # Textual has no public way to read its picture
        yield from (segment for segment in strip if segment.text.strip())


async def looks_everywhere(program_folder: Path, theme: Theme) -> dict[tuple[Color, Color, bool], str]:
    """Each pair of colours that is anywhere on the screen, and whether it is of text, with an example of it."""
    found: dict[tuple[Color, Color, bool], str] = {}

    def look(on: Shown) -> None:
        for text, style, _ in seen_of(on):
            assert style is not None
            assert style.color is not None, text
            assert style.bgcolor is not None, text
            found.setdefault((style.color, style.bgcolor, not GRAPHICS.issuperset(text.replace(" ", ""))), text.strip())

    program = in_colours(program_folder, theme.name)
    async with shown(program, size=(120, 40)) as on:
        look(on)
        for place, keys in PLACES.items():
            await on.press(*keys)
            assert type(on.app.screen).__name__ == place
            look(on)
    async with shown(program) as on:
        look(on)
        for error in (False, True):
            on.dashboard.message.tell("What was done", error=error)
            await on.pilot.pause()
            look(on)
    return found


def lightness(color: Color) -> float:
    """The relative luminance of WCAG 2."""
    parts = (part / 255 for part in color.get_truecolor())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((lightness(one), lightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    white, black, grey = (Color.parse(name) for name in ("#ffffff", "#000000", "#767676"))
    assert contrast(white, black) == contrast(black, white) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("theme", "least"),
    [
        pytest.param(
            theme,
            ENHANCED if theme is CONTRAST else TEXT,
            id=theme.name,
            marks=[] if theme is DARK else pytest.mark.soak,
        )
        for theme in OF_256
    ],
)
async def test_every_text_stands_out_from_its_background(tmp_path: Path, theme: Theme, least: float) -> None:
    looks = await looks_everywhere(tmp_path, theme)
    assert len(looks) > 10
    for name, system in (("all colours", ColorSystem.TRUECOLOR), ("256", ColorSystem.EIGHT_BIT)):
        pale = {
            (name, text, front.name, back.name): round(ratio, 2)
            for (front, back, is_text), text in looks.items()
            if (ratio := contrast(front.downgrade(system), back.downgrade(system))) < (least if is_text else GRAPHIC)
        }
        assert pale == {}


@pytest.mark.parametrize(
    ("theme", "grounds"),
    [
        pytest.param(ANSI_DARK, "k", id="dark", marks=pytest.mark.soak),
        pytest.param(ANSI_LIGHT, "w", id="light", marks=pytest.mark.soak),
        pytest.param(ANSI_ANY, "kw", id="any"),
    ],
)
async def test_of_the_terminals_own_colours_those_are_taken_that_stand_on_its_background(
    tmp_path: Path, theme: Theme, grounds: str
) -> None:
    looks = await looks_everywhere(tmp_path, theme)
    assert len(looks) >= 5  # text, what is late, a frame, and the one accent: of the lit frame and of text
    pale = set()
    for (name, palette), ground in product(PALETTES.items(), grounds):
        black, white = Color.parse("#000000"), Color.parse("#ffffff")
        own = (white, black) if ground == "k" else (black, white)
        for (*pair, _), text in looks.items():
            front, back = (
                usual if color.is_default else Color.parse(f"#{palette.split()[color.number or 0]}")
                for color, usual in zip(pair, own, strict=True)
            )
            if (ratio := contrast(front, back)) < GRAPHIC:
                pale.add((name, ground, *(color.name for color in pair), text, round(ratio, 2)))
    assert pale == set()


@pytest.mark.parametrize("theme", OF_256, ids=lambda theme: theme.name)
def test_every_colour_is_one_of_the_palette_and_no_theme_lacks_one(theme: Theme) -> None:
    steps = (0, 95, 135, 175, 215, 255)
    palette = {*product(steps, repeat=3), *((8 + 10 * n,) * 3 for n in range(24))}
    parts = (theme.primary, theme.secondary, theme.accent, theme.warning, theme.error, theme.success)
    grounds = (theme.foreground, theme.background, theme.surface, theme.panel)
    given = {*parts, *grounds, *(value for value in theme.variables.values() if value.startswith("#"))}
    assert None not in given
    assert {value for value in given if value and TextualColor.parse(value).rgb not in palette} == set()
    assert theme.variables.keys() == DARK.variables.keys()


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_every_tone_is_of_colours_that_the_theme_has(theme: Theme) -> None:
    given = {**theme.to_color_system().generate(), **theme.variables}
    attributes = {paint.attributes.removeprefix("$") for paint in TONES.values() if paint.attributes.startswith("$")}
    assert {name for paint in TONES.values() for name in (paint.colour, paint.ground) if name} | attributes <= set(
        given
    )


async def test_in_every_theme_the_row_under_the_cursor_looks_unlike_the_others(tmp_path: Path) -> None:
    alike = set()
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        for name in THEMES:
            on.app.theme = name
            await on.pilot.pause()
            lists = (on.dashboard.follow_ups, on.dashboard.pipeline)
            lines = [
                rows.render_line(y)
                for rows in lists
                for y in range(rows.size.height)
                if (row := rows.rows.row(rows.top + y, rows.size.height)) is not None and row.selectable
            ]
            looks = {sign: {look_of(line) for line in lines if line.text.startswith(sign)} for sign in "▌▸ "}
            assert all(looks.values())
            if (looks["▌"] | looks["▸"]) & looks[" "] or looks["▌"] & looks["▸"]:
                alike.add(name)
    assert alike == set()


def look_of(line: Strip) -> tuple[Style, ...]:
    """How the words of a row are drawn, the sign at its left not counted."""
    return tuple(style for text, style, _ in list(line)[1:] if style and text.strip())


async def test_without_colour_the_cursor_is_reversed_and_nothing_has_a_colour(tmp_path: Path) -> None:
    app = InterviewApp(a_morning(tmp_path), capabilities=Capabilities(Colours.NONE))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        on = Shown(app.program, app, pilot)  # type: ignore[arg-type]
        looks = [(segment.text, segment.style) for segment in seen_of(on)]
        assert app.theme == NONE.name
        assert {(style.color, style.bgcolor) for _, style in looks if style} == {(None, None)}
        cursor = " ".join("".join(text for text, style in looks if style and style.reverse).split())
        assert cursor == "▌3 days Thank Dana Ruiz Acme within 24 h of Thu 19 Nov"
        late = [style for text, style in looks if text.strip() == "3 days" and style and not style.reverse]
        assert len(late) == 3
        assert all(style.bold for style in late)
        assert "┏━ Follow-ups 13 ━" in on.screen()
        assert "╭─ Pipeline 3 ─" in on.screen()


async def test_another_theme_is_chosen_while_it_runs(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        assert (on.app.theme, on.app.animation_level) == (DARK.name, "none")
        await on.app.run_action("theme")
        await on.pilot.pause()
        await on.type("interview-light")
        await on.press("enter")
        assert on.app.theme == LIGHT.name
        assert on.message.startswith("The colours are interview-light until you quit")
        assert {segment.style.bgcolor.name for segment in seen_of(on) if segment.style and segment.style.bgcolor} == {
            "#ffffff", "#eeeeee", "#d7ffd7",
        }  # fmt: skip
        await on.app.run_action("theme")
        await on.pilot.pause()
        await on.type("none")
        await on.press("enter")
        assert {segment.style.color for segment in seen_of(on) if segment.style} == {None}


async def test_where_there_is_no_colour_none_is_offered(tmp_path: Path) -> None:
    app = InterviewApp(a_morning(tmp_path), capabilities=Capabilities(Colours.NONE))
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.run_action("theme")
        on = Shown(app.program, app, pilot)  # type: ignore[arg-type]
        assert on.message == "No colours here: TERM has none, or NO_COLOR is set"
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize(
    ("colours", "light", "chosen", "theme"),
    [
        (Colours.TRUE, None, "", DARK),
        (Colours.PALETTE, None, "", DARK),
        (Colours.PALETTE, False, "", DARK),
        (Colours.PALETTE, True, "", LIGHT),
        (Colours.TRUE, True, DARK.name, DARK),
        (Colours.SIXTEEN, None, "", ANSI_ANY),
        (Colours.SIXTEEN, False, "", ANSI_DARK),
        (Colours.SIXTEEN, True, "", ANSI_LIGHT),
        (Colours.SIXTEEN, True, CONTRAST.name, CONTRAST),
        (Colours.NONE, True, CONTRAST.name, NONE),
    ],
)
def test_the_theme_is_the_chosen_one_or_what_the_terminal_can_show(
    colours: Colours, light: bool | None, chosen: str, theme: Theme
) -> None:
    assert theme_for(colours, chosen, light=light) == theme.name


@pytest.mark.parametrize("theme", [theme.name for theme in OWN])
async def test_what_may_be_typed_does_not_look_like_what_was(tmp_path: Path, theme: str) -> None:
    async with shown(in_colours(tmp_path, theme)) as on:
        await on.press("a", *"x")
        looks = {text.strip(): style for text, style, _ in seen_of(on)}
        placeholder = next(style for text, style in looks.items() if text.startswith("Dana Ruiz, Kim Lee"))
        value = looks["x"]
        assert placeholder is not None
        assert value is not None
        assert placeholder.italic
        assert not value.italic
