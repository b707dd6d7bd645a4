"""Rules as `tinvl parse` names them."""

import pytest

from scrapers.portals.rules import Rule


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (Rule(css="p.sapo"), "css p.sapo"),
        (Rule(css="img", attr="src"), "css img @src"),
        (Rule(css="title", value="line"), "css title line"),
        (Rule(field="title", value="below"), "field title below"),
        (Rule(label="Tác giả"), "label Tác giả"),
        (Rule(label=("Tác giả", "Nguồn"), value="after"), "label Tác giả after"),
    ],
)
def test_a_rule_is_named_by_where_it_looks(rule: Rule, name: str) -> None:
    assert str(rule) == name
