"""Portals as data: what they answer, where they come from, how they move."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scrapers.errors import PortalFileError, UnknownName
from scrapers.portals import portal
from scrapers.portals.portal import Portal, builtin, builtins, load, made

FOLDER = Path(portal.__file__).parent
SMALL = """
name = "small"
title = "A small portal"
base = "http://small.example/tin"

[[layout]]
[layout.article]
title = [{ css = "h1" }]
body = [{ css = "article" }]
[layout.listing]
items = [{ css = "li" }]
"""


def write(folder: Path, text: str, name: str = "small") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_portal_that_comes_with_the_program_is_read_once():
    assert builtin("vinhlong") is builtin("vinhlong")


@pytest.mark.parametrize("name", builtins())
def test_every_built_in_file_passes_the_checks_of_a_users_file(name: str) -> None:
    path = FOLDER / f"{name}.toml"
    assert load(path) == replace(builtin(name), file=str(path))


def test_the_built_in_portals_are_named() -> None:
    assert builtins() == ("hanoi", "vinhlong")


def test_an_unknown_portal_has_no_file() -> None:
    with pytest.raises(UnknownName) as caught:
        builtin("../portals/hanoi")

    assert caught.value.where == "../portals/hanoi"


def test_a_built_in_portal_loads_without_the_html_parser() -> None:
    code = "import sys; from scrapers.portals.portal import builtin; builtin('vinhlong'); print(*sys.modules)"

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "scrapers.portals.portal" in run.stdout.split()
    assert not [name for name in run.stdout.split() if name.startswith("selectolax")]


def test_what_a_file_leaves_out_follows_from_its_base(tmp_path: Path) -> None:
    small = load(write(tmp_path, SMALL))

    assert (small.hosts, small.start, small.categories) == (
        ("small.example",),
        "http://small.example/tin",
        (),
    )


def test_a_file_that_says_nothing_of_addresses_and_menus_takes_the_usual_ones(tmp_path: Path) -> None:
    small, usual = load(write(tmp_path, SMALL)), builtin("vinhlong")

    assert (small.ids, small.articles, small.listings, small.slugs) == (
        usual.ids,
        usual.articles,
        usual.listings,
        usual.slugs,
    )
    assert small.layouts[0].page.navigation == usual.layouts[0].page.navigation
    assert small.article_id("http://small.example/tin/ba-xa-co-dien-suot-dem") == "ba-xa-co-dien-suot-dem"


@pytest.mark.parametrize("key", ["ids = ['(a)']", "articles = ['a']", "listings = ['a']", "slugs = ['a']"])
def test_a_file_that_says_something_of_addresses_is_left_at_that(tmp_path: Path, key: str) -> None:
    own = load(write(tmp_path, SMALL.replace("\n[[layout]]", f"\n{key}\n[[layout]]")))

    assert len((*own.ids, *own.articles, *own.listings, *own.slugs)) == 1
    assert own.layouts[0].page.navigation


def test_a_file_that_names_its_categories_or_its_menu_takes_no_other(tmp_path: Path) -> None:
    category = "\n[[category]]\nname = 'A'\nurl = '/a'\n[[layout]]"
    named = load(write(tmp_path, SMALL.replace("\n[[layout]]", category)))
    menu = load(write(tmp_path, f"{SMALL}[layout.page]\nnavigation = [{{ css = 'nav a' }}]\n"))

    assert named.layouts[0].page.navigation == ()
    assert [rule.css for rule in menu.layouts[0].page.navigation] == ["nav a"]


THREE_LINES = 'name = "nho"\ntitle = "Cổng nhỏ"\nbase = "http://nho.example/"\n'


def test_three_lines_are_a_whole_file_read_by_what_people_see(tmp_path: Path) -> None:
    usual = builtin("vinhlong")

    small = load(write(tmp_path, THREE_LINES))

    assert (small.name, small.title, small.base) == ("nho", "Cổng nhỏ", "http://nho.example/")
    assert small.layouts == usual.layouts
    assert (small.ids, small.slugs, small.categories) == (usual.ids, usual.slugs, ())


def test_a_file_may_be_like_another_portal_that_comes_with_the_program(tmp_path: Path) -> None:
    """Its pages are read likewise; its menu is looked for as elsewhere too, its categories are its own."""
    hanoi, usual = builtin("hanoi"), builtin("vinhlong")

    like = load(write(tmp_path, f'{THREE_LINES}like = "hanoi"\n'))

    (layout,) = like.layouts
    assert (layout.article, layout.listing) == (hanoi.layouts[0].article, hanoi.layouts[0].listing)
    assert layout.page.navigation == (
        *hanoi.layouts[0].page.navigation,
        *usual.layouts[0].page.navigation,
    )
    assert layout.page.elsewhere == usual.layouts[0].page.elsewhere
    assert (like.ids, like.listings, like.categories) == (hanoi.ids, hanoi.listings, ())


def test_what_is_made_here_is_what_would_be_read_from_its_file(tmp_path: Path) -> None:
    small = made(Portal(name="nho", title="Cổng nhỏ", base="http://nho.example"))

    assert small == load(write(tmp_path, THREE_LINES))


OWN_RULES = [f"{key} = ['(a)']" for key in ("ids", "articles", "listings", "slugs")]


@pytest.mark.parametrize("more", [*OWN_RULES, SMALL[SMALL.index("[[layout]]") :]])
def test_only_rules_of_a_file_itself_are_not_trusted_to_end(tmp_path: Path, more: str) -> None:
    """Those that it takes over are as quick as they are for the portal that they come from."""
    file = write(tmp_path, f"{THREE_LINES}{more}\n")

    assert load(file).file == str(file)
    assert load(write(tmp_path, THREE_LINES)).file == ""


def test_addresses_in_a_file_count_from_its_base(tmp_path: Path) -> None:
    text = SMALL.replace(
        "\n[[layout]]", '\nstart = "/a"\n[[category]]\nname = "Một"\nurl = "/b/mot"\n[[layout]]'
    )

    small = load(write(tmp_path, text))

    assert small.start == "http://small.example/a"
    assert [(c.slug, c.name, c.url) for c in small.categories] == [
        ("mot", "Một", "http://small.example/b/mot")
    ]


def test_certificates_lie_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("")

    small = load(write(tmp_path, SMALL.replace("\n[[layout]]", '\nca_certificates = "ca.pem"\n[[layout]]')))

    assert small.ca_certificates == str(tmp_path / "ca.pem")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://vinhlong.gov.vn/chuyen-đoi-so/ctl/detail/mid/41537&ID=33520", "33520"),
        ("http://vinhlong.gov.vn/chuyen-%C4%91oi-so/ctl/detail/mid/41537&ID=33520", "33520"),
        ("https://vinhlong.gov.vn/stnmt/xem-chi-tiet-tin-tuc/id/219498", "219498"),
        ("http://stttt.vinhlong.gov.vn/Default.aspx?tabid=57&ItemID=88", "88"),
        ("http://stttt.vinhlong.gov.vn/tin/tong-ket-nam-2017-1204.html", "1204"),
        ("http://stttt.vinhlong.gov.vn/tin/1204/", "1204"),
    ],
)
def test_ids_come_from_the_addresses_of_the_vinh_long_family(url: str, expected: str) -> None:
    assert builtin("vinhlong").article_id(url) == expected


def test_an_address_without_a_number_gets_a_short_stable_id() -> None:
    hanoi = builtin("hanoi")

    assert hanoi.article_id("https://sotttt.hanoi.gov.vn/vi/gioi-thieu") == "x3432e51e41ec"
    assert hanoi.article_id("http://www.a.vn/x/?b=2&a=1#f") == hanoi.article_id("https://a.vn/x?a=1&b=2")
    assert hanoi.article_id("http://a.vn/x?a=1") != hanoi.article_id("http://a.vn/x?a=2")


@given(st.text())
def test_an_id_is_safe_in_a_file_name_whatever_the_address(url: str) -> None:
    found = builtin("vinhlong").article_id(url)

    assert found
    assert set(found) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")


def test_addresses_are_told_apart() -> None:
    hanoi = builtin("hanoi")
    listing = "https://sotttt.hanoi.gov.vn/vi/thanh-tra"
    article = f"{listing}/-/view_content/701301-hoat-dong.html"

    assert hanoi.is_listing(listing)
    assert hanoi.is_listing(f"{listing}?p_p_id=101&_101_cur=2")
    assert not hanoi.is_listing(article)
    assert hanoi.is_article(article)
    assert not hanoi.is_article(article.replace("sotttt.hanoi", "other.example"))


def test_a_moved_portal_keeps_its_rules_and_changes_its_addresses() -> None:
    hanoi = builtin("hanoi")

    moved = hanoi.moved("mirror", "http://127.0.0.1:8099/copy")

    assert (moved.name, moved.base, moved.hosts) == ("mirror", "http://127.0.0.1:8099/copy", ("127.0.0.1",))
    assert moved.start == "http://127.0.0.1:8099/copy/vi/cong-nghe-thong-tin"
    assert moved.categories[0].url == moved.start
    assert moved.layouts == hanoi.layouts
    assert moved.is_article("http://127.0.0.1:8099/copy/vi/x/-/view_content/5-a.html")


def test_a_portal_does_not_move_to_what_is_no_address() -> None:
    with pytest.raises(PortalFileError, match="not an http"):
        builtin("hanoi").moved("mirror", "ftp://a")


def test_portals_compare_by_value(tmp_path: Path) -> None:
    path = write(tmp_path, SMALL)

    assert isinstance(load(path), Portal)
    assert load(path) == load(path)


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("xem-chi-tiet-tin-tuc/id/219498", "219498"),
        ("tin-trong-nganh/ctl/detail/mid/41537&ID=33520", "33520"),
        ("Default.aspx?tabid=101&ctl=Detail&mid=407&ID=1326", "1326"),
        ("TinTuc/tabid/70/ctl/detail/mid/513/ID/1326/Default.aspx", "1326"),
        ("Pages/ChiTietTin.aspx?ItemID=1326", "1326"),
        ("tin-trong-nganh/-/view_content/1326-giao-ban-thang-3-nam-2018.html", "1326"),
        ("tin-trong-nganh/1326-giao-ban-thang-3-nam-2018.html", "1326"),
        ("tin-trong-nganh/12-su-kien-noi-bat-1326.html", "1326"),
        ("tin-trong-nganh/tap-huan-chu-ky-so-1326", "1326"),
        ("tap-huan-chu-ky-so-id1326.html", "1326"),
        ("index.php?mod=tin&act=xem&id=1326", "1326"),
        ("tin-trong-nganh?docid=1326&trang=1", "1326"),
        ("xem.php?mod=tin&id_tin=1326", "1326"),
        ("xem.php?news_id=1326", "1326"),
        ("node/1326", "1326"),
        ("tin/1326/tap-huan-chu-ky-so", "1326"),
        ("item/1326-tap-huan-chu-ky-so", "1326"),
        ("detail/1326", "1326"),
        ("tin/-/details/20182/tap-huan-chu-ky-so-cap-xa-132645", "132645"),
        ("bai-viet/tap-huan-chu-ky-so/132645", "132645"),
        ("1446/38995/68251/637244/tin-trong-nganh/tap-huan-chu-ky-so", "637244"),
        ("?gd=1&cn=82&tc=1326", "1326"),
        ("tin-trong-nganh/tap-huan-nam-2018-1326", "1326"),
        ("tin-trong-nganh/tap-huan-chu-ky-so-d1326.html", "1326"),
        ("so2020/Pages/TinTuc/1326/Tap-huan-chu-ky-so.html", "1326"),
        ("hoi-dap/cau-hoi/1326", "1326"),
        (
            "portal/chi-tiet-tin/5b0e8c1e-7d1f-4a55-9a40-0c2d7c9be111",
            "5b0e8c1e-7d1f-4a55-9a40-0c2d7c9be111",
        ),
    ],
)
def test_articles_of_vinhlong_are_known_by_any_usual_address(path: str, number: str) -> None:
    vinhlong = builtin("vinhlong")
    url = vinhlong.base + path

    assert (vinhlong.is_article(url), vinhlong.is_listing(url)) == (True, False)
    assert vinhlong.article_id(url) == number


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("tap-huan-chu-ky-so/", "tap-huan-chu-ky-so"),
        ("tin-trong-nganh/tap-huan-chu-ky-so.html", "tap-huan-chu-ky-so"),
        ("tap-huan-chu-ky-so-2018/", "tap-huan-chu-ky-so-2018"),
        ("ke-hoach-giai-doan-2016-2020.html", "ke-hoach-giai-doan-2016-2020"),
        ("t%E1%BA%ADp-hu%E1%BA%A5n-ch%E1%BB%AF-k%C3%BD", "tap-huan-chu-ky"),
    ],
)
def test_an_address_of_words_alone_names_its_article_by_them_a_year_among_them(path: str, name: str) -> None:
    vinhlong = builtin("vinhlong")
    url = vinhlong.base + path

    assert vinhlong.may_be_article(url)
    assert vinhlong.article_id(url) == name


@pytest.mark.parametrize(
    "path",
    [
        *("tin-trong-nganh/", "category/tin-hoat-dong-cua-nganh/", "tag/tin-hoat-dong-cua-nganh/"),
        *("tin/tap-huan-nam-2018-1326", "tin/tap-huan-chu-ky-so-132645", "1326-tap-huan-chu-ky-so.html"),
        *("-/view_content/tap-huan-chu-ky-so", "chi-tiet/5b0e8c1e-7d1f-4a55-9a40-0c2d7c9be111"),
        "tap-huan-chu-ky-so.pdf",
    ],
)
def test_addresses_that_tell_by_themselves_are_not_of_words_alone(path: str) -> None:
    vinhlong = builtin("vinhlong")

    assert not vinhlong.may_be_article(vinhlong.base + path)


@pytest.mark.parametrize(
    "path",
    [
        *("chuyen-muc-tin-tuc/id/22", "chuyen-muc/5/tin-trong-nganh", "Pages/chuyenmuc.aspx?ChuyenMucID=32"),
        *(
            "Default.aspx?tabid=101",
            "TinTuc/tabid/70/Default.aspx",
            "index.php?mod=tin&cat=2",
            "danh-muc?id=3",
        ),
        *("?gd=1&cn=82", "1446/38995/68251/tin-trong-nganh", "vi/itemlist/category/4-tin-trong-nganh"),
        *("tin-trong-nganh", "vi/tin/tin-trong-nganh/", "tin-tuc/bao-chi.aspx", "bao-chi.html"),
    ],
)
def test_categories_of_vinhlong_are_known_by_any_usual_address(path: str) -> None:
    vinhlong = builtin("vinhlong")
    url = vinhlong.base + path

    assert (vinhlong.is_article(url), vinhlong.is_listing(url)) == (False, True)


@pytest.mark.parametrize(
    "path", ["", "vi/", "gioi-thieu/co-cau-to-chuc", "lien-he.html", "van-ban", "Default.aspx", "logo.png"]
)
def test_other_pages_of_vinhlong_are_neither(path: str) -> None:
    vinhlong = builtin("vinhlong")
    url = vinhlong.base + path

    assert (vinhlong.is_article(url), vinhlong.is_listing(url)) == (False, False)
