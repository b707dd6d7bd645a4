"""A pane of pieces with keys that go from link to link, from one marked word or correction to the next."""

from collections.abc import Sequence

from textual import on
from textual.geometry import Offset, Region
from textual.message import Message

from reader.messages import with_fields
from reader.render.setting import Setting
from reader.render.text import HIT_META, LINK_META
from reader.searching.marking import Marker
from reader.widgets.position import Stretch, Stretches
from reader.widgets.textpane import TextPane
from reader.widgets.textrun import TextRun


class MarkedPane(TextPane):
    """Knows which link the keys are on, and which hit; what the pieces are is its subclass's."""

    @with_fields
    class LinkOpened(Message):
        """A link of the text is to be opened; only addresses of http(s) with a host come here."""

        url: str

    @with_fields
    class Stepped(Message):
        """The keys went to a marked word or correction: to which of how many, from 1; 0 of 0 for none yet."""

        at: int
        of: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._runs: list[TextRun] = []
        """The text, in several runs where pictures part it."""
        self._links: list[tuple[Setting, int]] = []
        self._link: int | None = None
        self._hit: tuple[int, int] | None = None
        self._revealed: tuple[Setting, int] | None = None
        """The line of a piece that the keys went to last."""
        self._holds = False
        """Whether the hit that the keys are on stays in sight when lines come to lie elsewhere."""
        self._seeks = False
        """Whether to go to the first hit once the pieces have their places."""
        self._lies: tuple[list[tuple[int, list[Stretch]]], Stretches] = [], Stretches(())
        """Where the pieces of each run lay when that was asked last, and how all of them do."""

    @property
    def marker_now(self) -> Marker | None:
        """What marks words in the text that is shown."""
        return None

    @property
    def _settings(self) -> list[Setting]:
        return [setting for run in self._runs for setting in run.settings]

    def _run_of(self, setting: Setting) -> TextRun:
        return next(run for run in self._runs if setting in run.settings)

    def _region_of(self, setting: Setting) -> Region:
        """Return where a piece lies in the text of the pane."""
        run = self._run_of(setting)
        return run.region_of(setting).translate(run.virtual_region.offset)

    @property
    def _weight(self) -> int:
        """How much text there is, in characters."""
        return sum(setting.piece.weight for setting in self._settings)

    @property
    def _stretches(self) -> Stretches:
        """How the text lies in the pane; added up only where that changed, for each step of reading asks."""
        lie = [(run.virtual_region.y, run.stretches()) for run in self._runs]
        if lie != self._lies[0]:
            moved = (part._replace(top=part.top + top) for top, parts in lie for part in parts)
            self._lies = lie, Stretches(moved)
        return self._lies[1]

    def take_links(self) -> None:
        """Take the links of the text that is shown by now, and stand on none."""
        self._links = [
            (setting, number) for setting in self._settings for number in range(len(setting.piece.targets))
        ]
        self._link = None

    def action_next_link(self) -> None:
        """Mark the next link; the first from the top of the pane where none is marked."""
        self._mark_link(1)

    def action_previous_link(self) -> None:
        """Mark the link before."""
        self._mark_link(-1)

    def action_open_link(self) -> None:
        """Open the marked link."""
        if self._link is not None:
            setting, number = self._links[self._link]
            self.post_message(self.LinkOpened(setting.piece.targets[number]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to others while no link is marked, and have the app say it where there is none."""
        if action == "open_link":
            return self._link is not None
        if action in ("next_link", "previous_link"):
            return bool(self._links)
        return super().check_action(action, parameters)

    def _mark_link(self, step: int) -> None:
        if not self._links:
            return
        if self._link is None:
            self._link = (self._link_in_sight() - (step < 0)) % len(self._links)
        else:
            marked, _number = self._links[self._link]
            self._run_of(marked).mark(marked, None)
            self._link = (self._link + step) % len(self._links)
        setting, number = self._links[self._link]
        self._run_of(setting).mark(setting, number)
        self._reveal_line(setting, setting.place_of(number, LINK_META))

    def _link_in_sight(self) -> int:
        """Find the first link from the top of the pane on; the first of all where no more come."""
        regions = (self._region_of(setting) for setting, _number in self._links)
        return next((at for at, region in enumerate(regions) if region.bottom > self.scroll_y), 0)

    def to_next_file(self) -> bool:
        """Go to the next text of an attached file; from the last to the first, which returns False."""
        tops = [self._region_of(setting).y for setting in self._settings if setting.piece.kind == "file"]
        places = [min(top, self.max_scroll_y) for top in tops]
        below = [place for place in places if place > self.scroll_y]
        if places:
            self.scroll_to(y=(below or places)[0], animate=False, immediate=True)
        return bool(below)

    def _reveal_line(self, setting: Setting, line: int) -> None:
        self._revealed = setting, line
        self._reveal(self._region_of_line(setting, line))

    def _region_of_line(self, setting: Setting, line: int) -> Region:
        region = self._region_of(setting)
        return Region(region.x, region.y + line, region.width, 1)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the line begins that the keys went to; the first one where that is not seen."""
        seen = self._seen_line
        return self.content_region.offset + (Offset() if seen is None else seen.offset)

    @property
    def _seen_line(self) -> Region | None:
        """Where in the pane the line is that the keys went to last, if it is seen."""
        setting, line = self._revealed or (None, 0)
        if setting is None or setting not in self._settings:
            return None
        region = self._region_of_line(setting, line).translate(-self.scroll_offset)
        return region if self.size.region.contains_region(region) else None

    def _reveal(self, region: Region) -> None:
        self.scroll_to_region(region, animate=False, immediate=True, x_axis=False)

    def seek(self, *, first: bool) -> None:
        """Forget at which place the keys were; with `first`, go to the first one once there are lines."""
        self._seeks, self._hit, self._holds = first, None, False
        self.post_message(self.Stepped(0, 0))

    def step_hit(self, step: int) -> bool:
        """Go to the next marked word or correction, with -1 to the one before, round; False without any."""
        hits = self._hits
        if not hits:
            return False
        if self._hit in hits:
            there = (hits.index(self._hit) + step) % len(hits)
        else:
            there = self._first_of(hits) if step > 0 else len(hits) - 1
        self._go_to_hit(*hits[there])
        self.post_message(self.Stepped(there + 1, len(hits)))
        return True

    def reveal_again(self) -> None:
        """Have the hit in sight that the keys are on, unless the reader has scrolled away from it."""
        if self._holds and self._hit is not None and self._hit in self._hits:
            self._go_to_hit(*self._hit)

    def let_go(self) -> None:
        """Hold that hit in sight no longer once it is out of it."""
        self._holds = self._holds and self._seen_line is not None

    @property
    def _hits(self) -> list[tuple[int, int]]:
        """All marked words and corrections: in which piece, and which of it."""
        return [(index, number) for index, one in enumerate(self._settings) for number in range(one.hits)]

    def _first_of(self, hits: Sequence[tuple[int, int]]) -> int:
        """Choose where to begin: where most of the words stand together, as in the excerpt of a search."""
        if self.marker_now is None:
            return 0
        settings = self._settings
        best = {index: settings[index].best_hit for index in dict.fromkeys(index for index, _ in hits)}
        index = max(best, key=lambda one: best[one][0])
        return hits.index((index, best[index][1]))

    def _go_to_hit(self, index: int, number: int) -> None:
        self._hit, self._seeks, self._holds = (index, number), False, True
        self._mark_words()
        setting = self._settings[index]
        self._reveal_line(setting, setting.place_of(number, HIT_META))

    def _mark_words(self) -> None:
        """Mark the words that were searched for, and the one that the keys are on."""
        pieces = [(run, setting) for run in self._runs for setting in run.settings]
        for index, (run, setting) in enumerate(pieces):
            current = self._hit[1] if self._hit and self._hit[0] == index else None
            run.mark_words(setting, self.marker_now, current)

    @on(TextRun.Followed)
    def _follow(self, event: TextRun.Followed) -> None:
        event.stop()
        self.post_message(self.LinkOpened(event.url))
