"""What tests of the interface share."""

from collections.abc import Iterator

import pytest
from textual.css import stylesheet
from textual.css.model import RuleSet
from textual.css.tokenizer import Token

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
