"""`tinvl list`, `show` and `categories` over the demo news, as people and programs ask for them."""

import json
import re
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from reader.cli.exits import Exit
from reader.cli.session import Session
from reader.holdings.portals import DEMO
from tests.hostile import DIRTY
from tests.reader.cli.conftest import Command
from tests.reader.cli.processes import on_terminal

FIELDS = {
    "id", "portal", "url", "title", "categories", "published", "published_guessed", "author", "summary",
    "blocks", "attachments", "related", "views", "fetched_at", "revision", "pages", "incomplete",
}  # fmt: skip


def listed(command: Command, home: Path, *more: object) -> list[dict[str, object]]:
    done = command("--home", home, "list", "--json", *more)
    assert (done.code, done.err) == (0, "")
    heads = json.loads(done.out)
    assert isinstance(heads, list)
    return heads


def test_a_list_begins_with_the_newest_and_holds_as_many_as_asked_for(command: Command, filled: Path):
    dates = [str(head["published"]) for head in listed(command, filled, "--limit", 30)]
    assert len(dates) == 30
    assert dates == sorted(dates, reverse=True)


def test_a_list_is_narrowed_by_days_months_and_years(command: Command, filled: Path):
    days = [str(head["published"])[:10] for head in listed(command, filled, "--limit", 500)]
    asked = listed(command, filled, "--since", "09/2017", "--until", "2017", "--limit", 500)

    expected = [day for day in days if "2017-09-01" <= day <= "2017-12-31"]
    assert [str(head["published"])[:10] for head in asked] == expected
    assert 0 < len(expected) < len(days)


def test_a_list_sorts_by_views(command: Command, filled: Path):
    views = [head["views"] for head in listed(command, filled, "--sort", "views", "--limit", 30)]
    assert views == sorted(views, key=lambda count: -1 if count is None else int(str(count)), reverse=True)


@pytest.mark.parametrize(
    "name", ["le-hoi-su-kien", "Lễ hội - Sự kiện", "le hoi - su kien", "LỄ HỘI - SỰ KIỆN"]
)
def test_a_category_is_named_by_slug_or_name_with_or_without_accents(
    command: Command, filled: Path, name: str
):
    heads = listed(command, filled, "--category", name)
    assert heads
    assert all("Lễ hội - Sự kiện" in str(head["categories"]) for head in heads)


def test_an_unknown_category_is_an_error_that_lists_what_there_is(command: Command, filled: Path):
    done = command("--home", filled, "list", "--category", "thể thao")
    assert (done.code, done.out) == (2, "")
    assert "thể thao" in done.err
    assert "Lễ hội - Sự kiện" in done.err


def test_before_the_first_sync_no_category_is_known(command: Command, tmp_path: Path):
    done = command("--home", tmp_path, "list", "--category", "thể thao")
    assert (done.code, "There is no category “thể thao” here yet. `tinvl " in done.err) == (2, True)


def test_a_list_on_a_terminal_is_a_table_of_lines_no_wider_than_it(filled: Path):
    code, drawn = on_terminal("--home", filled, "list", "--limit", 5, columns=60, NO_COLOR="1")
    *lines, notice = drawn.splitlines()
    assert (code, len(lines)) == (0, 5)
    assert notice.startswith("These are the newest 5")
    assert max(map(len, lines)) <= 60
    assert all(re.search(r"\d\d/\d\d/\d{4}", line) for line in lines)


def test_a_list_of_an_empty_cache_says_what_to_do(command: Command, tmp_path: Path):
    done = command("--home", tmp_path, "list", "--portal", "vinhlong")
    assert (done.code, done.out) == (0, "")
    assert f"`tinvl --home {tmp_path} sync --portal vinhlong`" in done.err


def test_marks_narrow_a_list(command: Command, home: Path):
    assert listed(command, home, "--starred") == []
    assert len(listed(command, home, "--unread", "--limit", 10)) == 10
    session = Session(home)
    session.library.keep_for_later(DEMO, "2023")
    session.close()
    assert [head["id"] for head in listed(command, home, "--later")] == ["2023"]


def test_an_article_as_json_has_the_fields_that_the_design_names(command: Command, filled: Path):
    head = listed(command, filled, "--limit", 1)[0]
    done = command("--home", filled, "show", head["id"], "--json")
    article = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert set(article) >= FIELDS
    assert article["title"] == head["title"]
    assert all(set(entry) >= {"id", "title", "url", "cached"} for entry in article["related"])


def test_an_article_is_found_by_its_number_its_portal_and_number_or_its_address(
    command: Command, filled: Path
):
    head = listed(command, filled, "--limit", 1)[0]
    shown = {
        command("--home", filled, "show", name).out
        for name in (head["id"], f"demo/{head['id']}", head["url"])
    }
    assert len(shown) == 1
    assert str(head["title"]).split()[0] in shown.pop()


def test_plain_text_is_no_wider_than_the_reading_width(command: Command, filled: Path):
    for head in listed(command, filled, "--limit", 5):
        done = command("--home", filled, "show", head["id"])
        assert done.code == 0
        assert max(map(len, done.out.splitlines())) <= 78


def test_markdown_has_the_title_as_its_heading(command: Command, filled: Path):
    head = listed(command, filled, "--limit", 1)[0]
    text = command("--home", filled, "show", head["id"], "--markdown").out
    assert f"# {head['title']}" in text


@pytest.mark.parametrize(
    ("form", "begins", "has"),
    [
        (
            "--cite",
            "Đăng Khoa, “Ba tháng đầu năm 2018",
            ", Sở Thông tin và Truyền thông Vĩnh Long, 30/03/2018, http://",
        ),
        ("--bibtex", "@online{demo-2023,\n", "  date = {2018-03-30},\n"),
        ("--ris", "TY  - ELEC\n", "\nDA  - 2018/03/30/\n"),
    ],
)
def test_an_article_is_cited(command: Command, filled: Path, form: str, begins: str, has: str):
    done = command("--home", filled, "show", "demo/2023", form)
    assert done.out.startswith(begins)
    assert has in done.out
    assert command("--home", filled, "show", "demo/2023", form, "--json").code == Exit.USAGE
    assert command("--home", filled, "show", "demo/2023", form, "--diff").code == Exit.USAGE


def test_an_article_that_is_not_there_is_an_error_that_names_it(command: Command, filled: Path):
    done = command("--home", filled, "show", "demo/999999")
    assert (done.code, done.out) == (2, "")
    assert "demo/999999" in done.err


def test_several_articles_are_printed_one_below_the_other_each_as_alone(
    command: Command, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    idents = [
        str(one["id"]) for one in json.loads(command("--home", filled, "list", "--json", "--limit", 3).out)
    ]
    for form, between in (
        ("--plain", "\n"),
        ("--markdown", "\n"),
        ("--cite", ""),
        ("--ris", ""),
        ("--bibtex", "\n"),
    ):
        alone = [command("--home", filled, "show", ident, form).out for ident in idents]
        done = command("--home", filled, "show", *idents, f"demo/{idents[0]}", form)
        assert (done.code, done.out) == (0, between.join(alone)), form
    alone = [json.loads(command("--home", filled, "show", ident, "--json").out) for ident in idents]
    assert json.loads(command("--home", filled, "show", *idents, "--json").out) == alone
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(f"{idents[1]}\n\n".encode())))
    assert json.loads(command("--home", filled, "show", "-", "--json").out) == alone[1:2]


def test_those_that_are_not_here_are_named_and_the_others_printed(command: Command, filled: Path) -> None:
    ident = json.loads(command("--home", filled, "list", "--json", "--limit", 1).out)[0]["id"]
    alone = command("--home", filled, "show", ident).out
    done = command("--home", filled, "show", "987654", ident, "nowhere/1")
    assert (done.code, done.out) == (1, alone)
    assert "There is no article “987654” here." in done.err
    assert " list` shows" in done.err
    assert " list --portal demo` shows" in command("--home", filled, "show", "9", "--portal", "demo").err
    assert "There is no portal “nowhere”." in done.err
    as_json = command("--home", filled, "show", "987654", ident, "--json")
    assert (as_json.code, [one["id"] for one in json.loads(as_json.out)]) == (1, [ident])
    none = command("--home", filled, "show", "987654", "987655", "--json")
    assert (none.code, json.loads(none.out)) == (2, [])


def test_categories_count_their_articles(command: Command, filled: Path):
    done = command("--home", filled, "categories", "--json")
    rows = json.loads(done.out)
    assert len(rows) >= 7
    assert {"slug", "name", "total", "unread"} == set(rows[0])
    assert sum(row["total"] for row in rows) >= 80


def test_no_command_lets_control_characters_out(command: Command, filled: Path):
    for arguments in (["list"], ["list", "--json"], ["categories"]):
        out = command("--home", filled, *arguments).out
        assert not DIRTY.search(out.replace("\n", ""))


@pytest.mark.parametrize(
    ("sort", "said"), [("date", "the newest 3"), ("views", "the first 3"), ("oldest", "the first 3")]
)
def test_a_list_that_is_cut_says_so_beside_its_rows(
    command: Command, filled: Path, sort: str, said: str
) -> None:
    month = ("list", "--since", "3/2018", "--until", "3/2018", "--sort", sort)
    whole = listed_by(command, filled, *month, "--limit", 500)
    cut = command("--home", filled, *month, "--limit", 3)

    assert cut.err == f"These are {said}; a higher --limit shows more.\n"
    assert [line.split()[1] for line in cut.out.splitlines()] == whole[:3]
    assert command("--home", filled, *month, "--limit", len(whole)).err == ""
    assert command("--home", filled, *month, "--limit", 3, "--json").err == ""


@pytest.mark.parametrize(("asked", "said"), [(("list",), "newest"), (("search", "tin"), "best")])
def test_who_takes_json_is_told_of_a_cut_that_nobody_asked_for(
    command: Command, filled: Path, asked: tuple[str, ...], said: str
):
    done = command("--home", filled, *asked, "--json")
    assert len(json.loads(done.out)) == 20
    assert done.err == f"These are the {said} 20; a higher --limit shows more.\n"


@pytest.mark.parametrize(("asked", "out"), [("list", ""), ("list --json", "[]\n"), ("export", "")])
def test_days_in_the_wrong_order_are_named(command: Command, filled: Path, asked: str, out: str):
    done = command("--home", filled, *asked.split(), "--since", "2018", "--until", "2017")
    assert (done.code, done.out) == (0, out)
    assert done.err.splitlines()[0] == "01/01/2018 is after 31/12/2017: swap the two days."


def listed_by(command: Command, home: Path, *words: object) -> list[str]:
    return [line.split()[1] for line in command("--home", home, *words).out.splitlines()]


def test_the_link_is_printed_as_a_code(command: Command, filled: Path) -> None:
    done = command("--home", filled, "show", "demo/2023", "--qr")
    assert (done.code, done.err) == (0, "")
    assert {len(line) for line in done.out.splitlines()} == {len(done.out.splitlines()[0])}
    assert set(done.out) == set(" ▀▄█\n")
    assert "--json and --qr" in command("--home", filled, "show", "demo/2023", "--qr", "--json").err
