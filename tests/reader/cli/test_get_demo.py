"""`tinvl get` on the embedded portal: what it gets is like all others, and lies in the demo's profile."""

import json
from pathlib import Path

from reader.cli.exits import Exit
from scrapers.demo.news import News
from scrapers.demo.server import DemoServer
from tests.demo_client import article, category
from tests.reader.cli.conftest import Command

DEMO_BASE = "http://demo.invalid"
DEMO_ARTICLE = f"{DEMO_BASE}/bao-chi-xuat-ban/ctl/detail/mid/5253&ID=1180"


def test_what_it_gets_is_like_all_others_to_every_command(
    get: Command, command: Command, tmp_path: Path, demo: DemoServer
) -> None:
    at = ("--portal", "demo", "--base-url", demo.url)
    assert get(*at, DEMO_ARTICLE).out == "demo/1180  Chuyến xe sách qua phà Lục Sĩ Thành\n"
    assert get(*at, demo.url + DEMO_ARTICLE.removeprefix(DEMO_BASE)).err.endswith("1 was here already.\n")
    home = ("--home", tmp_path)
    shown = json.loads(command(*home, "show", "demo/1180", "--json").out)
    assert (shown["categories"], shown["url"]) == (["Báo chí - Xuất bản"], DEMO_ARTICLE)
    found = json.loads(command(*home, "search", "--portal", "demo", "Lục Sĩ Thành", "--json").out)
    assert [one["id"] for one in found] == ["1180"]
    exported = command(*home, "export", "--portal", "demo", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["id"] for line in exported] == ["1180"]
    assert "Cache and list agree on" in command(*home, "doctor", "--portal", "demo").out
    reparsed = command(*home, "reparse", "--portal", "demo")
    assert "0 can be read now, 0 changed, 1 as before; no rule reads 0." in reparsed.err
    assert command(*home, "cache", "prune").code == 0
    assert command(*home, "show", "1180").out.startswith("Chuyến xe sách qua phà")


def test_the_sync_after_it_files_it_under_its_category_and_misses_nothing(
    get: Command, command: Command, tmp_path: Path, demo: DemoServer
) -> None:
    at = ("--portal", "demo", "--base-url", demo.url)
    get(*at, "-q", DEMO_ARTICLE)
    sync = ("sync", *at, "--delay", "0", "--no-images", "--json", "-q", "bao-chi-xuat-ban")
    summary = json.loads(command("--home", tmp_path, *sync).out)
    assert (summary["failures"], summary["gone"], summary["missing"]) == ([], 0, 0)
    listed = command(
        "--home",
        tmp_path,
        "list",
        "--portal",
        "demo",
        "--category",
        "bao-chi-xuat-ban",
        "--limit",
        "999",
        "--json",
    )
    heads = json.loads(listed.out)
    assert "1180" in {head["id"] for head in heads}
    assert all(head["cached"] and not head["gone"] for head in heads)


def test_articles_of_the_demo_are_looked_for_in_its_own_profile(command: Command) -> None:
    with DemoServer(news=News([category("tin", "Tin", [article(91, "tin")])])) as demo:
        at = ("--portal", "demo", "--base-url", demo.url, "--delay", "0")
        assert command("get", *at, f"{DEMO_BASE}/tin/ctl/detail/mid/5212/ID/91").code == 0
    for named in ("demo/91", f"{DEMO_BASE}/tin/ctl/detail/mid/5212/ID/91"):
        done = command("get", named)
        assert (done.code, done.out.split()[0]) == (0, "demo/91")
    assert json.loads(command("list", "--all", "--json").out) == []


def test_the_demo_names_what_it_needs(command: Command, tmp_path: Path) -> None:
    done = command("--home", tmp_path, "get", DEMO_ARTICLE)
    assert done.code == Exit.UNREACHABLE
    assert f"The demo portal answers only while `tinvl --home {tmp_path} demo` runs" in done.err
