"""Where marks are to be plain ASCII, nothing that a screen draws is anything else, but for letters."""

import pytest

from reader import i18n
from reader.config import Config
from reader.library import Library
from reader.screens.picture import PictureScreen
from reader.terminal.pictures import shrunk
from reader.widgets.picture import Pictures
from scrapers.model import Image
from tests.everything import LONG, add_everything, foreign_to_ascii
from tests.reader.interface.test_hostile import SCREENS
from tests.reader.terminal.test_pictures import a_picture
from tests.reading import reading


@pytest.mark.parametrize("size", [(30, 12), (160, 45)])
@pytest.mark.parametrize("name", SCREENS)
# textual-image asks Pillow in a way that version 14 will not know.
@pytest.mark.filterwarnings("ignore:Image.Image.getdata:DeprecationWarning")
async def test_no_screen_shows_a_glyph_that_is_no_ascii(
    library: Library, name: str, size: tuple[int, int]
) -> None:
    i18n.install("vi")
    add_everything(library)
    config = Config(marks="ascii", watch=("hạn mặn",))
    async with reading(library, size, config=config, pictures=Pictures("halfcell"), toasts=True) as reader:
        assert not foreign_to_ascii(reader.text), reader.text
        if name == "PictureScreen":
            image = Image(url="https://vinhlong.example/anh.png", caption=LONG)
            picture = shrunk(a_picture("PNG"), 20, 10)
            assert picture is not None
            await reader.app.push_screen(PictureScreen(image, picture, Pictures("sixel")))
            await reader.pilot.pause()
        for key in (*SCREENS[name], "question_mark"):
            await reader.press(key)
            assert not foreign_to_ascii(reader.text), (key, reader.text)
