"""The reader's own looks: text can be made out on every ground that it stands on."""

import pytest
from rich.color import Color as TerminalColor
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from reader.themes import DARK, LIGHT, ORDER, OWN, theme_after

LEAST = 4.5
"""Contrast of text, by WCAG 2 at level AA."""
GROUNDS = ("background", "surface", "panel")
INKS = ("text-primary", "text-accent", "text-warning", "text-error")
"""Colours of words in the styles; each is laid over its ground with its own share of opacity."""


def seen(theme: Theme, name: str, ground: Color, alpha: float = 1.0) -> Color:
    """The colour that a terminal shows: a translucent one lies on its ground."""
    colour = Color.parse(theme.to_color_system().generate()[name])
    return ground.blend(colour.with_alpha(1), colour.a * alpha, alpha=1)


def ground_of(theme: Theme, name: str) -> Color:
    return Color.parse(theme.to_color_system().generate()[name])


def contrast(one: Color, other: Color) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Color) -> float:
    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_computed_as_wcag_has_it():
    assert contrast(Color.parse("black"), Color.parse("white")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("white")) == pytest.approx(4.478, abs=0.01)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_plain_muted_and_coloured_words_have_contrast_on_every_ground(theme: Theme, ground: str):
    below = ground_of(theme, ground)
    words = {
        "plain": seen(theme, "foreground", below),
        "read titles": seen(theme, "foreground", below, 0.85),
        "muted": seen(theme, "foreground", below, 0.7),
        **{ink: seen(theme, ink, below) for ink in INKS},
    }

    assert {
        name: round(contrast(ink, below), 2) for name, ink in words.items() if contrast(ink, below) < LEAST
    } == {}


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_grounds_stay_neutral_in_a_terminal_of_256_colours(theme: Theme, ground: str):
    nearest = TerminalColor.from_rgb(*ground_of(theme, ground).rgb).downgrade(ColorSystem.EIGHT_BIT)
    channels = nearest.get_truecolor()

    assert max(channels) - min(channels) <= 40  # a step of its cube; navy is two


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_words_have_contrast_under_the_cursor(theme: Theme):
    below = seen(theme, "primary", ground_of(theme, "background"), 0.25)
    words = {
        "plain": seen(theme, "foreground", below),
        "read titles": seen(theme, "foreground", below, 0.85),
        "muted": seen(theme, "foreground", below, 0.7),
        "marks": seen(theme, "text-accent", below),
    }

    assert {
        name: round(contrast(ink, below), 2) for name, ink in words.items() if contrast(ink, below) < LEAST
    } == {}


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_the_line_of_a_sync_and_the_marked_link_have_contrast(theme: Theme):
    line = ground_of(theme, "primary-muted")
    marked = ground_of(theme, "accent")

    assert contrast(seen(theme, "foreground", line), line) >= LEAST
    assert contrast(ground_of(theme, "background"), marked) >= LEAST


def test_one_is_dark_and_one_light():
    assert DARK.dark
    assert not LIGHT.dark


def test_the_theme_key_goes_round_through_themes_that_there_are():
    assert [theme_after(name) for name in ORDER] == [*ORDER[1:], ORDER[0]]
    assert set(ORDER) <= {*BUILTIN_THEMES, *(theme.name for theme in OWN)}
    assert len(set(ORDER)) == len(ORDER)


def test_after_a_theme_that_the_key_does_not_know_comes_the_first():
    assert theme_after("no-such-theme") == ORDER[0]
