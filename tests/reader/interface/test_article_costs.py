"""What the article pane costs, counted: as much for a long text as for a short one."""

import sys
from collections.abc import Callable
from functools import partial

import pytest
from textual._compositor import Compositor
from textual.screen import Screen

from reader.render.pieces import text_piece
from reader.render.setting import Setting
from reader.render.text import HIT_META, Drawn
from reader.searching.marking import Marker
from reader.searching.query import parse
from reader.widgets.textrun import TextRun
from scrapers.model import Paragraph
from tests.pane import Pane, article
from tests.reading import STANDARD

FEW, MANY = 200, 800


def test_marking_words_draws_no_piece_anew_that_is_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    draw = Setting._draw

    def noted(self: Setting, width: int) -> Drawn:
        drawn.append(width)
        return draw(self, width)

    monkeypatch.setattr(Setting, "_draw", noted)
    run = TextRun([Setting(text_piece("paragraph", "Họp báo")) for _ in range(FEW)], 40)
    run.stretches()
    assert len(drawn) == FEW
    for setting in run.settings:
        run.mark_words(setting, Marker(parse("họp").terms), None)
    assert len(drawn) == FEW
    assert run.settings[0].hits == 1
    assert run.settings[0].place_of(0, HIT_META) == 0
    assert len(drawn) == FEW + 1


async def test_a_step_in_a_long_text_looks_at_no_other_piece_than_those_in_sight() -> None:
    """An attached file has thousands of paragraphs, and each step of reading tells how far it has come."""
    calls: list[int] = []
    for count in (FEW, MANY):
        pane = Pane(article(*(Paragraph(text=f"Đoạn {number}.") for number in range(count))))
        async with pane.run_test(size=STANDARD) as pilot:
            await pilot.pause()
            pane.view.scroll_relative(y=1, animate=False, immediate=True)
            await pilot.pause()
            calls.append(profiled(partial(pane.view.scroll_relative, y=1, animate=False, immediate=True)))
            assert pane.view.scroll_y == 2
    assert calls[0] == calls[1]


async def test_a_scrollbar_that_comes_or_goes_with_a_text_is_laid_out_and_painted_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Textual lays the pane out and paints it once more, a frame later."""
    done: list[str] = []
    short, long = (article(*[Paragraph(text="Tin.")] * count, id=str(count)) for count in (1, FEW))
    pane = Pane(short)
    async with pane.run_test(size=STANDARD) as pilot:
        await pilot.pause()
        noting_calls(monkeypatch, done, Screen, "_refresh_layout")
        noting_calls(monkeypatch, done, Compositor, "render_update")
        for shown in (long, short):
            pane.view.show(article=shown)
            await pilot.pause()
            assert bool(pane.view.max_scroll_y) is (shown is long)
            assert done == ["_refresh_layout", "render_update"]
            done.clear()


def noting_calls(monkeypatch: pytest.MonkeyPatch, done: list[str], kind: type, name: str) -> None:
    """Write down whenever a method is called."""
    method = getattr(kind, name)

    def noted(self: object, *arguments: object, **named: object) -> object:
        done.append(name)
        return method(self, *arguments, **named)

    monkeypatch.setattr(kind, name, noted)


def profiled(do: Callable[[], object]) -> int:
    """Count what is called."""
    called = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal called
        called += event == "call"

    sys.setprofile(count)
    try:
        do()
    finally:
        sys.setprofile(None)
    return called
