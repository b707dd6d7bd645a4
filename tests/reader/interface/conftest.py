"""What tests of the interface share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.css import stylesheet
from textual.css.model import RuleSet
from textual.css.tokenizer import Token

from reader.library import Library
from reader.model import Way
from reader.paths import Paths
from scrapers.syncing.events import SyncPlan
from tests.reader.cli.mini import Mini
from tests.reading import Reading

Tokens = dict[str, list[Token]]


@pytest.fixture(scope="session", autouse=True)
def _styles_parsed_once() -> Iterator[None]:
    """Keep parsed styles from one reader to the next, as Textual does within one: a tenth of a start."""
    tokenize, parse = stylesheet.tokenize_values, stylesheet.parse
    tokens: dict[frozenset[tuple[str, str]], Tokens] = {}
    rules: dict[tuple[object, ...], list[RuleSet]] = {}

    def tokenize_once(variables: dict[str, str]) -> Tokens:
        key = frozenset(variables.items())
        if key not in tokens:
            tokens[key] = tokenize(variables)
        return tokens[key]

    def parse_once(scope: str, *source: object, variable_tokens: Tokens, **how: object) -> list[RuleSet]:
        key = (
            scope,
            *source,
            id(variable_tokens),
            *how.items(),
        )  # which stay, so that no others get their id
        if key not in rules:
            rules[key] = list(parse(scope, *source, variable_tokens=variable_tokens, **how))  # type: ignore[arg-type]
        return rules[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(stylesheet, "tokenize_values", tokenize_once)
        patched.setattr(stylesheet, "parse", parse_once)
        yield


@pytest.fixture
def read(tmp_path: Path, mini: Mini) -> Iterator[Library]:
    """A library with the news of the portal `mini` of a test."""
    mini.install(tmp_path)
    with Library.open(Paths.choose(tmp_path)) as opened:
        list(opened.fetching("mini", Way(delay=0)).sync(SyncPlan()))
        mini.asked.clear()
        yield opened


async def files_ended(reader: Reading) -> str:
    """Wait until files are no longer on their way, and return what was said of them."""
    await reader.until(lambda: reader.said and not reader.screen.fetches_files)
    return reader.said[-1]
