"""Repetitions of an expression that stand side by side add up, those inside each other multiply."""

import pytest

from scrapers.portals.writtenout import MOST, written_out


@pytest.mark.parametrize(
    ("pattern", "times"),
    [
        ("a", 1),
        ("(a){50}(b){50}(c){50}", 150),
        ("(?:tin-(\\d){4}){300}|(x{5}){2}", 1210),
        ("((a{300}){300})", 90_000),
        ("(a(b){9}){10}", 90),
        ("(a(b){9}c{2}){10}(d){5}", 115),
        ("(a\\){10}){20}", 200),
        ("([)]{10}){20}", 200),
        ("(\\[(a){9}){9}", 81),
        ("a{60000}b{60000}", 60_000),
    ],
)
def test_what_stands_side_by_side_is_not_taken_for_nested(pattern: str, times: int) -> None:
    assert written_out(pattern) == times <= MOST


@pytest.mark.parametrize(
    "pattern",
    [
        "((a{50}){50}){50}",
        "((a){400}){400} {9}",
        "((a{0500}){0500})",
        "((a[)]{500}b){500})",
        "((a[[:alpha:])]{500}){500})",
        "(?x)((a # )\n){500}){500}",
        "(((a(?#)) ){500}){500}",
        "(" * 3 + "[]()]a" + "){50}" * 3,
        "(([])](a){500}){2}){500}",
        "(([^])](a){500}){2}){500}",
        "(([[:alpha:])](a){500}){2}){500}",
        "(a){9999}" * 20,
    ],
)
def test_what_comes_to_too_much_is_found_however_it_is_written(pattern: str) -> None:
    assert written_out(pattern) > MOST
