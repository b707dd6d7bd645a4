"""A portal's file that is wrong says where: file, key and line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.errors import PortalFileError
from scrapers.portals import portal
from scrapers.portals.ownfiles import own_files
from scrapers.portals.portal import load
from scrapers.portals.toml_lines import line_of

HANOI = Path(portal.__file__).with_name("hanoi.toml").read_text(encoding="utf-8")


def fault(folder: Path, text: str) -> tuple[PortalFileError, Path]:
    path = folder / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PortalFileError) as caught:
        load(path)
    return caught.value, path


def changed(old: str, new: str) -> tuple[str, int]:
    """Change the file of hanoi; gives the text and the line of the change."""
    at = HANOI.index(old)
    return HANOI[:at] + new + HANOI[at + len(old) :], HANOI.count("\n", 0, at) + 1


@pytest.mark.parametrize(
    ("old", "new", "key", "what"),
    [
        ('name = "hanoi"', 'name = "Hà Nội"', "name", "must be lower-case letters, digits and hyphens"),
        ('name = "hanoi"', f'name = "{"a" * 61}"', "name", "at most 60"),
        ('url = "/vi/thanh-tra"', 'url = "/tin/thong-tin-dt"', "category[4].url", "slug of a category above"),
        ('title = "Sở', 'titel = "Sở', "titel", "this key is not known"),
        ('title = "Sở', 'title = "\u200b"  # Sở', "title", "must not be empty"),
        ('name = "Thanh tra"', 'name = " "', "category[4].name", "must not be empty"),
        ('base = "https', 'base = "ftp', "base", "must be an http(s) address"),
        ('base = "https://', 'base = "https://an:matkhau@', "base", "must name no user and no password"),
        ('start = "', 'ca_certificates = "no.pem"\nstart = "', "ca_certificates", "there is no file"),
        ('start = "', 'tls_security_level = 6\nstart = "', "tls_security_level", "from 0 to 5"),
        ('start = "', 'tls_security_level = "low"\nstart = "', "tls_security_level", "expected `int`"),
        ('start = "', 'like = "hue"\nstart = "', "like", "comes with the program: hanoi vinhlong"),
        ("ids = ['/view_content/(\\d+)-']", "ids = ['x(y)', 'z']", "ids[2]", "needs a group"),
        ("articles = ['/-/", "articles = ['(/-/", "articles[1]", "not a regular expression"),
        ("ids = ['/view_content/(\\d+)-']", "ids = ['(a{0,9999999999})']", "ids[1]", "regular expression"),
        ("ids = ['/view_content/(\\d+)-']", f"ids = ['{'(' * 2000}']", "ids[1]", "regular expression"),
        ("ids = ['/view_content/(\\d+)-']", "ids = ['((a{2}b{99}){99}) {99}']", "ids[1]", "repeats too much"),
        ('url = "/vi/thanh-tra"', 'url = "mailto:a@b"', "category[4].url", "an address of the portal"),
        ('url = "/vi', 'url = "https://b.example/vi', "category[1].url", "an address of the portal"),
        ('start = "', 'file = "a.toml"\nstart = "', "file", "this key is not known"),
        ('start = "', 'start = "mailto:', "start", "an address of the portal"),
        ('start = "', 'start = "https://b.example', "start", "an address of the portal"),
        ('start = "', 'hosts = ["b.example", "b b"]\nstart = "', "hosts[2]", "the name of a host"),
        ('css = "p.sapo"', 'css = "p.sapo["', "layout[1].article.summary[1].css", "not a CSS selector"),
        ('css = "p.sapo"', 'css = "p", labl = "x"', "layout[1].article.summary[1].labl", "not known"),
        ('css = "p.sapo"', 'css = "p", label = "x"', "layout[1].article.summary[1]", "exactly one of"),
        ('css = "p.sapo"', 'label = " "', "layout[1].article.summary[1].label", "must not be empty"),
        ('css = "p.sapo"', 'field = "foot"', "layout[1].article.summary[1].field", "works only in body"),
        ('css = "p.sapo"', 'label = "x", attr = "y"', "layout[1].article.summary[1].attr", "css only"),
        (
            'css = "p.sapo"',
            'css = "p", value = "below"',
            "layout[1].article.summary[1].value",
            "label or field",
        ),
        (
            'css = "p.sapo"',
            'label = "x", value = "line"',
            "layout[1].article.summary[1].value",
            "goes with css",
        ),
        (
            'css = "p.sapo"',
            'label = "x", value = "beside"',
            "layout[1].article.summary[1].value",
            "invalid enum",
        ),
        (
            'css = "p.sapo"',
            'label = "x", value = "last"',
            "layout[1].article.summary[1].value",
            '"last" goes with field only',
        ),
        ('css = "p.sapo"', 'label = "x", until = ["y"]', "layout[1].article.summary[1].until", "block"),
        (
            'css = "p.sapo"',
            'css = "p", regex = "("',
            "layout[1].article.summary[1].regex",
            "regular expression",
        ),
        (
            'drop = ["p.view-content-author"]',
            'drop = ["p", "<p>"]',
            "layout[1].article.drop[2]",
            "CSS selector",
        ),
        ('by = "link"', 'by = "guess"', "layout[1].listing.pager[1].by", "invalid enum value 'guess'"),
        ('css = "ul.lfr', 'css = "[ul.lfr', "layout[1].listing.pager[1].css", "CSS selector"),
        ('by = "link"', 'by = "query"', "layout[1].listing.pager[1].query", 'by = "query"'),
        ("[layout.page]", "[layout.pages]", "layout[1].pages", "not known"),
    ],
)
def test_a_wrong_value_is_named_with_its_key_and_line(
    tmp_path: Path, old: str, new: str, key: str, what: str
) -> None:
    text, line = changed(old, new)

    error, path = fault(tmp_path, text)

    assert (error.where, error.key, error.line) == (str(path), key, line)
    assert what in error.what


@pytest.mark.parametrize(
    ("given", "host"),
    [("WWW.Small.example", "www.small.example"), ("https://tin.example:8080/a", "tin.example"),
     ("tràvinh.vn:8080", "xn--trvinh-jta.vn"), ("[::1]", "::1"), ("::1", "::1")],
)  # fmt: skip
def test_hosts_are_taken_as_people_write_them_beside_the_bases(tmp_path: Path, given: str, host: str) -> None:
    (tmp_path / "a.toml").write_text(changed('start = "', f"hosts = ['{given}']\nstart = \"")[0], "utf-8")

    assert load(tmp_path / "a.toml").hosts == (host, "sotttt.hanoi.gov.vn")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('start = "', 'tls_security_level = 5\nstart = "'),
        ('css = "p.sapo"', 'label = "x", value = "block", until = ["y"]'),
        ('items = [{ css = "div.asset-abstract" }]', 'items = [{ label = "Tin", value = "block" }]'),
    ],
)
def test_what_can_work_is_taken(tmp_path: Path, old: str, new: str) -> None:
    (tmp_path / "a.toml").write_text(changed(old, new)[0], "utf-8")

    assert load(tmp_path / "a.toml").name == "hanoi"


def test_an_expression_that_may_mean_something_else_one_day_is_taken(tmp_path: Path) -> None:
    text = changed("ids = ['/view_content/(\\d+)-']", "ids = ['([[a]+)']")[0]
    (tmp_path / "a.toml").write_text(text, "utf-8")

    assert load(tmp_path / "a.toml").article_id("https://sotttt.hanoi.gov.vn/7[a") == "a"


def test_an_entrys_field_is_looked_for_inside_the_entry(tmp_path: Path) -> None:
    text, line = changed('title = [{ css = ".asset-title a" }]', 'title = [{ label = "Tin" }]')

    error, _ = fault(tmp_path, text)

    assert (error.key, error.line) == ("layout[1].listing.title[1]", line)
    assert "needs css" in error.what


def test_a_missing_key_is_named_with_the_line_of_its_table(tmp_path: Path) -> None:
    text, line = changed('\nname = "Thanh tra"', "")

    error, _ = fault(tmp_path, text)

    assert error.what == "category[4].name: this key is missing"
    assert error.line == line


def test_broken_toml_is_named_with_its_line(tmp_path: Path) -> None:
    text, line = changed("[[layout]]", "[[layout]")

    error, _ = fault(tmp_path, text)

    assert error.line == line
    assert error.what.startswith("not TOML: ")
    assert str(line) not in error.what


def test_arrays_inside_each_other_without_an_end_are_named(tmp_path: Path) -> None:
    error, path = fault(tmp_path, f"x = {'[' * 5000}{']' * 5000}")

    assert (error.what, error.where) == ("nests too deep", str(path))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(PortalFileError, match="No such file"):
        load(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"name = '\xff'")
    with pytest.raises(PortalFileError, match="not UTF-8"):
        load(tmp_path / "bytes.toml")
    assert [name for name, _error in own_files(tmp_path).wrong] == ["bytes"]


def test_an_element_of_an_array_has_the_line_it_begins_on() -> None:
    text = (
        "a = [\n  # {\n  \"x,]\", 'y',\n  { b = [1,\n 2] },\n\n  3 ]\nc = 1\n[[t]]\nd.e = 1\n"
        '[[t]]\nd = """\n[x]\n"""\nf = 2\n'
    )

    assert [line_of(text, ("a", i)) for i in range(4)] == [3, 3, 4, 7]
    assert line_of(text, ("c",)) == 8
    assert line_of(text, ("t", 0, "d", "e")) == 10
    assert line_of(text, ("t", 1, "f")) == 15
    assert line_of(text, ("t", 1, "none")) == 11
    assert line_of(text, ("none",)) == 0


def test_a_table_that_comes_after_those_in_it_has_none_of_their_keys() -> None:
    assert line_of("[a.b]\nx = 1\n[a]\ny = 1\n", ("a", "b", "x")) == 2


def test_arrays_of_tables_inside_others_are_counted_apart() -> None:
    text = "[[a]]\n[[a.b.c]]\nx = 1\n[[a.b.c]]\nx = 2\n[[a]]\n[[a.b.c]]\nx = 3\n"

    assert [line_of(text, ("a", 0, "b", "c", i, "x")) for i in range(2)] == [3, 5]
    assert line_of(text, ("a", 1, "b", "c", 0, "x")) == 8


def test_lines_end_where_toml_ends_them() -> None:
    assert line_of("# a\u2028b\x85\nc = 1\n", ("c",)) == 2


def test_a_text_that_never_ends_takes_no_longer_for_its_backslashes() -> None:
    assert line_of('a = """' + "\\" * 60 + "\nb = 1\n", ("b",)) == 2


@given(st.text(alphabet="[]{}=,.'\"#\n abz\\", max_size=60))
def test_any_text_has_a_line_for_any_path(text: str) -> None:
    assert 0 <= line_of(text, ("a", 0, "b")) <= text.count("\n") + 1


@given(cut=st.integers(min_value=0, max_value=len(HANOI)))
def test_a_file_cut_short_never_fails_otherwise(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    path = tmp_path_factory.mktemp("cut") / "cut.toml"
    path.write_text(HANOI[:cut], encoding="utf-8")
    try:
        load(path)
    except PortalFileError as error:
        assert error.where == str(path)  # noqa: PT017 - some cuts leave a whole file
