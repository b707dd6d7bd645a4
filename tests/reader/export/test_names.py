"""File names from titles: whatever the title, one plain name inside the directory it is put in."""

import re
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export.names import LONGEST, file_name
from tests import hostile

DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Tin trong ngành", "tin-trong-nganh.html"),
        ("Đường đến Vĩnh Long: 17/01/2018", "duong-den-vinh-long-17-01-2018.html"),
        ("../../etc/passwd", "etc-passwd.html"),
        ("C:\\CON", "c-con.html"),
        ("Con", "tin-con.html"),
        ("LPT¹", "tin-lpt1.html"),
        ("...", "tin.html"),
        ("", "tin.html"),
        ("漢字", "漢字.html"),
        ("A" * 300, "a" * 115 + ".html"),
        ("dài " * 60, "-".join(["dai"] * 29) + ".html"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str):
    assert file_name(title, "html") == name


@given(
    st.text() | st.sampled_from(sorted(hostile.TEXTS.values())) | st.sampled_from(sorted(DEVICES)),
    st.sampled_from(("html", "epub", "md", "jsonl")),
)
def test_no_title_leaves_its_directory(title: str, ending: str):
    name = file_name(title, ending)
    stem, _dot, rest = name.partition(".")

    assert rest == ending
    assert Path("a", name).parent == Path("a")
    assert PureWindowsPath("a", name).parent == PureWindowsPath("a")
    assert len(name.encode()) <= LONGEST
    assert re.fullmatch(r"[^\W_]+(-[^\W_]+)*", stem)
    assert stem not in DEVICES
    assert hostile.harmless(name)
    assert name == file_name(name.removesuffix(f".{ending}"), ending)


def test_titles_that_differ_in_accents_alone_share_a_name():
    assert file_name("Tổng kết", "html") == file_name("TONG KET", "html") == "tong-ket.html"
